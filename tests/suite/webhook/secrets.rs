//! Receivers with several secrets.

use payauth::scheme::{Envelope, catalog};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity, Verified};
use payauth::{Error, ErrorKind};

use super::{NOW, cases, receiver};
use crate::support::{assert_error, at};

#[test]
fn any_secret_may_match_and_secret_id_names_the_matching_secret() {
    for case in cases() {
        let both = receiver(case.scheme, &[case.other_secret, case.secret]);
        let verified = case.message(None).verify(&both).unwrap();
        assert_eq!(verified.secret_id, "1", "{}", case.name);
        let twice = receiver(case.scheme, &[case.secret, case.secret]);
        assert_eq!(case.message(None).verify(&twice).unwrap().secret_id, "0");
    }
}

#[test]
fn secret_is_used_only_while_it_is_valid() {
    let scheme = catalog::GITHUB.compile().unwrap();
    let valid = |not_before, not_after| {
        let mut secrets = Secrets::default();
        let validity = Validity {
            not_before,
            not_after,
        };
        let key = scheme.key("secret", "k").unwrap();
        secrets.push("a", key, validity).unwrap();
        let receiver = Receiver::new(catalog::GITHUB.compile().unwrap(), secrets).unwrap();
        let sent = receiver.sign(&Envelope::new(at(NOW)), b"").unwrap();
        let fields: Vec<_> = sent.iter().collect();
        let verified = receiver.verify(&Delivery::new(&fields, at(NOW)), b"");
        verified.map(|_| ()).map_err(|error| error.kind())
    };
    let refused = Err(ErrorKind::Signature);
    assert_eq!(valid(None, None), Ok(()));
    assert_eq!(valid(Some(at(NOW)), Some(at(NOW))), Ok(()));
    assert_eq!(valid(Some(at(NOW + 1)), None), refused);
    assert_eq!(valid(None, Some(at(NOW - 1))), refused);
}

#[test]
fn receiver_has_one_to_eight_secrets_with_different_ids() {
    let scheme = catalog::GITHUB.compile().unwrap();
    let key = || scheme.key("secret", "k").unwrap();
    let mut secrets = Secrets::default();
    let push = |secrets: &mut Secrets, id: &str| -> Result<(), Error> {
        secrets.push(id, key(), Validity::ALWAYS)
    };
    for id in 0..8 {
        push(&mut secrets, &id.to_string()).unwrap();
    }
    assert_error(
        push(&mut secrets, "8"),
        ErrorKind::Secret,
        "secrets: must be 1 to 8 secrets",
    );
    let mut secrets = Secrets::default();
    push(&mut secrets, "a").unwrap();
    let message = "secrets[1].id: is the id of another secret";
    assert_error(push(&mut secrets, "a"), ErrorKind::Option, message);
    for id in ["", "a b", "a\n", "é"] {
        let message = "secrets[1].id: must be 1 to 255 visible ASCII characters";
        assert_error(push(&mut secrets, id), ErrorKind::Option, message);
    }
    for id in ["undefined", "null", "NaN"] {
        let message =
            "secrets[1].id: is a word for a missing value, such as \"undefined\"; check its source";
        assert_error(push(&mut secrets, id), ErrorKind::Option, message);
    }
    let backwards = Validity {
        not_before: Some(at(2)),
        not_after: Some(at(1)),
    };
    let message = "secrets[1].notAfter: must not be before notBefore";
    assert_error(
        secrets.push("b", key(), backwards),
        ErrorKind::Option,
        message,
    );
    let none = Receiver::new(catalog::GITHUB.compile().unwrap(), Secrets::default());
    assert_error(
        none,
        ErrorKind::Secret,
        "secrets: are required to verify a webhook; pass at least one",
    );
}

#[test]
fn receiver_can_be_shared_between_threads() {
    fn assert_auto_traits<T: Send + Sync>() {}
    assert_auto_traits::<(Receiver, Delivery<'_>, Verified)>();
}

#[test]
fn nothing_shows_a_secret() {
    for case in cases() {
        let receiver = case.receiver();
        let shown = format!("{receiver:?}");
        assert!(
            !shown.contains("hunter2") && !shown.contains("MfKQ9r8G"),
            "{shown}"
        );
    }
}
