//! DogPay, WakaPay and Pledg: how a token is requested, read and used.

use std::sync::Arc;

use payauth::provider::{Call, Client, Credentials, Profile};
use payauth::token::{Answer, Policy, Refresh};
use payauth::{Error, ErrorKind};

use crate::support::{assert_error, at, profile};

const NOW: i64 = 1_709_380_800;

fn client(
    profile: &Arc<Profile>,
    environment: &str,
    pairs: &[(&str, &str)],
) -> Result<Client, Error> {
    let mut credentials = Credentials::default();
    for (name, text) in pairs {
        credentials.push(name, text)?;
    }
    Client::new(profile.clone(), credentials, environment, "")
}

fn dog() -> Client {
    client(
        &profile("dogpay"),
        "sandbox",
        &[("appid", "id"), ("secret", "s\"\\é")],
    )
    .unwrap()
}

fn waka() -> Client {
    let pairs = [("apiKey", "pk_test_123"), ("apiSecret", "sk_test_456")];
    client(&profile("wakapay"), "test", &pairs).unwrap()
}

const KEYS: [(&str, &str); 2] = [("apiKey", "your_key"), ("apiSecret", "your:secret")];
const LOGIN: [(&str, &str); 2] = [("email", "random@domain.com"), ("password", "john123")];

fn pl(pairs: &[(&str, &str)]) -> Client {
    client(&profile("pledg"), "staging", pairs).unwrap()
}

/// The `Authorization` field after a token answer, and the time in milliseconds until the token must be refreshed.
fn granted(client: &Client, body: &str) -> Result<(String, u64), Error> {
    let machine = client.machine()?;
    let Refresh::Granted { ticket, state } =
        machine.begin_refresh(&machine.initial(), at(NOW), "one", 10_000)?
    else {
        panic!("the lease is not free");
    };
    let answer = Answer {
        status: 200,
        retry_after: "",
        body: body.as_bytes(),
    };
    let commit = machine.commit_refresh(&state, &ticket, Some(&answer), at(NOW), at(NOW))?;
    if let Some(error) = commit.error {
        return Err(error);
    }
    let decision = machine.decide(&commit.state, at(NOW))?;
    Ok((
        String::from(&*decision.authorization),
        decision.valid_until_ms - at(NOW).as_millis(),
    ))
}

#[test]
fn dogpay_token_request_is_json_and_its_grant_type_has_no_s_at_the_end() {
    let (request, body) = dog().token_request().unwrap();
    assert_eq!(request.method(), "POST");
    let url = "https://sandbox-api-v2.dogpay.com/open-api/v1/auth/access_token";
    assert_eq!(request.url(), url);
    assert_eq!(request.field("Content-Type"), Some("application/json"));
    assert_eq!(request.field("Authorization"), None);
    let expected = r#"{"grant_type":"client_credential","appid":"id","secret":"s\"\\é"}"#;
    assert_eq!(&*body, expected);
}

#[test]
fn dogpay_token_is_read_from_the_member_data() {
    let body = r#"{"code":1,"message":"x","timestamp":1,"requestId":"r",
        "data":{"access_token":"abc","expires_in":7200,"token_type":"bearer"}}"#;
    let (authorization, early_at) = granted(&dog(), body).unwrap();
    assert_eq!(authorization, "Bearer abc");
    assert!((6_480_000..=6_600_000).contains(&early_at), "{early_at}");
    let flat = r#"{"access_token":"abc","expires_in":7200}"#;
    assert_eq!(
        granted(&dog(), flat).unwrap_err().kind(),
        ErrorKind::TokenAnswer
    );
    let failed = r#"{"code":0,"message":"no such app","data":null}"#;
    assert_eq!(
        granted(&dog(), failed).unwrap_err().kind(),
        ErrorKind::TokenAnswer
    );
}

#[test]
fn wakapay_token_request_has_key_and_secret_and_its_answer_is_read_in_camel_case() {
    let (request, body) = waka().token_request().unwrap();
    assert_eq!(request.url(), "https://api.test.wakapay.io/business/auth");
    assert_eq!(
        &*body,
        r#"{"apiKey":"pk_test_123","apiSecret":"sk_test_456"}"#
    );
    let (authorization, early_at) =
        granted(&waka(), r#"{"accessToken":"a.b.c","expiresIn":3600}"#).unwrap();
    assert_eq!(authorization, "Bearer a.b.c");
    assert!((3_528_000..=3_540_000).contains(&early_at), "{early_at}");
    let snake = r#"{"access_token":"a.b.c","expires_in":3600}"#;
    assert_eq!(
        granted(&waka(), snake).unwrap_err().kind(),
        ErrorKind::TokenAnswer
    );
}

#[test]
fn wakapay_answer_409_means_that_a_retried_payout_may_exist() {
    assert!(profile("wakapay").may_exist(409));
    assert!(!profile("wakapay").may_exist(412));
    assert!(!profile("dogpay").may_exist(409));
}

#[test]
fn pledg_token_request_has_basic_auth_and_a_form() {
    let (request, body) = pl(&KEYS).token_request().unwrap();
    assert_eq!(
        request.url(),
        "https://staging.back.ecard.pledg.co/api/token"
    );
    let media_type = request.field("Content-Type");
    assert_eq!(media_type, Some("application/x-www-form-urlencoded"));
    // The secret contains a colon, because RFC 7617 allows a colon in a password. The text is not form-encoded.
    let expected = Some("Basic eW91cl9rZXk6eW91cjpzZWNyZXQ=");
    assert_eq!(request.field("Authorization"), expected);
    assert_eq!(&*body, "grant_type=client_credentials");
    let answer = r#"{"access_token":"t","token_type":"Bearer","expires_in":600}"#;
    let (_, early_at) = granted(&pl(&KEYS), answer).unwrap();
    assert!(
        (528_000..=540_000).contains(&early_at),
        "the token is refreshed too early or too late: {early_at}"
    );
}

#[test]
fn each_pledg_request_uses_only_the_credentials_that_it_needs() {
    let missing = ErrorKind::Credentials;
    assert_error(
        client(&profile("pledg"), "staging", &[]),
        missing,
        "credentials: are missing; expected apiKey or apiSecret or email or password or merchantSecret",
    );
    for (pair, message) in [
        ([KEYS[0]], "apiSecret: is missing"),
        ([KEYS[1]], "apiKey: is missing"),
        ([LOGIN[0]], "password: is missing"),
        ([LOGIN[1]], "email: is missing"),
    ] {
        assert_error(
            client(&profile("pledg"), "staging", &pair),
            missing,
            message,
        );
    }
    let login = pl(&LOGIN);
    let message = "apiKey: is missing; pass it when you create the client";
    assert_error(login.token_request(), missing, message);
    let message = "merchantSecret: is missing; pass it when you create the client";
    assert_error(login.sign_parameters(r#"{"data":{}}"#), missing, message);
    let refund = Call::new("/api/purchases/pur_1/credit_by_transfer", at(NOW)).auth("basic");
    let message = "email: is missing; pass it when you create the client";
    assert_error(pl(&KEYS).sign(&refund, Some(b"{}")), missing, message);
    let secret = pl(&[("merchantSecret", "SECRET")]);
    assert!(secret.sign_parameters(r#"{"data":{}}"#).is_ok());
}

#[test]
fn pledg_refund_accepts_basic_and_bearer_auth() {
    let client = pl(&[KEYS[0], KEYS[1], LOGIN[0], LOGIN[1]]);
    let refund = || Call::new("/api/purchases/pur_1/credit_by_transfer", at(NOW));
    let body = Some(br#"{"amount_cents":200}"#.as_slice());
    let basic = client.sign(&refund().auth("basic"), body).unwrap();
    let expected = Some("Basic cmFuZG9tQGRvbWFpbi5jb206am9objEyMw==");
    assert_eq!(basic.field("Authorization"), expected);
    for call in [refund(), refund().auth("bearer")] {
        let bearer = client
            .sign(&call.authorization("Bearer abc"), body)
            .unwrap();
        assert_eq!(bearer.field("Authorization"), Some("Bearer abc"));
    }
    let message =
        "auth: is not accepted by this endpoint; leave it out, or pass bearer or basic or none";
    assert_error(
        client.sign(&refund().auth("digest"), body),
        ErrorKind::Option,
        message,
    );
}

#[test]
fn pledg_signed_parameters_are_sent_without_other_auth() {
    let client = pl(&[("merchantSecret", "SECRET")]);
    let token = client
        .sign_parameters(
            r#"{"data":{"merchantUid":"mer_uid","reference":"order_123","amountCents":30550}}"#,
        )
        .unwrap();
    let vectors = crate::support::vectors("providers/pledg_jwt.json");
    assert_eq!(
        &*token,
        crate::support::text(&vectors["vectors"][4]["token"])
    );
    let path = format!("/api/purchase_link/?signature={}", &*token);
    let request = client.sign(&Call::new(&path, at(NOW)), Some(b"")).unwrap();
    assert_eq!(request.field("Authorization"), None);
    let message = "claims: must contain an object in the member data";
    for claims in [
        r#"{"reference":"order_123"}"#,
        r#"{"data":"x"}"#,
        "[]",
        r#""data""#,
    ] {
        assert_error(client.sign_parameters(claims), ErrorKind::Body, message);
    }
    let twice = r#"{"data":{},"data":{}}"#;
    assert_eq!(
        client.sign_parameters(twice).unwrap_err().kind(),
        ErrorKind::Json
    );
}

#[test]
fn parameters_without_a_member_must_be_an_object() {
    let definition = r#"{
        "name": "shop", "servers": { "live": "https://api.shop.example" },
        "credentials": { "secret": {} }, "auth": { "bearer": "{secret}" }, "parameters": { "secret": "{secret}" }
    }"#;
    let profile = Arc::new(Profile::define(definition).unwrap());
    let client = client(&profile, "", &[("secret", "SECRET")]).unwrap();
    assert!(
        client
            .sign_parameters(r#"{"reference":"order_123"}"#)
            .is_ok()
    );
    let message = "claims: must be an object";
    for claims in ["[]", r#""data""#, "7", "null", "[{}]"] {
        assert_error(client.sign_parameters(claims), ErrorKind::Body, message);
    }
}

#[test]
fn request_requires_a_bearer_token_and_rejects_other_authorizations() {
    let call = || Call::new("/open-api/v1/pay?page=1", at(NOW));
    let request = dog()
        .sign(&call().authorization("Bearer abc"), None)
        .unwrap();
    assert_eq!(request.method(), "GET");
    assert_eq!(request.field("Authorization"), Some("Bearer abc"));
    let kind = ErrorKind::BearerToken;
    let message = "authorization: is missing; pass the `authorization` from token.decide()";
    assert_error(dog().sign(&call(), None), kind, message);
    let message = "authorization: must be \"Bearer \" and an access token, without spaces and not a word such as undefined";
    for value in [
        "",
        "abc",
        "Bearer ",
        "bearer abc",
        "Bearer a b",
        "Basic YTpi",
        "Bearer a\nb",
    ] {
        assert_error(
            dog().sign(&call().authorization(value), None),
            kind,
            message,
        );
    }
    let mut fields = payauth::Fields::default();
    fields.push("authorization", "Bearer mine").unwrap();
    let own = call().authorization("Bearer abc").fields(fields);
    let message = "authorization: is written by payauth; leave it out";
    assert_error(dog().sign(&own, None), ErrorKind::FieldForbidden, message);
}

#[test]
fn provider_without_tokens_rejects_an_authorization() {
    let pairs = [("apiKey", "key"), ("apiSecret", "secret")];
    let dv = client(&profile("dvpay"), "", &pairs).unwrap();
    let call = Call::new("/api/v1/payment-gateway/order/create", at(NOW)).authorization("Bearer a");
    let message = "authorization: is not accepted by this endpoint; leave it out";
    assert_error(dv.sign(&call, Some(b"{}")), ErrorKind::BearerToken, message);
    assert_eq!(dv.machine().unwrap_err().kind(), ErrorKind::Credentials);
    let call = Call::new("/api/v1/payment-gateway/order/refund", at(NOW)).auth("none");
    let message = "auth: is not accepted by this endpoint; leave it out, or pass signed";
    assert_error(dv.sign(&call, Some(b"{}")), ErrorKind::Option, message);
}

#[test]
fn environments_have_the_names_that_the_provider_uses() {
    for (profile, pairs, given, host) in [
        (
            &profile("dogpay"),
            [("appid", "a"), ("secret", "b")],
            "production",
            "prod.wavepool.global",
        ),
        (
            &profile("wakapay"),
            [("apiKey", "a"), ("apiSecret", "b")],
            "production",
            "api.wakapay.io",
        ),
        (&profile("pledg"), KEYS, "production", "back.ecard.pledg.co"),
    ] {
        let (request, _) = client(profile, given, &pairs)
            .unwrap()
            .token_request()
            .unwrap();
        assert!(
            request.url().starts_with(&format!("https://{host}/")),
            "{}",
            request.url()
        );
        for wrong in ["", "Production", "live"] {
            let refused = client(profile, wrong, &pairs).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::Environment, "{wrong}");
        }
    }
}

#[test]
fn token_key_differs_for_other_credentials_and_environments() {
    let key = |environment, pairs: &[(&str, &str)]| {
        let client = client(&profile("wakapay"), environment, pairs).unwrap();
        String::from(client.machine().unwrap().key())
    };
    let keys = [
        key("test", &[("apiKey", "ab"), ("apiSecret", "c")]),
        key("test", &[("apiKey", "a"), ("apiSecret", "bc")]),
        key("test", &[("apiKey", "c"), ("apiSecret", "ab")]),
        key("production", &[("apiKey", "ab"), ("apiSecret", "c")]),
    ];
    for (index, one) in keys.iter().enumerate() {
        assert_eq!(one.len(), 32);
        assert!(keys[index + 1..].iter().all(|other| other != one));
    }
    let again = key("test", &[("apiSecret", "c"), ("apiKey", "ab")]);
    assert_eq!(
        again, keys[0],
        "the key depends on the order of the credentials"
    );
}

#[test]
fn policy_of_the_caller_overrides_the_profile() {
    let policy = Policy {
        early_ms: Some(0),
        ..Policy::default()
    };
    let answer = r#"{"accessToken":"a","expiresIn":3600}"#;
    let (_, early_at) = granted(&waka().with_policy(policy), answer).unwrap();
    assert_eq!(early_at, 3_600_000);
}
