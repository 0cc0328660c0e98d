//! The definitions of the shipped providers, tested with every example of `tests/vectors/providers/defined`.

use std::sync::{Arc, LazyLock};

use payauth::provider::{Call, Client, Credentials, ErrorAnswer, Profile};
use payauth::token::{Answer, Refresh};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
use payauth::{Error, ErrorKind, Fields, UnixTime};
use serde_json::Value;

use crate::support::{list, text, vectors};

mod accepted;
mod bearer;
mod constants;
mod effects;
mod environments;
mod formats;
mod hashed_secrets;
mod limits;
mod members;
mod methods;
mod misread;
mod mistakes;
mod outcome_values;
mod placed;
mod prefixes;
mod refused;
mod reserved;
mod safety;
mod schema;
mod spellings;
mod worded;

pub(crate) use refused::{collect, whole};

/// The name of every shipped provider, which is the name of its file in `definitions/providers`.
pub(crate) static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = format!("{}/definitions/providers", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(folder).unwrap();
    let name = |file: String| file.strip_suffix(".json").unwrap().to_owned();
    let mut names: Vec<_> = files
        .map(|file| name(file.unwrap().file_name().into_string().unwrap()))
        .collect();
    names.sort();
    names
});

/// A client with the credentials of the object `given`. If `given` is not an object, each credential is `x`.
fn client_of(profile: &Arc<Profile>, given: &Value, environment: &Value) -> Result<Client, Error> {
    let mut credentials = Credentials::default();
    match given.as_object() {
        Some(given) => {
            for (name, value) in given {
                credentials.push(name, text(value))?;
            }
        }
        None => {
            for credential in &profile.credentials {
                credentials.push(&credential.name, "x")?;
            }
        }
    }
    let environment = environment.as_str().unwrap_or_default();
    Client::new(profile.clone(), credentials, environment, "")
}

fn now(vector: &Value) -> UnixTime {
    UnixTime::from_millis(vector["now"].as_i64().unwrap_or_default()).unwrap()
}

fn pairs(object: &Value) -> Vec<(&str, &str)> {
    let object = object.as_object().into_iter().flatten();
    object.map(|(name, value)| (&**name, text(value))).collect()
}

#[derive(Debug)]
struct Sent {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

fn sign(client: &Client, vector: &Value) -> Result<Sent, Error> {
    let given = &vector["call"];
    let mut fields = Fields::default();
    for (name, value) in pairs(&given["headers"]) {
        fields.push(name, value)?;
    }
    let token = given["token"]
        .as_str()
        .map(|token| format!("Bearer {token}"));
    let mut call = Call::new(text(&given["path"]), now(vector)).fields(fields);
    call.method = given["method"].as_str();
    call.idempotency_key = given["idempotencyKey"].as_str();
    call.auth = given["auth"].as_str();
    call.authorization = token.as_deref();
    call.nonce = given["nonce"].as_str().unwrap_or_default();
    let body = given["body"].as_str();
    let request = client.sign(&call, body.map(str::as_bytes))?;
    Ok(Sent {
        method: request.method().to_owned(),
        url: request.url().to_owned(),
        headers: owned(request.fields()),
        body: body.map(str::to_owned),
    })
}

fn owned<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    fields
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn token_request(client: &Client) -> Result<Sent, Error> {
    let (request, body) = client.token_request()?;
    Ok(Sent {
        method: request.method().to_owned(),
        url: request.url().to_owned(),
        headers: owned(request.fields()),
        body: (!body.is_empty()).then(|| (*body).to_owned()),
    })
}

fn assert_sent(sent: &Sent, expected: &Value, name: &str) {
    let header = |name: &str| {
        let mut all = sent.headers.iter();
        let found = all.find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| &**value)
    };
    for (field, value) in pairs(&expected["headers"]) {
        assert_eq!(header(field), Some(value), "{name}: {field}");
    }
    for field in expected["absent"].as_array().into_iter().flatten() {
        assert_eq!(header(text(field)), None, "{name}: {field}");
    }
    if let Some(method) = expected["method"].as_str() {
        assert_eq!(sent.method, method, "{name}");
    }
    if let Some(url) = expected["url"].as_str() {
        assert_eq!(sent.url, url, "{name}");
    }
    if let Some(body) = expected.get("body") {
        assert_eq!(sent.body.as_deref(), body.as_str(), "{name}");
    }
}

/// The token of a token answer, and the lifetime of this token in milliseconds.
fn granted(client: &Client, vector: &Value) -> Result<(String, u64), Error> {
    let (machine, now) = (client.machine()?, now(vector));
    let Refresh::Granted { ticket, state } =
        machine.begin_refresh(&machine.initial(), now, "one", 10_000)?
    else {
        panic!("the lease is not free");
    };
    let body = vector["answer"]["body"].to_string();
    let answer = Answer {
        status: 200,
        retry_after: "",
        body: body.as_bytes(),
    };
    let date = vector["answer"]["headers"]["Date"]
        .as_str()
        .unwrap_or_default();
    let commit = machine.commit_dated(&state, &ticket, Some(&answer), date, now, now)?;
    if let Some(error) = commit.error {
        return Err(error);
    }
    let decision = machine.decide(&commit.state, now)?;
    let token = decision
        .authorization
        .strip_prefix("Bearer ")
        .unwrap()
        .to_owned();
    let mut until = now.as_millis();
    let lives = |at: u64| {
        let at = UnixTime::from_millis(at.try_into().unwrap()).unwrap();
        !machine
            .decide(&commit.state, at)
            .unwrap()
            .authorization
            .is_empty()
    };
    let mut step = 1 << 40;
    while step > 0 {
        if lives(until + step) {
            until += step;
        }
        step /= 2;
    }
    Ok((token, until + 1 - now.as_millis()))
}

fn receiver(client: &Client, vector: &Value) -> Receiver {
    let Some(texts) = vector["secrets"].as_array() else {
        return client.webhooks().unwrap();
    };
    let scheme = client.webhook_scheme(None).unwrap();
    let mut secrets = Secrets::default();
    for (place, secret) in texts.iter().enumerate() {
        let key = scheme.key("secrets", text(secret)).unwrap();
        secrets
            .push(&place.to_string(), key, Validity::ALWAYS)
            .unwrap();
    }
    client.webhooks_with(scheme, secrets).unwrap()
}

fn check_webhook(client: &Client, vector: &Value, name: &str) {
    let delivery = &vector["delivery"];
    let fields = pairs(&delivery["headers"]);
    let given = Delivery::new(&fields, now(vector))
        .url(delivery["url"].as_str().unwrap_or_default())
        .method("POST");
    let result = receiver(client, vector).verify(&given, text(&delivery["body"]).as_bytes());
    let found = match result.map_err(|error| error.kind()) {
        Ok(_) => "ok",
        Err(ErrorKind::Signature) => "mismatch",
        Err(ErrorKind::TooOld | ErrorKind::TooNew) => "window",
        Err(other) => other.code(),
    };
    assert_eq!(found, text(&vector["expect"]), "{name}");
}

fn check_error(profile: &Profile, vector: &Value, name: &str) {
    let answer = &vector["answer"];
    let finding = profile.find(&ErrorAnswer {
        status: answer["status"].as_u64().unwrap().try_into().unwrap(),
        fields: &pairs(&answer["headers"]),
        body: &answer["body"].to_string(),
        now: now(vector),
    });
    for (member, value) in vector["expect"].as_object().unwrap() {
        let found: Value = match &**member {
            "isError" => finding.is_error.into(),
            "message" => finding.message.clone().into(),
            "code" => finding.code.clone().into(),
            "requestId" => finding.request_id.clone().into(),
            "fields" => finding
                .fields
                .iter()
                .cloned()
                .map(|(k, v)| (k, v.into()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            "retry" => if finding.may_retry_later {
                "later"
            } else {
                "no"
            }
            .into(),
            "mayExist" => finding.may_exist.into(),
            "retryAfter" => (finding.retry_after_ms / 1000).to_string().into(),
            other => panic!("{other}"),
        };
        assert_eq!(&found, value, "{name}: {member}");
    }
}

fn check(profile: &Arc<Profile>, vector: &Value) {
    let name = format!("{}, {}", profile.name, text(&vector["name"]));
    let client = || client_of(profile, &vector["client"], &vector["environment"]);
    match text(&vector["kind"]) {
        "note" => {}
        "request" => assert_sent(
            &sign(&client().unwrap(), vector).unwrap(),
            &vector["expect"],
            &name,
        ),
        "refused" => {
            let result = client().and_then(|client| {
                if vector.get("call").is_none() {
                    return Ok(());
                }
                sign(&client, vector).map(|_| ())
            });
            assert!(result.is_err(), "{name} was not rejected");
        }
        "token-request" => {
            assert_sent(
                &token_request(&client().unwrap()).unwrap(),
                &vector["expect"],
                &name,
            );
        }
        "token-answer" => {
            let (token, life) = granted(&client().unwrap(), vector).unwrap();
            assert_eq!(token, text(&vector["expect"]["token"]), "{name}");
            assert_eq!(life, vector["expect"]["lifeMs"].as_u64().unwrap(), "{name}");
        }
        "token-key" => {
            let keys: Vec<_> = list(&vector["clients"])
                .iter()
                .map(|given| {
                    let client = client_of(profile, given, &vector["environment"]).unwrap();
                    client.machine().unwrap().key().to_owned()
                })
                .collect();
            assert_ne!(keys[0], keys[1], "{name}");
        }
        "webhook" => check_webhook(&client().unwrap(), vector, &name),
        "error" => check_error(profile, vector, &name),
        other => panic!("{name} has the unknown kind {other}"),
    }
}

#[test]
fn every_definition_has_the_name_of_its_file_and_passes_its_examples() {
    let mut count = 0;
    for name in ALL.iter() {
        let forgotten = format!("{name} is not in src: run `cargo xtask generate`");
        let profile: Arc<Profile> = Profile::named(name).expect(&forgotten).into();
        assert_eq!(
            profile.name, *name,
            "definitions/providers/{name}.json has another name"
        );
        for vector in list(&examples(name)["vectors"]) {
            check(&profile, vector);
            count += 1;
        }
    }
    assert!(count >= 81, "{count}");
}

/// The examples of a provider. Asserts that there is at least one example.
fn examples(name: &str) -> Value {
    let file = format!("providers/defined/{name}.json");
    let place = format!("{}/tests/vectors/{file}", env!("CARGO_MANIFEST_DIR"));
    assert!(
        std::fs::exists(place).unwrap(),
        "write examples of {name} in tests/vectors/{file}"
    );
    let examples = vectors(&file);
    let is_empty = list(&examples["vectors"]).is_empty();
    assert!(!is_empty, "tests/vectors/{file} has no examples");
    examples
}

#[test]
fn every_file_of_examples_has_a_definition() {
    let folder = format!(
        "{}/tests/vectors/providers/defined",
        env!("CARGO_MANIFEST_DIR")
    );
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap().file_name().into_string().unwrap();
        let name = file.strip_suffix(".json").unwrap().to_owned();
        assert!(
            ALL.contains(&name),
            "write definitions/providers/{file}, because it has examples"
        );
    }
}
