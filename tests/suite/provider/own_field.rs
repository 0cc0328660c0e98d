//! Header fields that no caller may set.

use std::sync::Arc;

use payauth::provider::{Call, Profile, Takes};
use payauth::{Error, ErrorKind, Fields};
use proptest::prelude::*;

use super::{PROFILES, any_client};
use crate::support::{assert_error, at, profile};

/// Header fields that change the method, the path or the host that a server reads, or how a server parses the message.
#[rustfmt::skip]
const DIVERTING: &[&str] = &[
    "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-Method", "X-Forwarded-Method",
    "X-Original-URL", "X-Original-URI", "X-Original-Path", "X-Rewrite-URL", "X-Rewrite-URI", "X-Override-URL",
    "X-Forwarded-URL", "X-Forwarded-URI", "X-Forwarded-Path", "X-Forwarded-Prefix", "X-Script-Name", "Host", "X-Host",
    "X-Forwarded-Host", "X-Forwarded-Server", "X-Original-Host", "X-HTTP-Host-Override", "Content-Length",
    "Transfer-Encoding", "Connection", "Proxy-Connection", "Keep-Alive", "Upgrade", "HTTP2-Settings", "TE", "Trailer",
    "Expect", "X-Envoy-Original-Path", "X-Envoy-Original-Host", "X-Original-Request-URI", "X-Waws-Unencoded-URL",
    "X-MS-Original-URL", "X-ARR-Original-URL", "Disguised-Host", "X-Rewrite-Path", "X-Replaced-Path",
    "X-Forwarded-Request-URI", "X-HTTP-Path-Override", "X-HTTP-DestinationURL", "X-Gateway-Host", "X-Forwarded-Hostname",
    "X-Method", "Method", "_method", "X-Middleware-Rewrite", "X-Middleware-Subrequest", "X-Matched-Path", "X-Invoke-Path",
    "X-Original-Request-URL", "X-Azure-Original-Url", "X-Ms-Original-Path", "X-Envoy-Path", "X-Host-Override",
    "HTTP-Method-Override", "X-Http-Verb", "X-Request-Method", "X-Override-Method", "X-Method-Overide", "X-Accel-Redirect",
    "X-Forwarded-Request-Path", "X-Envoy-Original-Method", "Request-Uri", "X-Client-Request-Uri", "X-Proxy-URL",
    "X-Backend-Host", "X-Real-Host", "X-Tunnel-Method", "Script-Name", "Path-Info", "X-Script-URL", "Fastly-Orig-Host",
    "X-Orig-Url", "X-OriginalURL", "X-MethodOverride", "X-HTTPMethodOverride", "X-Invoke-Output", "X-Invoke-Query",
];

/// Words of names that replace a part of a request, and words for the parts. A name is rejected if a word of the first
/// list is directly before a word of the second list, or if `override` follows the part.
const REPLACING: &str = "override overide original orig rewrite matched invoke envoy forwarded replaced unencoded disguised";
const REPLACED: &str = "url uri path method verb host hostname server prefix";

/// Signs a call to an unknown path with an additional field of the caller.
fn with_field(profile: &Arc<Profile>, name: &str) -> Result<(), Error> {
    let mut own = Fields::default();
    own.push(name, "x")?;
    let path = format!("{}x", profile.path_prefix);
    let client = any_client(profile);
    let mut call = Call::new(&path, at(0)).fields(own);
    if client.takes_token(&call, false)? {
        call = call.authorization("Bearer abc");
    }
    client.sign(&call, None).map(drop)
}

/// Spellings of a name. A caller may write each of them, and CGI reads all of them as the same name.
fn spellings(name: &str) -> [String; 5] {
    let [lower, upper] = [name.to_lowercase(), name.to_uppercase()];
    [
        name.to_owned(),
        lower.replace('-', "_"),
        upper.replace('-', "_"),
        lower,
        upper,
    ]
}

fn refused(profile: &Arc<Profile>, name: &str) {
    for name in spellings(name) {
        let error = with_field(profile, &name).unwrap_err();
        let found = (error.kind(), error.argument());
        assert_eq!(
            found,
            (ErrorKind::FieldForbidden, &*name),
            "{}",
            profile.name
        );
    }
}

#[test]
fn every_field_that_diverts_a_request_is_rejected_for_every_provider() {
    for profile in PROFILES.map(profile) {
        for name in DIVERTING {
            refused(&profile, name);
        }
    }
}

#[test]
fn field_that_does_not_divert_a_request_is_accepted_by_every_provider() {
    for profile in PROFILES.map(profile) {
        for name in [
            "Accept",
            "X-Forwarded-For",
            "X-Request-Id",
            "Content-Encoding",
            "Prefer",
            "X-Hosts",
            "X_Note",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Real-IP",
            "X-Original-Id",
            "X-Payment-Method",
            "X-Callback-Url",
            "X-Redirect-Url",
            "X-Http-Version",
            "X-Rewritten-Path",
            "Stripe-Account",
            "PayPal-Request-Id",
            "PayPal-Auth-Assertion",
            "X-GCS-ClientMetaInfo",
            "X-Meli-Session-Id",
            "Traceparent",
            "PSU-Http-Method",
            "X-Gateway-Callback-Url",
            "X-Payment-Gateway-Method",
            "X-Request-Redirect",
            "X-Server-Request-Id",
            "Access-Control-Request-Method",
        ] {
            assert_eq!(
                with_field(&profile, name),
                Ok(()),
                "{} {name}",
                profile.name
            );
        }
    }
}

#[test]
fn every_field_that_a_profile_writes_or_forbids_is_rejected_if_a_caller_passes_it() {
    for profile in [profile("dvpay"), profile("doorpay")] {
        let client = any_client(&profile);
        for endpoint in &profile.endpoints {
            let call = Call::new(&endpoint.path, at(0)).method(&endpoint.method);
            let call = match endpoint.idempotency {
                Some(Takes::Required) => call.idempotency_key("k"),
                _ => call,
            };
            let body = (endpoint.method == "POST").then_some(b"{}".as_slice());
            let request = client.sign(&call, body).unwrap();
            let written = request.fields().map(|(name, _)| name);
            let of_profile = written.filter(|name| *name != "Content-Type");
            for name in of_profile.chain(profile.forbidden_fields.iter().map(String::as_str)) {
                refused(&profile, name);
            }
        }
    }
}

#[test]
fn request_has_at_most_1024_fields_of_the_caller() {
    for profile in PROFILES.map(profile) {
        let path = format!("{}x", profile.path_prefix);
        let client = any_client(&profile);
        for (count, expected) in [
            (1024, None),
            (1025, Some(ErrorKind::TooLarge)),
            (20_000, Some(ErrorKind::TooLarge)),
        ] {
            let mut fields = Fields::default();
            for number in 0..count {
                fields.push(&format!("X-{number}"), "x").unwrap();
            }
            let mut call = Call::new(&path, at(0)).fields(fields);
            if client.takes_token(&call, false).unwrap() {
                call = call.authorization("Bearer abc");
            }
            let found = client.sign(&call, None).err().map(|error| error.kind());
            assert_eq!(found, expected, "{}, {count}", profile.name);
        }
    }
}

#[test]
fn duplicate_field_is_rejected_in_any_case_and_with_underscores() {
    for profile in PROFILES.map(profile) {
        let path = format!("{}x", profile.path_prefix);
        let client = any_client(&profile);
        for name in ["X-Own-Note", "Accept"] {
            for other in spellings(name) {
                let mut fields = Fields::default();
                fields.push(name, "1").unwrap();
                fields.push(&other, "2").unwrap();
                let mut call = Call::new(&path, at(0)).fields(fields);
                if client.takes_token(&call, false).unwrap() {
                    call = call.authorization("Bearer abc");
                }
                let message = format!(
                    "{other}: is passed twice (- and _ are equal); join both values in one field"
                );
                assert_error(
                    client.sign(&call, None),
                    ErrorKind::FieldForbidden,
                    &message,
                );
            }
        }
    }
}

/// The characters of a token (RFC 9110) that are not letters or digits.
const SIGNS: &str = "!#$%&'*+-.^_`|~";

/// Names that are similar to the names of `DIVERTING`, and random names.
fn names() -> impl Strategy<Value = String> {
    let known = prop::sample::select(DIVERTING);
    let places =
        prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, "[a-zA-Z0-9]"), 0..4);
    let sign = prop::sample::select(SIGNS.chars().collect::<Vec<_>>());
    let near = (known, places, sign, any::<bool>()).prop_map(|(name, places, sign, swaps)| {
        let mut name: Vec<char> = name.chars().collect();
        for (place, change, letter) in places {
            let place = place.index(name.len());
            match change {
                0 if name[place].is_ascii_uppercase() => name[place].make_ascii_lowercase(),
                0 => name[place].make_ascii_uppercase(),
                1 => name.insert(place, letter.chars().next().unwrap()),
                2 if name.len() > 1 => drop(name.remove(place)),
                _ => name[place] = sign,
            }
        }
        for character in &mut name {
            if swaps && !character.is_ascii_alphanumeric() {
                *character = sign;
            }
        }
        name.into_iter().collect()
    });
    let word = |words: &'static str| prop::sample::select(words.split(' ').collect::<Vec<_>>());
    let two = (word(REPLACING), word(REPLACED), "[-_.]?", any::<bool>()).prop_map(
        |(one, other, mark, swaps)| {
            let [first, last] = if swaps { [other, one] } else { [one, other] };
            format!("X-{first}{mark}{last}")
        },
    );
    prop_oneof![4 => near, 2 => two, 1 => "[xX]?[!#$%&'*+.^_`|~A-Za-z0-9-]{1,40}"]
}

proptest! {
    /// The names of the lists are forbidden, every name with two such words, and every name with the word `middleware`.
    #[test]
    fn field_is_rejected_exactly_if_a_server_may_read_it_as_a_forbidden_field(name in names()) {
        let folded = |name: &str| {
            let sign = |character: char| if SIGNS.contains(character) { '-' } else { character };
            name.to_ascii_lowercase().chars().map(sign).collect::<String>()
        };
        for profile in [profile("dvpay"), profile("doorpay")] {
            let of_profile = profile.own_fields.iter().chain(&profile.forbidden_fields);
            let mut known = DIVERTING.iter().copied().chain(of_profile.map(String::as_str));
            let words = folded(&name);
            let is_in = |list: &str, word: &str| list.split(' ').any(|known| known == word);
            let all = words.split('-').collect::<Vec<_>>();
            let replaces = |pair: &[&str]| {
                is_in(REPLACING, pair[0]) && is_in(REPLACED, pair[1])
                    || is_in(REPLACED, pair[0]) && is_in("override overide", pair[1])
            };
            let is_told = all.contains(&"middleware") || all.windows(2).any(replaces);
            let is_known = known.any(|known| folded(known) == words) || is_told;
            let refused = with_field(&profile, &name).is_err();
            prop_assert_eq!(refused, is_known, "{} {}", profile.name, name);
        }
    }
}
