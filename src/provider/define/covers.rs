//! Finds endpoints that never apply because earlier endpoints match all of their paths.

use alloc::string::String;

use crate::provider::profile::Endpoint;
use crate::text::pieces;

/// A segment that no endpoint contains as literal text. So placeholders match this segment, but literal segments do
/// not.
const ANY: &str = "\u{1}";

/// If earlier endpoints together match all paths of `one`, returns the first of these endpoints that has the same
/// form as `one`, or whose rule differs from the rule of `one`. Returns `None` if there is no such endpoint.
pub(super) fn first(before: &[Endpoint], one: &Endpoint) -> Option<String> {
    let mut found = None;
    let is_above = |other: &&Endpoint| {
        other.is_pattern() == one.is_pattern()
            && (other.method.is_empty() || other.method == one.method)
    };
    let longest = before.iter().filter(is_above).map(steps).max()?;
    // A `*` at the end matches one or more segments. The endpoint is tested with each number of segments up to that
    // of the longest other endpoint, and also with one segment more, which only another `*` matches.
    let most = if one.path.ends_with("/*") {
        longest.saturating_sub(steps(one)).saturating_add(2)
    } else {
        1
    };
    for rest in 1..=most {
        let path = path(one, rest);
        let mut above = before.iter().filter(is_above);
        let other = above.find(|other| other.matches(&path))?;
        if found.is_none() && (!other.needs_as(one) || other.folded == one.folded) {
            found = Some(other);
        }
    }
    found.map(name)
}

/// The name of an endpoint in the definition.
pub(super) fn name(endpoint: &Endpoint) -> String {
    let space = if endpoint.method.is_empty() { "" } else { " " };
    [&*endpoint.method, space, &*endpoint.path].concat()
}

/// The number of segments in the path of an endpoint.
fn steps(endpoint: &Endpoint) -> usize {
    pieces(&endpoint.path, b'/').count()
}

/// A path that an endpoint matches. Each placeholder becomes [`ANY`], and a `*` at the end becomes `rest` such
/// segments.
fn path(endpoint: &Endpoint, rest: usize) -> String {
    let mut path = String::new();
    for segment in pieces(&endpoint.path, b'/').skip(1) {
        let count = if segment == "*" { rest } else { 1 };
        for _ in 0..count {
            path.push('/');
            let is_any = segment == "*" || segment.starts_with('{');
            path.push_str(if is_any { ANY } else { segment });
        }
    }
    path
}
