//! The messages that every scheme accepts or rejects, and the codes of the errors.

use payauth::scheme::{Covers, Place};
use payauth::webhook::Window;
use payauth::{Blame, ErrorKind};

use super::{Case, Message, NOW, assert_kind, cases, receiver};

pub(super) fn each(check: impl Fn(&Case, &Message)) {
    for case in cases() {
        check(&case, &case.message(None));
    }
}

pub(super) fn refused(case: &Case, message: &Message, kind: ErrorKind, what: &str) {
    let what = format!("{}, {what}", case.name);
    let error = assert_kind(message.verify(&case.receiver()), kind, &what);
    if kind != ErrorKind::Option {
        assert_eq!(error.blame(), Blame::Peer, "{what}");
    }
    for secret in [case.secret, case.other_secret] {
        assert!(!format!("{error} {error:?}").contains(secret));
    }
}

#[test]
fn signed_message_is_accepted() {
    each(|case, message| {
        let verified = message.verify(&case.receiver()).unwrap();
        assert_eq!(verified.secret_id, "0", "{}", case.name);
        assert_eq!(
            verified.timestamp.is_some(),
            case.scheme.timestamp.is_some()
        );
        assert_eq!(
            verified.replay_ttl_secs.is_some(),
            case.scheme.timestamp.is_some()
        );
        assert_eq!(
            verified.replay_key().is_empty(),
            verified.covers == Covers::Nothing
        );
    });
}

#[test]
fn any_bytes_are_accepted_as_a_body_that_the_scheme_does_not_parse() {
    let large = vec![0xa5; 1 << 20];
    let bodies: [&[u8]; 8] = [
        b"",
        b"\xef\xbb\xbf{}",
        b"\xff",
        b"\xfe",
        b"\0",
        b"a\r\nb",
        "♥ 𝄞".as_bytes(),
        &large,
    ];
    for case in cases().iter().filter(|case| !case.reads_body()) {
        let mut keys = Vec::new();
        for body in bodies {
            let message = case.message(Some(body));
            keys.push(message.verify(&case.receiver()).unwrap().replay_key());
        }
        keys.sort();
        keys.dedup();
        let is_told_by_id = matches!(case.name, "standardWebhooks" | "svix");
        assert_eq!(
            keys.len(),
            if is_told_by_id { 1 } else { 8 },
            "{}",
            case.name
        );
    }
}

#[test]
fn another_secret_is_rejected() {
    each(|case, message| {
        let other = receiver(case.scheme, &[case.other_secret]);
        assert_kind(message.verify(&other), ErrorKind::Signature, case.name);
    });
}

#[test]
fn every_changed_bit_of_the_body_is_rejected() {
    for case in cases().iter().filter(|case| !case.reads_body()) {
        let message = case.message(None);
        for bit in 0..message.body.len() * 8 {
            let mut changed = message.clone();
            changed.body[bit / 8] ^= 1 << (bit % 8);
            refused(case, &changed, ErrorKind::Signature, "a bit of the body");
        }
        for body in [&b""[..], b"{\"id\":\"evt_1\"} ", b"{\"id\":\"evt_1\""] {
            let mut changed = message.clone();
            changed.body = body.to_vec();
            refused(case, &changed, ErrorKind::Signature, "another body");
        }
    }
}

#[test]
fn changed_member_is_rejected_only_if_it_is_covered() {
    for case in cases().iter().filter(|case| case.reads_body()) {
        let message = case.message(None);
        let verified = message.verify(&case.receiver()).unwrap();
        let paths = match verified.covers {
            Covers::Fields(ref paths) => paths.clone(),
            covers => {
                assert_eq!((case.name, covers), ("wakapay", Covers::Nothing));
                continue;
            }
        };
        let mut body: serde_json::Value = serde_json::from_slice(&message.body).unwrap();
        for path in &paths {
            let pointer = format!("/{}", path.replace('*', "0").replace('.', "/"));
            let Some(member) = body.pointer_mut(&pointer) else {
                continue;
            };
            let before = member.take();
            *body.pointer_mut(&pointer).unwrap() = "other".into();
            let mut changed = message.clone();
            changed.body = body.to_string().into_bytes();
            refused(case, &changed, ErrorKind::Signature, path);
            for unfit in [
                serde_json::Value::Null,
                serde_json::json!([1]),
                serde_json::json!({}),
            ] {
                *body.pointer_mut(&pointer).unwrap() = unfit;
                changed.body = body.to_string().into_bytes();
                refused(case, &changed, ErrorKind::FieldMalformed, path);
            }
            *body.pointer_mut(&pointer).unwrap() = before;
        }
        body["unsigned"] = "other".into();
        let mut changed = message.clone();
        changed.body = body.to_string().into_bytes();
        let again = changed.verify(&case.receiver()).unwrap();
        assert_eq!(again.replay_key(), verified.replay_key(), "{}", case.name);
    }
}

#[test]
fn missing_field_or_member_of_the_scheme_is_rejected_as_missing() {
    each(|case, message| {
        for carrier in case.scheme.carriers {
            let mut changed = message.clone();
            if carrier.place == Place::Body {
                let name = carrier.name.rsplit('.').next().unwrap();
                let body = String::from_utf8(changed.body).unwrap();
                changed.body = body.replace(name, "elsewhere").into_bytes();
            } else {
                changed.fields.retain(|(name, _)| name != carrier.name);
            }
            refused(case, &changed, ErrorKind::FieldMissing, carrier.name);
        }
    });
}

#[test]
fn field_or_member_of_the_scheme_without_its_value_is_rejected() {
    each(|case, message| {
        for carrier in case.scheme.carriers {
            let mut hollow = carrier.value.to_owned();
            for placeholder in ["{signature}", "{timestamp}", "{id}"] {
                hollow = hollow.replace(placeholder, "");
            }
            for value in ["", &hollow] {
                let changed = message.with(carrier, value);
                let is_absent = value.is_empty() && carrier.place == Place::Header;
                let kind = if is_absent {
                    ErrorKind::FieldMissing
                } else {
                    ErrorKind::FieldMalformed
                };
                refused(case, &changed, kind, carrier.name);
            }
        }
    });
}

#[test]
fn duplicate_header_field_is_ambiguous() {
    each(|case, message| {
        for carrier in case.scheme.carriers {
            if carrier.place == Place::Body {
                continue;
            }
            let value = message.value(carrier);
            for (name, value) in [
                (carrier.name.to_owned(), value.clone()),
                (carrier.name.to_uppercase(), value),
                (carrier.name.to_lowercase(), "x".to_owned()),
            ] {
                for place in [0, message.fields.len()] {
                    let mut changed = message.clone();
                    changed.fields.insert(place, (name.clone(), value.clone()));
                    refused(case, &changed, ErrorKind::FieldAmbiguous, carrier.name);
                }
            }
        }
    });
}

#[test]
fn duplicate_member_is_rejected_as_malformed_json() {
    for case in cases().iter().filter(|case| case.reads_body()) {
        let mut message = case.message(None);
        let body = String::from_utf8(message.body).unwrap();
        let first = body.split('"').nth(1).unwrap();
        message.body = body
            .replacen('{', &format!("{{\"{first}\":\"\","), 1)
            .into_bytes();
        refused(case, &message, ErrorKind::Json, "a member twice");
    }
}

#[test]
fn names_of_header_fields_are_case_insensitive() {
    each(|case, message| {
        for change in [str::to_uppercase, str::to_lowercase] {
            let mut changed = message.clone();
            for (name, _) in &mut changed.fields {
                *name = change(name);
            }
            assert!(changed.verify(&case.receiver()).is_ok(), "{}", case.name);
        }
    });
}

#[test]
fn timestamp_must_be_signed_and_canonical() {
    each(|case, message| {
        let Some(format) = case.scheme.timestamp else {
            return;
        };
        let mut text = String::new();
        format.write(crate::support::at(NOW), &mut text);
        let carrier = case
            .scheme
            .carriers
            .iter()
            .find(|carrier| carrier.value.contains("{timestamp}"))
            .unwrap();
        let value = message.value(carrier);
        let with = |other: &str| message.with(carrier, &value.replacen(&text, other, 1));
        let mut next = String::new();
        format.write(crate::support::at(NOW + 1), &mut next);
        refused(
            case,
            &with(&next),
            ErrorKind::Signature,
            "another timestamp",
        );
        let long = "9".repeat(4000);
        for other in [
            &format!("0{text}"),
            &format!("+{text}"),
            &format!("-{text}"),
            &format!("{text}.0"),
            &format!("{text}x"),
            &format!("0x{text}"),
            "1e9",
            "NaN",
            "-1",
            "999999999999999999",
            "9223372036854775808",
            "18446744073709551616",
            "１７０９３８０８００",
            &long,
        ] {
            refused(case, &with(other), ErrorKind::FieldMalformed, other);
        }
    });
}

#[test]
fn window_extends_in_both_directions_and_includes_both_ends() {
    each(|case, message| {
        if case.scheme.timestamp.is_none() {
            return;
        }
        let tolerance = i64::from(case.scheme.tolerance_secs);
        for (now, kind) in [
            (NOW + tolerance, None),
            (NOW - tolerance, None),
            (NOW + tolerance + 1, Some(ErrorKind::TooOld)),
            (NOW - tolerance - 1, Some(ErrorKind::TooNew)),
            (0, Some(ErrorKind::TooNew)),
            (253_402_300_799, Some(ErrorKind::TooOld)),
        ] {
            let message = Message {
                now,
                ..message.clone()
            };
            match kind {
                Some(kind) => refused(case, &message, kind, "outside the window"),
                None => assert!(message.verify(&case.receiver()).is_ok(), "{}", case.name),
            }
            assert!(
                message
                    .verify_within(&case.receiver(), Window::UnsafeSkip)
                    .is_ok()
            );
        }
    });
}

#[test]
fn url_and_id_are_signed_if_the_scheme_says_so() {
    each(|case, message| {
        if case.scheme.message.contains("{url}") {
            for url in [
                "https://shop.example/hook",
                "https://shop.example/hook?a=b ",
            ] {
                let changed = Message {
                    url,
                    ..message.clone()
                };
                refused(case, &changed, ErrorKind::Signature, url);
            }
            let changed = Message {
                url: "",
                ..message.clone()
            };
            refused(case, &changed, ErrorKind::Option, "no URL");
        }
        for carrier in case.scheme.carriers {
            if carrier.value == "{id}" {
                refused(
                    case,
                    &message.with(carrier, "msg_2"),
                    ErrorKind::Signature,
                    "id",
                );
                let dotted = message.with(carrier, "msg_1.1709380800");
                refused(case, &dotted, ErrorKind::FieldMalformed, "a dot in the id");
            }
        }
    });
}

#[test]
fn parsed_body_must_be_json_in_utf8_of_at_most_64_kib() {
    for case in cases().iter().filter(|case| case.reads_body()) {
        let message = case.message(None);
        let long = vec![b' '; 64 * 1024 + 1];
        let cut = "é".repeat(32 * 1024 + 1);
        let bodies: [(&[u8], ErrorKind); 7] = [
            (b"", ErrorKind::Json),
            (b"{", ErrorKind::Json),
            (b"\xff", ErrorKind::Encoding),
            (b"\xef\xbb\xbf{}", ErrorKind::Json),
            (b"[]", ErrorKind::FieldMissing),
            (&long, ErrorKind::TooLarge),
            (cut.as_bytes(), ErrorKind::TooLarge),
        ];
        for (body, kind) in bodies {
            let changed = Message {
                body: body.to_vec(),
                ..message.clone()
            };
            refused(case, &changed, kind, "a body");
        }
    }
}

#[test]
fn header_field_that_the_scheme_does_not_use_changes_nothing() {
    each(|case, message| {
        let before = message.verify(&case.receiver()).unwrap();
        let mut changed = message.clone();
        for name in ["X-GitHub-Delivery", "Date", "X-Other"] {
            changed.fields.push((name.into(), "\u{ff}\n,".into()));
        }
        let after = changed.verify(&case.receiver()).unwrap();
        assert_eq!(before.replay_key(), after.replay_key(), "{}", case.name);
    });
}
