//! DoorPay: every request has two constant header fields.

use payauth::encoding::json::{Document, Value};
use payauth::provider::{Call, Client};
use payauth::{Error, ErrorKind};

use super::credentials;
use crate::support::{assert_error, at, profile};

const TEST: [&str; 2] = ["dp_test_k", "sk_test_s"];
const LIVE: [&str; 2] = ["dp_live_k", "sk_live_s"];
const LIVE_URL: &str = "https://api.thedoorpay.com/api/merchant/v1";
const SANDBOX_URL: &str = "https://api.thedoorpay.com/sandbox/api/merchant/v1";

fn build([key, secret]: [&str; 2], environment: &str, base_url: &str) -> Result<Client, Error> {
    let pair = credentials(&[("apiKey", key), ("apiSecret", secret)])?;
    Client::new(profile("doorpay"), pair, environment, base_url)
}

fn sandbox() -> Client {
    build(TEST, "sandbox", "").unwrap()
}

#[test]
fn every_request_has_both_fields() {
    let order = Call::new("/orders", at(0)).idempotency_key("order-checkout-12345");
    let request = sandbox().sign(&order, Some(b"{}")).unwrap();
    assert_eq!(request.url(), format!("{SANDBOX_URL}/orders"));
    assert_eq!(request.field("X-API-Key"), Some("dp_test_k"));
    assert_eq!(request.field("X-API-Secret"), Some("sk_test_s"));
    assert_eq!(
        request.field("Idempotency-Key"),
        Some("order-checkout-12345")
    );
    let list = sandbox()
        .sign(&Call::new("/orders?page=0&size=50", at(0)), None)
        .unwrap();
    assert_eq!((list.method(), list.fields().count()), ("GET", 2));
}

#[test]
fn creation_of_an_order_requires_an_idempotency_key_and_the_documented_path() {
    let create = |path| sandbox().sign(&Call::new(path, at(0)), Some(b"{}"));
    let message =
        "idempotencyKey: is required; pass one key for each operation, the same in every retry";
    assert_error(create("/orders"), ErrorKind::IdempotencyKey, message);
    let message = "path: is another spelling of a known endpoint; use the documented spelling";
    assert_error(create("/orders/"), ErrorKind::Path, message);
    assert_error(create("/Orders"), ErrorKind::Path, message);
    assert!(create("/orders/7/confirm").is_ok());
}

#[test]
fn credentials_must_belong_to_the_environment_and_to_each_other() {
    for (pair, environment, base_url, argument) in [
        (LIVE, "sandbox", SANDBOX_URL, "apiKey"),
        (
            ["dp_test_k", "sk_live_s"],
            "sandbox",
            SANDBOX_URL,
            "apiSecret",
        ),
        (TEST, "production", LIVE_URL, "apiKey"),
        (
            ["dp_live_k", "sk_test_s"],
            "production",
            LIVE_URL,
            "apiSecret",
        ),
        (["sk_test_s", "dp_test_k"], "sandbox", SANDBOX_URL, "apiKey"),
    ] {
        // Two keys in the wrong places have no prefix of their credential in any environment.
        let detail = if pair[0].starts_with("sk") {
            "must begin with dp_test_; check `environment`"
        } else {
            "has the prefix of another environment; check `environment`"
        };
        let message = format!("{argument}: {detail}");
        assert_error(
            build(pair, environment, base_url),
            ErrorKind::Credentials,
            &message,
        );
    }
}

#[test]
fn base_url_must_belong_to_the_environment() {
    assert!(build(LIVE, "production", LIVE_URL).is_ok());
    let message = "baseUrl: is required: payauth does not know the URL of this environment";
    assert_error(build(LIVE, "production", ""), ErrorKind::BaseUrl, message);
    let message = "baseUrl: must not have the path segment sandbox; check `environment`";
    let other = build(LIVE, "production", SANDBOX_URL);
    assert_error(other, ErrorKind::BaseUrl, message);
    let message = "baseUrl: must have the path segment sandbox; check `environment`";
    let other = build(TEST, "sandbox", LIVE_URL);
    assert_error(other, ErrorKind::BaseUrl, message);
    let message = "environment: expected sandbox or production";
    assert_error(build(TEST, "test", ""), ErrorKind::Environment, message);
}

#[test]
fn page_before_the_first_page_and_page_size_of_0_or_above_the_limit_are_rejected() {
    let doorpay = profile("doorpay");
    let pages = doorpay.pages.as_ref().unwrap();
    assert_eq!(pages.query(None, None).unwrap(), "page=0&size=20");
    assert_eq!(pages.query(Some(3), Some(100)).unwrap(), "page=3&size=100");
    for size in [0, 101] {
        let message = "size: must be from 1 to 100";
        assert_error(pages.query(None, Some(size)), ErrorKind::Option, message);
    }
    let dogpay = profile("dogpay");
    let pages = dogpay.pages.as_ref().unwrap();
    let message = "page: must be at least 1";
    assert_error(pages.query(Some(0), None), ErrorKind::Option, message);
}

#[test]
fn all_three_forms_of_an_error_answer_are_read() {
    fn message(answer: &str) -> Option<String> {
        let document = Document::read(answer).unwrap();
        let message = profile("doorpay").read_error(&document).message;
        message.and_then(Value::text).map(|text| text.to_owned())
    }
    let standard = r#"{"success":false,"message":"Invalid API key","data":null}"#;
    assert_eq!(message(standard).as_deref(), Some("Invalid API key"));
    assert_eq!(
        message(r#"{"error":"Too many requests"}"#).as_deref(),
        Some("Too many requests")
    );
    assert_eq!(message("{}"), None);
    assert_eq!(message("[]"), None);

    let validation = r#"{"message":"Validation failed","status":400,"error":"Bad Request",
        "validationErrors":{"buyerEmail":"must be an email"}}"#;
    assert_eq!(message(validation).as_deref(), Some("Validation failed"));
    let document = Document::read(validation).unwrap();
    let doorpay = profile("doorpay");
    let fields = doorpay.read_error(&document).fields.unwrap();
    assert!(fields.get("buyerEmail").unwrap().is("must be an email"));
}

#[test]
fn only_requests_that_failed_because_of_a_limit_or_an_outage_may_be_retried() {
    let later = |status| profile("doorpay").may_retry_later(status);
    assert!([429, 500, 502].into_iter().all(later));
    assert!(![400, 401, 403, 404, 408].into_iter().any(later));
}

#[test]
fn credential_is_rejected_if_the_text_after_its_prefix_is_blank_or_a_word_for_a_missing_value() {
    for rest in [
        "",
        "undefined",
        "null",
        "NaN",
        "[object Object]",
        " ",
        "\u{e0020}",
        "\u{3164}",
    ] {
        for (key, secret) in [(rest, "s"), ("k", rest)] {
            let (key, secret) = (format!("dp_test_{key}"), format!("sk_test_{secret}"));
            let made = credentials(&[("apiKey", &key), ("apiSecret", &secret)])
                .and_then(|pair| Client::new(profile("doorpay"), pair, "sandbox", ""));
            assert_eq!(made.unwrap_err().kind(), ErrorKind::Secret, "{rest:?}");
        }
    }
}
