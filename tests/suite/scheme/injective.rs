//! No tag fits two messages: every scheme of a small world, with every message of a small world.

use std::collections::HashMap;

use payauth::TimestampFormat;
use payauth::scheme::{Carrier, Compiled, Envelope, Scheme};

use crate::support::at;

/// Marks that overlap themselves, that end as they begin, and that values can hold; and none.
const MARKS: [&str; 8] = ["", "-", "--", "a", "-a-", "1", "-1", "1-"];
const TIMES: [i64; 4] = [1, 11, 111, 1111];
const CARRIERS: [Carrier<'_>; 3] = [
    Carrier::header("X-Id", "{id}"),
    Carrier::header("X-Time", "{timestamp}"),
    Carrier::header("X-S", "{signature}"),
];

/// What one message is made of.
type Values<'a> = (&'a str, i64, &'a str);

#[test]
fn id_time_and_body_are_told_apart_or_refused() {
    let (ids, bodies) = (texts(&["-", "a", "b"], 1, 3), texts(&["-", "a", "1"], 0, 2));
    let orders = [
        ["{id}", "{timestamp}", "{body}"],
        ["{id}", "{body}", "{timestamp}"],
        ["{timestamp}", "{id}", "{body}"],
        ["{timestamp}", "{body}", "{id}"],
        ["{body}", "{id}", "{timestamp}"],
        ["{body}", "{timestamp}", "{id}"],
    ];
    assert!(told_apart(&orders, &ids, &bodies) > 100);
}

#[test]
fn id_time_and_a_member_are_told_apart_or_refused() {
    let (ids, members) = (texts(&["-", "a", "b"], 1, 3), texts(&["-", "a"], 0, 3));
    let bodies: Vec<_> = members
        .iter()
        .map(|text| format!(r#"{{"m":"{text}"}}"#))
        .collect();
    let orders = [
        ["{id}", "{timestamp}", "{field:m}"],
        ["{timestamp}", "{id}", "{field:m}"],
        ["{timestamp}", "{field:m}", "{id}"],
        ["{field:m}", "{id}", "{timestamp}"],
    ];
    assert!(told_apart(&orders, &ids, &bodies) > 50);
}

/// How many schemes compile; each of them tells all messages apart that it signs.
fn told_apart(orders: &[[&str; 3]], ids: &[String], bodies: &[String]) -> usize {
    let mut compiled = 0;
    for [one, two, three] in orders {
        for (first, second) in pairs(&MARKS) {
            let message = format!("{one}{first}{two}{second}{three}");
            let scheme = Scheme {
                timestamp: Some(TimestampFormat::Unix),
                ..Scheme::new(&message, &CARRIERS)
            };
            if let Ok(scheme) = scheme.compile() {
                compiled += 1;
                assert_told_apart(&message, &scheme, ids, bodies);
            }
        }
    }
    compiled
}

fn assert_told_apart(message: &str, scheme: &Compiled, ids: &[String], bodies: &[String]) {
    let key = scheme.key("secret", "k").unwrap();
    let mut signed: HashMap<String, Values<'_>> = HashMap::new();
    for (id, body) in ids
        .iter()
        .flat_map(|id| bodies.iter().map(move |body| (id, body)))
    {
        for time in TIMES {
            let envelope = Envelope::new(at(time)).id(id);
            let Ok(fields) = scheme.sign(&key, &envelope, body.as_bytes()) else {
                continue;
            };
            let values = (id.as_str(), time, body.as_str());
            let tag = fields.get("X-S").unwrap().to_owned();
            if let Some(other) = signed.insert(tag, values) {
                panic!("{message} signs {values:?} as {other:?}");
            }
        }
    }
    assert!(!signed.is_empty(), "{message} signs nothing");
}

fn pairs<'a>(all: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    all.iter()
        .flat_map(|one| all.iter().map(move |other| (*one, *other)))
}

/// Every text of these characters, from `least` to `most` of them long.
fn texts(characters: &[&str], least: usize, most: usize) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut start = 0;
    for _ in 0..most {
        let longest = texts[start..].to_vec();
        start = texts.len();
        for text in longest {
            texts.extend(
                characters
                    .iter()
                    .map(|character| format!("{text}{character}")),
            );
        }
    }
    texts.retain(|text| text.len() >= least);
    texts
}
