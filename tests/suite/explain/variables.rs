//! Which variables are needed to explain a request.

use std::sync::Arc;

use payauth::ErrorKind;
use payauth::explain::{Explainer, GivenSecret};
use payauth::provider::{Call, Client, Credentials, Profile};
use payauth::webhook::Delivery;
use serde_json::json;

use crate::support::{assert_error, at};

const NOW: i64 = 1_709_380_800;

#[test]
fn variable_is_needed_to_explain_a_request_exactly_if_it_is_needed_to_sign_the_request() {
    let mut counts = [0, 0];
    for (message, more) in [
        ("{path}|[{var:acct}-]{var:key}", json!({})),
        ("[{var:acct}|]{path}|{var:key}", json!({})),
        ("{path}|{var:key}[-{lower:var:acct}]", json!({})),
        ("{path}|{var:acct}-{var:key}", json!({})),
        ("[{var:acct}|]{path}|{var:key}|{lower:var:acct}", json!({})),
        (
            "[{var:acct}|]{path}|{var:key}",
            json!({ "X-Acct": "{var:acct}" }),
        ),
        ("{path}|{var:key}", json!({ "X-Acct": "{var:acct}" })),
    ] {
        let mut headers = more;
        headers["X-Sign"] = json!("{signature}");
        let scheme =
            json!({ "hash": "sha256", "encoding": "hex", "message": message, "headers": headers });
        let definition = json!({
            "name": "acme", "servers": { "live": "https://api.acme.example" },
            "credentials": { "key": {}, "secret": {}, "acct": { "optional": true } },
            "auth": { "signature": { "secret": "{secret}", "scheme": scheme } },
        });
        let profile = Arc::new(Profile::define(&definition.to_string()).unwrap());
        let explainer = Explainer::of_requests(&profile, None).unwrap();
        for acct in [None, Some("acct-1")] {
            let pairs = [("key", "key-1"), ("secret", "hunter2")];
            let vars: Vec<_> = pairs
                .into_iter()
                .chain(acct.map(|acct| ("acct", acct)))
                .collect();
            let mut credentials = Credentials::default();
            for (name, value) in &vars {
                credentials.push(name, value).unwrap();
            }
            let client = Client::new(profile.clone(), credentials, "", "").unwrap();
            let signed = client.sign(&Call::new("/pay", at(NOW)), Some(b"{}"));
            counts[usize::from(signed.is_ok())] += 1;
            let Ok(request) = signed else {
                let delivery = Delivery::new(&[("X-Sign", "00")], at(NOW))
                    .url("/pay")
                    .vars(&vars);
                let refused =
                    explainer.explain([GivenSecret::text("one", "hunter2")], &delivery, b"{}");
                let text =
                    "vars.acct: is missing: the signature of the request needs this credential";
                assert_error(refused, ErrorKind::Option, text);
                continue;
            };
            let fields: Vec<_> = request.fields().collect();
            let delivery = Delivery::new(&fields, at(NOW))
                .url(request.url())
                .vars(&vars);
            let found = explainer.explain([GivenSecret::text("one", "hunter2")], &delivery, b"{}");
            let found: Vec<_> = found.unwrap().iter().map(|found| found.mistake).collect();
            assert_eq!(found, ["none"], "{message} {acct:?}");
        }
    }
    assert_eq!(counts, [4, 10]);
}
