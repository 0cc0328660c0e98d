//! Messages with invalid signatures.

use payauth::scheme::HexCase;
use payauth::{Encoding, ErrorKind};

use super::matrix::{each, refused};
use super::{Case, Message};

/// Splits the value of the field or member with the signature. Returns the text before the signature, and the signature.
fn signature(case: &Case, message: &Message) -> (String, String) {
    let value = message.value(case.signature());
    let before = case.signature().value.split("{signature}").next().unwrap();
    let length = match (case.scheme.hash, case.scheme.encoding) {
        (payauth::Algorithm::Sha512, _) => 128,
        (_, Encoding::Base64) => 44,
        _ => 64,
    };
    let (head, tag) = value.split_at(value.len() - length);
    assert!(before.is_empty() || head.ends_with(before.rsplit([',', ';']).next().unwrap()));
    (head.to_owned(), tag.to_owned())
}

#[test]
fn every_changed_character_of_the_signature_is_rejected() {
    each(|case, message| {
        let (head, tag) = signature(case, message);
        for place in 0..tag.len() {
            for other in ["0", "f", "A", "/", "=", "g", "-", "é", " "] {
                let mut changed = tag.clone();
                changed.replace_range(place..=place, other);
                let same = case.scheme.hex_case != HexCase::Lower
                    && case.scheme.encoding != Encoding::Base64
                    && changed.eq_ignore_ascii_case(&tag);
                if changed == tag || same {
                    continue;
                }
                let changed = message.with(case.signature(), &format!("{head}{changed}"));
                let error = changed.verify(&case.receiver()).expect_err(case.name);
                let is_split = other == " " && case.signature().separator == " ";
                assert!(
                    error.kind() == ErrorKind::Signature || is_split,
                    "{} {error}",
                    case.name
                );
            }
        }
    });
}

#[test]
fn signature_of_another_length_is_rejected() {
    each(|case, message| {
        let (head, tag) = signature(case, message);
        let longer = [
            format!("{tag}00"),
            format!("{tag}{tag}"),
            format!("{tag}AAAA"),
            format!("{tag}="),
        ];
        let shorter = [1, 2, 4, 32].map(|less| tag[..tag.len() - less].to_owned());
        for text in longer.into_iter().chain(shorter) {
            let changed = message.with(case.signature(), &format!("{head}{text}"));
            refused(case, &changed, ErrorKind::Signature, &text);
        }
    });
}

#[test]
fn hex_is_accepted_in_the_case_of_the_scheme() {
    each(|case, message| {
        if case.scheme.encoding == Encoding::Base64 {
            return;
        }
        let (head, tag) = signature(case, message);
        for (text, fits) in [
            (tag.to_lowercase(), case.scheme.hex_case != HexCase::Upper),
            (tag.to_uppercase(), case.scheme.hex_case != HexCase::Lower),
        ] {
            let changed = message.with(case.signature(), &format!("{head}{text}"));
            assert_eq!(
                changed.verify(&case.receiver()).is_ok(),
                fits,
                "{}",
                case.name
            );
        }
    });
}

#[test]
fn text_before_a_signature_must_be_exactly_the_text_of_the_scheme() {
    each(|case, message| {
        let (head, tag) = signature(case, message);
        let literal = head.rsplit([',', ';', ' ']).next().unwrap().to_owned();
        let literal = if head.ends_with(',') {
            head.clone()
        } else {
            literal
        };
        if literal.is_empty() {
            return;
        }
        for other in [
            literal.to_uppercase(),
            format!("x{literal}"),
            literal.replace(['1', '2', '0'], "7"),
        ] {
            if other == literal {
                continue;
            }
            let head = head.replace(&literal, &other);
            let changed = message.with(case.signature(), &format!("{head}{tag}"));
            refused(case, &changed, ErrorKind::FieldMalformed, &other);
        }
    });
}

#[test]
fn too_many_signatures_and_too_long_fields_are_malformed() {
    each(|case, message| {
        let carrier = case.signature();
        let value = message.value(carrier);
        let long = format!("{value}{}", "0".repeat(8 * 1024 + 1 - value.len()));
        refused(
            case,
            &message.with(carrier, &long),
            ErrorKind::FieldMalformed,
            "a value of 8 KiB and one byte",
        );
        if carrier.separator.is_empty() {
            return;
        }
        let (_, tag) = signature(case, message);
        let template = carrier.value.rsplit(carrier.separator).next().unwrap();
        let other = template.replace("{signature}", &"0".repeat(tag.len()));
        for (before, fits) in [(15, true), (16, false)] {
            let list = [&*vec![&*other; before], &[&*value]]
                .concat()
                .join(carrier.separator);
            let changed = message.with(carrier, &list);
            if fits {
                assert!(changed.verify(&case.receiver()).is_ok(), "{}", case.name);
            } else {
                refused(case, &changed, ErrorKind::FieldMalformed, "17 signatures");
            }
        }
    });
}
