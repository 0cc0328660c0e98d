//! Schemes that users define in JSON.

use payauth::scheme::{Compiled, Envelope, Scheme, catalog};
use payauth::{ErrorKind, SecretEncoding};

use crate::support::at;

const STRIPE: &str = r#"{"hash":"sha256","message":"{timestamp}.{body}","encoding":"hex",
 "timestamp":{"format":"unix","tolerance":300},
 "headers":{"Stripe-Signature":{"sep":",","items":["t={timestamp}","v1={signature}"]}}}"#;

const STANDARD: &str = r#"{"hash":"sha256","message":"{id}.{timestamp}.{body}","encoding":"base64",
 "key":{"decode":"base64","strip":["whsec_"]},"timestamp":{"format":"unix"},
 "headers":{"webhook-id":"{id}","webhook-timestamp":"{timestamp}",
            "webhook-signature":{"sep":" ","items":["v1,{signature}"]}}}"#;

const RAZORPAY: &str = r#"{"hash":"sha256","encoding":"hex","hexCase":"either",
 "message":"{field:razorpay_order_id}|{field:razorpay_payment_id}",
 "fields":{"razorpay_signature":"{signature}"}}"#;

#[test]
fn definition_signs_like_the_built_in_scheme() {
    let body = r#"{"razorpay_order_id":"o","razorpay_payment_id":"p"}"#;
    for (json, built_in) in [
        (STRIPE, &catalog::STRIPE),
        (STANDARD, &catalog::STANDARD_WEBHOOKS),
        (RAZORPAY, &catalog::RAZORPAY_PAYMENT),
    ] {
        let sign = |scheme: &Compiled| {
            let key = scheme.key("secret", "MfKQ9r8G").unwrap();
            let envelope = Envelope::new(at(7)).id("msg_1");
            let fields = scheme.sign(&key, &envelope, body.as_bytes()).unwrap();
            format!("{:?}", fields.iter().collect::<Vec<_>>())
        };
        let defined = Compiled::define(json).unwrap();
        assert_eq!(sign(&defined), sign(&built_in.compile().unwrap()));
        assert_eq!(defined.tolerance_secs(), built_in.tolerance_secs);
        assert_eq!(defined.covers(), built_in.compile().unwrap().covers());
    }
    assert_eq!(Scheme::new("", &[]).key, SecretEncoding::Utf8);
}

/// Asserts the error about a definition, and that the index of the error is the position of `place`.
#[track_caller]
fn assert_fault(json: &str, place: &str, message: &str) {
    let error = Compiled::define(json).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Scheme, "{error}");
    let index = json.find(place).unwrap();
    assert_eq!(error.to_string(), format!("{message} (byte {index})"));
}

/// The definition of Stripe's scheme, with the text `from` replaced by `to`.
fn changed(from: &str, to: &str) -> String {
    assert!(STRIPE.contains(from), "{from}");
    STRIPE.replacen(from, to, 1)
}

#[test]
fn unknown_word_is_rejected_and_the_error_has_its_position() {
    let hash = "scheme: `hash` must be sha1, sha256, sha384 or sha512";
    let encoding =
        "scheme: `encoding` must be hex, HEX, base64, base64url, base64url_nopad or hex_base64";
    let format = "scheme: `timestamp.format` must be unix, unix_ms, unix_us, unix_fraction, iso, iso_ms or http_date";
    let number =
        "scheme: `timestamp.tolerance` must be a whole number of seconds from 0 to 3600, or false";
    for (from, to, message) in [
        ("\"sha256\"", "\"md5\"", hash),
        ("\"sha256\"", "256", hash),
        ("\"hex\"", "\"base58\"", encoding),
        ("\"unix\"", "\"rfc2822\"", format),
        ("300", "300.5", number),
        ("300", "-1", number),
        ("300", "\"300\"", number),
        ("300", "4294967296", number),
        (
            "\"{timestamp}.{body}\"",
            "7",
            "scheme: `message` must be a string",
        ),
        (
            "{\"format\":\"unix\",\"tolerance\":300}",
            "\"unix\"",
            "scheme: `timestamp` must be an object",
        ),
    ] {
        assert_fault(&changed(from, to), to, message);
    }
}

#[test]
fn unknown_or_empty_member_is_rejected_and_the_error_has_its_position() {
    let unknown = "scheme: has an unknown member";
    for (name, message) in [
        ("vars", "scheme: `vars` must be an array"),
        ("unsafe", "scheme: `unsafe` must be an array"),
        (
            "digests",
            "scheme: `digests` must be an object with at least one member",
        ),
        (
            "params",
            "scheme: `params` must have `from` with query, form or both",
        ),
        (
            "query",
            "scheme: `query` must be an object with at least one member",
        ),
        (
            "form",
            "scheme: `form` must be an object with at least one member",
        ),
        ("nonce", "scheme: `nonce.format` is missing"),
        ("Hash", "scheme: `Hash` is unknown"),
        ("tolerance", unknown),
        ("decode", unknown),
    ] {
        let json = changed("{\"hash\"", &format!("{{\"{name}\":{{}},\"hash\""));
        assert_fault(&json, &format!("\"{name}\":"), message);
    }
    for (from, to, member) in [
        ("\"tolerance\"", "\"past\"", "timestamp"),
        ("\"tolerance\"", "\"decode\"", "timestamp"),
        ("\"tolerance\"", "\"\"", "timestamp"),
        ("\"sep\"", "\"separator\"", "headers.Stripe-Signature"),
    ] {
        let message = format!("scheme: `{member}` has an unknown member");
        assert_fault(&changed(from, to), to, &message);
    }
    let json = STANDARD.replace("\"decode\"", "\"format\"");
    let error = Compiled::define(&json).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "scheme: `key` has an unknown member (byte {})",
            json.find("\"format\"").unwrap()
        )
    );
}

#[test]
fn missing_member_is_reported() {
    for (name, rest) in [
        (
            "hash",
            r#"{"message":"{body}","encoding":"hex","headers":{"S":"{signature}"}}"#,
        ),
        (
            "message",
            r#"{"hash":"sha1","encoding":"hex","headers":{"S":"{signature}"}}"#,
        ),
        (
            "encoding",
            r#"{"hash":"sha1","message":"{body}","headers":{"S":"{signature}"}}"#,
        ),
    ] {
        assert_fault(rest, "{", &format!("scheme: `{name}` is missing"));
    }
    let error = Compiled::define(r#"{"hash":"sha1","message":"{body}","encoding":"hex"}"#);
    assert_eq!(
        error.unwrap_err().to_string(),
        "headers: must contain {signature} ({secret} for a token), or `query`, `fields` or `form` must"
    );
    for json in ["[]", "\"x\"", "null"] {
        assert_fault(json, json, "scheme: must be an object");
    }
}

#[test]
fn error_about_a_template_has_the_position_in_the_json() {
    assert_fault(
        &changed("{body}", "{bodi}"),
        "{bodi}",
        "message: has an unknown or incomplete placeholder",
    );
    assert_fault(
        &changed("{signature}", "{sig}"),
        "{sig}",
        "headers: has an unknown or incomplete placeholder",
    );
    let json = changed("{signature}", "{signature}{id}");
    let place = "\"v1={signature}";
    let index = json.find(place).unwrap() + 1;
    let error = Compiled::define(&json).unwrap_err();
    assert_eq!(error.index(), Some(index), "{error}");
    let constant = changed("{timestamp}.{body}", "constant.{secret}");
    let error = Compiled::define(&constant).unwrap_err();
    assert_eq!(
        error.to_string(),
        "message: cannot contain {signature}, or {secret} without a value such as {body} or {timestamp}"
    );
}

#[test]
fn carriers_are_checked() {
    for (to, place, message) in [
        (
            "7",
            "7",
            "scheme: `headers.Stripe-Signature` must be a template or an object",
        ),
        (
            r#"{"sep":",","items":["a,{signature}"]}"#,
            "\"a,",
            "scheme: `headers.Stripe-Signature.items` has an item that contains the first character of `sep`",
        ),
        (
            r#"{"sep":","}"#,
            r#"{"sep":","}"#,
            "scheme: `headers.Stripe-Signature.items` must be an array of templates",
        ),
        (
            r#"{"items":["{signature}","{timestamp}"]}"#,
            r#"{"items""#,
            "scheme: `headers.Stripe-Signature` must have a `sep`, or exactly one item",
        ),
        (
            r#"{"sep":",","items":[7]}"#,
            "7]",
            "scheme: `headers.Stripe-Signature.items` must be an array of templates",
        ),
    ] {
        let from = r#"{"sep":",","items":["t={timestamp}","v1={signature}"]}"#;
        assert_fault(&changed(from, to), place, message);
    }
    let json = changed("Stripe-Signature", "Stripe Signature");
    assert_fault(
        &json,
        "Stripe Signature",
        "headers: must have names that a header field can have: letters, digits and -",
    );
    let json = changed("\"sep\":\",\"", "\"sep\":\"ab\"");
    let message = "headers: must have a `sep` of one ASCII punctuation character, optionally followed by a space";
    assert_fault(&json, "Stripe-Signature", message);
}

#[test]
fn ambiguous_malformed_or_long_json_is_rejected() {
    let twice = changed("{\"hash\"", "{\"hash\":\"sha1\",\"hash\"");
    assert_eq!(
        Compiled::define(&twice).unwrap_err().kind(),
        ErrorKind::Json
    );
    assert_eq!(Compiled::define("{").unwrap_err().kind(), ErrorKind::Json);
    let long = " ".repeat(64 * 1024 + 1);
    assert_eq!(
        Compiled::define(&long).unwrap_err().kind(),
        ErrorKind::TooLarge
    );
}

#[test]
fn hex_case_must_be_a_case_that_the_encoding_writes() {
    let encodings = [
        "hex",
        "HEX",
        "base64",
        "base64url",
        "base64url_nopad",
        "hex_base64",
    ];
    for (encoding, case) in encodings
        .iter()
        .flat_map(|one| ["lower", "upper", "either"].map(|case| (*one, case)))
    {
        let definition = format!(
            r#"{{"hash":"sha256","message":"{{body}}","encoding":"{encoding}","hexCase":"{case}","headers":{{"S":"{{signature}}"}}}}"#
        );
        let is_rejected = matches!((encoding, case), ("hex", "upper") | ("HEX", "lower"));
        match Compiled::define(&definition) {
            Ok(_) => assert!(!is_rejected, "{definition}"),
            Err(error) => {
                assert!(is_rejected, "{definition}: {error}");
                let message = "hexCase: must be either, or the case of the digits of `encoding`: lower for hex, upper for HEX";
                assert_eq!(error.to_string(), message);
            }
        }
    }
}
