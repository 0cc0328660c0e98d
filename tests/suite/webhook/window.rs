//! Time windows that the caller passes.

use payauth::encoding::hex;
use payauth::scheme::{Compiled, Envelope, catalog};
use payauth::webhook::{Delivery, Receiver, Window};
use payauth::{Algorithm, ErrorKind, MacKey, TimestampFormat, UnixTime};
use serde_json::json;

use super::{NOW, receiver, receiver_of};
use crate::support::{assert_error, at};

/// Verifies a message that was signed at `NOW`, with a window. The timestamp of Revolut is in milliseconds, and the timestamp
/// of Stripe is in seconds. Returns the seconds for which the replay key must be stored, or the kind of the error.
fn verify(name: &str, window: Window, millis: i64) -> Held {
    let receiver = receiver(catalog::named(name).unwrap(), &["k"]);
    let sent = receiver.sign(&Envelope::new(at(NOW)), b"{}").unwrap();
    let fields: Vec<_> = sent.iter().collect();
    let now = UnixTime::from_millis(NOW * 1000 + millis).unwrap();
    let delivery = Delivery::new(&fields, now).window(window);
    match receiver.verify(&delivery, b"{}") {
        Ok(verified) => Held::For(verified.replay_ttl_secs),
        Err(error) => Held::Refused(error.kind()),
    }
}

#[derive(Debug, PartialEq)]
enum Held {
    For(Option<u64>),
    Refused(ErrorKind),
}

fn secs(past: u32, future: u32) -> Window {
    Window::Secs { past, future }
}

#[test]
fn past_and_future_have_separate_lengths_and_0_accepts_the_current_second_only() {
    for (window, millis, expected) in [
        (secs(0, 0), 0, Held::For(Some(60))),
        (secs(0, 0), 1000, Held::Refused(ErrorKind::TooOld)),
        (secs(0, 0), -1000, Held::Refused(ErrorKind::TooNew)),
        (secs(10, 0), 10_000, Held::For(Some(70))),
        (secs(10, 0), 11_000, Held::Refused(ErrorKind::TooOld)),
        (secs(10, 0), -1000, Held::Refused(ErrorKind::TooNew)),
        (secs(0, 10), -10_000, Held::For(Some(70))),
        (secs(0, 10), -11_000, Held::Refused(ErrorKind::TooNew)),
        (
            secs(u32::MAX, u32::MAX),
            4_000_000_000_000,
            Held::For(Some(8_589_934_650)),
        ),
        (
            secs(u32::MAX, 0),
            4_294_967_296_000,
            Held::Refused(ErrorKind::TooOld),
        ),
        (Window::OfScheme, 300_000, Held::For(Some(660))),
        (Window::UnsafeSkip, 4_000_000_000_000, Held::For(None)),
    ] {
        for name in ["stripe", "revolut"] {
            assert_eq!(
                verify(name, window, millis),
                expected,
                "{name} {window:?} {millis}"
            );
        }
    }
}

#[test]
fn age_is_compared_in_the_unit_of_the_timestamp() {
    let window = secs(0, 0);
    assert_eq!(verify("stripe", window, 999), Held::For(Some(60)));
    assert_eq!(
        verify("revolut", window, 1),
        Held::Refused(ErrorKind::TooOld)
    );
    assert_eq!(
        verify("stripe", window, -1),
        Held::Refused(ErrorKind::TooNew)
    );
}

/// The names of `TimestampFormat::ALL`, in the same order.
const FORMATS: [&str; 7] = [
    "unix",
    "unix_ms",
    "unix_us",
    "unix_fraction",
    "iso",
    "iso_ms",
    "http_date",
];

/// The texts of a time in a format, each with the unit of the text in milliseconds.
fn stamps(format: TimestampFormat, millis: i64) -> Vec<(String, i64)> {
    let mut text = String::new();
    let time = UnixTime::from_millis(millis).unwrap();
    format.write(time, &mut text);
    let (secs, fraction) = (millis / 1000, millis % 1000);
    match format {
        TimestampFormat::Unix | TimestampFormat::HttpDate => vec![(text, 1000)],
        TimestampFormat::UnixFraction => vec![(text, 1), (format!("{secs}.{fraction:03}456"), 1)],
        TimestampFormat::Iso | TimestampFormat::IsoMillis => {
            let mut whole = String::new();
            TimestampFormat::Iso.write(time, &mut whole);
            let bare = whole.trim_end_matches('Z');
            vec![
                (format!("{bare}+00:00"), 1000),
                (format!("{bare}.{fraction:03}Z"), 1),
                (format!("{bare}.{fraction:03}456-0000"), 1),
                (whole.clone(), 1000),
            ]
        }
        _ => vec![(text, 1)],
    }
}

#[test]
fn difference_of_exactly_the_tolerance_is_accepted_in_the_unit_of_the_received_text() {
    let key = MacKey::new(Algorithm::Sha256, b"k");
    for (list, formats) in lists() {
        let receiver = timed(&list);
        for (format, tolerance) in formats
            .iter()
            .flat_map(|format| [0, 1, 300].map(|tolerance| (*format, tolerance)))
        {
            for millis in [0, 1, 500, 900, 999] {
                let now = NOW * 1000 + millis;
                let window = secs(tolerance, tolerance);
                let tolerance = i64::from(tolerance) * 1000;
                for place in 0..stamps(format, now).len() {
                    let unit = stamps(format, now)[place].1;
                    for (off, expected) in [
                        (-tolerance - unit, Some(ErrorKind::TooOld)),
                        (-tolerance, None),
                        (0, None),
                        (tolerance, None),
                        (tolerance + unit, Some(ErrorKind::TooNew)),
                    ] {
                        let stamp = stamps(format, now + off)[place].0.clone();
                        let tag = key.sign(format!("{stamp}|b").as_bytes());
                        let tag = hex::encode(tag.as_bytes(), hex::Case::Lower);
                        let fields = [("X-T", &*stamp), ("X-S", &*tag)];
                        let now = UnixTime::from_millis(now).unwrap();
                        let delivery = Delivery::new(&fields, now).window(window);
                        let error = receiver.verify(&delivery, b"b").err();
                        let kind = error.map(|error| error.kind());
                        assert_eq!(kind, expected, "{list} {stamp} {millis} {tolerance}");
                    }
                }
            }
        }
    }
}

/// Every format and every list of two formats: the member of a definition, and the formats.
fn lists() -> Vec<(serde_json::Value, Vec<TimestampFormat>)> {
    let mut all = Vec::new();
    for (name, format) in FORMATS.iter().zip(TimestampFormat::ALL) {
        all.push((json!(name), vec![format]));
        for (other, second) in FORMATS.iter().zip(TimestampFormat::ALL) {
            if other != name {
                all.push((json!([name, other]), vec![format, second]));
            }
        }
    }
    all
}

/// A receiver of messages with a time in one of these formats.
fn timed(format: &serde_json::Value) -> Receiver {
    let definition = json!({
        "hash": "sha256", "message": "{timestamp}|{body}", "encoding": "hex",
        "timestamp": {"format": format}, "headers": {"X-T": "{timestamp}", "X-S": "{signature}"},
    });
    let scheme = Compiled::define(&definition.to_string()).unwrap();
    receiver_of(scheme, &["k"])
}

#[test]
fn window_is_rejected_if_the_scheme_has_no_timestamp() {
    let receiver = receiver(&catalog::GITHUB, &["k"]);
    let delivery = Delivery::new(&[], at(NOW)).window(secs(300, 300));
    let message =
        "pastSecs: must be left out, like futureSecs, because this scheme has no timestamp";
    assert_error(receiver.verify(&delivery, b""), ErrorKind::Option, message);
}

#[test]
fn error_about_a_forged_message_does_not_depend_on_its_age() {
    let receiver = receiver(&catalog::STRIPE, &["k"]);
    for timestamp in ["1", "1709380800", "253402300799"] {
        let value = format!("t={timestamp},v1={}", "0".repeat(64));
        let fields = [("Stripe-Signature", &*value)];
        let error = receiver.verify(&Delivery::new(&fields, at(NOW)), b"");
        let message = "signature: does not match; no secret in use signed this content";
        assert_error(error, ErrorKind::Signature, message);
    }
}
