//! Definitions that public APIs need, and that stricter rules would reject.

use std::sync::Arc;

use payauth::UnixTime;
use payauth::provider::{Call, Client, Credentials, ErrorAnswer, Profile};
use payauth::scheme::{Compiled, Covers};
use payauth::webhook::{Delivery, Verdict};
use payauth::{Algorithm, MacKey, encoding::hex};
use serde_json::{Value, json};

use crate::support::at;
use crate::webhook::receiver_of;

fn profile(more: &[(&str, Value)]) -> Arc<Profile> {
    let mut definition = json!({
        "name": "shop", "servers": { "live": "https://shop.example" }, "credentials": { "key": {} },
        "auth": { "headers": { "X-Key": "{key}" } },
    });
    for (name, value) in more {
        definition[name] = value.clone();
    }
    Profile::define(&definition.to_string()).unwrap().into()
}

fn client(profile: Arc<Profile>) -> Client {
    let mut credentials = Credentials::default();
    credentials.push("key", "k").unwrap();
    Client::new(profile, credentials, "live", "").unwrap()
}

fn tag(text: &str) -> String {
    let key = MacKey::new(Algorithm::Sha256, b"k");
    hex::encode(key.sign(text.as_bytes()).as_bytes(), hex::Case::Lower)
}

#[test]
fn access_token_with_any_visible_character_is_sent() {
    let token = json!({ "url": "/token", "form": { "key": "{key}" }, "lifetime": 60 });
    for auth in [
        json!({ "bearer": "{token}" }),
        json!({ "headers": { "Authorization": "OAuth {token}" } }),
        json!({ "headers": { "X-Token": "{token}" } }),
    ] {
        let client = client(profile(&[("auth", auth), ("token", token.clone())]));
        for (authorization, is_accepted) in [
            ("Bearer 00D!AR8.x", true),
            ("Bearer 1|abc:%#", true),
            ("Bearer a,b", false),
            ("Bearer \"a\"", false),
            ("Bearer a b", false),
            ("Bearer undefined", false),
        ] {
            let call = Call::new("/v1", at(0)).authorization(authorization);
            assert_eq!(
                client.sign(&call, None).is_ok(),
                is_accepted,
                "{authorization}"
            );
        }
    }
}

#[test]
fn names_of_pages_can_have_brackets() {
    let pages = json!({ "page": "page[number]", "size": "page[size]" });
    let profile = profile(&[("pages", pages)]);
    let query = profile.pages.as_ref().unwrap().query(Some(2), Some(50));
    assert_eq!(query.unwrap(), "page%5Bnumber%5D=2&page%5Bsize%5D=50");
}

#[test]
fn first_text_of_a_list_is_the_message_of_a_field() {
    let profile = profile(&[("errors", json!({ "fields": "errors" }))]);
    let found = profile.find(&ErrorAnswer {
        status: 400,
        fields: &[],
        body: r#"{"errors":{"amount":[null,{},"is required","x"],"id":"is wrong","none":[],"object":{}}}"#,
        now: UnixTime::from_secs(0).unwrap(),
    });
    let expected = [("amount", "is required"), ("id", "is wrong")];
    assert_eq!(
        found.fields,
        expected.map(|(name, text)| (name.to_owned(), text.to_owned()))
    );
}

#[test]
fn word_is_read_without_an_outcome() {
    let scheme = json!({
        "hash": "sha256", "encoding": "hex", "message": "{body}", "headers": { "X-S": "{signature}" }
    });
    let webhook = json!({ "secret": "{key}", "scheme": scheme, "word": "data.status" });
    let client = client(profile(&[("webhook", webhook)]));
    let body = r#"{"data":{"status":"settled"}}"#;
    let signature = tag(body);
    let fields = [("X-S", &*signature)];
    let delivery = Delivery::new(&fields, at(0));
    let verified = client
        .webhooks()
        .unwrap()
        .verify(&delivery, body.as_bytes());
    let outcome = verified.unwrap().outcome.unwrap();
    assert_eq!(
        (outcome.verdict, &*outcome.word),
        (Verdict::Other, "settled")
    );
}

#[test]
fn hmac_of_a_time_and_the_secret_is_verified_and_covers_nothing() {
    let scheme = json!({
        "hash": "sha256", "encoding": "hex", "message": "{timestamp}\n{secret}",
        "timestamp": { "format": "unix" }, "headers": { "T": "{timestamp}", "S": "{signature}" }
    });
    let receiver = receiver_of(Compiled::define(&scheme.to_string()).unwrap(), &["k"]);
    let signature = tag("1709380800\nk");
    let fields = [("T", "1709380800"), ("S", &*signature)];
    let verified = receiver.verify(&Delivery::new(&fields, at(1_709_380_800)), b"{}");
    assert_eq!(verified.unwrap().covers, Covers::Nothing);
}

#[test]
fn longest_of_several_prefixes_is_removed_from_a_secret() {
    let scheme = |strip: Value| {
        json!({
            "hash": "sha256", "encoding": "hex", "message": "{body}", "headers": { "X-S": "{signature}" },
            "key": { "decode": "utf8", "strip": strip }
        })
        .to_string()
    };
    let of_two = Compiled::define(&scheme(json!(["sk_", "sk_test_", "whsec_"]))).unwrap();
    let signature = tag("{}");
    for (secret, is_right) in [
        ("k", true),
        ("sk_k", true),
        ("sk_test_k", true),
        ("whsec_k", true),
        ("pk_k", false),
        ("sk_whsec_k", false),
    ] {
        let receiver = receiver_of(of_two.clone(), &[secret]);
        let fields = [("X-S", &*signature)];
        let verified = receiver.verify(&Delivery::new(&fields, at(0)), b"{}");
        assert_eq!(verified.is_ok(), is_right, "{secret}");
    }
    for strip in [
        json!([]),
        json!([1]),
        json!(["a\nb"]),
        json!(["a", "b", "c", "d", "e"]),
    ] {
        let error = Compiled::define(&scheme(strip)).unwrap_err();
        assert!(error.to_string().contains("1 to 4 strings"), "{error}");
    }
}
