//! The feature `web` in a host that has `fetch`. Run these tests with
//! `cargo test --target wasm32-unknown-unknown --features web --test web`.

#![cfg(target_family = "wasm")]
#![expect(
    clippy::unwrap_used,
    reason = "a test may panic at an unexpected value"
)]

use js_sys::{Date, Function, JSON, Object, Reflect, Symbol, Uint8Array, global};
use payauth::encoding::json::Document;
use payauth::provider::{Call, Client, Credentials, Profile};
use payauth::{Error, ErrorKind, Fields, Secret, UnixTime};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Headers, Request, RequestRedirect};

const REFUND: &str = "/api/v1/payment-gateway/order/refund";
const KEY: &str = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";
/// The body of the vector DV-1 in `tests/vectors/providers/dvpay.json`.
const BODY: &[u8] = br#"{"orderId":1234567890,"refundAmount":5.25}"#;
const TAG: &str = "980dc19299e66b443f0e9855cc72e2ff640059fd9c95ec366fce8286f2ed3641";

fn client(name: &str, pair: [&str; 2], environment: &str, url: &str) -> Client {
    let mut credentials = Credentials::default();
    credentials.push("apiKey", pair[0]).unwrap();
    credentials.push("apiSecret", pair[1]).unwrap();
    Client::new(profile(name), credentials, environment, url).unwrap()
}

fn profile(name: &str) -> Profile {
    Profile::named(name).unwrap()
}

fn dv() -> Client {
    client("dvpay", ["k-7f3a", "your-api-secret"], "", "")
}

fn door(url: &str) -> Client {
    let pair = ["dp_test_k", "sk_test_s-51c9"];
    client("doorpay", pair, "sandbox", url)
}

fn refund() -> Call<'static> {
    Call::new(REFUND, now()).idempotency_key(KEY)
}

fn now() -> UnixTime {
    UnixTime::from_secs(1_709_380_800).unwrap()
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in pairs {
        fields.push(name, value).unwrap();
    }
    fields
}

async fn sent(request: &Request) -> Vec<u8> {
    let bytes = JsFuture::from(request.array_buffer().unwrap()).await;
    Uint8Array::new(&bytes.unwrap()).to_vec()
}

fn json(value: &JsValue) -> String {
    String::from(JSON::stringify(value).unwrap())
}

fn member(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

#[track_caller]
fn assert_error<T>(result: Result<T, Error>, kind: ErrorKind, message: &str) {
    let error = result.err().unwrap();
    assert_eq!(error.to_string(), message);
    assert_eq!(error.kind(), kind);
}

#[wasm_bindgen_test]
async fn signed_request_is_ready_for_fetch() {
    let request = dv().sign_for_fetch(&refund(), Some(BODY)).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.url(),
        format!("https://merchant.dv.vai247.pro{REFUND}")
    );
    assert_eq!(request.redirect(), RequestRedirect::Manual);
    for (name, value) in [
        ("content-type", "application/json"),
        ("x-api-key", "k-7f3a"),
        ("x-idempotent-key", KEY),
        ("x-timestamp", "1709380800"),
        ("x-signature", TAG),
    ] {
        assert_eq!(request.headers().get(name).unwrap().as_deref(), Some(value));
    }
    assert_eq!(sent(&request).await, BODY);
}

#[wasm_bindgen_test]
async fn body_has_exactly_the_signed_bytes_even_if_they_are_not_text() {
    let bytes = [0x7b, 0xff, 0x00, 0xc3, 0x28, 0x7d];
    let request = dv().sign_for_fetch(&refund(), Some(&bytes)).unwrap();
    assert_eq!(sent(&request).await, bytes);
}

#[wasm_bindgen_test]
async fn body_is_a_copy_that_does_not_depend_on_the_bytes_of_the_caller() {
    let mut bytes = BODY.to_vec();
    let request = dv().sign_for_fetch(&refund(), Some(&bytes)).unwrap();
    bytes.fill(b'x');
    drop(bytes);
    assert_eq!(sent(&request).await, BODY);
}

#[wasm_bindgen_test]
async fn empty_body_is_sent_as_a_body_and_a_missing_body_is_not() {
    let path = "/api/v1/payment-gateway/balance-inquiry";
    let with = dv()
        .sign_for_fetch(&Call::new(path, now()), Some(b""))
        .unwrap();
    let without = dv().sign_for_fetch(&Call::new(path, now()), None).unwrap();
    assert!(!member(&with, "body").is_null());
    assert!(member(&without, "body").is_null());
    assert_eq!(sent(&with).await, b"");
    assert_eq!(without.headers().get("content-type").unwrap(), None);
}

#[wasm_bindgen_test]
fn request_without_a_body_has_the_query() {
    let call = Call::new("/orders?page=0&size=50", now());
    let request = door("").sign_for_fetch(&call, None).unwrap();
    let url = "https://api.thedoorpay.com/sandbox/api/merchant/v1/orders?page=0&size=50";
    assert_eq!(
        (request.method(), request.url()),
        ("GET".into(), url.into())
    );
}

#[wasm_bindgen_test]
fn duplicate_field_and_field_of_payauth_are_rejected() {
    for (pairs, message) in [
        (
            [("X-Note", "a"), ("x-note", "b")],
            "x-note: is passed twice (- and _ are equal); join both values in one field",
        ),
        (
            [("Accept", "*/*"), ("x-signature", "b")],
            "x-signature: is written by payauth; leave it out",
        ),
    ] {
        let result = dv().sign_for_fetch(&refund().fields(fields(&pairs)), Some(BODY));
        assert_error(result, ErrorKind::FieldForbidden, message);
    }
}

#[wasm_bindgen_test]
fn applied_fields_replace_the_fields_of_an_earlier_attempt() {
    let headers = Headers::new().unwrap();
    headers.append("X-Signature", "old").unwrap();
    headers.append("x-timestamp", "1").unwrap();
    headers.append("Accept", "application/json").unwrap();
    let request = dv().sign(&refund(), Some(BODY)).unwrap();
    request.apply_to(&headers).unwrap();
    request.apply_to(&headers).unwrap();
    let get = |name| headers.get(name).unwrap();
    assert_eq!(get("X-Signature").as_deref(), Some(TAG));
    assert_eq!(get("X-Timestamp").as_deref(), Some("1709380800"));
    assert_eq!(get("Accept").as_deref(), Some("application/json"));
}

#[wasm_bindgen_test]
fn immutable_headers_are_rejected_and_remain_unchanged() {
    let response = member(&global(), "Response");
    let error: Function = member(&response, "error").unchecked_into();
    let headers: Headers = member(&error.call0(&response).unwrap(), "headers").unchecked_into();
    let request = door("").sign(&Call::new("/orders", now()), None).unwrap();
    let message =
        "X-API-Key: cannot be set in immutable `Headers`; copy them with `new Headers` first";
    assert_error(
        request.apply_to(&headers),
        ErrorKind::FieldForbidden,
        message,
    );
    assert!(!headers.has("X-API-Key").unwrap());
}

#[wasm_bindgen_test]
fn body_of_get_or_head_is_rejected() {
    for method in ["GET", "HEAD", "get"] {
        let call = Call::new("/orders", now()).method(method);
        let request = door("").sign(&call, None).unwrap();
        let message = "body: is not allowed with GET or HEAD";
        assert_error(request.to_request(Some(b"{}")), ErrorKind::Body, message);
        assert!(request.to_request(None).is_ok());
    }
}

#[wasm_bindgen_test]
fn method_that_fetch_does_not_send_is_rejected() {
    for method in ["TRACE", "connect", "Track"] {
        let call = Call::new("/payments", now()).method(method);
        let result = door("").sign_for_fetch(&call, None);
        let message = "method: must not be CONNECT, TRACE or TRACK";
        assert_error(result, ErrorKind::Method, message);
    }
}

#[wasm_bindgen_test]
fn url_that_the_host_cannot_parse_is_rejected() {
    let client = door("https://xn--a/sandbox");
    let result = client.sign_for_fetch(&Call::new("/orders", now()), None);
    let message = "baseUrl: results in a URL that this runtime cannot parse; check the host";
    assert_error(result, ErrorKind::BaseUrl, message);
}

#[wasm_bindgen_test]
fn path_that_would_be_sent_unsigned_is_rejected() {
    for path in ["/api/v1/payment-gateway/order/Refund", "/orders", "//x"] {
        let call = Call::new(path, now()).idempotency_key(KEY);
        let error = dv().sign_for_fetch(&call, Some(BODY)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Path);
    }
}

#[wasm_bindgen_test]
fn date_of_the_host_is_converted_to_an_instant() {
    let date = Date::new(&1_709_380_800_123_f64.into());
    assert_eq!(
        UnixTime::try_from(&date).unwrap().as_millis(),
        1_709_380_800_123
    );
    for outside in [f64::NAN, -1.0, 253_402_300_800_000.0] {
        let date = Date::new(&outside.into());
        let message = "now: is not between the years 1970 and 9999";
        assert_error(UnixTime::try_from(&date), ErrorKind::Time, message);
    }
}

#[wasm_bindgen_test]
fn error_becomes_an_error_of_javascript() {
    let error = Secret::text("apiSecret", "hunter2 ").unwrap_err();
    let thrown = JsValue::from(error.clone());
    assert!(thrown.is_instance_of::<js_sys::Error>());
    assert_eq!(member(&thrown, "name"), "PayauthError");
    assert_eq!(member(&thrown, "message"), error.to_string().as_str());
    assert_eq!(member(&thrown, "code"), "ERR_SECRET");
    assert_eq!(member(&thrown, "blame"), "caller");
    assert_eq!(member(&thrown, "argument"), "apiSecret");
    assert!(member(&thrown, "index").is_undefined());
    assert!(member(&thrown, "stack").is_string());
    assert!(!json(&thrown).contains("hunter2"));
}

#[wasm_bindgen_test]
fn javascript_error_has_the_index_of_a_syntax_error() {
    let thrown = JsValue::from(Document::read("[1,x]").unwrap_err());
    assert_eq!(member(&thrown, "index"), 3);
    assert_eq!(member(&thrown, "blame"), "peer");
}

#[wasm_bindgen_test]
fn javascript_error_has_the_brand_of_the_npm_package_and_does_not_show_it() {
    let thrown = JsValue::from(Document::read("").unwrap_err());
    let brand = Symbol::for_("payauth.error");
    assert_eq!(Reflect::get(&thrown, &brand).unwrap(), true);
    let shown = Object::assign(&Object::new(), thrown.unchecked_ref());
    assert!(!Reflect::has(&shown, &brand).unwrap());
    assert!(Reflect::has(&shown, &"code".into()).unwrap());
}

#[wasm_bindgen_test]
fn serialised_error_is_a_plain_object() {
    let error = Document::read("[1,x]").unwrap_err();
    let plain = serde_wasm_bindgen::to_value(&error).unwrap();
    let shown = concat!(
        r#"{"code":"ERR_JSON","blame":"peer","argument":"json","index":3,"#,
        r#""message":"json: expected a JSON value (byte 3)"}"#,
    );
    assert_eq!(json(&plain), shown);
    assert_eq!(serde_json::to_string(&error).unwrap(), shown);
}

#[wasm_bindgen_test]
fn redacted_view_shows_names_but_no_values() {
    let request = door("").sign(&Call::new("/orders", now()), None).unwrap();
    let shown = concat!(
        r#"{"method":"GET","url":"https://api.thedoorpay.com/sandbox/api/merchant/v1/orders","#,
        r#""headers":{"X-API-Key":"[redacted]","X-API-Secret":"[redacted]"},"redirect":"manual"}"#,
    );
    assert_eq!(json(&request.to_redacted()), shown);
    assert_eq!(serde_json::to_string(&request).unwrap(), shown);
}

#[wasm_bindgen_test]
fn error_answer_becomes_a_plain_object_of_texts() {
    let read = |profile: &Profile, answer| {
        let answer = Document::read(answer).unwrap();
        json(&JsValue::from(&profile.read_error(&answer)))
    };
    let answer = r#"{"error":{"code":"missing\u005fkey","message":"a \"b\"","request_id":7}}"#;
    assert_eq!(
        read(&profile("dvpay"), answer),
        r#"{"message":"a \"b\"","code":"missing_key","requestId":"7","fields":{}}"#
    );
    let answer = r#"{"message":"bad","validationErrors":{"amount":"too low","n":1,"o":{}}}"#;
    assert_eq!(
        read(&profile("doorpay"), answer),
        r#"{"message":"bad","fields":{"amount":"too low","n":"1"}}"#
    );
    assert_eq!(read(&profile("doorpay"), "[]"), r#"{"fields":{}}"#);
}
