//! Time windows that the caller passes.

use payauth::scheme::{Envelope, catalog};
use payauth::webhook::{Delivery, Window};
use payauth::{ErrorKind, UnixTime};

use super::{NOW, receiver};
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

#[test]
fn window_is_rejected_if_the_scheme_has_no_timestamp() {
    let receiver = receiver(&catalog::GITHUB, &["k"]);
    let delivery = Delivery::new(&[], at(NOW)).window(secs(300, 300));
    let message = "window: is not allowed, because this scheme has no timestamp; leave out pastSecs and futureSecs";
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
