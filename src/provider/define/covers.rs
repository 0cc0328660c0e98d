//! Endpoints that never apply, because others above them take all of their paths.

use alloc::string::String;

use crate::provider::profile::Endpoint;
use crate::text::pieces;

/// A segment that no endpoint names. A pattern takes it, and a written segment does not.
const ANY: &str = "\u{1}";

/// The first of some endpoints that takes paths of another, where they take all of them: it is of the same form, or needs
/// something else.
pub(super) fn first(before: &[Endpoint], one: &Endpoint) -> Option<String> {
    let mut found = None;
    let is_above = |other: &&Endpoint| {
        other.is_pattern() == one.is_pattern()
            && (other.method.is_empty() || other.method == one.method)
    };
    let longest = before.iter().filter(is_above).map(steps).max()?;
    // A last `*` is one segment or more: as many as another has, and one more, which only a `*` takes.
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
    let other = found?;
    let space = if other.method.is_empty() { "" } else { " " };
    Some([&*other.method, space, &*other.path].concat())
}

/// How many segments the path of an endpoint has.
fn steps(endpoint: &Endpoint) -> usize {
    pieces(&endpoint.path, b'/').count()
}

/// A path of an endpoint that has what no other endpoint names, with `rest` segments in the place of a last `*`.
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
