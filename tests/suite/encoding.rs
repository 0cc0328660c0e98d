//! Base64, hex, JSON and form encoding: the texts that they write, and the texts that they reject.

use payauth::encoding::base64::{self, Alphabet};
use payauth::encoding::hex::{self, Case};
use payauth::encoding::json::{DEEPEST, Document, Kind, LONGEST, Value, WIDEST};
use payauth::encoding::{decimal, form};
use payauth::{Algorithm, Encoding, ErrorKind, MacKey, SecretText};
use proptest::prelude::*;

use crate::support::{assert_error, bytes, list, text, vectors};

#[test]
fn encodings_agree_with_rfc_4648_and_rfc_7515() {
    for vector in list(&vectors("rfc/codecs.json")["vectors"]) {
        let (raw, encoded) = (
            bytes(&vector["message"]),
            text(&vector["expected"]["value"]),
        );
        let written = match text(&vector["expected"]["encoding"]) {
            "HEX" => hex::encode(&raw, Case::Upper),
            "base64" => base64::encode(&raw, Alphabet::Standard),
            "base64url" => base64::encode(&raw, Alphabet::Url),
            "base64url_nopad" => base64::encode(&raw, Alphabet::UrlUnpadded),
            other => panic!("unknown encoding {other}"),
        };
        assert_eq!(written, encoded, "{}", vector["name"]);
        let encoding = Encoding::named(text(&vector["expected"]["encoding"])).unwrap();
        assert_eq!(encoding.decode(encoded).unwrap(), raw, "{}", vector["name"]);
    }
}

#[test]
fn base64_rejects_text_that_it_would_not_write() {
    let message = "base64: must be base64 in the chosen `Alphabet`, with its padding";
    for text in [
        "Zg", "Zg=", "Zm9v=", "Zh==", "Zg==\n", "Z g=", "Zg-=", "Z", "=", "====",
    ] {
        assert_error(
            base64::decode(text, Alphabet::Standard),
            ErrorKind::Encoding,
            message,
        );
    }
    assert_error(
        base64::decode("_w==", Alphabet::UrlUnpadded),
        ErrorKind::Encoding,
        message,
    );
    assert_error(
        base64::decode("_w", Alphabet::Url),
        ErrorKind::Encoding,
        message,
    );
    assert_error(
        base64::decode("/w==", Alphabet::Url),
        ErrorKind::Encoding,
        message,
    );
}

#[test]
fn hex_rejects_odd_lengths_and_other_characters() {
    for text in ["a", "0", "000", "0g", "00 0", "0x00", "+1", "é", "00\n"] {
        let message = "hex: must be hex digits, two for each byte";
        assert_error(hex::decode(text), ErrorKind::Encoding, message);
    }
}

#[test]
fn hex_reads_each_digit_at_each_place_and_rejects_each_other_character() {
    let digits = "0123456789abcdefABCDEF";
    for place in 0..digits.len() {
        for character in '\0'..='\u{7ff}' {
            let mut text = digits.to_owned();
            let end = (place + character.len_utf8()).min(text.len());
            text.replace_range(place..end, &character.to_string());
            let values: Option<Vec<_>> = text.chars().map(|digit| digit.to_digit(16)).collect();
            let bytes = values.map(|values| {
                let pairs = values.chunks(2).map(|pair| pair[0] * 16 + pair[1]);
                pairs
                    .map(|byte| u8::try_from(byte).unwrap())
                    .collect::<Vec<_>>()
            });
            assert_eq!(hex::decode(&text).ok(), bytes, "{text:?}");
        }
    }
}

#[test]
fn base64_reads_and_rejects_each_character_at_each_place_like_the_crate_base64() {
    use ::base64::Engine as _;
    use ::base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
    let engines = [
        (Alphabet::Standard, STANDARD),
        (Alphabet::Url, URL_SAFE),
        (Alphabet::UrlUnpadded, URL_SAFE_NO_PAD),
    ];
    for (alphabet, engine) in engines {
        for length in 0..=13 {
            let whole = base64::encode(&[0xfb; 13][..length], alphabet);
            for place in 0..whole.len() {
                for character in '\0'..='\u{7ff}' {
                    let mut text = whole.clone();
                    let end = (place + character.len_utf8()).min(text.len());
                    text.replace_range(place..end, &character.to_string());
                    let decoded = base64::decode(&text, alphabet).ok();
                    assert_eq!(decoded, engine.decode(&text).ok(), "{alphabet:?} {text:?}");
                }
            }
        }
    }
}

#[test]
fn json_reads_every_kind_of_value() {
    let document = r#" {"n":null,"t":true,"f":false,"i":12345678901234567890,"d":-0.5e+3,
        "s":"a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00","a":[1,[],{}],"":"","o":{"p":{"q":0}}} "#;
    let document = Document::read(document).unwrap();
    let root = document.root();
    for (name, kind, raw) in [
        ("n", Kind::Null, "null"),
        ("t", Kind::Bool, "true"),
        ("f", Kind::Bool, "false"),
        ("i", Kind::Number, "12345678901234567890"),
        ("d", Kind::Number, "-0.5e+3"),
        ("a", Kind::Array, "[1,[],{}]"),
        ("", Kind::String, "\"\""),
        ("o", Kind::Object, r#"{"p":{"q":0}}"#),
    ] {
        let value = root.get(name).unwrap();
        assert_eq!((value.kind(), value.raw()), (kind, raw), "{name}");
    }
    let text = "a\"\\/\u{8}\u{c}\n\r\té😀";
    assert_eq!(&*root.get("s").unwrap().text().unwrap(), text);
    assert!(root.get("s").unwrap().is(text));
    assert!(!root.get("s").unwrap().is("a"));
    assert!(root.get("n").unwrap().text().is_none());
    assert_eq!(root.at("o.p.q").unwrap().raw(), "0");
    assert!(root.get("absent").is_none() && root.at("a.b").is_none());
    let names: Vec<_> = root
        .members()
        .map(|(name, _)| name.text().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["n", "t", "f", "i", "d", "s", "a", "", "o"]);
}

/// Documents that are rejected, each with its error.
const MALFORMED: &[(&str, &str)] = &[
    ("", "json: expected a JSON value (byte 0)"),
    ("\u{feff}{}", "json: expected a JSON value (byte 0)"),
    ("{} {}", "json: has text after the JSON value (byte 3)"),
    (
        r#"{"a":1,"a":2}"#,
        "json: has the same name twice in an object (byte 10)",
    ),
    (
        r#"{"a":1,"\u0061":2}"#,
        "json: has the same name twice in an object (byte 15)",
    ),
    (
        r#"{"b":[{"a":1}],"a":{},"a":2}"#,
        "json: has the same name twice in an object (byte 25)",
    ),
    (
        r#"{"a" 1}"#,
        "json: expected a colon after the member name (byte 5)",
    ),
    (
        r#"{"a":1 "b":2}"#,
        "json: expected a comma, ] or } (byte 7)",
    ),
    (
        r#"{"a":1,}"#,
        "json: expected a member name in double quotes (byte 7)",
    ),
    ("[1,]", "json: expected a JSON value (byte 3)"),
    ("[1", "json: expected a comma, ] or } (byte 2)"),
    (
        "{a:1}",
        "json: expected a member name in double quotes (byte 1)",
    ),
    ("01", "json: has text after the JSON value (byte 1)"),
    ("1.", "json: expected a digit in a number (byte 2)"),
    ("-", "json: expected a digit in a number (byte 1)"),
    ("1e", "json: expected a digit in a number (byte 2)"),
    ("+1", "json: expected a JSON value (byte 0)"),
    ("NaN", "json: expected a JSON value (byte 0)"),
    ("tru", "json: expected a JSON value (byte 3)"),
    (
        r#""a"#,
        "json: has an unclosed string, or a control character in a string (byte 2)",
    ),
    (
        "\"a\nb\"",
        "json: has an unclosed string, or a control character in a string (byte 2)",
    ),
    (
        r#""\"#,
        "json: has an unclosed string, or a control character in a string (byte 2)",
    ),
    (r#""\x""#, "json: has an unknown escape sequence (byte 4)"),
    (
        r#""\u12g4""#,
        "json: must have four hex digits after \\u (byte 8)",
    ),
    (
        r#""\u+123""#,
        "json: must have four hex digits after \\u (byte 8)",
    ),
    (r#""\ud800""#, "json: has a lone surrogate (byte 8)"),
    (r#""\ude00""#, "json: has a lone surrogate (byte 8)"),
    (r#""\ud800\u0041""#, "json: has a lone surrogate (byte 14)"),
];

#[test]
fn json_rejects_ambiguous_and_malformed_documents() {
    for (document, message) in MALFORMED {
        assert_error(Document::read(document), ErrorKind::Json, message);
    }
}

#[test]
fn json_has_a_maximum_length_a_maximum_depth_and_a_maximum_number_of_members() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Document::read(&nested(DEEPEST)).is_ok());
    let message = "json: is nested deeper than 32 levels (byte 32)";
    assert_error(
        Document::read(&nested(DEEPEST + 1)),
        ErrorKind::Json,
        message,
    );

    let wide = |width: usize| {
        let members: Vec<_> = (0..width).map(|name| format!("\"{name}\":0")).collect();
        format!("{{{}}}", members.join(","))
    };
    assert!(Document::read(&wide(WIDEST)).is_ok());
    assert_eq!(
        Document::read(&wide(WIDEST + 1)).unwrap_err().kind(),
        ErrorKind::Json
    );

    let long = |length: usize| format!("\"{}\"", "x".repeat(length - 2));
    assert!(Document::read(&long(LONGEST)).is_ok());
    let message = "json: is longer than 64 KiB";
    assert_error(
        Document::read(&long(LONGEST + 1)),
        ErrorKind::TooLarge,
        message,
    );
}

#[test]
fn debug_output_of_json_does_not_show_values() {
    let document = Document::read(r#"{"access_token":"hunter2"}"#).unwrap();
    let token = document.root().get("access_token").unwrap();
    assert_eq!(
        format!("{document:?} {token:?}"),
        "Document(26 bytes) Value(String)"
    );
    assert_eq!(format!("{:?}", token.text()), "Some([redacted])");
}

proptest! {
    #[test]
    fn encodings_read_back_their_own_output(
        key in prop::collection::vec(any::<u8>(), 0..100),
        algorithm in prop::sample::select(Algorithm::ALL.as_slice()),
        encoding in prop::sample::select(Encoding::ALL.as_slice()),
    ) {
        let tag = MacKey::new(algorithm, &key).sign(b"");
        prop_assert_eq!(encoding.decode(encoding.encode(&tag).as_str()).unwrap(), tag.as_bytes());
        for alphabet in [Alphabet::Standard, Alphabet::Url, Alphabet::UrlUnpadded] {
            prop_assert_eq!(base64::decode(&base64::encode(&key, alphabet), alphabet).unwrap(), key.clone());
        }
    }

    #[test]
    fn text_that_is_decoded_and_encoded_again_is_unchanged(text in "[A-Za-z0-9+/=_-]{0,12}") {
        for alphabet in [Alphabet::Standard, Alphabet::Url, Alphabet::UrlUnpadded] {
            if let Ok(raw) = base64::decode(&text, alphabet) {
                prop_assert_eq!(base64::encode(&raw, alphabet), text.clone());
            }
        }
        if let Ok(raw) = hex::decode(&text) {
            prop_assert!(hex::encode(&raw, Case::Lower).eq_ignore_ascii_case(&text));
        }
    }

    #[test]
    fn form_reads_back_its_own_output(text in any::<String>()) {
        let mut encoded = SecretText::default();
        form::encode(&mut encoded, &text);
        prop_assert!(encoded.is_ascii());
        prop_assert_eq!(&*form::decode(&encoded).unwrap(), text.as_str());
    }

    #[test]
    fn decimal_writes_the_same_text_as_display(number in any::<u64>()) {
        let mut text = String::new();
        decimal::push(&mut text, number);
        prop_assert_eq!(&text, &number.to_string());
        prop_assert_eq!(decimal::read(&text), Some(number));
    }

    #[test]
    fn json_accepts_the_output_of_serde_json(value in json()) {
        let document = value.to_string();
        prop_assert!(equals(Document::read(&document).unwrap().root(), &value));
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value as Json;
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::hash_map(any::<String>(), inner, 0..6)
                .prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

fn equals(read: Value<'_>, expected: &serde_json::Value) -> bool {
    use serde_json::Value as Json;
    match (read.kind(), expected) {
        (Kind::Null, Json::Null) => true,
        (Kind::Bool, Json::Bool(expected)) => read.raw() == expected.to_string(),
        (Kind::Number, Json::Number(expected)) => read.raw() == expected.to_string(),
        (Kind::String, Json::String(expected)) => {
            read.is(expected) && *read.text().unwrap() == *expected.as_str()
        }
        (Kind::Array, Json::Array(list)) => read.raw() == serde_json::to_string(list).unwrap(),
        (Kind::Object, Json::Object(expected)) => {
            read.members().count() == expected.len()
                && expected
                    .iter()
                    .all(|(name, value)| equals(read.get(name).unwrap(), value))
        }
        _ => false,
    }
}
