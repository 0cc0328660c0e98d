//! Random definitions with patterns, alternatives and endpoints without auth. On no server does an accepted request
//! reach an endpoint with a weaker auth than the endpoint requires, or without a required idempotency key.

use std::fmt::Write;
use std::sync::Arc;

use payauth::provider::{Call, Client, Credentials, Params, Profile};
use payauth::{AuthorizedRequest, ErrorKind};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

use super::paths::{Change, changes, server};
use super::server::{SERVERS, Step, read};
use crate::support::at;

const SEGMENTS: &[&str] = &[
    "order", "refund", "orders", "pay", "x", "A", "pay.php", "{id}", "{a}",
];
const BASE: &str = "/api";

/// The auth of a request: none, the default, or a signature.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Auth {
    None,
    Default,
    Signed,
}

#[derive(Clone, Debug)]
struct Endpoint {
    method: &'static str,
    path: String,
    auth: Auth,
    needs_key: bool,
}

impl Endpoint {
    fn name(&self) -> String {
        let space = if self.method.is_empty() { "" } else { " " };
        format!("{}{space}{}", self.method, self.path)
    }

    fn is_pattern(&self) -> bool {
        self.path.contains('{') || self.path.ends_with("/*")
    }

    /// Whether a path with these segments is a path of this endpoint.
    fn has(&self, segments: &[String]) -> bool {
        let own: Vec<_> = self.path.split('/').collect();
        let is_rest = own.last() == Some(&"*");
        let fixed = if is_rest { own.len() - 1 } else { own.len() };
        // `*` matches at least one segment.
        let is_long = if is_rest {
            segments.len() > fixed && segments[fixed..] != [""]
        } else {
            segments.len() == own.len()
        };
        let mut pairs = own.iter().take(fixed).zip(segments);
        is_long
            && pairs.all(|(own, given)| own.starts_with('{') && !given.is_empty() || own == given)
    }

    /// Whether the segment at `place` is fixed: neither a placeholder nor `*`.
    fn names(&self, place: usize) -> bool {
        let segment = self.path.split('/').nth(place);
        segment.is_some_and(|segment| !segment.starts_with('{') && segment != "*")
    }

    /// Whether a server routes a request to this endpoint after it read the path as `path`. The last segment
    /// may have a suffix such as `.json`.
    fn routes(&self, path: &[u8]) -> bool {
        let path = String::from_utf8_lossy(path).to_ascii_lowercase();
        let Some(path) = path.strip_prefix(BASE) else {
            return false;
        };
        let own = self.path.to_ascii_lowercase();
        let own: Vec<_> = own.trim_end_matches('/').split('/').collect();
        let given: Vec<_> = path.trim_end_matches('/').split('/').collect();
        for (place, wanted) in own.iter().enumerate() {
            let Some(segment) = given.get(place) else {
                return false;
            };
            if *wanted == "*" {
                return !segment.is_empty();
            }
            let is_last = place + 1 == own.len();
            let rest = segment.strip_prefix(wanted);
            let is_own =
                rest.is_some_and(|rest| rest.is_empty() || is_last && rest.starts_with('.'));
            if wanted.starts_with('{') && segment.is_empty() || !wanted.starts_with('{') && !is_own
            {
                return false;
            }
        }
        own.len() == given.len()
    }
}

fn endpoint() -> impl Strategy<Value = Endpoint> {
    let segments = prop::collection::vec(select(SEGMENTS), 1..4);
    let ends = select(&["", "", "", "/", "/*"][..]);
    let method = select(&["GET", "POST", "POST", "DELETE", ""][..]);
    let auth = select(&[Auth::None, Auth::Default, Auth::Signed][..]);
    (segments, ends, method, auth, any::<bool>()).prop_map(
        |(segments, end, method, auth, needs_key)| Endpoint {
            method,
            path: format!("/{}{end}", segments.join("/")),
            auth,
            needs_key,
        },
    )
}

/// The profile of a definition with these endpoints; `None` if the definition is rejected.
fn profile(endpoints: &[Endpoint]) -> Option<Arc<Profile>> {
    let mut listed = String::new();
    for endpoint in endpoints {
        let mut member = Map::new();
        match endpoint.auth {
            Auth::None => drop(member.insert("auth".into(), "none".into())),
            Auth::Signed => drop(member.insert("auth".into(), "signed".into())),
            Auth::Default => {}
        }
        if endpoint.needs_key {
            member.insert("idempotency".into(), "required".into());
        }
        let comma = if listed.is_empty() { "" } else { "," };
        // The text is written by hand, because an object of `serde_json` may not keep the order of endpoints.
        let (name, member) = (json!(endpoint.name()), Value::from(member));
        write!(listed, "{comma}{name}:{member}").unwrap();
    }
    let definition = json!({
        "name": "shop",
        "servers": { "live": "https://api.example/api" },
        "credentials": { "key": {}, "secret": {} },
        "auth": { "headers": { "X-Key": "{key}" } },
        "alternatives": { "signed": {
            "headers": { "X-Key": "{key}" },
            "signature": { "secret": "{secret}", "scheme": {
                "hash": "sha256", "message": "{method}\n{target}\n{body}", "encoding": "hex", "headers": { "X-Sign": "{signature}" }
            } }
        } },
        "idempotency": { "header": "Idempotency-Key", "methods": [] },
        "endpoints": "HERE"
    });
    let text = definition
        .to_string()
        .replace("\"HERE\"", &format!("{{{listed}}}"));
    match Profile::define(&text) {
        Ok(profile) => Some(profile.into()),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Definition);
            None
        }
    }
}

fn client(profile: &Arc<Profile>) -> Client {
    let mut credentials = Credentials::default();
    credentials.push("key", "k").unwrap();
    credentials.push("secret", "s").unwrap();
    Client::new(profile.clone(), credentials, "", "").unwrap()
}

fn shown(request: &AuthorizedRequest) -> Auth {
    match (request.field("X-Sign"), request.field("X-Key")) {
        (Some(_), _) => Auth::Signed,
        (None, Some(_)) => Auth::Default,
        (None, None) => Auth::None,
    }
}

/// The endpoint to which a server routes a request after it read the path as `path`. Endpoints without placeholders
/// have precedence.
fn demanded<'e>(endpoints: &'e [Endpoint], method: &str, path: &[u8]) -> Option<&'e Endpoint> {
    let fits = |endpoint: &&Endpoint| {
        (endpoint.method.is_empty() || endpoint.method == method) && endpoint.routes(path)
    };
    let mut exact = endpoints.iter().filter(|endpoint| !endpoint.is_pattern());
    exact.find(fits).or_else(|| endpoints.iter().find(fits))
}

fn check(
    endpoints: &[Endpoint],
    request: &AuthorizedRequest,
    auth: Option<&str>,
    random: &[Step],
) -> Result<(), TestCaseError> {
    let url = request.url().strip_prefix("https://api.example").unwrap();
    let path = url.split('?').next().unwrap();
    let random = [("random", random)];
    for (name, steps) in SERVERS.iter().chain(&random) {
        let seen = read(path, steps);
        let Some(reached) = demanded(endpoints, request.method(), &seen) else {
            continue;
        };
        // A caller may choose a weaker auth for an endpoint that requires the default auth.
        let is_open = reached.auth == Auth::Default && auth.is_some();
        let is_enough = is_open || shown(request) >= reached.auth;
        prop_assert!(
            is_enough,
            "{name} {steps:?}: {path} reaches {reached:?} of {endpoints:?}"
        );
        let has_key = request.field("Idempotency-Key").is_some();
        prop_assert!(
            !reached.needs_key || has_key,
            "{name} {steps:?}: {path} reaches {reached:?} of {endpoints:?}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn no_accepted_path_is_sent_with_weaker_auth_than_its_endpoint_requires(
        endpoints in prop::collection::vec(endpoint(), 1..6),
        which in any::<Index>(),
        fill in select(&["7", "order", "a.b", "refund"][..]),
        changes in changes(),
        method in select(&[None, None, Some("GET"), Some("POST"), Some("DELETE"), Some("get")][..]),
        auth in select(&[None, None, None, Some("none"), Some("signed")][..]),
        has_key in any::<bool>(),
        has_body in any::<bool>(),
        random in server(),
    ) {
        let Some(profile) = profile(&endpoints) else {
            return Ok(());
        };
        let endpoint = which.get(&endpoints);
        let mut path = endpoint.path.replace("{id}", fill).replace("{a}", fill).replace('*', "y");
        for change in &changes {
            Change::apply(change, &mut path);
        }
        let mut call = Call::new(&path, at(0));
        call.method = method;
        call.auth = auth;
        call.idempotency_key = has_key.then_some("key-1");
        if let Ok(request) = client(&profile).sign(&call, has_body.then_some(b"{}")) {
            check(&endpoints, &request, auth, &random)?;
        }
    }

    #[test]
    fn no_value_of_a_template_replaces_a_fixed_segment_of_a_known_endpoint(
        endpoints in prop::collection::vec(endpoint(), 1..6),
        which in any::<Index>(),
        place in any::<Index>(),
        value in select(&["7", "order", "refund", "orders", "A", "y"][..]),
        method in select(&[None, Some("GET"), Some("POST"), Some("DELETE")][..]),
        has_body in any::<bool>(),
    ) {
        let Some(profile) = profile(&endpoints) else {
            return Ok(());
        };
        let path = which.get(&endpoints).path.replace('*', "y");
        let path = path.replace("{id}", "7").replace("{a}", "7");
        let mut segments: Vec<_> = path.split('/').map(str::to_owned).collect();
        let place = 1 + place.index(segments.len() - 1);
        segments[place] = "{v}".into();
        let template = segments.join("/");
        segments[place] = value.into();
        let mut params = Params::default();
        params.push("v", value).unwrap();
        let mut call = Call::new(&template, at(0)).params(params).idempotency_key("key-1");
        call.method = method;
        if client(&profile).sign(&call, has_body.then_some(b"{}")).is_ok() {
            let is_made = |endpoint: &&Endpoint| endpoint.has(&segments) && endpoint.names(place);
            let made = endpoints.iter().find(is_made);
            prop_assert!(made.is_none(), "{template} with {value} is {made:?}");
        }
    }
}
