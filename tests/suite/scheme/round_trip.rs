//! Each scheme of the catalogue verifies the messages that it signs, wherever it writes the signature.

use payauth::scheme::Envelope;
use payauth::{Error, Fields};
use serde_json::Value;

use super::catalogue::{each, now, optional, pairs, scheme, verify};
use crate::support::text;

#[test]
fn each_scheme_verifies_the_messages_that_it_signs_and_rejects_another_secret() {
    let (mut signed, mut only_verify) = (0, Vec::new());
    each(false, |vector| {
        let name = text(&vector["scheme"]);
        let file = format!(
            "{}/definitions/schemes/{name}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let definition: Value =
            serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        // A URL that already has a parameter that the scheme writes is rejected.
        let bare = without(vector, |name| definition["query"].get(name).is_some());
        let Ok(made) = sign(&bare) else {
            only_verify.push(name.to_owned());
            return;
        };
        let bare = without(&bare, |name| made.get(name).is_some());
        let made = sign(&bare).unwrap_or_else(|error| panic!("{name}: {error}"));
        let sent = with(&bare, vector, &made);
        if let Err(error) = verify(&sent, &Value::Null) {
            panic!("{name}: {error} in {sent}");
        }
        let other = serde_json::json!({ "secret": format!("{}AA", text(&sent["secret"])) });
        assert!(
            verify(&sent, &other).is_err(),
            "{name}: another secret is accepted"
        );
        signed += 1;
    });
    let tokens = ["flutterwaveV3", "gitlab", "telegram", "xendit"];
    assert_eq!(only_verify, tokens, "the schemes that sign no message");
    assert!(signed >= 90, "{signed}");
}

fn sign(message: &Value) -> Result<Fields, Error> {
    let scheme = scheme(message);
    let (fields, vars) = (pairs(message, "headers"), pairs(message, "vars"));
    let envelope = Envelope::new(now(message))
        .url(optional(message, "url"))
        .method(optional(message, "method"))
        .fields(&fields)
        .vars(&vars)
        .id("id_1")
        .ids(&[("webhook", "id_2"), ("request", "id_3")])
        .key_id("key-1");
    let key = scheme.key("secret", text(&message["secret"]))?;
    scheme.sign(&key, &envelope, text(&message["body"]).as_bytes())
}

/// The message without the parameters that the scheme wrote into the query or the form.
fn without(vector: &Value, is_written: impl Fn(&str) -> bool) -> Value {
    let mut message = vector.clone();
    for part in ["url", "body"] {
        let given = optional(vector, part);
        let (before, members) = given.split_once('?').unwrap_or(("", given));
        let is_kept = |member: &&str| {
            let name = member.split('=').next();
            !name.is_some_and(&is_written)
        };
        let kept: Vec<_> = members.split('&').filter(is_kept).collect();
        let mark = if before.is_empty() { "" } else { "?" };
        message[part] = format!("{before}{mark}{}", kept.join("&")).into();
    }
    message
}

/// The message with the values that the scheme wrote. Each value is in the same place as in the vector: in the query, in
/// a form, in JSON or in a header field.
fn with(bare: &Value, vector: &Value, made: &Fields) -> Value {
    let mut message = bare.clone();
    for (name, value) in made {
        let member = format!("{name}=");
        let path = format!("/{}", name.replace('.', "/").replace('*', "0"));
        let body = serde_json::from_str::<Value>(text(&message["body"]));
        let mut body = body.unwrap_or_default();
        let part = ["url", "body"];
        let written = part
            .into_iter()
            .find(|part| optional(vector, part).contains(&member));
        if let Some(part) = written {
            let escaped = value.replace('+', "%2B").replace('=', "%3D");
            let joined = format!("{}&{member}{escaped}", text(&message[part]));
            message[part] = joined.replace("?&", "?").into();
        } else if let Some(place) = body.pointer_mut(&path) {
            *place = value.into();
            message["body"] = body.to_string().into();
        } else {
            message["headers"][name] = value.into();
        }
    }
    message
}
