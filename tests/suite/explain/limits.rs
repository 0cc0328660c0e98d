//! The limits of an explanation, and messages that no sender would send.

use payauth::ErrorKind;
use payauth::explain::{Explainer, GivenSecret};
use payauth::scheme::{Envelope, catalog};
use payauth::webhook::{Delivery, Window};
use proptest::prelude::*;

use crate::support::{assert_error, at};

const NOW: i64 = 1_709_380_800;
const MAX_BODY: usize = 64 * 1024;

fn github() -> Explainer {
    Explainer::new(catalog::GITHUB.compile().unwrap())
}

fn secrets() -> [GivenSecret; 1] {
    [GivenSecret::text("one", "hunter2")]
}

#[test]
fn body_above_64_kib_is_rejected() {
    let fields = [("X-Hub-Signature-256", "sha256=00")];
    let delivery = Delivery::new(&fields, at(NOW));
    let body = vec![b'x'; MAX_BODY + 1];
    let message = "body: is longer than 64 KiB, the limit of explainMismatch";
    let refused = github().explain(secrets(), &delivery, &body);
    assert_error(refused, ErrorKind::TooLarge, message);
}

#[test]
fn body_of_64_kib_is_explained() {
    let body = vec![b'x'; MAX_BODY];
    let sent = signed_by_github(&[&body[..], b"\n"].concat());
    let fields: Vec<_> = sent.iter().collect();
    let found = github().explain(secrets(), &Delivery::new(&fields, at(NOW)), &body);
    assert_eq!(found.unwrap()[0].mistake, "body-newline-lost");
}

/// A deep document with indentation is many times longer than the same document without indentation.
#[test]
fn rewritten_bodies_of_at_most_256_kib_are_tried() {
    for (length, expected) in [(256 * 1024, Some("body-indented")), (256 * 1024 + 1, None)] {
        let signed = indented(length);
        assert_eq!(signed.len(), length);
        let document: serde_json::Value = serde_json::from_str(&signed).unwrap();
        let fields = signed_by_github(signed.as_bytes());
        let fields: Vec<_> = fields.iter().collect();
        let delivery = Delivery::new(&fields, at(NOW));
        let found = github().explain(secrets(), &delivery, document.to_string().as_bytes());
        let found = found.unwrap();
        assert_eq!(found.first().map(|found| found.mistake), expected);
    }
}

/// An indented, deep document that is `length` bytes long.
fn indented(length: usize) -> String {
    let written = |padding: usize| {
        let zeros = ",0".repeat(4000);
        let document = format!(
            "{}\"{}\"{zeros}{}",
            "[".repeat(30),
            "x".repeat(padding),
            "]".repeat(30)
        );
        let document: serde_json::Value = serde_json::from_str(&document).unwrap();
        serde_json::to_string_pretty(&document).unwrap()
    };
    written(length - written(0).len())
}

fn signed_by_github(body: &[u8]) -> payauth::Fields {
    let scheme = catalog::GITHUB.compile().unwrap();
    let key = scheme.key("secret", "hunter2").unwrap();
    scheme.sign(&key, &Envelope::new(at(NOW)), body).unwrap()
}

#[test]
fn missing_secrets_are_an_error() {
    let fields = [("X-Hub-Signature-256", "sha256=00")];
    let refused = github().explain([], &Delivery::new(&fields, at(NOW)), b"{}");
    let message = "secrets: are required to verify a webhook; pass at least one";
    assert_error(refused, ErrorKind::Secret, message);
}

#[test]
fn deep_wide_or_malformed_json_has_no_explanation_and_causes_no_error() {
    let deep = "[".repeat(33) + &"]".repeat(33);
    let wide: Vec<_> = (0..513).map(|at| format!("\"{at}\":1")).collect();
    let wide = format!("{{{}}}", wide.join(","));
    let bodies = [
        &deep,
        &wide,
        "{\"a\":1,\"a\":2}",
        "\"\\ud800\"",
        "\"\\",
        "{",
        "\u{feff}",
        "",
    ];
    for body in bodies {
        let fields = [("X-Hub-Signature-256", "sha256=00")];
        let found = github().explain(secrets(), &Delivery::new(&fields, at(NOW)), body.as_bytes());
        assert_eq!(found.unwrap(), [], "{body}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// No message causes a panic. The explanation of a valid message never names a mistake.
    #[test]
    fn no_message_causes_a_panic(
        body in prop::collection::vec(any::<u8>(), 0..200),
        value in "(t=[0-9]{0,14},)?(v1=)?[0-9a-zA-Z+/=x]{0,70}",
        secret in "[!-~]{1,20}(:[a-z]{0,3})?",
        url in "(https?://)?[A-Za-z.]{0,9}(:[0-9]{0,4})?/?[a-z/]{0,5}(\\?[a-z]{0,3})?",
        now in 0_i64..4_000_000_000,
    ) {
        let scheme = catalog::STRIPE.compile().unwrap();
        let key = scheme.key("secret", &secret).unwrap();
        let sent = scheme.sign(&key, &Envelope::new(at(now)), &body).unwrap();
        let explainer = Explainer::new(scheme);
        let explain = |fields: &[(&str, &str)], window| {
            let delivery = Delivery::new(fields, at(now)).url(&url).window(window);
            explainer.explain([GivenSecret::text("one", &secret)], &delivery, &body)
        };
        for window in [Window::OfScheme, Window::UnsafeSkip] {
            let fields = [("Stripe-Signature", &*value)];
            if let Ok(found) = explain(&fields, window) {
                prop_assert!(found.len() <= 3);
            }
            let fields: Vec<_> = sent.iter().collect();
            prop_assert_eq!(explain(&fields, window).unwrap()[0].mistake, "none");
        }
    }
}
