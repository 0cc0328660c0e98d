//! Changed templates, compared with a simple implementation of templates, and changed definitions in JSON.

use payauth::encoding::hex::{self, Case};
use payauth::scheme::{Carrier, Compiled, Covers, Envelope, HexCase, Key, Place, Scheme, catalog};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
use payauth::{Algorithm, Error, ErrorKind, Fields, SecretEncoding, TimestampFormat};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::mutation::text;
use super::template::{BODY, ID, NOW, Template, URL};
use super::{check, config, reference};
use crate::support::at;

/// A secret that is valid as hex, as base64 and as text.
const SECRET: &str = "DFB1EB5485895CFA";

proptest! {
    #![proptest_config(config())]

    #[test]
    fn changed_templates_are_filled_as_documented_or_rejected_at_a_byte(source in text(templates())) {
        let template = Template::read(&source);
        let has = |name| template.as_ref().is_none_or(|template| template.has(name));
        let mut carriers = vec![Carrier::header("X-S", "{signature}")];
        carriers.extend(has("timestamp").then_some(Carrier::header("X-T", "{timestamp}")));
        carriers.extend(has("id").then_some(Carrier::header("X-I", "{id}")));
        let scheme = Scheme {
            timestamp: has("timestamp").then_some(TimestampFormat::Unix),
            ..Scheme::new(&source, &carriers)
        };
        match (scheme.compile(), template) {
            (Ok(scheme), Some(template)) => fill(&scheme, &template),
            (Err(error), None) => check(&error, &[ErrorKind::Scheme], source.len(), &[]),
            (found, template) => prop_assert!(false, "{found:?}, yet {template:?}"),
        }
    }

    #[test]
    fn changed_definitions_work_or_are_rejected_at_a_byte(json in text(definitions())) {
        const KINDS: &[ErrorKind] = &[ErrorKind::Scheme, ErrorKind::Json, ErrorKind::TooLarge];
        match Compiled::define(&json) {
            Ok(scheme) => using(scheme),
            Err(error) => check(&error, KINDS, json.len(), &[]),
        }
    }
}

#[test]
fn every_built_in_scheme_signs_equally_if_it_is_defined_in_json() {
    for (name, scheme) in catalog::ALL {
        let defined = Compiled::define(&definition(scheme).to_string()).unwrap();
        let signed = |scheme: &Compiled| {
            let body = if scheme.covers() == Covers::Body {
                BODY
            } else {
                MEMBERS
            };
            let fields = sign(scheme, &scheme.key("secret", SECRET).unwrap(), body).unwrap();
            let mut lines: Vec<_> = fields.iter().map(|field| format!("{field:?}")).collect();
            lines.sort();
            lines
        };
        let built_in = scheme.compile().unwrap();
        assert_eq!(signed(&defined), signed(&built_in), "{name}");
        assert_eq!(
            defined.tolerance_secs(),
            built_in.tolerance_secs(),
            "{name}"
        );
    }
}

/// A body for the two schemes that sign members of the body.
const MEMBERS: &str =
    r#"{"razorpay_order_id":"o","razorpay_payment_id":"p","notificationItems":[{}]}"#;

fn templates() -> Vec<String> {
    catalog::ALL
        .iter()
        .map(|(_, scheme)| scheme.message.to_owned())
        .collect()
}

fn definitions() -> Vec<String> {
    catalog::ALL
        .iter()
        .map(|(_, scheme)| definition(scheme).to_string())
        .collect()
}

fn sign(scheme: &Compiled, key: &Key, body: &str) -> Result<Fields, Error> {
    let envelope = Envelope::new(at(NOW)).id(ID).url(URL);
    scheme.sign(key, &envelope, body.as_bytes())
}

/// Asserts that the signed text is the filled template.
fn fill(scheme: &Compiled, template: &Template) {
    let key = scheme.key("secret", SECRET).unwrap();
    match (sign(scheme, &key, BODY), template.message()) {
        (Ok(fields), Some(message)) => {
            let tag = reference::tag("github", SECRET, message.as_bytes());
            assert_eq!(fields.get("X-S").unwrap(), hex::encode(&tag, Case::Lower));
        }
        (Err(error), None) => check(
            &error,
            &[ErrorKind::FieldMissing, ErrorKind::FieldMalformed],
            0,
            &[],
        ),
        // The id or a member contains the text next to it. If the body is parsed, the error is returned after the body.
        (Err(error), Some(_)) if template.may_hide_a_value() => check(&error, OF_ID, 0, &[]),
        (Err(error), Some(message)) => panic!("{error}, yet {message}"),
        (Ok(_), None) => panic!("{template:?} lacks a member"),
    }
}

/// Signs a message with a scheme, and verifies it. The message is accepted, or rejected with one of the expected codes.
/// If the scheme covers the body, another body is rejected.
fn using(scheme: Compiled) {
    let Ok(key) = scheme.key("secret", SECRET) else {
        return;
    };
    let fields = match sign(&scheme, &key, BODY) {
        Ok(fields) => fields,
        Err(error) => return check(&error, SIGNING, BODY.len(), &[SECRET.into()]),
    };
    let is_covered = scheme.covers() == Covers::Body;
    let mut secrets = Secrets::default();
    secrets.push("a", key, Validity::ALWAYS).unwrap();
    let receiver = Receiver::new(scheme, secrets).unwrap();
    let fields: Vec<_> = fields.iter().collect();
    let delivery = Delivery::new(&fields, at(NOW)).url(URL);
    if let Err(error) = receiver.verify(&delivery, BODY.as_bytes()) {
        check(&error, VERIFYING, BODY.len(), &[SECRET.into()]);
    }
    let other = receiver.verify(&delivery, format!("{BODY} ").as_bytes());
    assert!(!is_covered || other.is_err());
}

const OF_ID: &[ErrorKind] = &[ErrorKind::Option, ErrorKind::FieldMalformed];
const SIGNING: &[ErrorKind] = &[
    ErrorKind::FieldMissing,
    ErrorKind::FieldMalformed,
    ErrorKind::FieldName,
    ErrorKind::FieldValue,
    ErrorKind::Option,
];
const VERIFYING: &[ErrorKind] = &[
    ErrorKind::FieldMissing,
    ErrorKind::FieldAmbiguous,
    ErrorKind::FieldMalformed,
    ErrorKind::Signature,
];

/// The definition of a scheme, as a user would write it.
fn definition(scheme: &Scheme<'_>) -> Value {
    const HASHES: [&str; 4] = ["sha1", "sha256", "sha384", "sha512"];
    const DECODINGS: [&str; 4] = ["utf8", "hex", "base64", "base64url"];
    const CASES: [&str; 3] = ["lower", "upper", "either"];
    const FORMATS: [&str; 2] = ["unix", "unix_ms"];
    let carriers = |place: Place| -> Value {
        let those = scheme
            .carriers
            .iter()
            .filter(|carrier| carrier.place == place);
        Value::Object(those.map(|it| (it.name.to_owned(), carried(it))).collect())
    };
    let mut json = json!({
        "hash": word(&HASHES, &Algorithm::ALL, &scheme.hash),
        "key": { "decode": word(&DECODINGS, &SecretEncoding::ALL, &scheme.key) },
        "message": scheme.message,
        "encoding": scheme.encoding.name(),
        "hexCase": word(&CASES, &HexCase::ALL, &scheme.hex_case),
        "headers": carriers(Place::Header),
        "fields": carriers(Place::Body),
    });
    if !scheme.key_prefix.is_empty() {
        json["key"]["strip"] = json!([scheme.key_prefix]);
    }
    if let Some(format) = &scheme.timestamp {
        let format = word(&FORMATS, &TimestampFormat::ALL, format);
        json["timestamp"] = json!({ "format": format, "tolerance": scheme.tolerance_secs });
    }
    json
}

fn word<T: PartialEq>(words: &[&'static str], all: &[T], one: &T) -> &'static str {
    words[all.iter().position(|given| given == one).unwrap()]
}

fn carried(carrier: &Carrier<'_>) -> Value {
    if carrier.separator.is_empty() {
        return carrier.value.into();
    }
    let items: Vec<_> = carrier.value.split(carrier.separator).collect();
    json!({ "prefix": carrier.prefix, "sep": carrier.separator, "items": items })
}
