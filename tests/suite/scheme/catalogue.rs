//! Every definition of the catalogue, tested with a message that another implementation computed.

use payauth::scheme::{Compiled, Envelope, catalog};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity, Verified};
use payauth::{Error, Fields, SecretText, UnixTime};
use serde_json::Value;

use crate::support::{list, text, vectors};

/// The names and values in the member `name`, which is an object.
pub(super) fn pairs<'v>(of: &'v Value, name: &str) -> Vec<(&'v str, &'v str)> {
    let members = of[name].as_object().into_iter().flatten();
    members
        .map(|(name, value)| (name.as_str(), text(value)))
        .collect()
}

pub(super) fn optional<'v>(of: &'v Value, name: &str) -> &'v str {
    of[name].as_str().unwrap_or_default()
}

pub(super) fn now(of: &Value) -> UnixTime {
    UnixTime::from_millis(of["now"].as_i64().unwrap()).unwrap()
}

pub(super) fn scheme(vector: &Value) -> Compiled {
    catalog::compile(text(&vector["scheme"])).unwrap().unwrap()
}

/// Verifies the message of a vector. The members of `change` replace members of the vector.
pub(super) fn verify(vector: &Value, change: &Value) -> Result<Verified, Error> {
    let mut message = vector.clone();
    for (name, value) in change.as_object().into_iter().flatten() {
        message[name] = value.clone();
    }
    let scheme = scheme(vector);
    let mut secrets = Secrets::default();
    let key = scheme.key("secret", text(&message["secret"]))?;
    secrets.push("one", key, Validity::ALWAYS)?;
    let (fields, vars) = (pairs(&message, "headers"), pairs(&message, "vars"));
    let delivery = Delivery::new(&fields, now(&message))
        .url(optional(&message, "url"))
        .method(optional(&message, "method"))
        .vars(&vars);
    Receiver::new(scheme, secrets)?.verify(&delivery, text(&message["body"]).as_bytes())
}

pub(super) fn each(is_request: bool, mut check: impl FnMut(&Value)) -> usize {
    let all = vectors("schemes.json");
    let those = list(&all["vectors"])
        .iter()
        .filter(|vector| vector["request"].is_object() == is_request);
    those.map(&mut check).count()
}

#[test]
fn every_scheme_has_one_vector_and_every_vector_has_a_scheme_and_rejects() {
    let all = vectors("schemes.json");
    let scheme_of = |vector: &'_ Value| text(&vector["scheme"]).to_owned();
    let named: Vec<_> = list(&all["vectors"]).iter().map(scheme_of).collect();
    for (name, _) in catalog::DEFINITIONS {
        let count = named.iter().filter(|named| named == name).count();
        assert_eq!(
            count, 1,
            "number of vectors of `{name}` in tests/vectors/schemes.json"
        );
    }
    for vector in list(&all["vectors"]) {
        let name = scheme_of(vector);
        let file = format!("definitions/schemes/{name}.json");
        let is_known = catalog::DEFINITIONS.iter().any(|(known, _)| *known == name);
        assert!(
            is_known,
            "tests/vectors/schemes.json has `{name}`: write {file}, then `cargo xtask generate`"
        );
        let has_rejects = vector["request"].is_object() || !list(&vector["rejects"]).is_empty();
        assert!(
            has_rejects,
            "`{name}` in tests/vectors/schemes.json has no rejects"
        );
    }
    assert!(named.len() >= 80, "{}", named.len());
}

#[test]
fn every_message_is_verified_and_its_invalid_variants_are_rejected() {
    let mut rejects = 0;
    let count = each(false, |vector| {
        let name = text(&vector["scheme"]);
        if let Err(error) = verify(vector, &Value::Null) {
            panic!("{name}: {error}");
        }
        for reject in list(&vector["rejects"]) {
            let what = format!("{name}: {}", reject["why"]);
            let error = verify(vector, reject).expect_err(&what);
            assert_eq!(error.kind().code(), text(&reject["error"]), "{what}");
            rejects += 1;
        }
    });
    assert!(count >= 80, "{count}");
    assert!(rejects >= 200, "{rejects}");
}

#[test]
fn every_request_is_signed_as_in_its_vector() {
    let count = each(true, |vector| {
        let name = text(&vector["scheme"]);
        let request = &vector["request"];
        let (scheme, url) = (scheme(vector), text(&request["url"]));
        let key = scheme.key("secret", text(&vector["secret"])).unwrap();
        let (given, vars) = (pairs(request, "headers"), pairs(request, "vars"));
        let envelope = Envelope::new(now(vector))
            .method(text(&request["method"]))
            .url(url)
            .fields(&given)
            .vars(&vars)
            .nonce(optional(request, "nonce"))
            .key_id(optional(request, "keyId"));
        let mut signer = scheme
            .begin(&key, &envelope)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        for byte in text(&request["body"]).as_bytes() {
            signer.absorb(&[*byte]);
        }
        let (mut fields, mut query) = (Fields::default(), SecretText::default());
        signer
            .finish_request(&scheme, &key, &mut fields, &mut query)
            .unwrap();
        let joined = if query.is_empty() {
            String::new()
        } else {
            format!("&{}", &*query)
        };
        assert_eq!(format!("{url}{joined}"), text(&vector["url"]), "{name}");
        for (field, value) in pairs(vector, "headers") {
            assert_eq!(fields.get(field), Some(value), "{name}: {field}");
        }
    });
    assert!(count >= 20, "{count}");
}
