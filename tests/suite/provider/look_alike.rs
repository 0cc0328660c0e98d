//! Characters of a path that some servers read as other characters. Every code point is tested.

use payauth::ErrorKind;
use payauth::provider::{Call, Client, Params};

use super::{any_client, client_of};
use crate::support::{assert_error, at, code_points, profile};

const REFUND: &str = "/api/v1/payment-gateway/order/refund";

/// The text with each byte percent-encoded. ASCII letters are unchanged.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn is_taken(client: &Client, path: &str) -> bool {
    client.sign(&Call::new(path, at(0)), None).is_ok()
}

#[test]
fn character_that_a_server_may_turn_into_ascii_or_drop_is_rejected_in_paths_and_parameters() {
    let doorpay = any_client(&profile("doorpay"));
    for character in code_points("like_ascii.txt") {
        let path = format!("/orders/x{}", encoded(&character.to_string()));
        let error = doorpay.sign(&Call::new(&path, at(0)), None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Path, "{character:?}");
        for value in [character.to_string(), format!("a{character}b")] {
            let error = Params::default().push("id", &value).unwrap_err();
            assert_eq!(
                (error.kind(), error.argument()),
                (ErrorKind::Path, "params.id"),
                "{value:?}"
            );
        }
    }
}

#[test]
fn non_ascii_character_in_a_known_segment_is_rejected() {
    let (dvpay, doorpay) = (
        any_client(&profile("dvpay")),
        any_client(&profile("doorpay")),
    );
    for character in ('\u{80}'..=char::MAX)
        .step_by(7)
        .chain("ſ\u{212a}ıİéⓡʳᵣⅮ𝐫ｒ".chars())
    {
        let wild = encoded(&character.to_string());
        for like in [
            format!("ref{wild}nd"),
            wild.clone(),
            format!("refund{wild}"),
        ] {
            let path = REFUND.replace("refund", &like);
            assert!(!is_taken(&dvpay, &path), "{character:?}: {path}");
        }
        assert!(!is_taken(&doorpay, &format!("/order{wild}")));
    }
}

#[test]
fn letters_of_scripts_in_use_are_accepted_outside_of_known_endpoints() {
    for value in [
        "München",
        "ü",
        "Łódź",
        "Ñandú",
        "Άννα",
        "Жук",
        "שלום",
        "مرحبا",
        "नमस्ते",
        "東京",
        "山﨑",
        "カード",
        "서울",
        "ไทย",
        "😀",
        "u\u{308}",
        "𝄞",
    ] {
        assert!(
            is_taken(
                &any_client(&profile("doorpay")),
                &format!("/orders/{}", encoded(value))
            ),
            "{value}"
        );
        assert!(Params::default().push("id", value).is_ok(), "{value}");
    }
}

#[test]
fn parameter_in_parentheses_is_rejected() {
    for value in ["(a)", "(S(x))", " (a) ", "(a).", "()", "(a)?b"] {
        let message = "params.id: has a segment in parentheses, which some servers drop";
        assert_error(
            Params::default().push("id", value),
            ErrorKind::Path,
            message,
        );
    }
    for value in ["a(b)", "(a)b", "(", ")", "(a", "a)"] {
        assert!(Params::default().push("id", value).is_ok(), "{value}");
    }
}

#[test]
fn base_url_with_a_character_that_some_servers_read_as_another_character_is_rejected() {
    for (environment, path) in [
        ("production", "sandbox%E1%85%9F"),
        ("production", "%F0%9D%90%ACandbox"),
        ("production", "s%C3%A4ndbox"),
        ("sandbox", "sandbox/%EF%B8%B0/api"),
        ("sandbox", "sandbox/(a)"),
    ] {
        let made = client_of(
            &profile("doorpay"),
            environment,
            &format!("https://api.example/{path}"),
        );
        let error = made.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::BaseUrl | ErrorKind::Environment),
            "{path}: {error}"
        );
    }
}
