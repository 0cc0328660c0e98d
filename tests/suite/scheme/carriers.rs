//! If a scheme compiles, it verifies the messages that it signs. The tests try every scheme of a small set of carriers. A
//! carrier is a header field, a parameter or a member with the signature, the time or the id.

use payauth::scheme::{Carrier, Compiled, Envelope, Scheme};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
use payauth::{Encoding, ErrorKind, TimestampFormat};

use crate::support::{assert_error, at};

const NOW: i64 = 1_709_380_800;
const ITEMS: [&str; 14] = [
    "{signature}",
    "{timestamp}",
    "{id}",
    "v1={signature}",
    "t={timestamp}",
    "i={id}",
    "v1={signature}0",
    "{signature}.{timestamp}",
    "{timestamp}.{signature}",
    "{id}-{signature}",
    "a{timestamp}",
    "ab{signature}",
    "5",
    "x ",
];
const SEPARATORS: [&str; 8] = ["", ",", ", ", ";", "=", "-", "/", "."];

#[test]
fn scheme_that_compiles_verifies_what_it_signs() {
    let mut compiled = 0;
    for separator in SEPARATORS {
        for (one, two, three) in items(separator) {
            let items: Vec<_> = [one, two, three].into_iter().flatten().collect();
            let value = items.join(separator);
            for prefix in ["", "V ", "1"] {
                for encoding in Encoding::ALL {
                    let carriers = [Carrier::header("X-S", &value)
                        .list(separator)
                        .prefix(prefix)];
                    compiled += usize::from(round(&carriers, &value, encoding));
                }
            }
        }
    }
    assert!(compiled > 500, "{compiled}");
}

/// All lists of up to three items. Without a separator, a list has one item.
fn items(
    separator: &str,
) -> impl Iterator<
    Item = (
        Option<&'static str>,
        Option<&'static str>,
        Option<&'static str>,
    ),
> {
    let is_list = !separator.is_empty();
    let others = move || {
        let all = ITEMS.iter().copied().filter(move |_| is_list);
        all.map(Some).chain([None])
    };
    ITEMS.iter().flat_map(move |one| {
        others().flat_map(move |two| {
            others()
                .filter(move |three| two.is_some() || three.is_none())
                .map(move |three| (Some(*one), two, three))
        })
    })
}

/// Whether the scheme compiles. Asserts that such a scheme verifies each message that it signs.
fn round(carriers: &[Carrier<'_>], value: &str, encoding: Encoding) -> bool {
    let (timed, named) = (value.contains("{timestamp}"), value.contains("{id}"));
    let message = match (timed, named) {
        (true, true) => "{id}~{timestamp}~{body}",
        (true, false) => "{timestamp}~{body}",
        (false, true) => "{id}~{body}",
        (false, false) => "{body}",
    };
    let scheme = Scheme {
        timestamp: timed.then_some(TimestampFormat::Unix),
        encoding,
        ..Scheme::new(message, carriers)
    };
    let Ok(scheme) = scheme.compile() else {
        return false;
    };
    let ids: &[&str] = if named {
        &["a", "1", "a-b", "v1=", "5,6", "x.y"]
    } else {
        &["a"]
    };
    let mut signed = 0;
    for body in ["", "a", "b", "c", "d"] {
        for id in ids {
            signed += usize::from(verified(scheme.clone(), id, body, value));
        }
    }
    assert!(signed > 0, "{value:?} signs no message");
    true
}

fn verified(scheme: Compiled, id: &str, body: &str, value: &str) -> bool {
    let key = scheme.key("secret", "k").unwrap();
    let mut secrets = Secrets::default();
    secrets.push("a", key, Validity::ALWAYS).unwrap();
    let receiver = Receiver::new(scheme, secrets).unwrap();
    let fields = match receiver.sign(&Envelope::new(at(NOW)).id(id), body.as_bytes()) {
        Ok(fields) => fields,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Option, "{value:?} {error}");
            return false;
        }
    };
    let lines: Vec<_> = fields.iter().collect();
    let verified = receiver.verify(&Delivery::new(&lines, at(NOW)), body.as_bytes());
    assert!(
        verified.is_ok(),
        "{value:?} signs {lines:?}, but verification returns {verified:?}"
    );
    true
}

#[test]
fn list_without_names_has_the_time_first_and_then_any_number_of_signatures() {
    let carriers = [Carrier::header("X-S", "{timestamp},{signature}").list(",")];
    let scheme = Scheme {
        timestamp: Some(TimestampFormat::Unix),
        ..Scheme::new("{timestamp}.{body}", &carriers)
    };
    let scheme = scheme.compile().unwrap();
    let sign = |secret| {
        let key = scheme.key("secret", secret).unwrap();
        let fields = scheme.sign(&key, &Envelope::new(at(NOW)), b"{}").unwrap();
        fields
            .get("X-S")
            .unwrap()
            .split_once(',')
            .unwrap()
            .1
            .to_owned()
    };
    let (old, new) = (sign("old"), sign("new"));
    let mut secrets = Secrets::default();
    secrets
        .push(
            "new",
            scheme.key("secret", "new").unwrap(),
            Validity::ALWAYS,
        )
        .unwrap();
    let receiver = Receiver::new(scheme.clone(), secrets).unwrap();
    let verify = |value: &str| receiver.verify(&Delivery::new(&[("X-S", value)], at(NOW)), b"{}");
    for value in [
        format!("{NOW},{new}"),
        format!("{NOW},{old},{new}"),
        format!("{NOW}, {new}, {old}"),
    ] {
        assert!(verify(&value).is_ok(), "{value}");
    }
    for (value, kind) in [
        (format!("{NOW},{old}"), ErrorKind::Signature),
        (format!("{NOW}"), ErrorKind::FieldMalformed),
        (new.clone(), ErrorKind::FieldMalformed),
        (
            format!("{NOW},{},{new}", NOW + 1),
            ErrorKind::FieldAmbiguous,
        ),
        (format!("0{NOW},{new}"), ErrorKind::FieldMalformed),
    ] {
        assert_eq!(verify(&value).unwrap_err().kind(), kind, "{value}");
    }
}

#[test]
fn carriers_whose_values_cannot_be_parsed_are_rejected() {
    for (carriers, message, expected) in [
        (
            &[Carrier::header("A", "v1={signature}0")][..],
            "{body}",
            "headers: must not have text or a `sep` after {signature} or {secret} that its value can contain",
        ),
        (
            &[
                Carrier::header("A", "{signature}"),
                Carrier::header("a", "x"),
            ],
            "{body}",
            "headers: have a name twice, ignoring case",
        ),
        (
            &[Carrier::header("A", " {signature}")],
            "{body}",
            "scheme: sends values that payauth could not read back; use only visible ASCII around placeholders, no text that a value can contain, and no raw digest",
        ),
        (
            &[Carrier::header("A", "é{signature}")],
            "{body}",
            "scheme: sends values that payauth could not read back; use only visible ASCII around placeholders, no text that a value can contain, and no raw digest",
        ),
        (
            &[
                Carrier::header("A", "{id}"),
                Carrier::header("B", "{id}"),
                Carrier::header("C", "{signature}"),
            ],
            "{id}|{id}",
            "headers: must send each {id}, {id:…} and {nonce} in one field only",
        ),
        (
            &[Carrier::header("A", "{id},{signature}").list(",")],
            "{id}.{body}",
            "headers: must have list items that begin differently, such as t= and v1=",
        ),
        (
            &[
                Carrier::member("a", "{signature}"),
                Carrier::member("a.b", "x"),
            ],
            "{field:c}",
            "fields: must not have a member inside another, such as a.b in a; {field:…} counts, too",
        ),
        (
            &[Carrier::member("a", "{signature}")],
            "{field:a?}",
            "fields: must not send a member that a {field:…} reads; remove one of the two",
        ),
    ] {
        assert_error(
            Scheme::new(message, carriers).compile(),
            ErrorKind::Scheme,
            expected,
        );
    }
}

#[test]
fn only_the_key_and_the_scheme_that_began_a_message_can_finish_it() {
    let carriers = [Carrier::header("X-S", "{signature}")];
    let scheme = || Scheme::new("{body}", &carriers).compile().unwrap();
    let (one, two) = (scheme(), scheme());
    let (a, b) = (
        one.key("secret", "k").unwrap(),
        one.key("secret", "k").unwrap(),
    );
    let begin = || one.begin(&a, &Envelope::new(at(NOW))).unwrap();
    let mut fields = payauth::Fields::default();
    assert_eq!(
        begin().finish(&one, &b, &mut fields).unwrap_err().kind(),
        ErrorKind::Option
    );
    assert_eq!(
        begin().finish(&two, &a, &mut fields).unwrap_err().kind(),
        ErrorKind::Option
    );
    assert!(begin().finish(&one, &a, &mut fields).is_ok());

    let receiver = |id| {
        let scheme = scheme();
        let mut secrets = Secrets::default();
        secrets
            .push(id, scheme.key("secret", "k").unwrap(), Validity::ALWAYS)
            .unwrap();
        Receiver::new(scheme, secrets).unwrap()
    };
    let (a, b) = (receiver("a"), receiver("b"));
    let sent = a.sign(&Envelope::new(at(NOW)), b"").unwrap();
    let lines: Vec<_> = sent.iter().collect();
    let begin = || a.begin(&Delivery::new(&lines, at(NOW))).unwrap();
    assert_eq!(b.finish(begin()).unwrap_err().kind(), ErrorKind::Option);
    assert_eq!(a.finish(begin()).unwrap().secret_id, "a");
    let signer = a.begin_signing(&Envelope::new(at(NOW))).unwrap();
    assert_eq!(
        b.finish_signing(signer).unwrap_err().kind(),
        ErrorKind::Option
    );
}
