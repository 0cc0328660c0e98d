use payauth::scheme::{Carrier, Scheme};
use payauth::{Encoding, Error, ErrorKind, Fields, MacKey, TimestampFormat};

use crate::support::{assert_error, at};

fn scheme<'a>(message: &'a str, carriers: &'a [Carrier<'a>]) -> Scheme<'a> {
    Scheme {
        timestamp: Some(TimestampFormat::Unix),
        ..Scheme::new(message, carriers)
    }
}

const SIGNATURE: &[Carrier<'static>] = &[Carrier::header("X-Signature", "{signature}")];

#[test]
fn template_is_filled_around_the_body() {
    let carriers = [
        Carrier::header("X-S", "t={timestamp},{{v1}}={signature}"),
        Carrier::header("X-T", "{timestamp}"),
    ];
    let description = Scheme {
        encoding: Encoding::Base64,
        ..scheme("a{{{timestamp}}}.{body}~{timestamp}", &carriers)
    };
    let compiled = description.compile().unwrap();
    let key = MacKey::new(description.hash, b"secret");
    let mut signer = compiled.begin(&key, at(7));
    signer.absorb(b"bo");
    signer.absorb(b"dy");
    let mut fields = Fields::default();
    signer.finish(&compiled, &mut fields).unwrap();
    let tag = Encoding::Base64.encode(&key.sign(b"a{7}.body~7"));
    let expected = format!("t=7,{{v1}}={}", tag.as_str());
    assert_eq!(
        fields.iter().collect::<Vec<_>>(),
        [("X-S", expected.as_str()), ("X-T", "7")]
    );
}

fn sign(scheme: &Scheme<'_>, pieces: &[&str]) -> Result<String, Error> {
    let compiled = scheme.compile()?;
    let key = MacKey::new(payauth::Algorithm::Sha256, b"secret");
    let mut signer = compiled.begin(&key, at(7));
    for piece in pieces {
        signer.absorb(piece.as_bytes());
    }
    let mut fields = Fields::default();
    signer.finish(&compiled, &mut fields)?;
    Ok(fields.get("X-Signature").unwrap().to_owned())
}

#[test]
fn message_without_body_signs_no_body() {
    let key = MacKey::new(payauth::Algorithm::Sha256, b"secret");
    let tag = Encoding::HexLower.encode(&key.sign(b"7!"));
    assert_eq!(
        sign(&scheme("{timestamp}!", SIGNATURE), &[]).unwrap(),
        tag.as_str()
    );
}

#[test]
fn body_must_not_end_where_the_timestamp_could_begin() {
    for pieces in [["12", ""], ["{}", "1"]] {
        let message = "body: ends in a digit, and digits follow it in what is signed";
        let signed = sign(&scheme("{body}{timestamp}", SIGNATURE), &pieces);
        assert_error(signed, ErrorKind::Body, message);
    }
    assert!(sign(&scheme("{body}.{timestamp}", SIGNATURE), &["12"]).is_ok());
    assert!(sign(&scheme("{timestamp}{body}", SIGNATURE), &["12"]).is_ok());
}

#[test]
fn malformed_descriptions_do_not_compile() {
    for (message, carrier, expected) in [
        (
            "{bod}",
            "{signature}",
            "message: has an unknown placeholder at byte 0",
        ),
        (
            "a{body",
            "{signature}",
            "message: has a placeholder without end at byte 1",
        ),
        (
            "a}",
            "{signature}",
            "message: has a closing brace of nothing; write }} for itself at byte 1",
        ),
        (
            "{body}{body}",
            "{signature}",
            "message: can contain {body} only once",
        ),
        (
            "{signature}",
            "{signature}",
            "message: cannot contain {signature}",
        ),
        ("{body}", "{timestamp}", "headers: carry no {signature}"),
        (
            "{body}",
            "{signature}{body}",
            "headers: cannot carry {body}",
        ),
        (
            "{body}",
            "{}{signature}",
            "headers: has an unknown placeholder at byte 0",
        ),
    ] {
        let carriers = [Carrier::header("X-S", carrier)];
        assert_error(
            scheme(message, &carriers).compile(),
            ErrorKind::Scheme,
            expected,
        );
    }
    let undated = Scheme::new("{timestamp}", SIGNATURE);
    let message = "timestamp: is needed, because a template has {timestamp}";
    assert_error(undated.compile(), ErrorKind::Scheme, message);
    let unsendable = [Carrier::header("X S", "{signature}")];
    let message = "headers: have a name that is no token";
    assert_error(
        Scheme::new("", &unsendable).compile(),
        ErrorKind::Scheme,
        message,
    );
}
