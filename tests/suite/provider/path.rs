//! Paths and base URLs, tested with a provider whose API has no path prefix after the base URL.

use payauth::provider::{Call, Client};
use payauth::{Error, ErrorKind};
use proptest::prelude::*;

use super::credentials;
use crate::support::{assert_error, at, profile};

fn at_base(base_url: &str) -> Result<Client, Error> {
    let test = credentials(&[("apiKey", "dp_test_k"), ("apiSecret", "sk_test_s")])?;
    Client::new(profile("doorpay"), test, "sandbox", base_url)
}

fn url(path: &str) -> Result<String, Error> {
    let client = at_base("https://api.example/sandbox")?;
    client
        .sign(&Call::new(path, at(0)), None)
        .map(|request| request.url().to_owned())
}

const LIKE_ASCII: &str =
    "path: has a non-ASCII character that servers may turn into ASCII, or drop";
const PARENTHESES: &str = "path: has a segment in parentheses, which some servers drop";
const START: &str = "path: must begin with /";
const EMPTY: &str = "path: has an empty segment (//)";
const DOTS: &str = "path: has the segment `.` or `..`";
const NEEDLESS: &str =
    "path: has a percent-encoded letter, digit, - . _ or ~; write the plain character";
const DIGITS: &str = "path: must have two hex digits after each %";
const CHARACTER: &str =
    "path: must percent-encode all except ASCII letters, digits and -._~!$&'()*+,;=:@/?";
const BLANK: &str = "path: has a segment of only dots, spaces or +";
const CONTROL: &str = "path: has a control character, plain or encoded";
const NO_UTF8: &str = "path: has percent-encoded bytes that are not UTF-8";
const NO_HTTPS: &str = "baseUrl: must begin with https://; http is allowed only for loopback";
const NO_URL: &str = "baseUrl: must begin with https://";
const HOST: &str = "baseUrl: must have a host of ASCII letters, digits, - and . (or [::1]); a port is at most 65535";
const BASE_QUERY: &str = "baseUrl: must not have a query";
const BASE_DOTS: &str = "baseUrl: has the segment `.` or `..`";
const BASE_CHARACTER: &str =
    "baseUrl: must percent-encode all except ASCII letters, digits and -._~!$&'()*+,;=:@/?";
const BASE_SYNTAX: &str =
    "baseUrl: has / \\ ; or % in a segment, plain or encoded, which servers read differently";
const BASE_EMPTY: &str = "baseUrl: has an empty segment (//)";

#[test]
fn path_is_appended_to_the_base_url() {
    for path in [
        "/a",
        "/a/b-c.d_e~f",
        "/a?b=c&d=%C3%A9",
        "/a%20b",
        "/a:b@c=1,2",
        "/a.b/c%2B%3F%23",
        "/Acme%20Inc.",
        "/%E6%97%A5%E6%9C%AC/%F0%9D%84%9E",
        "/a?x=/?",
        "/a?x=%7E",
        "/a/",
    ] {
        assert_eq!(
            url(path).unwrap(),
            format!("https://api.example/sandbox{path}")
        );
    }
}

#[test]
fn path_that_can_be_read_in_two_ways_is_rejected() {
    for (path, message) in [
        ("", START),
        ("a", START),
        ("https://evil.example/a", START),
        ("//evil.example/a", EMPTY),
        ("/a//b", EMPTY),
        ("/a/../b", DOTS),
        ("/./a", DOTS),
        ("/a/..", DOTS),
        ("/a/..?b", DOTS),
        ("/a%3F/../b", DOTS),
        ("/a%23b/./c", DOTS),
        ("/%2e%2e/a", NEEDLESS),
        ("/%72efund", NEEDLESS),
        ("/a%", DIGITS),
        ("/a%2", DIGITS),
        ("/a%zz", DIGITS),
        ("/a\\b", CHARACTER),
        ("/a#b", CHARACTER),
        ("/a?b#c", CHARACTER),
        ("/a b", CHARACTER),
        ("/a\nb", CHARACTER),
        ("/a\0", CHARACTER),
        ("/é", CHARACTER),
        ("/...", BLANK),
        ("/a/%20/b", BLANK),
        ("/a/..%20/b", BLANK),
        ("/a/.%E2%80%8B./b", LIKE_ASCII),
        ("/a/(S(x))/b", PARENTHESES),
        ("/(a)", PARENTHESES),
        ("/a/%20(b).%3Fc", PARENTHESES),
        ("/a/..%3Fb", BLANK),
        ("/a%00", CONTROL),
        ("/a%0A", CONTROL),
        ("/a%C2%85", CONTROL),
        ("/a%C0%AF", NO_UTF8),
        ("/a%FF", NO_UTF8),
        (
            "/{id}",
            "path: has a { or }; replace placeholders by values (`params` does this for `path`)",
        ),
        ("/a?b=é", CHARACTER),
    ] {
        assert_error(url(path), ErrorKind::Path, message);
    }
    let message = "path: exceeds 8 KiB with its query";
    assert_error(
        url(&format!("/{}", "a".repeat(8192))),
        ErrorKind::TooLarge,
        message,
    );
}

#[test]
fn plain_or_encoded_separator_inside_a_segment_is_rejected() {
    let message =
        "path: has / \\ ; or % in a segment, plain or encoded, which servers read differently";
    for inside in [
        ";", "%3B", "%3b", "%2F", "%2f", "%5C", "%5c", "%25", "%252F", "%25252F",
    ] {
        for path in [
            format!("/a{inside}b"),
            format!("/{inside}"),
            format!("/x{inside}../a"),
            format!("/a/..{inside}/b?c"),
        ] {
            assert_error(url(&path), ErrorKind::Path, message);
        }
    }
}

#[test]
fn base_url_with_https_or_on_loopback_is_accepted() {
    for good in [
        "https://api.example/sandbox",
        "https://api.example:8443/sandbox/",
        "http://localhost:8080/sandbox",
        "http://127.0.0.1:1/sandbox",
        "http://127.255.0.3/sandbox",
        "http://[::1]:80/sandbox",
        "https://[::1]/sandbox",
    ] {
        assert!(at_base(good).is_ok(), "{good}");
    }
}

#[test]
fn other_base_url_is_rejected() {
    for (bad, message) in [
        ("api.example/sandbox", NO_URL),
        ("ftp://api.example/sandbox", NO_URL),
        ("http://api.example/sandbox", NO_HTTPS),
        ("http://localhost.evil.example/sandbox", NO_HTTPS),
        ("http://127.0.0.1.evil.example/sandbox", NO_HTTPS),
        ("http://127.1/sandbox", NO_HTTPS),
        ("http://127.0.0.256/sandbox", NO_HTTPS),
        ("https:///sandbox", HOST),
        ("https://user@api.example/sandbox", HOST),
        ("https://api.example:/sandbox", HOST),
        ("https://api.example:99999/sandbox", HOST),
        ("https://api.example:+80/sandbox", HOST),
        ("https://api_example/sandbox", HOST),
        ("https://api.example\\sandbox", HOST),
        ("https://[::1]x/sandbox", HOST),
        ("https://api.example/sandbox?a", BASE_QUERY),
        ("https://api.example/a/../sandbox", BASE_DOTS),
        ("https://api.example/sandbox#a", BASE_CHARACTER),
        ("https://api.example/sandbox;v=1", BASE_SYNTAX),
        ("https://api.example/x%2F..%2Fy/sandbox", BASE_SYNTAX),
        ("https://api.example/sandbox//", BASE_EMPTY),
    ] {
        assert_error(at_base(bad), ErrorKind::BaseUrl, message);
    }
}

proptest! {
    #[test]
    fn no_path_leaves_the_base_url(path in r"[/.%2eEfF\\a?#@:-]{0,12}") {
        if let Ok(url) = url(&path) {
            let below = url.strip_prefix("https://api.example/sandbox/").unwrap();
            let place = below.split('?').next().unwrap();
            prop_assert!(!place.split('/').any(|segment| matches!(segment, "." | "..")));
            prop_assert!(!url.contains(['\\', '#']));
        }
    }
}
