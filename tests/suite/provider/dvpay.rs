//! DVPay: refunds and payouts are signed. All other calls have only the API key.

use payauth::encoding::json::Document;
use payauth::provider::{Call, Client, Credentials};
use payauth::{AuthorizedRequest, Error, ErrorKind, Fields};
use serde_json::Value;

use super::credentials;
use crate::support::{assert_error, at, list, profile, text, vectors};

const REFUND: &str = "/api/v1/payment-gateway/order/refund";
const PAYOUT: &str = "/api/v1/payment-gateway/order/payout";
const BALANCE: &str = "/api/v1/payment-gateway/balance-inquiry";
const UNKNOWN: &str = "/api/v1/payment-gateway/order/list";
const BODY: &[u8] = br#"{"orderId":1}"#;

fn build(pairs: &[(&str, &str)]) -> Result<Client, Error> {
    Client::new(profile("dvpay"), credentials(pairs)?, "", "")
}

fn client() -> Client {
    build(&[("apiKey", "key"), ("apiSecret", "your-api-secret")]).unwrap()
}

fn call(path: &str) -> Call<'_> {
    Call::new(path, at(1_709_380_800))
}

fn sign(call: &Call<'_>) -> Result<AuthorizedRequest, Error> {
    client().sign(call, Some(BODY))
}

fn names(request: &AuthorizedRequest) -> Vec<&str> {
    request.fields().map(|(name, _)| name).collect()
}

#[test]
fn refund_and_payout_have_the_signatures_of_the_vectors() {
    let file = vectors("providers/dvpay.json");
    for vector in list(&file["vectors"]) {
        let path = text(&vector["path"]);
        let body = text(&vector["body"]).as_bytes();
        let request = client()
            .sign(&call(path).idempotency_key("k"), Some(body))
            .unwrap();
        let signature = request.field("X-Signature").unwrap();
        assert_eq!(signature, text(&vector["signature"]), "{}", vector["name"]);
        assert_eq!(request.field("X-Timestamp"), vector["timestamp"].as_str());
        for reject in list(&file["rejects"])
            .iter()
            .filter(|reject| reject["of"] == vector["name"])
        {
            assert_ne!(
                Value::from(signature),
                reject["signature"],
                "{}",
                reject["mistake"]
            );
        }
    }
}

#[test]
fn financial_endpoint_has_exactly_the_documented_fields() {
    for path in [REFUND, PAYOUT] {
        let request = sign(&call(path).idempotency_key("k")).unwrap();
        let expected = [
            "Content-Type",
            "X-Idempotent-Key",
            "X-Api-Key",
            "X-Timestamp",
            "X-Signature",
        ];
        assert_eq!(names(&request), expected);
        assert_eq!(request.method(), "POST");
        assert_eq!(
            request.url(),
            format!("https://merchant.dv.vai247.pro{path}")
        );
    }
}

#[test]
fn requests_to_standard_and_unknown_endpoints_have_only_the_api_key() {
    for path in [BALANCE, UNKNOWN, "/api/v1/payment-gateway/order/refund/1"] {
        let request = sign(&call(path)).unwrap();
        assert_eq!(names(&request), ["Content-Type", "X-Api-Key"], "{path}");
    }
    let listed = client().sign(&call(UNKNOWN), None).unwrap();
    assert_eq!(
        (listed.method(), names(&listed)),
        ("GET", vec!["X-Api-Key"])
    );
    assert_eq!(
        client().sign(&call(BALANCE), None).unwrap().method(),
        "POST"
    );
}

#[test]
fn every_other_spelling_of_a_financial_path_is_rejected() {
    for end in [
        "order/Refund",
        "order/refund/",
        "order/refund.",
        "order/refund..",
        "order/refund.json",
        "order/refund.a.b",
        "order/refund%20",
        "order/refund+",
        "order/refund%2B",
        "order/%20refund",
        "order./refund",
        "order%20/refund",
        "order/refund%3Fa",
        "order/refund/%3Fa",
        "order/refund%23a",
        "order/ref%C5%AFnd",
        "order/%F0%9D%90%ABefund",
        "%C3%B6rder/refund",
        "ORDER/PAYOUT?x=1",
        "order/payout./?x",
    ] {
        let message = "path: is another spelling of a known endpoint; use the documented spelling";
        let path = format!("/api/v1/payment-gateway/{end}");
        assert_error(sign(&call(&path)), ErrorKind::Path, message);
    }
}

#[test]
fn no_ambiguous_path_reaches_a_financial_endpoint() {
    for end in [
        "order/refund;a=1",
        "order;a=1/refund",
        "order%2Frefund",
        "order%5crefund",
        "order%2F%2Frefund",
        "order/%2Frefund",
        "order/.%2Frefund",
        "x%2F..%2Forder%2Frefund",
        "..%2Fpayment-gateway/order/refund",
        "x/..;/order/refund",
        "order/.;/refund",
        ";/order/refund",
        "order/;/refund",
        "order/%5Crefund",
        "order%5C%5Crefund",
        "order/%252Frefund",
        "order/refund%3B",
        "order/refund%00",
        "order/refund%0a",
        "order/%09refund",
        "order%c0%afrefund",
        "order/x%c0%ae%c0%ae/refund",
        "order/%72efund",
        "order/.../refund",
        "order/%20/refund",
        "order//refund",
        "order/./refund",
        "order/x/../refund",
        "order/x/..%3F/refund",
    ] {
        let path = format!("/api/v1/payment-gateway/{end}");
        let error = sign(&call(&path)).unwrap_err();
        assert_eq!(
            (error.kind(), error.argument()),
            (ErrorKind::Path, "path"),
            "{end}"
        );
    }
}

#[test]
fn financial_path_with_a_query_is_signed() {
    let with_query = format!("{REFUND}?a=1");
    let request = sign(&call(&with_query).idempotency_key("k")).unwrap();
    assert!(request.field("X-Signature").is_some());
}

#[test]
fn financial_endpoint_accepts_one_method_only_in_upper_or_lower_case() {
    let message = "method: must be POST for this path, which has a signed endpoint";
    for method in ["GET", "put", "DELETE"] {
        let call = call(REFUND).idempotency_key("k").method(method);
        assert_error(client().sign(&call, None), ErrorKind::Method, message);
    }
    let request = sign(&call(REFUND).idempotency_key("k").method("post")).unwrap();
    assert_eq!(request.method(), "POST");
    let malformed = sign(&call(UNKNOWN).method("PO ST"));
    assert_error(
        malformed,
        ErrorKind::Method,
        "method: must be a method as in RFC 9110 (9.1), such as POST",
    );
}

#[test]
fn method_of_a_request_is_in_upper_case_and_can_be_sent_by_fetch() {
    for method in ["patch", "Put", "dElete", "m-search", "OPTIONS"] {
        let request = sign(&call(UNKNOWN).method(method)).unwrap();
        assert_eq!(request.method(), method.to_ascii_uppercase());
    }
    for method in ["CONNECT", "TRACE", "TRACK", "connect", "Trace"] {
        for path in [UNKNOWN, REFUND] {
            let call = call(path).idempotency_key("k").method(method);
            let message = "method: must not be CONNECT, TRACE or TRACK";
            assert_error(client().sign(&call, None), ErrorKind::Method, message);
        }
    }
}

#[test]
fn path_outside_the_api_is_rejected() {
    for path in [
        "/",
        "/api/v1/payment-gateway",
        "/api/v2/payment-gateway/order/refund",
    ] {
        assert_error(
            sign(&call(path)),
            ErrorKind::Path,
            "path: must be under /api/v1/payment-gateway/",
        );
    }
}

#[test]
fn signing_again_keeps_the_key_and_uses_a_new_timestamp() {
    let first = sign(&call(REFUND).idempotency_key("operation-7")).unwrap();
    let again = Call::new(REFUND, at(1_709_380_801)).idempotency_key("operation-7");
    let second = sign(&again).unwrap();
    assert_eq!(
        first.field("X-Idempotent-Key"),
        second.field("X-Idempotent-Key")
    );
    assert_eq!(second.field("X-Timestamp"), Some("1709380801"));
    assert_ne!(first.field("X-Signature"), second.field("X-Signature"));
}

#[test]
fn idempotency_key_is_required_by_financial_endpoints_and_rejected_by_other_endpoints() {
    for (call, message) in [
        (
            call(REFUND),
            "idempotencyKey: is required; pass one key for each operation, the same in every retry",
        ),
        (
            call(REFUND).idempotency_key("a b"),
            "idempotencyKey: must be 1 to 255 visible ASCII characters",
        ),
        (
            call(REFUND).idempotency_key(""),
            "idempotencyKey: must be 1 to 255 visible ASCII characters",
        ),
        (
            call(BALANCE).idempotency_key("k"),
            "idempotencyKey: is not accepted by this endpoint; leave it out",
        ),
        (
            call(UNKNOWN).idempotency_key("k"),
            "idempotencyKey: is not accepted by this endpoint; leave it out",
        ),
    ] {
        assert_error(sign(&call), ErrorKind::IdempotencyKey, message);
    }
}

#[test]
fn fields_of_the_caller_are_kept() {
    let mut own = Fields::default();
    own.push("X-Request-Id", "7").unwrap();
    own.push("content-type", "application/json; charset=utf-8")
        .unwrap();
    let request = sign(&call(BALANCE).fields(own)).unwrap();
    assert_eq!(
        names(&request),
        ["X-Request-Id", "content-type", "X-Api-Key"]
    );
}

#[test]
fn duplicate_field_is_rejected() {
    let mut own = Fields::default();
    own.push("X-Own", "1").unwrap();
    own.push("x-own", "2").unwrap();
    let message = "x-own: is passed twice (- and _ are equal); join both values in one field";
    let twice = sign(&call(BALANCE).fields(own));
    assert_error(twice, ErrorKind::FieldForbidden, message);
}

#[test]
fn signed_body_that_is_a_number_is_rejected_and_so_is_the_body_of_a_get_request() {
    let signed = client().sign(&call(REFUND).idempotency_key("k"), Some(b"17"));
    let message = "body: must have a non-digit next to {timestamp} in the signed text";
    assert_error(signed, ErrorKind::Body, message);
    for method in ["GET", "head"] {
        let with_body = sign(&call(UNKNOWN).method(method));
        assert_error(
            with_body,
            ErrorKind::Body,
            "body: is not allowed with GET or HEAD",
        );
    }
}

#[test]
fn credentials_must_be_complete_and_the_api_key_must_be_a_valid_field_value() {
    let secret = ("apiSecret", "your-api-secret");
    assert_error(
        build(&[secret]),
        ErrorKind::Credentials,
        "apiKey: is missing",
    );
    let unknown = build(&[("apiKey", "k"), secret, ("appId", "1")]);
    let message = "appId: is not a name in `Profile::credentials`";
    assert_error(unknown, ErrorKind::Credentials, message);
    let unread = build(&[("apiKey", "undefined"), secret]);
    assert_error(
        unread,
        ErrorKind::Secret,
        "apiKey: is the text \"undefined\"; check its source",
    );
    let message = "apiKey: must be visible ASCII; spaces and tabs are allowed only inside";
    assert_error(
        build(&[("apiKey", "clé"), secret]),
        ErrorKind::Credentials,
        message,
    );
    assert!(build(&[("apiKey", "k"), ("apiSecret", "clé")]).is_ok());
}

#[test]
fn debug_output_does_not_show_a_credential() {
    let mut credentials = Credentials::default();
    credentials.push("apiSecret", "your-api-secret").unwrap();
    assert_eq!(format!("{credentials:?}"), "[redacted]");
    assert!(!format!("{:?}", client()).contains("your-api-secret"));
    let request = sign(&call(REFUND).idempotency_key("k")).unwrap();
    let shown = format!("{request:?}");
    assert!(
        shown.contains("X-Api-Key: [redacted]") && !shown.contains("key\n"),
        "{shown}"
    );
}

#[test]
fn error_answers_are_read() {
    let answer = r#"{"error":{"code":"missing_idempotent_key","message":
        "X-Idempotent-Key header is required","request_id":"req_xyz789"}}"#;
    let document = Document::read(answer).unwrap();
    let problem = profile("dvpay").read_error(&document);
    assert!(
        problem
            .message
            .unwrap()
            .is("X-Idempotent-Key header is required")
    );
    assert!(problem.code.unwrap().is("missing_idempotent_key"));
    assert!(problem.request_id.unwrap().is("req_xyz789"));
    assert!(!profile("dvpay").may_retry_later(400));
    assert!(profile("dvpay").may_retry_later(503));
}
