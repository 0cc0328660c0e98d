//! Requests of defined providers: which signature is explained, and the requests of every shipped provider.

use std::sync::Arc;

use payauth::explain::{Explainer, GivenSecret};
use payauth::provider::{Call, Client, Credentials, Profile};
use payauth::scheme::Compiled;
use payauth::webhook::Delivery;
use payauth::{AuthorizedRequest, Error, ErrorKind, UnixTime};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::provider::defined::ALL;
use crate::support::{assert_error, at, list, text, vectors};

const NOW: i64 = 1_709_380_800;

fn signature(message: &str) -> Value {
    json!({
        "secret": "{secret}",
        "scheme": {
            "hash": "sha256",
            "message": message,
            "encoding": "hex",
            "timestamp": { "format": "unix" },
            "headers": { "X-Time": "{timestamp}", "X-Sign": "{signature}" },
        },
    })
}

/// A provider whose own `auth` and whose alternatives have these signatures.
fn provider(own: Option<&str>, alternatives: &[(&str, Option<&str>)]) -> Profile {
    let auth = |message: Option<&str>| match message {
        Some(message) => json!({ "signature": signature(message) }),
        None => json!({ "headers": { "X-Key": "{secret}" } }),
    };
    let of_word = |(word, message): &(&str, Option<&str>)| ((*word).to_owned(), auth(*message));
    let alternatives: serde_json::Map<_, _> = alternatives.iter().map(of_word).collect();
    let mut definition = json!({
        "name": "acme",
        "servers": { "production": "https://api.acme.example" },
        "credentials": { "secret": {} },
        "auth": auth(own),
    });
    if !alternatives.is_empty() {
        definition["alternatives"] = alternatives.into();
    }
    Profile::define(&definition.to_string()).unwrap()
}

const A: Option<&str> = Some("{timestamp}|a|{body}");
const B: Option<&str> = Some("{timestamp}|b|{body}");

/// The mistakes of a request that the client signs with `signed` and that is explained with `auth`.
fn explained(profile: Profile, signed: Option<&str>, auth: Option<&str>) -> Vec<&'static str> {
    let explainer = Explainer::of_requests(&profile, auth).unwrap();
    let mut credentials = Credentials::default();
    credentials.push("secret", "hunter2").unwrap();
    let client = Client::new(profile, credentials, "", "").unwrap();
    let mut call = Call::new("/pay", at(NOW));
    call.auth = signed;
    let request = client.sign(&call, Some(b"{}")).unwrap();
    let fields: Vec<_> = request.fields().collect();
    let secrets = [GivenSecret::text("one", "hunter2")];
    let found = explainer.explain(secrets, &Delivery::new(&fields, at(NOW)), b"{}");
    found.unwrap().iter().map(|found| found.mistake).collect()
}

#[test]
fn without_a_name_the_default_signature_of_requests_is_used() {
    assert_eq!(explained(provider(A, &[]), None, None), ["none"]);
    assert_eq!(explained(provider(A, &[("b", B)]), None, None), ["none"]);
    assert_eq!(
        explained(provider(A, &[("b", B)]), Some("b"), None),
        [""; 0]
    );
}

#[test]
fn without_a_name_the_only_signature_is_used() {
    let profile = || provider(None, &[("a", None), ("b", B), ("c", None)]);
    assert_eq!(explained(profile(), Some("b"), None), ["none"]);
    assert_eq!(explained(profile(), Some("b"), Some("b")), ["none"]);
}

#[test]
fn name_selects_one_of_several_signatures() {
    let profile = || provider(None, &[("a", A), ("b", B)]);
    assert_eq!(explained(profile(), Some("a"), Some("a")), ["none"]);
    assert_eq!(explained(profile(), Some("b"), Some("b")), ["none"]);
    assert_eq!(explained(profile(), Some("b"), Some("a")), [""; 0]);
    let profile = provider(A, &[("b", B)]);
    assert_eq!(explained(profile, Some("b"), Some("b")), ["none"]);
}

#[test]
fn name_that_does_not_sign_is_rejected_and_the_error_lists_the_names_that_sign() {
    let both = || provider(A, &[("a", A), ("b", B), ("key", None)]);
    let alternatives = || provider(None, &[("a", A), ("b", B)]);
    let own = || provider(A, &[("key", None)]);
    let left_out = "auth: must be left out: no member of `alternatives` has a `signature`";
    for (profile, auth, message) in [
        (
            both(),
            Some("key"),
            "auth: expected one of a, b; or leave it out",
        ),
        (
            both(),
            Some(""),
            "auth: expected one of a, b; or leave it out",
        ),
        (
            both(),
            Some("none"),
            "auth: expected one of a, b; or leave it out",
        ),
        (alternatives(), None, "auth: expected one of a, b"),
        (alternatives(), Some("A"), "auth: expected one of a, b"),
        (own(), Some("key"), left_out),
        (own(), Some(""), left_out),
    ] {
        let refused = Explainer::of_requests(&profile, auth);
        assert_error(refused, ErrorKind::Option, message);
    }
}

#[test]
fn provider_whose_requests_are_not_signed_is_rejected() {
    for (profile, auth) in [
        (provider(None, &[]), None),
        (provider(None, &[("key", None)]), Some("key")),
        (Profile::named("stripe").unwrap(), None),
    ] {
        let message = "scheme: must be a provider whose definition has a `signature`";
        let refused = Explainer::of_requests(&profile, auth);
        assert_error(refused, ErrorKind::Option, message);
    }
}

#[test]
fn error_about_a_missing_variable_names_the_variable() {
    let explainer = Explainer::of_requests(&Profile::named("dlocal").unwrap(), None).unwrap();
    let fields = [("Authorization", "V2-HMAC-SHA256, Signature: 00")];
    for vars in [&[][..], &[("login", "")], &[("Login", "x"), ("other", "x")]] {
        let delivery = Delivery::new(&fields, at(NOW)).vars(vars);
        let refused = explainer.explain([GivenSecret::text("one", "s")], &delivery, b"");
        let message = "vars.login: is missing: the signature of the request needs this credential";
        assert_error(refused, ErrorKind::Option, message);
    }
}

#[test]
fn scheme_that_signs_an_id_without_sending_it_is_rejected() {
    for (message, digested) in [
        ("{key_id}\n{digest:a}", "{body}"),
        ("{digest:a}\n{body}", "{id:event}"),
        ("{digest:a}\n{body}", "{lower:key_id}"),
    ] {
        let scheme = json!({
            "hash": "sha256",
            "message": message,
            "encoding": "hex",
            "digests": { "a": { "of": digested, "hash": "sha256", "encoding": "hex" } },
            "headers": { "X-Sign": "{signature}" },
        });
        let explainer = Explainer::new(Compiled::define(&scheme.to_string()).unwrap());
        let fields = [("X-Sign", "00")];
        let delivery = Delivery::new(&fields, at(NOW));
        let refused = explainer.explain([GivenSecret::text("one", "s")], &delivery, b"");
        let detail =
            "scheme: cannot be explained, because an id or a key id is signed but not sent";
        assert_error(refused, ErrorKind::Scheme, detail);
    }
}

/// A signed request of a shipped provider, and everything that explains it.
struct Sent {
    name: String,
    profile: Arc<Profile>,
    auth: Option<String>,
    vars: Vec<(String, String)>,
    secret: String,
    message: String,
    request: AuthorizedRequest,
    body: String,
    now: UnixTime,
}

impl Sent {
    fn mistakes(&self, method: &str, secret: &str, body: &str) -> Result<Vec<&'static str>, Error> {
        let fields: Vec<_> = self.request.fields().collect();
        let vars: Vec<_> = self.vars.iter().map(|(n, v)| (&**n, &**v)).collect();
        let delivery = Delivery::new(&fields, self.now)
            .method(method)
            .url(self.request.url())
            .vars(&vars);
        let explainer = Explainer::of_requests(&self.profile, self.auth.as_deref())?;
        let secrets = [GivenSecret::text("one", secret)];
        let found = explainer.explain(secrets, &delivery, body.as_bytes())?;
        Ok(found.iter().map(|found| found.mistake).collect())
    }
}

/// Every signed request among the examples of a provider.
fn sent_to(name: &str) -> Vec<Sent> {
    let definition: Value = serde_json::from_str(Profile::definition(name).unwrap()).unwrap();
    let profile = Arc::new(Profile::named(name).unwrap());
    let file = vectors(&format!("providers/defined/{name}.json"));
    let mut all = Vec::new();
    for vector in list(&file["vectors"]) {
        if vector["kind"] == "request" {
            all.extend(signed(&definition, &profile, vector));
        }
    }
    all
}

fn signed(definition: &Value, profile: &Arc<Profile>, vector: &Value) -> Option<Sent> {
    let call = &vector["call"];
    let given = super::pairs(&vector["client"]);
    let (word, auth) = auth_of(definition, text(&call["path"]), call["auth"].as_str());
    let mut secret = text(auth["signature"].get("secret")?).to_owned();
    let mut credentials = Credentials::default();
    for (name, value) in &given {
        credentials.push(name, value).unwrap();
        secret = secret.replace(&format!("{{{name}}}"), value);
    }
    let environment = vector["environment"].as_str().unwrap_or_default();
    let client = Client::new(profile.clone(), credentials, environment, "").unwrap();
    let now = instant(&vector["now"]);
    let mut request = Call::new(text(&call["path"]), now);
    for (name, value) in super::pairs(&call["headers"]) {
        request.fields.push(&name, &value).unwrap();
    }
    request.method = call["method"].as_str();
    request.idempotency_key = call["idempotencyKey"].as_str();
    request.auth = call["auth"].as_str();
    let body = call["body"].as_str();
    let is_signed = auth["signature"].is_object();
    is_signed.then(|| Sent {
        name: text(&vector["name"]).into(),
        profile: profile.clone(),
        auth: word.map(str::to_owned),
        vars: given,
        secret,
        message: text(&auth["signature"]["scheme"]["message"]).into(),
        request: client.sign(&request, body.map(str::as_bytes)).unwrap(),
        body: body.unwrap_or_default().into(),
        now,
    })
}

fn instant(millis: &Value) -> UnixTime {
    UnixTime::from_millis(millis.as_i64().unwrap()).unwrap()
}

/// The word and the definition of the auth of a call: the auth that the call chooses, the auth of its endpoint, or the default auth.
fn auth_of<'v>(
    definition: &'v Value,
    path: &str,
    own: Option<&'v str>,
) -> (Option<&'v str>, &'v Value) {
    let place = path.split('?').next().unwrap();
    let is_at = |endpoint: &&String| {
        let (_, pattern) = endpoint.split_once(' ').unwrap();
        match pattern.strip_suffix('*') {
            Some(start) => place.starts_with(start),
            None => place == pattern,
        }
    };
    let endpoints = definition["endpoints"].as_object();
    let endpoint = endpoints.and_then(|all| all.keys().find(is_at));
    let named = endpoint.and_then(|name| definition["endpoints"][name]["auth"].as_str());
    match own.or(named) {
        Some(word) => (Some(word), &definition["alternatives"][word]),
        None => (None, &definition["auth"]),
    }
}

#[test]
fn signed_request_of_every_provider_has_nothing_to_explain() {
    let mut signing = Vec::new();
    for name in ALL.iter() {
        let definition = Profile::definition(name).unwrap();
        let all = sent_to(name);
        let signs = definition.contains("\"signature\": {");
        assert_eq!(!all.is_empty(), signs, "{name}");
        for sent in &all {
            let (method, secret) = (sent.request.method(), &*sent.secret);
            let found = |method, secret, body| sent.mistakes(method, secret, body).unwrap();
            assert_eq!(
                found(method, secret, &sent.body),
                ["none"],
                "{name}: {}",
                sent.name
            );
            let padded = format!("{secret}\n");
            assert_eq!(
                found(method, &padded, &sent.body),
                ["secret-newline"],
                "{name}"
            );
            let longer = format!("{}\n", sent.body);
            let expected = if sent.message.contains("{body}") {
                "body-newline-added"
            } else {
                "none"
            };
            assert_eq!(
                found(method, secret, &longer),
                [expected],
                "{name}: {}",
                sent.name
            );
            let expected = if sent.message.contains("{method}") {
                "method-other"
            } else {
                "none"
            };
            assert_eq!(
                found("PATCH", secret, &sent.body),
                [expected],
                "{name}: {}",
                sent.name
            );
        }
        signing.extend(signs.then_some(name));
    }
    assert!(signing.len() >= 5, "{signing:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// No request causes a panic, and a request that is not signed is never `none`.
    #[test]
    fn no_request_panics(
        method in "[A-Za-z]{0,6}",
        url in "(https?://[a-z.]{0,9})?(/[a-z%0-9]{0,4}){0,4}(\\?[a-z&=%]{0,9}(time=[0-9]{0,13})?(&sign=[0-9a-f%]{0,64})?)?",
        value in "[0-9a-f]{0,64}",
        body in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        for name in ALL.iter() {
            let Ok(explainer) = Explainer::of_requests(&Profile::named(name).unwrap(), None) else {
                continue;
            };
            let fields = [("X-Sign", &*value), ("Date", "Sat, 02 Mar 2024 12:00:00 GMT")];
            let vars = [("login", &*value), ("apiKeyId", "x")];
            let delivery = Delivery::new(&fields, at(NOW)).method(&method).url(&url).vars(&vars);
            if let Ok(found) = explainer.explain([GivenSecret::text("one", "s")], &delivery, &body) {
                prop_assert!(found.iter().all(|found| found.mistake != "none"));
            }
        }
    }
}
