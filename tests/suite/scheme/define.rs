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
    assert_eq!(error.to_string(), format!("{message} at byte {index}"));
}

/// The definition of Stripe's scheme, with the text `from` replaced by `to`.
fn changed(from: &str, to: &str) -> String {
    assert!(STRIPE.contains(from), "{from}");
    STRIPE.replacen(from, to, 1)
}

#[test]
fn unknown_word_is_rejected_and_the_error_has_its_position() {
    let hash = "scheme: has a hash that is not sha1, sha256, sha384 or sha512";
    let encoding = "scheme: has an encoding that is not hex, HEX, base64, base64url, base64url_nopad or hex_base64";
    let format = "scheme: has a format that is not unix, unix_ms, unix_us, unix_fraction, iso, iso_ms or http_date";
    let number = "scheme: is not a whole number of seconds";
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
            "scheme: has a value that is not a string",
        ),
        (
            "{\"format\":\"unix\",\"tolerance\":300}",
            "\"unix\"",
            "scheme: has a value that is not an object",
        ),
    ] {
        assert_fault(&changed(from, to), to, message);
    }
}

#[test]
fn unknown_or_empty_member_is_rejected_and_the_error_has_its_position() {
    let unknown = "scheme: has an unknown member";
    let empty = "scheme: is not an object with at least one member";
    for (name, message) in [
        ("vars", "scheme: is not an array"),
        ("unsafe", "scheme: is not an array"),
        ("digests", empty),
        ("params", "scheme: has no `from`"),
        ("query", empty),
        ("form", empty),
        ("nonce", "scheme: has no `format`"),
        ("Hash", unknown),
        ("tolerance", unknown),
        ("decode", unknown),
    ] {
        let json = changed("{\"hash\"", &format!("{{\"{name}\":{{}},\"hash\""));
        assert_fault(&json, &format!("\"{name}\":"), message);
    }
    for (from, to) in [
        ("\"tolerance\"", "\"past\""),
        ("\"tolerance\"", "\"decode\""),
        ("\"tolerance\"", "\"\""),
        ("\"sep\"", "\"separator\""),
    ] {
        assert_fault(&changed(from, to), to, unknown);
    }
    let json = STANDARD.replace("\"decode\"", "\"format\"");
    let error = Compiled::define(&json).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("{unknown} at byte {}", json.find("\"format\"").unwrap())
    );
}

#[test]
fn missing_member_is_reported() {
    for rest in [
        r#"{"message":"{body}","encoding":"hex","headers":{"S":"{signature}"}}"#,
        r#"{"hash":"sha1","encoding":"hex","headers":{"S":"{signature}"}}"#,
        r#"{"hash":"sha1","message":"{body}","headers":{"S":"{signature}"}}"#,
    ] {
        assert_fault(
            rest,
            "{",
            "scheme: must have `hash`, `message` and `encoding`",
        );
    }
    let error = Compiled::define(r#"{"hash":"sha1","message":"{body}","encoding":"hex"}"#);
    assert_eq!(
        error.unwrap_err().to_string(),
        "headers: must contain {signature}"
    );
    for json in ["[]", "\"x\"", "null"] {
        assert_fault(json, json, "scheme: has a value that is not an object");
    }
}

#[test]
fn error_about_a_template_has_the_position_in_the_json() {
    assert_fault(
        &changed("{body}", "{bodi}"),
        "{bodi}",
        "message: has an unknown placeholder",
    );
    assert_fault(
        &changed("{signature}", "{sig}"),
        "{sig}",
        "headers: has an unknown placeholder",
    );
    let json = changed("{signature}", "{signature}{id}");
    let place = "\"v1={signature}";
    let index = json.find(place).unwrap() + 1;
    let error = Compiled::define(&json).unwrap_err();
    assert_eq!(error.index(), Some(index), "{error}");
    let error = Compiled::define(&changed("{body}", "{secret}")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "message: cannot contain {signature} or {secret}"
    );
}

#[test]
fn carriers_are_checked() {
    for (to, place, message) in [
        ("7", "7", "scheme: has a value that is not an object"),
        (
            r#"{"sep":",","items":["a,{signature}"]}"#,
            "\"a,",
            "scheme: has an item that contains the `sep`",
        ),
        (r#"{"sep":","}"#, r#"{"sep":","}"#, "scheme: has no `items`"),
        (
            r#"{"items":["{signature}","{timestamp}"]}"#,
            r#"{"items""#,
            "scheme: needs a `sep`, or exactly one item",
        ),
        (
            r#"{"sep":",","items":[7]}"#,
            "7]",
            "scheme: has a value that is not a string",
        ),
    ] {
        let from = r#"{"sep":",","items":["t={timestamp}","v1={signature}"]}"#;
        assert_fault(&changed(from, to), place, message);
    }
    let json = changed("Stripe-Signature", "Stripe Signature");
    assert_fault(
        &json,
        "Stripe Signature",
        "headers: have a name that is empty or not a field name",
    );
    let json = changed("\"sep\":\",\"", "\"sep\":\"ab\"");
    let message =
        "headers: need a separator of one non-alphanumeric character and an optional space";
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
