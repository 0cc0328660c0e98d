//! A variable next to the timestamp may begin or end with digits, or with a fraction. The receiver knows the variable. Only
//! the time and the value that were signed are accepted, for all formats and all kinds of values.

use payauth::scheme::Compiled;
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
use payauth::{Algorithm, MacKey, encoding::hex};

use super::time_borders::{FORMATS, PLACES, VALUES, definition, message, number_of, text_of};
use crate::support::at;

const VARS: [&str; 9] = ["5", "57", "0", "171", "abc", "-", ".5", "Z", "7-7"];

fn receiver(template: &str, formats: [&str; 2], var: &str) -> Option<Receiver> {
    let mut definition = definition(template, formats);
    definition["vars"] = ["v"].into();
    let scheme = Compiled::define(&definition.to_string()).ok()?;
    let mut secrets = Secrets::default();
    let key = scheme.key("secret", "k").unwrap();
    secrets.push("one", key, Validity::ALWAYS).unwrap();
    let receiver = Receiver::new(scheme, secrets).ok()?;
    receiver.with_vars(&[("v", var)]).ok()
}

/// The times and values with which the receiver accepts the signature of `text`.
fn accepted(
    receiver: &Receiver,
    place: &str,
    (is_first, var): (bool, &str),
    text: &str,
) -> Vec<(String, String)> {
    let key = MacKey::new(Algorithm::Sha256, b"k");
    let signature = hex::encode(key.sign(text.as_bytes()).as_bytes(), hex::Case::Lower);
    let splits = (0..=text.len()).filter_map(|index| {
        let (left, rest) = text.split_at(index);
        Some((left, rest.strip_prefix(var)?))
    });
    let mut accepted = Vec::new();
    for (left, right) in splits {
        let (time, value) = if is_first {
            (left, right)
        } else {
            (right, left)
        };
        // The caller passes the URL of the request.
        if place.contains("url}") && !value.starts_with("https://") {
            continue;
        }
        let sent = message(place, value, time);
        let fields = sent.fields.iter().map(|(name, value)| (*name, &**value));
        let fields: Vec<_> = fields.chain([("S", &*signature)]).collect();
        let delivery = Delivery::new(&fields, at(1_709_380_800)).url(&sent.url);
        if receiver.verify(&delivery, sent.body.as_bytes()).is_ok() {
            accepted.push((time.into(), value.into()));
        }
    }
    accepted
}

#[test]
fn a_variable_next_to_the_timestamp_moves_no_border() {
    let mut counts = [0, 0];
    for place in PLACES {
        for (template, is_first) in [
            (format!("{{timestamp}}{{var:v}}{place}"), true),
            (format!("{{timestamp}}{{lower:var:v}}{place}"), true),
            (format!("{place}{{var:v}}{{timestamp}}"), false),
        ] {
            for (one, other) in FORMATS
                .iter()
                .flat_map(|one| FORMATS.map(|other| (one, other)))
            {
                for var in VARS.map(str::to_lowercase) {
                    let Some(receiver) = receiver(&template, [one.0, other.0], &var) else {
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
                        let text = [left, &var, right].concat();
                        let accepted = accepted(&receiver, place, (is_first, &var), &text);
                        let signed = [((*time).to_owned(), value.clone())];
                        let scheme = format!("{template}, {} and {}, {var}", one.0, other.0);
                        counts[number_of(&accepted, &signed, time, &scheme)] += 1;
                    }
                }
            }
        }
    }
    assert!(counts[0] > 100 && counts[1] > 500, "{counts:?}");
}

#[test]
fn a_variable_and_a_time_with_the_usual_digits_are_accepted_in_every_order() {
    for (template, is_first) in [
        ("{timestamp}{var:v}{body}", true),
        ("{body}{var:v}{timestamp}", false),
    ] {
        for (format, time) in [("unix", "1709380800"), ("unix_ms", "1709380800123")] {
            for var in VARS {
                let receiver = receiver(template, [format; 2], var).unwrap();
                let text = if is_first {
                    format!("{time}{var}{{}}")
                } else {
                    format!("{{}}{var}{time}")
                };
                let signed = [(time.to_owned(), "{}".to_owned())];
                assert_eq!(
                    accepted(&receiver, "{body}", (is_first, var), &text),
                    signed,
                    "{template} {format} {var}"
                );
            }
        }
    }
    for format in ["unix_fraction", "unix"] {
        let formats = [format, "unix_ms"];
        assert!(receiver("{timestamp}{var:v}{body}", formats, "5").is_none());
    }
}
