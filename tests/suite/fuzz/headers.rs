//! The parsers of single header fields. They accept only values that the grammar allows. If an accepted value is
//! written again, the parser reads the same value.

use std::fmt::Write as _;
use std::slice;

use payauth::auth::basic::{Basic, UserPass};
use payauth::auth::bearer;
use payauth::auth::challenge::{self, Part};
use payauth::provider::Profile;
use payauth::{ErrorKind, Fields, idempotency, rate_limit};
use proptest::prelude::*;

use super::corpus::{field_values, fields, texts};
use super::mutation::text;
use super::{check, config, date};
use crate::support::at;

const NOW: i64 = 1_709_380_800;

/// Words that programs write for a missing value. Each of these words is rejected as a token and as a key.
const UNREAD: &[&str] = &["undefined", "null", "NaN"];

proptest! {
    #![proptest_config(config())]

    #[test]
    fn basic_credentials_are_accepted_only_in_the_form_in_which_they_are_written(value in text(texts(&["value", "header"]))) {
        for mode in UserPass::ALL {
            let basic = match Basic::parse(&value, mode) {
                Ok(basic) => basic,
                Err(error) => {
                    check(&error, &[ErrorKind::Encoding], value.len(), slice::from_ref(&value));
                    continue;
                }
            };
            let written = Basic::new(basic.user_id(), basic.password(), mode).unwrap().credentials();
            let again = Basic::parse(&written, mode).unwrap();
            prop_assert_eq!(again.user_id(), basic.user_id());
            prop_assert_eq!(again.password(), basic.password());
            if mode == UserPass::Plain {
                let (scheme, token68) = value.split_at(6);
                prop_assert!(scheme.eq_ignore_ascii_case("Basic "));
                prop_assert_eq!(token68.trim_start_matches(' '), &written[6..]);
            }
        }
    }

    #[test]
    fn bearer_tokens_are_accepted_only_if_they_are_b64tokens(token in text(texts(&["token", "signature"]))) {
        let body = token.trim_end_matches('=');
        let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
        let is_token = !body.is_empty() && body.bytes().all(is_digit) && !UNREAD.contains(&&*token);
        match bearer::credentials(&token) {
            Ok(value) => prop_assert!(is_token && value.strip_prefix("Bearer ") == Some(&token)),
            Err(error) => {
                prop_assert!(!is_token);
                check(&error, &[ErrorKind::BearerToken], token.len(), &[token]);
            }
        }
    }

    #[test]
    fn challenges_that_are_written_again_are_read_unchanged(field in text(challenges())) {
        if let Some(challenges) = challenge::read(&field) {
            let written = rewrite(challenges);
            // The quotes make the value longer, so it can exceed the maximum length.
            prop_assume!(written.len() <= 8 * 1024);
            let again = challenge::read(&written).unwrap();
            prop_assert_eq!(rewrite(again), written.as_str());
            prop_assert_eq!(again.parts().count(), challenges.parts().count());
        }
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_as_an_http_date(
        value in text(retries()),
        now in prop::sample::select(instants()),
    ) {
        let wait = i64::try_from(Profile::retry_after_ms(&value, at(now))).unwrap();
        prop_assert!((0..=WEEK_MS).contains(&wait));
        let first = value.split(',').next().unwrap_or_default().trim_ascii();
        if let Some(expected) = above(first) {
            prop_assert_eq!(wait, expected.saturating_mul(1000).min(WEEK_MS));
        } else if (1..WEEK_MS).contains(&wait) {
            // A leap second (:60) is read as the first second of the next minute.
            let forms = date::forms(now + wait / 1000 - i64::from(value.contains(":60")));
            let plain = value.replace(":60", ":59");
            let is_first = |form: &String| {
                plain.match_indices(form.as_str()).any(|(at, _)| {
                    let after = &plain[at + form.len()..];
                    after.is_empty() || after.starts_with(',')
                })
            };
            prop_assert!(forms.iter().any(is_first), "{:?}", forms);
        }
    }

    #[test]
    fn idempotency_keys_are_accepted_only_if_they_are_visible_ascii(key in text(keys())) {
        let is_key = (1..=255).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
            && !UNREAD.contains(&&*key);
        match idempotency::check(&key) {
            Ok(()) => prop_assert!(is_key),
            Err(error) => {
                prop_assert!(!is_key);
                check(&error, &[ErrorKind::IdempotencyKey], key.len(), &[key]);
            }
        }
    }

    #[test]
    fn returned_rate_limit_states_are_accepted_again(state in text(states()), limit in 1..=4_u32) {
        match rate_limit::decide(&state, at(NOW), limit) {
            Ok(first) => {
                let again = rate_limit::decide(&first.state, at(NOW), limit).unwrap();
                prop_assert!(again.wait_ms > 0 || again.state.len() > first.state.len());
            }
            Err(error) => check(&error, &[ErrorKind::Option], state.len(), &[]),
        }
    }

    #[test]
    fn accepted_fields_can_be_sent(
        name in text(vec!["X-Api-Key".into(), "Stripe-Signature".into()]),
        value in text(field_values()),
    ) {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        let is_sent = !name.is_empty() && name.bytes().all(is_name)
            && value.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~'))
            && value.trim_matches([' ', '\t']) == value;
        let mut fields = Fields::default();
        match fields.push(&name, &value) {
            Ok(()) => prop_assert!(is_sent && fields.get(&name.to_uppercase()) == Some(&value)),
            Err(error) => {
                prop_assert!(!is_sent);
                check(&error, &[ErrorKind::FieldName, ErrorKind::FieldValue], 0, &[value]);
            }
        }
    }
}

fn values(name: &str) -> Vec<String> {
    fields(name).into_iter().map(|(value, _)| value).collect()
}

fn challenges() -> Vec<String> {
    values("WWW-Authenticate")
}

fn retries() -> Vec<String> {
    values("Retry-After")
}

fn keys() -> Vec<String> {
    values("Idempotency-Key")
}

/// The instant half an hour before each date of the vectors.
fn instants() -> Vec<i64> {
    let dates = fields("Retry-After")
        .into_iter()
        .filter_map(|(_, secs)| secs);
    dates.map(|secs| secs - 1800).collect()
}

/// The states after 0 to 4 calls.
fn states() -> Vec<String> {
    let mut states = vec![String::new()];
    for call in 0..4 {
        let decision = rate_limit::decide(states.last().unwrap(), at(NOW + call / 2), 4);
        states.push(decision.unwrap().state);
    }
    states
}

/// Writes a field with the same schemes and parameters.
fn rewrite(challenges: challenge::Challenges<'_>) -> String {
    let mut field = String::new();
    let mut is_first = true;
    for part in challenges.parts() {
        match part {
            Part::Scheme(scheme) => {
                field += if field.is_empty() { "" } else { "," };
                field += scheme;
                is_first = true;
            }
            Part::Parameter(name, value) => {
                let quoted = value.text().replace('\\', "\\\\").replace('"', "\\\"");
                field += if is_first { " " } else { "," };
                write!(field, "{name}=\"{quoted}\"").unwrap();
                is_first = false;
            }
            other => panic!("{other:?}"),
        }
    }
    field
}

const WEEK_MS: i64 = 604_800_000;

/// Parses a decimal number and rounds it up to whole seconds, without code of the crate.
fn above(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || !are_digits(fraction) {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let more = u64::from(!fraction.trim_end_matches('0').is_empty());
    Some(i64::try_from(whole.saturating_add(more)).unwrap_or(i64::MAX))
}
