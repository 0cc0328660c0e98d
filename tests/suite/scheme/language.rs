//! The whole definition language, tested with messages that another implementation computed.

use payauth::scheme::{Compiled, Covers, Envelope};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity, Verified};
use payauth::{Error, ErrorKind, Fields, SecretText};

use crate::support::at;

const BODY: &[u8] = br#"{"id":"evt_71","amount":1250}"#;
const NOW: i64 = 1_709_380_800;

fn scheme(json: &str) -> Compiled {
    Compiled::define(json).unwrap_or_else(|error| panic!("{json}: {error} {}", error.path()))
}

fn receiver(json: &str, secret: &str) -> Receiver {
    let scheme = scheme(json);
    let mut secrets = Secrets::default();
    let key = scheme.key("secret", secret).unwrap();
    secrets.push("k1", key, Validity::ALWAYS).unwrap();
    Receiver::new(scheme, secrets).unwrap()
}

fn verify(json: &str, fields: &[(&str, &str)], url: &str, body: &[u8]) -> Result<Verified, Error> {
    let delivery = Delivery::new(fields, at(NOW)).url(url).method("POST");
    receiver(json, "sk").verify(&delivery, body)
}

/// Signs a request. Returns its header fields, and the text that is appended to the query.
fn request(json: &str, secret: &str, envelope: &Envelope<'_>, body: &[u8]) -> (Fields, String) {
    let scheme = scheme(json);
    let key = scheme.key("secret", secret).unwrap();
    let mut signer = scheme.begin(&key, envelope).unwrap();
    signer.absorb(body);
    let (mut fields, mut query) = (Fields::default(), SecretText::default());
    signer
        .finish_request(&scheme, &key, &mut fields, &mut query)
        .unwrap();
    (fields, query.to_string())
}

#[test]
fn binance_signs_the_query_with_the_time_and_appends_the_signature_last() {
    let json = r#"{"hash":"sha256","message":"{query}{body}","encoding":"hex",
        "timestamp":{"format":"unix_ms"},"query":{"signature":"{signature}","timestamp":"{timestamp}"}}"#;
    let secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
    let now = payauth::UnixTime::from_millis(1_578_963_600_000).unwrap();
    let envelope = Envelope::new(now).url("https://api.binance.com/api/v3/account");
    let (_, query) = request(json, secret, &envelope, b"");
    assert_eq!(
        query,
        "timestamp=1578963600000&signature=d84e6641b1e328e7b418fff030caed655c266299c9355e36ce801ed14631eed4"
    );
    let only = Receiver::new(scheme(json), Secrets::default());
    assert_eq!(only.unwrap_err().kind(), ErrorKind::Secret);
}

#[test]
fn worldline_signs_a_block_of_fields_and_a_date() {
    let json = r#"{"hash":"sha256","message":"{method}\n{header:content-type}\n{timestamp}\n{headers:x-gcs}{target}\n",
        "encoding":"base64","timestamp":{"format":"http_date"},"vars":["apiKeyId"],
        "headers":{"Date":"{timestamp}","Authorization":"GCS v1HMAC:{var:apiKeyId}:{signature}"}}"#;
    let fields = [
        ("Content-Type", "application/json"),
        ("X-GCS-ServerMetaInfo", "processed header value"),
        ("X-GCS-CustomerHeader", "processed header value"),
        ("X-GCS-ClientMetaInfo", "processed header value"),
    ];
    let envelope = Envelope::new(at(1_402_061_983))
        .method("DELETE")
        .url("https://host/v1/9991/tokens/123456789")
        .vars(&[("apiKeyId", "apiKeyId")])
        .fields(&fields);
    let (sent, _) = request(json, "secretApiKey", &envelope, b"");
    assert_eq!(sent.get("Date"), Some("Fri, 06 Jun 2014 13:39:43 GMT"));
    assert_eq!(
        sent.get("Authorization"),
        Some("GCS v1HMAC:apiKeyId:VfnXpPBQQoHZivTcAg0JvOWkhnzlPnaCPKpTQn/uMJM=")
    );
}

#[test]
fn coinbase_exchange_and_dlocal_sign_time_method_target_and_variables() {
    let json = r#"{"hash":"sha256","key":{"decode":"base64"},"message":"{timestamp}{method}{target}{body}",
        "encoding":"base64","timestamp":{"format":"unix"},
        "headers":{"CB-ACCESS-TIMESTAMP":"{timestamp}","CB-ACCESS-SIGN":"{signature}"}}"#;
    let envelope = Envelope::new(at(NOW))
        .method("GET")
        .url("https://api.exchange.coinbase.com/orders?before=2&limit=30");
    let secret =
        "Y29pbmJhc2Utc2VjcmV0LTY0LWJ5dGVzeHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eA==";
    let (sent, query) = request(json, secret, &envelope, b"");
    assert_eq!(
        (sent.get("CB-ACCESS-SIGN"), &*query),
        (Some("0e12kSj7x8GkM0vw5miOqjYTZabEm72Y62UOYE0xbhk="), "")
    );
    let json = r#"{"hash":"sha256","message":"{var:login}{timestamp}{body}","encoding":"hex","vars":["login"],
        "timestamp":{"format":"iso_ms"},
        "headers":{"X-Date":"{timestamp}","Authorization":"V2-HMAC-SHA256, Signature: {signature}"}}"#;
    let now = payauth::UnixTime::from_millis(1_531_403_188_629).unwrap();
    let login = [("login", "login-1")];
    let body = br#"{"amount":120.00,"currency":"USD"}"#;
    let (sent, _) = request(json, "secret-key", &Envelope::new(now).vars(&login), body);
    let tag = "V2-HMAC-SHA256, Signature: 9dff574816492edb405618bf48b6a5a83571232b30c44354f860f7d1518e3ade";
    assert_eq!(sent.get("Authorization"), Some(tag));
    let lines: Vec<_> = sent.iter().collect();
    let verified =
        receiver(json, "secret-key").verify(&Delivery::new(&lines, now).vars(&login), body);
    assert_eq!(verified.unwrap().timestamp, Some(now));
    let other = [("login", "login-2")];
    let refused =
        receiver(json, "secret-key").verify(&Delivery::new(&lines, now).vars(&other), body);
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Signature);
}

const MERCADO: &str = r#"{"hash":"sha256","message":"[id:{lower:query:data.id};][request-id:{header:x-request-id};]ts:{timestamp};",
    "encoding":"hex","timestamp":{"format":["unix_ms","unix"],"tolerance":false},
    "headers":{"x-signature":{"sep":",","items":["ts={timestamp}","v1={signature}"]}}}"#;

#[test]
fn mercado_pago_omits_absent_values() {
    let one = "ts=1709380800,v1=aec5e9687b6bc90ae8e06cd4fe2d3e3e046bc947f69fc149ba881184df1628b8";
    let two = "ts=1709380800,v1=e0a273e13dcb705b809a77389069cbf5785b36b36bc4fc2e5651dbb28b826235";
    let verify = |url: &str, fields: &[(&str, &str)]| {
        let delivery = Delivery::new(fields, at(NOW)).url(url);
        receiver(MERCADO, "mp-secret").verify(&delivery, b"{}")
    };
    let url = "https://shop.example/hook?data.id=ORD01ABC&type=order";
    let verified = verify(url, &[("x-request-id", "req-1"), ("x-signature", one)]).unwrap();
    let covered = ["lower:query:data.id", "header:x-request-id"]
        .map(String::from)
        .to_vec();
    assert_eq!(verified.covers, Covers::Fields(covered));
    assert_eq!(verified.replay_ttl_secs, None);
    let url = "https://shop.example/hook?data.id=123456&type=payment";
    assert!(verify(url, &[("x-signature", two)]).is_ok());
    for (url, fields) in [
        (
            "https://shop.example/hook?data.id=123457",
            &[("x-signature", two)][..],
        ),
        (url, &[("x-request-id", "r"), ("x-signature", two)]),
        ("https://shop.example/hook", &[("x-signature", two)]),
    ] {
        assert_eq!(
            verify(url, fields).unwrap_err().kind(),
            ErrorKind::Signature,
            "{url}"
        );
    }
    let twice = "https://shop.example/hook?data.id=123456&data.id=123456";
    assert_eq!(
        verify(twice, &[("x-signature", two)]).unwrap_err().kind(),
        ErrorKind::FieldAmbiguous
    );
}

#[test]
fn token_is_compared_with_the_secret_and_covers_nothing() {
    let json = r#"{"construction":"token","headers":{"X-Gitlab-Token":"{secret}"}}"#;
    let verified = verify(json, &[("x-gitlab-token", "sk")], "", BODY).unwrap();
    assert_eq!(
        (verified.covers.clone(), verified.replay_key()),
        (Covers::Nothing, String::new())
    );
    for wrong in ["s", "skk", "SK", "\u{e9}"] {
        let error = verify(json, &[("x-gitlab-token", wrong)], "", BODY).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Signature, "{wrong}");
    }
    let scheme = scheme(json);
    let key = scheme.key("secret", "sk").unwrap();
    let signed = scheme.sign(&key, &Envelope::new(at(NOW)), BODY);
    assert_eq!(signed.unwrap_err().kind(), ErrorKind::Scheme);
}

/// Each field of a block is compared with all fields before it, so the number of fields has a limit.
#[test]
fn block_has_at_most_256_fields() {
    let json = r#"{"hash":"sha256","message":"{headers:x-}{body}","encoding":"hex","headers":{"S":"{signature}"}}"#;
    let scheme = scheme(json);
    let key = scheme.key("secret", "s").unwrap();
    let names: Vec<_> = (0..257).map(|number| format!("X-{number}")).collect();
    let fields: Vec<_> = names.iter().map(|name| (&**name, "v")).collect();
    let others: Vec<_> = names.iter().map(|name| (&name[2..], "v")).collect();
    let begin = |fields: &[(&str, &str)]| {
        let envelope = Envelope::new(at(0)).fields(fields);
        scheme.begin(&key, &envelope).map(drop)
    };
    begin(&fields[..256]).unwrap();
    begin(&others).unwrap();
    let error = begin(&fields).unwrap_err();
    assert_eq!(
        (error.kind(), error.argument()),
        (ErrorKind::TooLarge, "headers")
    );
}

#[test]
fn body_may_have_any_bytes_and_any_length_if_its_digest_is_in_a_signed_field() {
    for message in ["{header:digest}.{header:date}", "{header:digest}.{body}"] {
        let json = format!(
            r#"{{"hash":"sha256","encoding":"hex","message":"{message}","digests":{{"d":{{"of":"{{body}}","hash":"sha256","encoding":"hex"}}}},
            "headers":{{"Digest":"{{digest:d}}","X-S":"{{signature}}"}}}}"#
        );
        let receiver = receiver(&json, "sk");
        for body in [vec![0xff; 7], vec![0xff; 200_000], Vec::new()] {
            let envelope = Envelope::new(at(NOW));
            let sent = receiver.sign(&envelope, &body).unwrap();
            let mut signer = receiver.begin_signing(&envelope).unwrap();
            for piece in body.chunks(999) {
                signer.absorb(piece);
            }
            let in_pieces = receiver.finish_signing(signer).unwrap();
            let lines: Vec<_> = sent.iter().collect();
            assert_eq!(lines, in_pieces.iter().collect::<Vec<_>>(), "{message}");
            let verified = receiver.verify(&Delivery::new(&lines, at(NOW)), &body);
            assert_eq!(verified.unwrap().covers, Covers::Body, "{message}");
        }
    }
}

#[test]
fn token_does_not_sign_at_once_or_in_pieces_and_a_digest_does() {
    for (json, is_able) in [
        (
            r#"{"construction":"digest","hash":"sha256","encoding":"hex","message":"{secret}{body}","unsafe":["secret-first"],"headers":{"X-S":"{signature}"}}"#,
            true,
        ),
        (
            r#"{"construction":"token","headers":{"X-S":"{secret}"}}"#,
            false,
        ),
    ] {
        let scheme = scheme(json);
        let key = scheme.key("secret", "hunter2-hunter2").unwrap();
        let envelope = Envelope::new(at(0));
        let at_once = scheme.sign(&key, &envelope, b"a").map(drop);
        let in_pieces = scheme.begin(&key, &envelope).map(drop);
        for result in [at_once, in_pieces] {
            let told = result.map_err(|error| (error.kind(), error.to_string()));
            let text = "scheme: cannot sign, because its `construction` is digest or token";
            let expected = Err((ErrorKind::Scheme, text.to_owned()));
            assert_eq!(told, if is_able { Ok(()) } else { expected });
        }
    }
}
