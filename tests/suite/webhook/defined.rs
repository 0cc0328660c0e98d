//! Reads the webhook scheme of a provider's definition as a `Scheme`.

use payauth::scheme::{Carrier, Construction, HexCase, Scheme};
use payauth::{Algorithm, Encoding};
use serde_json::Value;

use crate::support::text;

/// The webhook scheme of a definition; `None` if the definition has no webhook scheme. Its memory is never released.
pub(crate) fn webhook_scheme(definition: &str) -> Option<&'static Scheme<'static>> {
    let definition: Value = serde_json::from_str(definition).ok()?;
    let scheme = definition["webhook"].get("scheme")?;
    let mut carriers = Vec::new();
    for member in ["headers", "fields"] {
        for (name, value) in scheme[member].as_object().into_iter().flatten() {
            let (name, value) = (kept(name), kept(text(value)));
            carriers.push(match member {
                "headers" => Carrier::header(name, value),
                _ => Carrier::member(name, value),
            });
        }
    }
    let is_digest = scheme["construction"] == "digest";
    Some(Box::leak(Box::new(Scheme {
        hash: if scheme["hash"] == "sha512" {
            Algorithm::Sha512
        } else {
            Algorithm::Sha256
        },
        construction: if is_digest {
            Construction::DIGEST
        } else {
            Construction::HMAC
        },
        encoding: Encoding::named(text(&scheme["encoding"])).unwrap_or(Encoding::HexLower),
        hex_case: match scheme["hexCase"].as_str() {
            Some("lower") => HexCase::Lower,
            Some("upper") => HexCase::Upper,
            _ => HexCase::Either,
        },
        ..Scheme::new(kept(text(&scheme["message"])), carriers.leak())
    })))
}

fn kept(text: &str) -> &'static str {
    text.to_owned().leak()
}
