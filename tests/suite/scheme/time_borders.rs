//! If a value is next to the timestamp, the signed text can be split into a time and a value at several places. Only the
//! split that was signed is accepted, for all formats and all kinds of values, also if the scheme accepts any time.

use payauth::scheme::Compiled;
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
use payauth::{Algorithm, MacKey, encoding::hex};
use serde_json::{Value, json};

use crate::support::at;

/// Formats, each with texts of the same day.
pub(super) const FORMATS: [(&str, &[&str]); 7] = [
    ("unix", &["1709380800", UNUSUAL[0], UNUSUAL[1]]),
    ("unix_ms", &["1709380800123"]),
    ("unix_us", &["1709380800123456"]),
    ("unix_fraction", &["1709380800.25", "1709380800.2"]),
    (
        "iso",
        &["2024-03-02T12:00:00Z", "2024-03-02T12:00:00.25+01:00"],
    ),
    ("iso_ms", &["2024-03-02T12:00:00.123Z"]),
    ("http_date", &["Sat, 02 Mar 2024 12:00:00 GMT"]),
];
/// Times before 2001 and after 2286.
const UNUSUAL: [&str; 2] = ["171", "51709380800"];
pub(super) const VALUES: [&str; 10] = [
    "", "7", "123", "123456", "25USD", "USD25", "USD", ".5", "-", "Z",
];
pub(super) const PLACES: [&str; 8] = [
    "{url}",
    "{lower:url}",
    "{body}",
    "{field:v}",
    "{field:v?}",
    "{header:x-v}",
    "{form:v}",
    "{query:v}",
];

/// A message: its header fields, its URL and its body.
pub(super) struct Message {
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) url: String,
    pub(super) body: String,
}

pub(super) fn message(place: &str, value: &str, time: &str) -> Message {
    let escapes: Vec<_> = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let mut message = Message {
        fields: vec![("T", time.to_owned())],
        url: "https://x.example/a".to_owned(),
        body: String::new(),
    };
    match place {
        "{url}" | "{lower:url}" => value.clone_into(&mut message.url),
        "{body}" => value.clone_into(&mut message.body),
        "{header:x-v}" => message.fields.push(("X-V", value.to_owned())),
        "{form:v}" => message.body = format!("v={}", escapes.concat()),
        "{query:v}" => message.url = format!("https://x.example/a?v={}", escapes.concat()),
        _ => message.body = json!({ "v": value }).to_string(),
    }
    message
}

/// A scheme with two formats, or with one format if both are the same.
pub(super) fn definition(template: &str, [one, other]: [&str; 2]) -> Value {
    let formats = if one == other {
        json!(one)
    } else {
        json!([one, other])
    };
    json!({
        "hash": "sha256", "encoding": "hex", "message": template,
        "timestamp": { "format": formats, "tolerance": false },
        "headers": { "S": "{signature}", "T": "{timestamp}" }
    })
}

/// The splits of `text` into a time and a value that the receiver accepts.
fn accepted(receiver: &Receiver, place: &str, is_first: bool, text: &str) -> Vec<String> {
    let key = MacKey::new(Algorithm::Sha256, b"k");
    let signature = hex::encode(key.sign(text.as_bytes()).as_bytes(), hex::Case::Lower);
    let splits = (0..=text.len()).map(|index| text.split_at(index));
    let is_accepted = |(left, right): &(&str, &str)| {
        let (time, value) = if is_first {
            (left, right)
        } else {
            (right, left)
        };
        // The caller passes the URL of the request.
        if place.contains("url}") && !value.starts_with("https://") {
            return false;
        }
        let sent = message(place, value, time);
        let fields = sent.fields.iter().map(|(name, value)| (*name, &**value));
        let fields: Vec<_> = fields.chain([("S", &*signature)]).collect();
        let delivery = Delivery::new(&fields, at(1_709_380_800)).url(&sent.url);
        receiver.verify(&delivery, sent.body.as_bytes()).is_ok()
    };
    let accepted = splits.filter(is_accepted);
    accepted
        .map(|(left, right)| format!("{left} + {right}"))
        .collect()
}

fn receiver(template: &str, formats: [&str; 2]) -> Option<Receiver> {
    let scheme = Compiled::define(&definition(template, formats).to_string()).ok()?;
    let mut secrets = Secrets::default();
    let key = scheme.key("secret", "k").unwrap();
    secrets.push("one", key, Validity::ALWAYS).unwrap();
    Receiver::new(scheme, secrets).ok()
}

/// Messages of a time and a value next to each other, also with an empty body, and whether the time is first.
fn templates(place: &str) -> Vec<(String, bool)> {
    let times = ["{timestamp}", "{lower:timestamp}"];
    let mut templates = Vec::new();
    for time in times {
        templates.push((format!("{time}{place}"), true));
        templates.push((format!("{place}{time}"), false));
        if place.contains("url}") {
            templates.push((format!("{place}{{body}}{time}"), false));
        }
    }
    templates
}

/// The text of a value. A URL ends with the value.
pub(super) fn text_of(place: &str, value: &str) -> String {
    let start = if place.contains("url}") {
        "https://x.example/a?v="
    } else {
        ""
    };
    format!("{start}{value}")
}

/// The number of accepted splits, of which only the signed split is allowed.
pub(super) fn number_of<T: PartialEq + core::fmt::Debug>(
    accepted: &[T],
    signed: &[T],
    time: &str,
    scheme: &str,
) -> usize {
    // A sender writes a time of today with the usual number of digits.
    let is_usual = !UNUSUAL.contains(&time);
    let is_allowed = accepted.is_empty() || accepted == signed || !is_usual && accepted.len() == 1;
    assert!(is_allowed, "{scheme}, {signed:?}: {accepted:?}");
    accepted.len()
}

#[test]
fn a_text_of_a_time_and_a_value_is_accepted_only_with_the_signed_border() {
    let mut counts = [0, 0];
    for place in PLACES {
        for (template, is_first) in templates(place) {
            for (one, other) in FORMATS
                .iter()
                .flat_map(|one| FORMATS.map(|other| (one, other)))
            {
                let Some(receiver) = receiver(&template, [one.0, other.0]) else {
                    continue;
                };
                for (time, value) in one
                    .1
                    .iter()
                    .flat_map(|time| VALUES.map(|value| (time, value)))
                {
                    let value = text_of(place, value);
                    let (left, right) = if is_first {
                        (*time, &*value)
                    } else {
                        (&*value, *time)
                    };
                    let accepted = accepted(&receiver, place, is_first, &format!("{left}{right}"));
                    let signed = [format!("{left} + {right}")];
                    let scheme = format!("{template}, {} and {}", one.0, other.0);
                    counts[number_of(&accepted, &signed, time, &scheme)] += 1;
                }
            }
        }
    }
    assert!(counts[0] > 100 && counts[1] > 500, "{counts:?}");
}
