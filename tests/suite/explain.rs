//! Messages with planted mistakes, and the explanations of these mistakes.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use payauth::UnixTime;
use payauth::explain::{Explainer, Explanation, GivenSecret};
use payauth::provider::Profile;
use payauth::scheme::{Compiled, catalog};
use payauth::webhook::{Delivery, Validity, Window};
use payauth::{Error, ErrorKind};
use serde_json::Value;

use crate::support::{at, bytes, list, text, vectors};

mod clock;
mod data;
mod limits;
mod requests;
mod variables;

/// The arguments of an explanation, read from a vector of `explain.json`.
struct Planted {
    explainer: Explainer,
    secrets: Vec<Value>,
    fields: Vec<(String, String)>,
    url: String,
    method: String,
    vars: Vec<(String, String)>,
    body: Vec<u8>,
    now: UnixTime,
    window: Window,
}

impl Planted {
    fn read(vector: &Value) -> Self {
        let past = vector["pastSecs"]
            .as_u64()
            .map(|secs| secs.try_into().unwrap());
        Self {
            explainer: explainer(&vector["scheme"]),
            secrets: list(&vector["secrets"]).to_vec(),
            fields: pairs(&vector["headers"]),
            url: vector["url"].as_str().unwrap_or_default().into(),
            method: vector["method"].as_str().unwrap_or_default().into(),
            vars: pairs(&vector["vars"]),
            body: bytes(&vector["body"]),
            now: at(vector["now"].as_i64().unwrap()),
            window: match past {
                _ if vector["unsafeSkipTimestamp"] == true => Window::UnsafeSkip,
                Some(past) => Window::Secs { past, future: past },
                None => Window::OfScheme,
            },
        }
    }

    fn explain(&self) -> Result<Vec<Explanation>, Error> {
        let [fields, vars] = [&self.fields, &self.vars].map(|all| borrowed(all));
        let delivery = Delivery::new(&fields, self.now)
            .url(&self.url)
            .method(&self.method)
            .vars(&vars)
            .window(self.window);
        let secrets = self.secrets.iter().enumerate().map(secret);
        self.explainer.explain(secrets, &delivery, &self.body)
    }

    fn mistakes(&self) -> Vec<&'static str> {
        let found = self.explain().unwrap();
        found.iter().map(|found| found.mistake).collect()
    }
}

/// The members of an object, if there is one.
fn pairs(object: &Value) -> Vec<(String, String)> {
    let object = object.as_object().into_iter().flatten();
    object.map(|(n, v)| (n.clone(), text(v).into())).collect()
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(n, v)| (&**n, &**v)).collect()
}

static FILE: LazyLock<Value> = LazyLock::new(|| vectors("explain.json"));

/// The explainer for the scheme in a vector. The scheme is the name of a scheme, the name of a provider's message, a
/// definition, or the requests of a provider in the file.
fn explainer(given: &Value) -> Explainer {
    if let Some(name) = given["requestsOf"].as_str() {
        let profile = Profile::define(&FILE["providers"][name].to_string()).unwrap();
        return Explainer::of_requests(&profile, given["auth"].as_str()).unwrap();
    }
    let Some(name) = given.as_str() else {
        return Explainer::new(Compiled::define(&given.to_string()).unwrap());
    };
    catalog::named(name).map_or_else(
        || Explainer::of(name).unwrap(),
        |scheme| Explainer::new(scheme.compile().unwrap()),
    )
}

/// A secret of a vector: a text, bytes in hex, or a text with an id and the time in which it is valid.
fn secret((index, given): (usize, &Value)) -> GivenSecret {
    let id = format!("secret{}", index + 1);
    if let Some(text) = given.as_str() {
        return GivenSecret::text(&id, text);
    }
    if given["hex"].is_string() {
        return GivenSecret::bytes(&id, &bytes(given));
    }
    let end = |name: &str| given[name].as_i64().map(at);
    GivenSecret::text(text(&given["id"]), text(&given["secret"])).valid(Validity {
        not_before: end("notBefore"),
        not_after: end("notAfter"),
    })
}

fn each(part: &str, check: impl Fn(&str, &Value)) {
    for vector in list(&FILE[part]) {
        check(text(&vector["name"]), vector);
    }
}

#[test]
fn explanation_names_every_planted_mistake() {
    each("vectors", |name, vector| {
        let expected: Vec<_> = list(&vector["mistakes"]).iter().map(text).collect();
        assert_eq!(Planted::read(vector).mistakes(), expected, "{name}");
    });
}

#[test]
fn fix_is_one_or_two_sentences_and_states_the_difference_between_the_clocks() {
    each("vectors", |name, vector| {
        let found = Planted::read(vector).explain().unwrap();
        for Explanation { fix, .. } in &found {
            assert!(data::is_one_sentence_or_two(fix), "{name}: {fix}");
        }
        if let Some(words) = vector["fix"].as_str() {
            let fix = &found.last().unwrap().fix;
            assert!(fix.ends_with(&format!(" by {words}.")), "{name}: {fix}");
        }
    });
}

#[test]
fn explain_returns_the_error_of_verify_if_no_mistake_explains_it() {
    each("refusals", |name, vector| {
        let error = Planted::read(vector).explain().expect_err(name);
        assert_eq!(error.kind().code(), text(&vector["error"]), "{name}");
    });
}

#[test]
fn every_mistake_has_a_vector() {
    let planted: BTreeSet<_> = list(&FILE["vectors"])
        .iter()
        .flat_map(|vector| list(&vector["mistakes"]).iter().map(text))
        .collect();
    let mut names: BTreeSet<_> = data::names();
    names.insert("none");
    assert_eq!(planted, names);
}

#[test]
fn no_explanation_shows_a_part_of_a_secret_or_of_its_tag() {
    each("vectors", |name, vector| {
        let shown = format!("{:?}", Planted::read(vector).explain().unwrap());
        let tag = vector["signed"]["tag"].as_str().unwrap_or("no tag");
        assert!(!shown.contains(tag), "{name}: {shown}");
        for secret in list(&vector["secrets"]) {
            let given = secret.as_str().or_else(|| secret["secret"].as_str());
            let given = given.unwrap_or("no text").trim();
            // The secret of some vectors is an ordinary word, which the explanation may contain.
            let is_word = given.len() < 6 || given.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(is_word || !shown.contains(given), "{name}: {shown}");
        }
    });
    assert_eq!(
        format!("{:?}", GivenSecret::text("a", "canary")),
        "[redacted]"
    );
}

#[test]
fn no_error_shows_a_part_of_a_secret() {
    each("refusals", |name, vector| {
        let mut planted = Planted::read(vector);
        planted.secrets = planted.secrets.iter().map(after_canary).collect();
        let error = planted.explain().expect_err(name);
        assert_eq!(error.kind().code(), text(&vector["error"]), "{name}");
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(CANARY), "{name}: {shown}");
    });
}

/// Puts the text of the canary before the secret. The fault of the secret remains.
fn after_canary(secret: &Value) -> Value {
    let mut secret = secret.clone();
    match secret.get_mut("secret") {
        Some(text) => *text = after_canary(text),
        None => secret = format!("{CANARY}{}", text(&secret)).into(),
    }
    secret
}

const CANARY: &str = "k7Qz-8d2F61";

#[test]
fn unknown_provider_is_rejected() {
    let unknown = "name: must be the name of a provider, such as `dvpay`, or `dvpay request`";
    let private = "scheme: must be a scheme, or a provider whose definition has `webhook.scheme`";
    for (name, message) in [
        ("", unknown),
        ("doorpay", private),
        ("DVPay", unknown),
        ("stripe", unknown),
        ("dvpay Request", unknown),
    ] {
        let error = Explainer::of(name).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Option, "{name}");
        assert_eq!(error.to_string(), message, "{name}");
    }
}
