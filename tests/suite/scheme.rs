//! Schemes: their templates, and the texts that a scheme signs.

use payauth::scheme::{Carrier, Compiled, Covers, Envelope, Scheme, catalog};
use payauth::{Algorithm, Encoding, Error, ErrorKind, Fields, MacKey, TimestampFormat};

use crate::support::{assert_error, at};

mod apart;
mod body_format;
mod carriers;
mod catalogue;
mod compile;
mod covers;
mod define;
mod digests;
mod injective;
mod language;
mod member_types;
pub(crate) mod misread;
mod nonce;
mod own_names;
mod params;
mod round_trip;
mod separators;
mod time_borders;
mod told;
mod var_borders;
mod wire;

fn scheme<'a>(message: &'a str, carriers: &'a [Carrier<'a>]) -> Scheme<'a> {
    Scheme {
        timestamp: Some(TimestampFormat::Unix),
        ..Scheme::new(message, carriers)
    }
}

const SIGNATURE: &[Carrier<'static>] = &[
    Carrier::header("X-T", "{timestamp}"),
    Carrier::header("X-Signature", "{signature}"),
];

#[test]
fn template_is_filled_around_the_body() {
    let carriers = [
        Carrier::header("X-S", "t={timestamp},{{v1}}={signature}"),
        Carrier::header("X-T", "{timestamp}"),
    ];
    let description = Scheme {
        encoding: Encoding::Base64,
        ..scheme("a{{{timestamp}}}[[.{body}~]]{timestamp}", &carriers)
    };
    let compiled = description.compile().unwrap();
    let key = compiled.key("secret", "secret").unwrap();
    let mut signer = compiled.begin(&key, &Envelope::new(at(7))).unwrap();
    signer.absorb(b"bo");
    signer.absorb(b"dy");
    let mut fields = Fields::default();
    signer.finish(&compiled, &key, &mut fields).unwrap();
    let tag = MacKey::new(Algorithm::Sha256, b"secret").sign(b"a{7}[.body~]7");
    let expected = format!("t=7,{{v1}}={}", Encoding::Base64.encode(&tag).as_str());
    assert_eq!(
        fields.iter().collect::<Vec<_>>(),
        [("X-S", expected.as_str()), ("X-T", "7")]
    );
}

fn sign(scheme: &Scheme<'_>, pieces: &[&str]) -> Result<String, Error> {
    let compiled = scheme.compile()?;
    let key = compiled.key("secret", "secret")?;
    let mut signer = compiled.begin(&key, &Envelope::new(at(7)))?;
    for piece in pieces {
        signer.absorb(piece.as_bytes());
    }
    let mut fields = Fields::default();
    signer.finish(&compiled, &key, &mut fields)?;
    Ok(fields.get("X-Signature").unwrap().to_owned())
}

fn tag_of(message: &[u8]) -> String {
    let tag = MacKey::new(Algorithm::Sha256, b"secret").sign(message);
    Encoding::HexLower.encode(&tag).as_str().to_owned()
}

#[test]
fn message_without_body_does_not_sign_the_body() {
    for pieces in [&[][..], &["any"]] {
        assert_eq!(
            sign(&scheme("{timestamp}!", SIGNATURE), pieces).unwrap(),
            tag_of(b"7!")
        );
    }
}

#[test]
fn body_with_a_digit_next_to_the_timestamp_is_rejected() {
    let message = "body: must have a non-digit next to {timestamp} in the signed text";
    for (template, pieces) in [
        ("{body}{timestamp}", ["12", ""]),
        ("{body}{timestamp}", ["{}", "1"]),
        ("{timestamp}{body}", ["12", ""]),
        ("{timestamp}{body}", ["1", "{}"]),
        ("{timestamp}{body}", ["", "1"]),
    ] {
        let signed = sign(&scheme(template, SIGNATURE), &pieces);
        assert_error(signed, ErrorKind::Body, message);
    }
    for (template, pieces) in [
        ("{body}.{timestamp}", ["12", ""]),
        ("{timestamp}.{body}", ["12", ""]),
        ("{body}{timestamp}", ["1", "{}"]),
        ("{timestamp}{body}", ["{}", "1"]),
    ] {
        assert!(
            sign(&scheme(template, SIGNATURE), &pieces).is_ok(),
            "{template} {pieces:?}"
        );
    }
}

#[test]
fn each_value_of_a_member_is_signed_in_one_form_only() {
    let carriers = [Carrier::header("X-Signature", "{signature}")];
    let of = |template, body| sign(&Scheme::new(template, &carriers), &[body]);
    for (body, message) in [
        (r#"{"a":"x"}"#, "x|"),
        (r#"{"a":"x","b":"y"}"#, "x|y"),
        (r#"{"a":"\u00e9\n\/"}"#, "é\n/|"),
        (r#"{"a":true,"b":false}"#, "true|false"),
        (
            r#"{"a":1.50,"b":12345678901234567890}"#,
            "1.50|12345678901234567890",
        ),
        (r#"{"a":"","b":""}"#, "|"),
    ] {
        assert_eq!(
            of("{field:a}|{field:b?}", body).unwrap(),
            tag_of(message.as_bytes()),
            "{body}"
        );
    }
    let refused =
        |body, kind| assert_eq!(of("{field:a}|{field:b?}", body).unwrap_err().kind(), kind);
    refused(r#"{"b":"x"}"#, ErrorKind::FieldMissing);
    refused(r#"{"a":null}"#, ErrorKind::FieldMalformed);
    refused(r#"{"a":"x","b":null}"#, ErrorKind::FieldMalformed);
    refused(r#"{"a":["x"]}"#, ErrorKind::FieldMalformed);
    refused(r#"{"a":{}}"#, ErrorKind::FieldMalformed);
    refused(r#"{"a":"x","a":"x"}"#, ErrorKind::Json);
    refused("x", ErrorKind::Json);
    // The value of a member contains the separator between the two values.
    refused(r#"{"a":"x|"}"#, ErrorKind::FieldMalformed);
    refused(r#"{"a":"x","b":"|"}"#, ErrorKind::FieldMalformed);
}

#[test]
fn star_in_a_path_is_the_only_element_of_an_array() {
    let carriers = [Carrier::header("X-Signature", "{signature}")];
    let of = |body| sign(&Scheme::new("{field:i.*.a}", &carriers), &[body]);
    assert_eq!(of(r#"{"i":[{"a":"x"}]}"#).unwrap(), tag_of(b"x"));
    for body in [
        r#"{"i":[]}"#,
        r#"{"i":[{"a":"x"},{"a":"y"}]}"#,
        r#"{"i":[[{"a":"x"}]]}"#,
        r#"{"i":{"a":"x"}}"#,
        r#"{"i":{"*":{"a":"x"}}}"#,
    ] {
        assert_eq!(
            of(body).unwrap_err().kind(),
            ErrorKind::FieldMissing,
            "{body}"
        );
    }
}

#[test]
fn envelope_must_have_every_value_that_the_scheme_signs() {
    let compiled = catalog::STANDARD_WEBHOOKS.compile().unwrap();
    let key = compiled.key("secret", "MfKQ9r8G").unwrap();
    for id in ["", "a b", "a\n", "é", &"x".repeat(256)] {
        let message = "id: must be 1 to 255 visible ASCII characters";
        let signed = compiled.sign(&key, &Envelope::new(at(0)).id(id), b"");
        assert_error(signed, ErrorKind::Option, message);
    }
    let message = "id: a signed value contains text that the scheme writes between values";
    let signed = compiled.sign(&key, &Envelope::new(at(0)).id("a.b"), b"");
    assert_error(signed, ErrorKind::Option, message);
    let carriers = [
        Carrier::header("X-Id", "{id}"),
        Carrier::header("X-Tag", "{signature}"),
    ];
    let trailing = Scheme::new("{body}.{id}", &carriers).compile().unwrap();
    let signed = trailing.sign(
        &trailing.key("secret", "k").unwrap(),
        &Envelope::new(at(0)).id("a.b"),
        b"",
    );
    assert_error(signed, ErrorKind::Option, message);
    let square = catalog::SQUARE.compile().unwrap();
    let key = square.key("secret", "k").unwrap();
    let message = "url: is required by this scheme; pass the URL of the request";
    let signed = square.sign(&key, &Envelope::new(at(0)), b"");
    assert_error(signed, ErrorKind::Option, message);
}

#[test]
fn secret_is_decoded_as_the_scheme_says() {
    let standard = catalog::STANDARD_WEBHOOKS.compile().unwrap();
    let adyen = catalog::ADYEN_BODY.compile().unwrap();
    let stripe = catalog::STRIPE.compile().unwrap();
    for text in ["MfKQ9r8G", "whsec_MfKQ9r8G"] {
        assert!(standard.key("secret", text).is_ok());
        assert!(stripe.key("secret", text).is_ok());
        assert_error(
            adyen.key("secret", text),
            ErrorKind::Secret,
            "secret: must be hex digits, two for each byte",
        );
    }
    for text in [
        "whsec_",
        "whsec_whsec_MfKQ9r8G",
        "MfKQ9r8",
        "whsec_MfKQ9r8==",
    ] {
        assert_eq!(
            standard.key("secret", text).unwrap_err().kind(),
            ErrorKind::Secret,
            "{text}"
        );
    }
    for text in ["", " ", "undefined", "null", " k", "k\n"] {
        assert_eq!(
            stripe.key("secret", text).unwrap_err().kind(),
            ErrorKind::Secret
        );
    }
    assert!(stripe.key_from_bytes("secret", &[0, 255]).is_ok());
    let json = r#"{"hash":"sha256","encoding":"hex","message":"{secret}{body}","headers":{"S":"{signature}"}}"#;
    let text_only = Compiled::define(json).unwrap();
    assert_error(
        text_only.key_from_bytes("secret", &[0, 255]),
        ErrorKind::Secret,
        "secret: must be UTF-8",
    );
    assert_eq!(
        stripe.key_from_bytes("secret", &[]).unwrap_err().kind(),
        ErrorKind::Secret
    );
    assert_eq!(
        format!("{:?}", stripe.key("secret", "hunter2").unwrap()),
        "[redacted]"
    );
}

#[test]
fn covers_reports_the_signed_content() {
    let covers = |scheme: &Scheme<'_>| scheme.compile().unwrap().covers();
    assert_eq!(covers(&catalog::SQUARE), Covers::Body);
    assert_eq!(covers(&scheme("{timestamp}", SIGNATURE)), Covers::Nothing);
    let paths = ["razorpay_order_id", "razorpay_payment_id"].map(String::from);
    assert_eq!(
        covers(&catalog::RAZORPAY_PAYMENT),
        Covers::Fields(paths.into())
    );
}
