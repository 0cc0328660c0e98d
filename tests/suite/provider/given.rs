//! Credentials of a client are never left out of a request that they authenticate.
//!
//! The tests combine every text, every place of a definition and every set of credentials that a client has.

use std::sync::Arc;

use payauth::encoding::hex;
use payauth::provider::{Call, Client, Credentials, Profile};
use payauth::webhook::Delivery;
use payauth::{Algorithm, AuthorizedRequest, Error, ErrorKind, MacKey};
use serde_json::{Value, json};

use crate::support::at;

/// The optional credentials, each with its value. The first two credentials are public.
const NAMES: [(&str, &str); 4] = [
    ("acct", "acct-1"),
    ("site", "site-2"),
    ("sec", "secret-3"),
    ("pin", "secret-4"),
];

#[rustfmt::skip]
const TEXTS: [&str; 12] = [
    "{sec}", "{sec}{acct}", "{acct}{sec}", "{acct}-{sec}", "k-{acct}{site}-{sec}", "{sec}{pin}", "{sec}-{acct}-{pin}", "{acct}",
    "{acct}{site}", "k-{acct}", "{empty}{sec}", "{sec}{environment}",
];

/// The places of a text in `auth`.
const AUTHS: [fn(&str) -> Value; 9] = [
    |text| json!({ "bearer": text }),
    |text| json!({ "basic": { "user": text } }),
    |text| json!({ "basic": { "user": "u", "password": text } }),
    |text| json!({ "basic": { "user": text, "password": "{site}" } }),
    |text| json!({ "headers": { "X-Key": text } }),
    |text| json!({ "headers": { "X-Fixed": "a", "X-Key": text } }),
    |text| json!({ "headers": { "X-Site": "{site}", "X-Key": text } }),
    |text| json!({ "headers": { "Authorization": (format!("Key {text}")) } }),
    |text| json!({ "headers": { "X-Key": text, "X-Pin": "{other}" } }),
];

/// The places of a text in `token`.
const TOKENS: [fn(&str) -> Value; 5] = [
    |text| json!({ "basic": { "user": text } }),
    |text| json!({ "basic": { "user": "u", "password": text } }),
    |text| json!({ "headers": { "X-Key": text } }),
    |text| json!({ "form": { "client_id": "{other}", "client_secret": text } }),
    |text| json!({ "json": { "client_id": "{other}", "client_secret": text } }),
];

fn profile(members: &Value) -> Arc<Profile> {
    let mut definition = json!({
        "name": "shop",
        "servers": { "live": { "url": "https://shop.example", "variables": { "empty": "" } } },
        "credentials": {
            "other": {}, "acct": { "public": true, "optional": true }, "site": { "public": true, "optional": true },
            "sec": { "optional": true }, "pin": { "optional": true },
        },
    });
    for (name, value) in members.as_object().unwrap() {
        definition[name] = value.clone();
    }
    match Profile::define(&definition.to_string()) {
        Ok(profile) => profile.into(),
        Err(error) => panic!("{error}: {definition}"),
    }
}

/// A client with the credentials whose bits are set.
fn client(profile: &Arc<Profile>, set: usize) -> Client {
    let mut credentials = Credentials::default();
    credentials.push("other", "other-5").unwrap();
    for (index, (name, value)) in NAMES.iter().enumerate() {
        if set & 1 << index != 0 {
            credentials.push(name, value).unwrap();
        }
    }
    Client::new(Arc::clone(profile), credentials, "", "").unwrap()
}

/// Everything that a request sends, with Basic decoded.
fn sent(request: &AuthorizedRequest, body: &str) -> String {
    let mut sent = format!("{} {body}", request.url());
    for (name, value) in request.fields() {
        let pair = payauth::auth::basic::Basic::parse(value, <_>::default());
        let pair = pair.map(|pair| format!("{}:{}", pair.user_id(), pair.password()));
        let pair = pair.unwrap_or_else(|_| value.into());
        sent = format!("{sent}\n{name}: {pair}");
    }
    sent
}

/// Checks that a request contains every secret that `part` uses and that the client has, and that an error names a
/// credential that `part` uses and that the client does not have.
fn check(part: &Value, set: usize, made: Result<String, Error>) {
    let shown = part.to_string();
    let used = |name: &str| shown.contains(&format!("{{{name}}}"));
    let all = NAMES.iter().enumerate().filter(|(_, (name, _))| used(name));
    let (given, missing): (Vec<_>, Vec<_>) = all.partition(|(index, _)| set & 1 << index != 0);
    let has_empty = shown.contains("{empty}");
    match made {
        Ok(text) => {
            for (index, (_, value)) in &given {
                assert!(*index < 2 || text.contains(value), "{shown} {set}: {text}");
            }
            let is_sent = given.iter().any(|(_, (_, value))| text.contains(value));
            assert!(is_sent || text.contains("other-5"), "{shown} {set}: {text}");
            assert!(!has_empty, "{shown} {set}: {text}");
        }
        Err(error) => {
            assert_eq!(
                error.kind(),
                ErrorKind::Credentials,
                "{shown} {set}: {error}"
            );
            let is_named = missing
                .iter()
                .any(|(_, (name, _))| *name == error.argument());
            let is_constant = has_empty && error.argument() == "environment";
            assert!(is_named || is_constant, "{shown} {set}: {error}");
        }
    }
}

#[test]
fn request_contains_every_given_secret_of_its_auth_or_the_error_names_a_missing_credential() {
    for text in TEXTS {
        for part in AUTHS.map(|part| part(text)) {
            let profile = profile(&json!({ "auth": &part }));
            for set in 0..1 << NAMES.len() {
                let call = Call::new("/x", at(0));
                let request = client(&profile, set).sign(&call, None);
                check(&part, set, request.map(|request| sent(&request, "")));
            }
        }
    }
}

#[test]
fn token_request_contains_every_given_secret_or_the_error_names_a_missing_credential() {
    for text in TEXTS {
        for part in TOKENS.map(|part| part(text)) {
            let mut token = json!({ "url": "/token", "lifetime": 60 });
            for (name, value) in part.as_object().unwrap() {
                token[name] = value.clone();
            }
            // A call whose only texts are public may have no credential.
            token["headers"]["X-Other"] = json!("{other}");
            let profile = profile(&json!({ "auth": { "bearer": "{token}" }, "token": token }));
            for set in 0..1 << NAMES.len() {
                let made = client(&profile, set).token_request();
                check(
                    &part,
                    set,
                    made.map(|(request, body)| sent(&request, &body)),
                );
            }
        }
    }
}

#[test]
fn text_with_the_token_is_sent_whole_or_the_error_names_a_missing_credential() {
    for text in [
        "{token}",
        "{token}{acct}",
        "{acct}-{token}",
        "{sec}-{token}-{site}",
    ] {
        for place in [0, 4, 5, 6] {
            let part = AUTHS[place](text);
            let profile = profile(&json!({
                "auth": &part,
                "token": { "url": "/token", "lifetime": 60, "form": { "a": "{other}" } },
            }));
            for set in 0..1 << NAMES.len() {
                let call = Call::new("/x", at(0)).authorization("Bearer other-5");
                let request = client(&profile, set).sign(&call, None);
                if let Ok(request) = &request {
                    assert!(sent(request, "").contains("other-5"), "{part} {set}");
                }
                check(&part, set, request.map(|request| sent(&request, "")));
            }
        }
    }
}

#[test]
fn request_is_signed_with_the_whole_secret_or_the_error_names_a_missing_credential() {
    let scheme = json!({
        "hash": "sha256", "encoding": "hex", "message": "{body}", "headers": { "S": "{signature}" },
    });
    let tag = |text: &str, set| {
        let auth = json!({ "signature": { "secret": text, "scheme": &scheme } });
        let made = client(&profile(&json!({ "auth": auth })), set);
        let request = made.sign(&Call::new("/x", at(0)), Some(b"{}"))?;
        Ok(request.field("S").unwrap().to_owned())
    };
    for text in TEXTS.iter().filter(|text| !text.contains("{empty}")) {
        for set in 0..1 << NAMES.len() {
            let mut whole = text.replace("{environment}", "live");
            for (name, value) in NAMES {
                whole = whole.replace(&format!("{{{name}}}"), value);
            }
            // The same key as constant text, with a constant that is the end of the key.
            let (start, end) = whole.split_at(whole.len() - 1);
            let expected = json!({
                "auth": { "signature": { "secret": format!("{start}{{end}}"), "scheme": &scheme } },
                "servers": { "live": { "url": "https://shop.example", "variables": { "end": end } } },
                "headers": { "X-Other": "{other}" },
            });
            match tag(text, set) {
                Ok(tag) => {
                    let made = client(&profile(&expected), 0);
                    let request = made.sign(&Call::new("/x", at(0)), Some(b"{}")).unwrap();
                    assert_eq!(request.field("S"), Some(&*tag), "{text} {set}");
                }
                Err(error) => check(&json!(text), set, Err(error)),
            }
        }
    }
}

#[test]
fn public_value_is_left_out_if_another_field_authenticates() {
    let auth = json!({ "headers": { "X-Key": "{sec}", "X-Account": "{acct}" } });
    let of_auth = profile(&json!({ "auth": auth }));
    let request = client(&of_auth, 4)
        .sign(&Call::new("/x", at(0)), None)
        .unwrap();
    let fields: Vec<_> = request.fields().collect();
    assert_eq!(fields, [("X-Key", "secret-3")]);
    let form = json!({ "client_id": "{other}", "client_secret": "{sec}", "scope": "{acct}" });
    let token = json!({ "url": "/token", "lifetime": 60, "form": form });
    let of_token = profile(&json!({ "auth": { "bearer": "{token}" }, "token": token }));
    let (_, body) = client(&of_token, 4).token_request().unwrap();
    assert_eq!(&*body, "client_id=other-5&client_secret=secret-3");
}

#[test]
fn user_id_with_a_colon_is_rejected_with_the_name_of_its_credential_when_the_client_is_made() {
    let pair = json!({ "user": "{id}", "password": "{key}" });
    for (auth, token) in [
        (json!({ "basic": &pair }), json!({})),
        (json!({ "bearer": "{token}" }), json!({ "basic": &pair })),
    ] {
        let mut definition = json!({
            "name": "shop", "servers": { "live": "https://shop.example" }, "credentials": { "id": {}, "key": {} }, "auth": auth,
        });
        if token != json!({}) {
            definition["token"] = json!({ "url": "/t", "lifetime": 60, "basic": &pair });
        }
        let profile: Arc<Profile> = Profile::define(&definition.to_string()).unwrap().into();
        for id in ["a:b", ":", "é:"] {
            let mut credentials = Credentials::default();
            credentials.push("id", id).unwrap();
            credentials.push("key", "k").unwrap();
            let error = Client::new(Arc::clone(&profile), credentials, "", "").unwrap_err();
            assert_eq!(
                (error.kind(), error.argument()),
                (ErrorKind::BasicUserPass, "id")
            );
        }
    }
}

#[test]
fn group_of_an_optional_credential_is_left_out_of_the_signed_text_if_the_credential_is_missing() {
    for (message, absent, present) in [
        ("[{var:acct}|]{target}", "/x", "acct-1|/x"),
        ("{target}[|{lower:var:acct}]", "/x", "/x|acct-1"),
        (
            "[{var:acct}|]{target}|{var:other}",
            "/x|other-5",
            "acct-1|/x|other-5",
        ),
    ] {
        let profile = profile(&signed_by(message, &json!({})));
        for (set, text) in [(0, absent), (1, present)] {
            let request = client(&profile, set).sign(&Call::new("/x", at(0)), None);
            let tag = MacKey::new(Algorithm::Sha256, b"other-5").sign(text.as_bytes());
            let tag = hex::encode(tag.as_bytes(), hex::Case::Lower);
            assert!(
                sent(&request.unwrap(), "").contains(&tag),
                "{message} {set}"
            );
        }
    }
}

#[test]
fn optional_credential_outside_of_a_group_or_in_a_carrier_is_needed_to_sign() {
    let optional = json!({ "X-Id": { "items": ["{var:acct}"], "optional": true } });
    for (message, more) in [
        ("{var:acct}|{target}", json!({})),
        ("[{var:acct}|]{target}|{lower:var:acct}", json!({})),
        ("{target}[|{header:x-h}]{var:acct}", json!({})),
        ("{target}", json!({ "X-Id": "{var:acct}" })),
        ("[{var:acct}|]{target}", optional),
    ] {
        let profile = profile(&signed_by(message, &more));
        let error = client(&profile, 0).sign(&Call::new("/x", at(0)), None);
        let error = error.unwrap_err();
        let told = (error.kind(), error.argument());
        assert_eq!(told, (ErrorKind::Credentials, "acct"), "{message} {more}");
        client(&profile, 1)
            .sign(&Call::new("/x", at(0)), None)
            .unwrap();
    }
}

#[test]
fn webhook_with_a_group_of_an_optional_credential_is_verified_without_the_group_if_it_is_missing() {
    let scheme = json!({
        "hash": "sha256", "encoding": "hex", "message": "[{var:acct}|]{header:x-h}",
        "headers": { "X-S": "{signature}" },
    });
    let webhook = json!({ "secret": "{other}", "scheme": scheme });
    let profile = profile(&json!({ "auth": { "bearer": "{other}" }, "webhook": webhook }));
    for (set, text) in [(0, "5"), (1, "acct-1|5")] {
        let receiver = client(&profile, set).webhooks().unwrap();
        for (signed, is_valid) in [(text, true), ("|5", false)] {
            let tag = MacKey::new(Algorithm::Sha256, b"other-5").sign(signed.as_bytes());
            let tag = hex::encode(tag.as_bytes(), hex::Case::Lower);
            let fields = [("x-s", &*tag), ("x-h", "5")];
            let verified = receiver.verify(&Delivery::new(&fields, at(0)), b"");
            assert_eq!(verified.is_ok(), is_valid, "{set} {signed}");
        }
    }
}

/// The auth of a scheme with this message. `more` are more header fields of the scheme.
fn signed_by(message: &str, more: &Value) -> Value {
    let mut headers = more.clone();
    headers["X-S"] = json!("{signature}");
    let scheme =
        json!({ "hash": "sha256", "encoding": "hex", "message": message, "headers": headers });
    json!({ "auth": { "signature": { "secret": "{other}", "scheme": scheme } } })
}
