//! On no server does an accepted path leave its base, or reach a signed endpoint without a signature.

use payauth::provider::{Call, Client, Endpoint, Params, Profile, Takes};
use payauth::{AuthorizedRequest, Error, ErrorKind};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::server::{SERVERS, STEPS, Step, is_routed, read};
use crate::provider::{PROFILES, client_at};
use crate::support::{at, profile};

/// The paths of two base URLs: the base URL of the API, and the base URL of a gateway before the API.
const BASES: [&str; 2] = ["/sandbox", "/gw/v2/sandbox"];

/// Paths that are not endpoints. Some of these paths are next to an endpoint.
const NEIGHBOURS: &[&str] = &[
    "/",
    "/a",
    "/a/b",
    "/x/y/z",
    "/api/v1/payment-gateway/order/x",
];

/// Parts of hostile paths.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "/", "//", "/./", "/../", "..", ".", "...", "x/..", "x/../", "%2F", "%2f", "%5C", "\\", "%5c..%5c",
    ";", ";a=1", ";a=1/", "..;/", ".;/", "%3B", "%3b..", "%2e", "%2E%2e", "%252F", "%252e", "%25252F",
    "%255C", "%253B", "%00", "%0a", "%09", "%7F", "%c0%af", "%c0%ae", "%e0%80%af", "%c1%9c", "%20", "+",
    "%2B", "%EF%BC%8F", "%E2%88%95", "%E2%81%84", "%EF%BC%8E", "%EF%BC%9B", "%EF%BC%BC", "%EF%BC%85",
    "%E2%80%8B", "%C2%AD", "%C2%A0", "%E2%80%A4", "%CD%BE", "%C2%A5", "?", "%3F", "%23", "#", ".json", "~",
    "x", "é", "%C3%A9", "%C5%BF", "%E2%84%AA", "%EF%BD%92", "%72", "%52", "%EF%B8%B0", "%EF%B9%96", "%E1%85%9F", "%F0%9D%90%AB", "(S(x))/", "(a)", ":", "@", ",", "=", "{", "}",
    "order", "refund", "payout", "orders", "pay", "api", "v1", "sandbox", "REFUND", "Orders",
];

/// Texts that a customer could type.
#[rustfmt::skip]
const TYPED: &[&str] = &[
    "/", "\\", ";", "%", "..", ".", "...", " ", "+", "\0", "\n", "\u{7f}", "\u{85}", "?", "#", "／", "∕",
    "．", "；", "＼", "％", "․", "‥", "\u{200b}", "\u{ad}", "\u{a0}", "¥", "é", "日", "x", "7", "-", "~", ":",
    "@", "%2F", "%2e", "%c0%af", "..;", "ref", "und", "refund", "payout", "orders", "ＲＥＦＵＮＤ", "orderſ",
    "︰", "︔", "﹖", "\u{115f}", "\u{3164}", "(S(x))", "𝐫efund", "réfund", "{", "}", "{a}", ".json", "", "&", "=", ",", "!", "'", "(", ")", "*", "𝄞",
];

/// A change of a path.
#[derive(Clone, Debug)]
pub(super) struct Change {
    at: Index,
    is_at_slash: bool,
    length: usize,
    piece: &'static str,
}

impl Change {
    pub(super) fn apply(&self, path: &mut String) {
        let slashes: Vec<_> = path.match_indices('/').map(|(at, _)| at).collect();
        let mut start = self.at.index(path.len() + 1);
        if self.is_at_slash && !slashes.is_empty() {
            start = slashes[self.at.index(slashes.len())];
        }
        while !path.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + self.length).min(path.len());
        while !path.is_char_boundary(end) {
            end += 1;
        }
        path.replace_range(start..end, self.piece);
    }
}

pub(super) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let parts = (any::<Index>(), any::<bool>(), 0..3_usize, select(PIECES));
    let change = parts.prop_map(|(at, is_at_slash, length, piece)| Change {
        at,
        is_at_slash,
        length,
        piece,
    });
    prop::collection::vec(change, 0..5)
}

/// A server with a random order of steps.
pub(super) fn server() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(select(STEPS), 0..8)
}

fn typed() -> impl Strategy<Value = String> {
    prop::collection::vec(select(TYPED), 1..4).prop_map(|pieces| pieces.concat())
}

/// The path of an endpoint of the provider, or one of the `NEIGHBOURS`.
fn place(profile: &Profile, which: Index) -> String {
    let known = profile.endpoints.iter().map(|endpoint| &*endpoint.path);
    let places: Vec<_> = known.chain(NEIGHBOURS.iter().copied()).collect();
    places[which.index(places.len())].to_owned()
}

/// Signs a call as it is, with the method POST, with the method GET, or with an idempotency key.
fn sign(client: &Client, call: Call<'_>, way: Index) -> Result<AuthorizedRequest, Error> {
    let mut call = match way.index(4) {
        0 => call,
        1 => call.method("POST"),
        2 => call.method("GET"),
        _ => call.idempotency_key("key-1"),
    };
    let body = call.method != Some("GET");
    if client.takes_token(&call, body)? {
        call = call.authorization("Bearer abc");
    }
    client.sign(&call, body.then_some(b"{}"))
}

/// Asserts that no server reads the path of a request as a path outside its base. If a server routes the request to a
/// guarded endpoint, the path of the call must be the path of this endpoint, and the request must have everything that
/// the endpoint requires.
fn check(
    profile: &Profile,
    base: &str,
    request: &AuthorizedRequest,
    random: &[Step],
) -> Result<(), TestCaseError> {
    let url = request.url().strip_prefix("https://api.example").unwrap();
    let path = url.split('?').next().unwrap();
    let place = path.strip_prefix(base).unwrap();
    let random = [("random", random)];
    for (name, steps) in SERVERS.iter().chain(&random) {
        let seen = read(path, steps);
        let start = read(
            &format!("{base}{}", profile.path_prefix),
            &[Step::IgnoreCase],
        );
        let below = read(&String::from_utf8_lossy(&seen), &[Step::IgnoreCase]);
        prop_assert!(
            below.starts_with(&start),
            "{name} {steps:?}: {path} leaves its base"
        );
        for endpoint in &profile.endpoints {
            let known = read(&format!("{base}{}", endpoint.path), &[Step::IgnoreCase]);
            if is_routed(&below, &known) {
                prop_assert_eq!(place, &*endpoint.path, "{} {:?}: {}", name, steps, path);
                complete(profile, endpoint, request)?;
            }
        }
    }
    Ok(())
}

fn complete(
    profile: &Profile,
    endpoint: &Endpoint,
    request: &AuthorizedRequest,
) -> Result<(), TestCaseError> {
    let needs_key = endpoint.idempotency == Some(Takes::Required);
    let field = profile.idempotency.as_ref().map_or("", |rule| &rule.field);
    let is_keyed = needs_key && endpoint.method == request.method();
    prop_assert_eq!(is_keyed, needs_key && request.field(field).is_some());
    let is_signed = profile.name == "dvpay" && needs_key;
    prop_assert_eq!(is_signed, request.field("X-Signature").is_some());
    Ok(())
}

fn is_refused_as_a_path(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Path | ErrorKind::Method | ErrorKind::IdempotencyKey | ErrorKind::Body
    )
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn no_accepted_path_reaches_a_guarded_endpoint_or_leaves_its_base_on_any_server(
        name in select(&PROFILES[..]),
        base in select(&BASES[..]),
        which in any::<Index>(),
        changes in changes(),
        way in any::<Index>(),
        random in server(),
    ) {
        let profile = profile(name);
        let mut path = place(&profile, which);
        for change in &changes {
            change.apply(&mut path);
        }
        let client = client_at(&profile, &format!("https://api.example{base}"));
        match sign(&client, Call::new(&path, at(0)), way) {
            Ok(request) => check(&profile, base, &request, &random)?,
            Err(error) => prop_assert!(is_refused_as_a_path(&error), "{path}: {error}"),
        }
    }

    #[test]
    fn no_parameter_reaches_a_guarded_endpoint_or_leaves_its_base_on_any_server(
        name in select(&PROFILES[..]),
        which in any::<Index>(),
        cuts in [any::<Index>(), any::<Index>()],
        values in [typed(), typed()],
        way in any::<Index>(),
        random in server(),
    ) {
        let profile = profile(name);
        let (base, path) = (BASES[0], place(&profile, which));
        let template = template(&path, cuts);
        let client = client_at(&profile, &format!("https://api.example{base}"));
        let mut params = Params::default();
        for (name, value) in ["a", "b"].into_iter().zip(&values) {
            if let Err(error) = params.push(name, value) {
                prop_assert_eq!(error.kind(), ErrorKind::Path);
                prop_assert_eq!(error.argument(), format!("params.{name}"));
                return Ok(());
            }
        }
        match sign(&client, Call::new(&template, at(0)).params(params), way) {
            Ok(request) => {
                check(&profile, base, &request, &random)?;
                let literal = request.url().strip_prefix("https://api.example/sandbox").unwrap();
                prop_assert!(profile.endpoints.iter().all(|endpoint| endpoint.path != literal));
            }
            Err(error) => prop_assert!(is_refused_as_a_path(&error), "{template}: {error}"),
        }
    }
}

/// The path with the placeholders `{a}` and `{b}`. Each placeholder replaces a whole segment or the end of a segment.
fn template(path: &str, cuts: [Index; 2]) -> String {
    let mut template = path.to_owned();
    for (name, cut) in ["{a}", "{b}"].into_iter().zip(cuts) {
        let start = 1 + cut.index(template.len());
        let literal = template
            .as_bytes()
            .iter()
            .position(|byte| *byte == b'{')
            .unwrap_or(template.len());
        let start = start.min(literal);
        let rest = &template[start..];
        let length = rest.find(['/', '{']).unwrap_or(rest.len());
        template.replace_range(start..start + length, name);
    }
    template
}
