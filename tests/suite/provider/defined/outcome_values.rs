//! Which values of a member match a value of `outcome[].when`.

use payauth::provider::{Client, Credentials, Profile};
use payauth::scheme::Envelope;
use payauth::webhook::{Delivery, Receiver, Verdict};
use serde_json::{Value, json};

use super::whole;
use crate::support::at;

/// A message that signs only members, and a message that signs the whole body.
const MESSAGES: [&str; 2] = ["{field:id}:{field:a?}", "{body}"];

/// The webhooks of a provider with one outcome: `paid` if `id` is `1x`, and the member `a` has the value `when`.
fn receiver(message: &str, when: &Value) -> Receiver {
    let mut definition = whole();
    definition["webhook"] = json!({
        "secret": "{apiSecret}",
        "scheme": { "hash": "sha256", "encoding": "hex", "message": message, "headers": { "sig": "{signature}" } },
        "outcome": [{ "verdict": "paid", "when": { "id": "1x", "a": when } }],
        "word": "a",
    });
    let profile = Profile::define(&definition.to_string()).unwrap();
    let mut credentials = Credentials::default();
    for credential in &profile.credentials {
        let start = credential
            .prefixes
            .first()
            .map_or("", |prefix| &*prefix.text);
        credentials
            .push(&credential.name, &format!("{start}abc"))
            .unwrap();
    }
    Client::new(profile, credentials, "live", "")
        .unwrap()
        .webhooks()
        .unwrap()
}

/// Whether a message in which `a` has this value counts as paid.
fn is_paid(message: &str, when: &Value, given: Option<&str>) -> bool {
    let receiver = receiver(message, when);
    let member = given.map_or_else(String::new, |value| format!(",\"a\":{value}"));
    let body = format!("{{\"id\":\"1x\"{member}}}");
    // A member that is signed must be a string, a number, `true` or `false`.
    let Ok(sent) = receiver.sign(&Envelope::new(at(0)), body.as_bytes()) else {
        assert!(matches!(given, Some("null" | "[\"done\"]")), "{given:?}");
        return false;
    };
    let fields: Vec<_> = sent.iter().collect();
    let verified = receiver
        .verify(&Delivery::new(&fields, at(0)), body.as_bytes())
        .unwrap();
    verified.outcome.unwrap().verdict == Verdict::Paid
}

/// The values of a member: `None` for an absent member.
const VALUES: [Option<&str>; 15] = [
    None,
    Some("null"),
    Some("true"),
    Some("false"),
    Some("7"),
    Some("7.0"),
    Some("-7"),
    Some("\"\""),
    Some("\" \""),
    Some("\"true\""),
    Some("\"TRUE\""),
    Some("\"7\""),
    Some("\"07\""),
    Some("\"done\""),
    Some("[\"done\"]"),
];

#[test]
fn text_of_an_outcome_matches_a_member_with_this_text_of_any_type() {
    for (when, fitting) in [
        ("true", &["true", "\"true\""][..]),
        ("TRUE", &["\"TRUE\""]),
        ("false", &["false"]),
        ("7", &["7", "\"7\""]),
        ("7.0", &["7.0"]),
        ("-7", &["-7"]),
        ("07", &["\"07\""]),
        ("done", &["\"done\""]),
        ("null", &[]),
        ("[\"done\"]", &[]),
    ] {
        for (message, value) in MESSAGES
            .iter()
            .flat_map(|message| VALUES.map(|value| (message, value)))
        {
            let expected = value.is_some_and(|value| fitting.contains(&value));
            assert_eq!(
                is_paid(message, &json!(when), value),
                expected,
                "{message} {when} {value:?}"
            );
        }
    }
}

/// If only members are signed, a text such as `"7"` can be changed into a number without another signature. So only an
/// exact text matches it.
#[test]
fn any_text_and_no_value_match_only_what_the_signature_tells_apart() {
    for (when, message, fitting) in [
        (
            true,
            "{body}",
            &[
                Some("\"true\""),
                Some("\"TRUE\""),
                Some("\"7\""),
                Some("\"07\""),
                Some("\"done\""),
            ][..],
        ),
        (
            true,
            MESSAGES[0],
            &[Some("\"TRUE\""), Some("\"07\""), Some("\"done\"")],
        ),
        (false, "{body}", &[None]),
        (false, MESSAGES[0], &[None, Some("\"\"")]),
    ] {
        for value in VALUES {
            assert_eq!(
                is_paid(message, &json!(when), value),
                fitting.contains(&value),
                "{message} {when} {value:?}"
            );
        }
    }
}
