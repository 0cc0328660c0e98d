//! The values of the placeholders in a path.

use std::sync::Arc;

use payauth::provider::{Call, Params, Profile};
use payauth::{Error, ErrorKind};

use super::any_client;
use crate::support::{assert_error, at, profile};

const BASE: &str = "https://api.thedoorpay.com/sandbox/api/merchant/v1";

fn params(pairs: &[(&str, &str)]) -> Result<Params, Error> {
    let mut params = Params::default();
    for (name, value) in pairs {
        params.push(name, value)?;
    }
    Ok(params)
}

fn filled(profile: &Arc<Profile>, path: &str, pairs: &[(&str, &str)]) -> Result<String, Error> {
    let call = Call::new(path, at(0)).params(params(pairs)?);
    any_client(profile)
        .sign(&call, None)
        .map(|request| request.url().to_owned())
}

fn url(path: &str, pairs: &[(&str, &str)]) -> Result<String, Error> {
    filled(&profile("doorpay"), path, pairs)
}

#[test]
fn value_is_percent_encoded_in_the_path() {
    for (value, encoded) in [
        ("7", "7"),
        ("order 7", "order%207"),
        ("a.b-c_d~e!'()*", "a.b-c_d~e!'()*"),
        ("a?b#c&d=e", "a%3Fb%23c%26d%3De"),
        ("a+b@c:d,$", "a%2Bb%40c%3Ad%2C%24"),
        ("{x}[y]|^`\"<>", "%7Bx%7D%5By%5D%7C%5E%60%22%3C%3E"),
        ("é日𝄞", "%C3%A9%E6%97%A5%F0%9D%84%9E"),
        ("Acme Inc.", "Acme%20Inc."),
    ] {
        let expected = format!("{BASE}/orders/{encoded}/items?x=1");
        assert_eq!(
            url("/orders/{id}/items?x=1", &[("id", value)]).unwrap(),
            expected
        );
    }
    let pairs = [("b", "2"), ("a", "1")];
    assert_eq!(
        url("/{a}/x-{b}.{a}", &pairs).unwrap(),
        format!("{BASE}/1/x-2.1")
    );
}

#[test]
fn unsafe_parameter_value_is_rejected_and_the_error_names_the_parameter() {
    for value in [
        "",
        ".",
        "..",
        "...",
        " ",
        " .",
        "+",
        "/",
        "a/b",
        "x/../refund",
        "\\",
        "a\\b",
        ";",
        "a;b",
        "%",
        "100%",
        "%2F",
        "%2e",
        "\0",
        "a\nb",
        "a\r",
        "\t",
        "\u{7f}",
        "\u{85}",
        "／",
        "∕",
        "⁄",
        "＼",
        "．",
        "․",
        "‥",
        "…",
        "；",
        "\u{37e}",
        "％",
        "¥",
        "..?x",
        "..#",
        ".\u{200b}.",
        "\u{a0}",
        "\u{feff}",
    ] {
        let error = url("/orders/{id}", &[("id", value)]).unwrap_err();
        assert_eq!(
            (error.kind(), error.argument()),
            (ErrorKind::Path, "params.id"),
            "{value:?}"
        );
        assert!(
            value.len() < 3 || !error.to_string().contains(value),
            "{error}"
        );
    }
}

#[test]
fn value_is_checked_together_with_the_text_around_its_placeholder() {
    for (path, pairs) in [
        ("/x/{a}{b}/orders", [("a", "."), ("b", ".")]),
        ("/x/{a}.{b}", [("a", " "), ("b", ".")]),
        ("/{a}s/{b}", [("a", "order"), ("b", "/")]),
    ] {
        assert_eq!(url(path, &pairs).unwrap_err().kind(), ErrorKind::Path);
    }
    let known =
        "params: have values that make `path` a known endpoint; write its fixed segments in `path`";
    assert_error(
        url("/{a}{b}", &[("a", "ord"), ("b", "ers")]),
        ErrorKind::Path,
        known,
    );
    let alike = "path: is another spelling of a known endpoint; use the documented spelling";
    for (path, value) in [
        ("/{a}", "Orders"),
        ("/{a}", "orders "),
        ("/{a}", "orders?x"),
        ("/{a}/", "orders"),
        ("/{a}", "orders.json"),
    ] {
        assert_error(url(path, &[("a", value)]), ErrorKind::Path, alike);
    }
    let dot = "path: has a segment of only dots, spaces or +";
    assert_error(url("/x/..{a}", &[("a", "?")]), ErrorKind::Path, dot);
}

#[test]
fn no_parameter_value_selects_a_signed_endpoint() {
    let path = "/api/v1/payment-gateway/order/{id}";
    for value in [
        "refund",
        "payout",
        "Refund",
        "refund ",
        "refund.",
        "refund#",
        "ＲＥＦＵＮＤ",
        "refund\u{200b}",
    ] {
        let error = filled(&profile("dvpay"), path, &[("id", value)]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Path, "{value:?}");
    }
    let expected = "https://merchant.dv.vai247.pro/api/v1/payment-gateway/order/7";
    assert_eq!(
        filled(&profile("dvpay"), path, &[("id", "7")]).unwrap(),
        expected
    );
}

const BRACE: &str =
    "path: has a { or }; replace placeholders by values (`params` does this for `path`)";
const NAMELESS: &str = "path: each { must begin a placeholder such as {id}: letters, digits and _, not beginning with a digit";
const NO_NAME: &str = "params: each name must be letters, digits and _, not beginning with a digit";
const NO_PLACE: &str = "params.id: has no placeholder in the path before the query; leave it out";

#[test]
fn placeholders_and_parameters_must_have_the_same_names() {
    let pair = [("id", "7")];
    for (path, pairs, message) in [
        ("/a/{id}", &[][..], BRACE),
        ("/a/}", &[], BRACE),
        (
            "/a/{id}/{b}",
            &pair,
            "params.b: is required, because the path contains it",
        ),
        (
            "/a/{constructor}/{id}",
            &pair,
            "params.constructor: is required, because the path contains it",
        ),
        ("/a", &pair, NO_PLACE),
        ("/a?{id}", &pair, NO_PLACE),
        ("/a/{id}}", &pair, BRACE),
        ("/a/{id", &pair, NAMELESS),
        ("/a/{}/{id}", &pair, NAMELESS),
        ("/a/{{id}}", &pair, NAMELESS),
        ("/a/{i d}", &pair, NAMELESS),
        (
            "/a/{id}?b={id}",
            &pair,
            "path: must percent-encode all except ASCII letters, digits and -._~!$&'()*+,;=:@/?",
        ),
        ("/a/{id}", &[("i d", "7")], NO_NAME),
        ("/a/{id}", &[("", "7")], NO_NAME),
        (
            "/a/{id}",
            &[("id", "7"), ("id", "8")],
            "params.id: is passed twice",
        ),
    ] {
        assert_error(url(path, pairs), ErrorKind::Path, message);
    }
    let long = "a".repeat(8192);
    assert_error(
        url("/{id}", &[("id", &long)]),
        ErrorKind::TooLarge,
        "path: exceeds 8 KiB with its query",
    );
}

#[test]
fn debug_output_of_parameters_shows_only_their_names() {
    let params = params(&[("id", "4111 1111 1111 1111")]).unwrap();
    assert_eq!(format!("{params:?}"), r#"{"id": "[redacted]"}"#);
}

/// Each parameter is compared with all parameters before it, so the number of parameters has a limit.
#[test]
fn path_has_at_most_1024_parameters() {
    let mut params = Params::default();
    for number in 0..1024 {
        params.push(&format!("p{number}"), "x").unwrap();
    }
    let made = params.push("more", "x");
    let message = "params: are more than 1024 parameters";
    assert_error(made, ErrorKind::TooLarge, message);
    let long = format!("/{{a}}{}", "b".repeat(8 * 1024));
    let message = "path: exceeds 8 KiB with its query";
    assert_error(url(&long, &[("a", "x")]), ErrorKind::TooLarge, message);
}
