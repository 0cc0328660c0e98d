//! No tag is valid for two messages. The tests compare every message of a small set, for every scheme of a small set.

use std::collections::HashMap;

use payauth::TimestampFormat;
use payauth::scheme::{Carrier, Compiled, Envelope, Scheme};

use crate::support::at;

/// Separators, also the empty separator. Some overlap with themselves, or have equal beginnings and ends, and values can
/// contain them.
const MARKS: [&str; 8] = ["", "-", "--", "a", "-a-", "1", "-1", "1-"];
const TIMES: [i64; 4] = [1, 11, 111, 1111];
const CARRIERS: [Carrier<'_>; 3] = [
    Carrier::header("X-Id", "{id}"),
    Carrier::header("X-Time", "{timestamp}"),
    Carrier::header("X-S", "{signature}"),
];

/// The signed values of one message: the id, the time and the body.
type Values = (String, i64, String);

#[test]
fn no_two_messages_of_id_time_and_body_have_the_same_signature() {
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
fn no_two_messages_of_id_time_and_a_member_have_the_same_signature() {
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

/// The environment variable `WORLD=3` makes the texts longer. The run then takes much longer.
#[test]
fn no_two_messages_of_members_id_and_time_have_the_same_signature() {
    let longest = std::env::var("WORLD").map_or(2, |most| most.parse().unwrap());
    let (ids, members) = (
        texts(&["-", "a", "b"], 1, 1),
        texts(&["-", "1"], 0, longest),
    );
    let mut bodies = Vec::new();
    for (m, n) in members
        .iter()
        .flat_map(|m| members.iter().map(move |n| (m, n)))
    {
        bodies.push(format!(r#"{{"m":"{m}","n":"{n}"}}"#));
    }
    let parts = ["{field:m}", "{field:n}", "{id}", "{timestamp}"];
    let mut orders = Vec::new();
    for one in parts {
        for two in parts {
            for three in parts {
                if one != two && two != three && one != three {
                    orders.push([one, two, three]);
                }
            }
        }
    }
    assert!(told_apart(&orders, &ids, &bodies) > 200);
}

#[test]
fn messages_in_which_a_member_is_next_to_a_time_have_different_signatures_for_every_length_of_the_time()
 {
    let members = texts(&["1", "2", "x"], 0, 4);
    let times = [
        1,
        11,
        211,
        1_111_111_111,
        2_111_111_111,
        11_111_111_111,
        111_111_111_111,
    ];
    for message in [
        "{timestamp}{field:m}",
        "{field:m}{timestamp}",
        "{timestamp}{field:m}{timestamp}",
    ] {
        let carriers = [CARRIERS[1], CARRIERS[2]];
        let scheme = Scheme {
            timestamp: Some(TimestampFormat::Unix),
            ..Scheme::new(message, &carriers)
        };
        let scheme = scheme.compile().unwrap();
        let key = scheme.key("secret", "k").unwrap();
        let mut signed = HashMap::new();
        for (member, time) in members
            .iter()
            .flat_map(|member| times.map(|time| (member, time)))
        {
            let body = format!(r#"{{"m":"{member}"}}"#);
            match scheme.sign(&key, &Envelope::new(at(time)), body.as_bytes()) {
                Ok(fields) => assert_eq!(
                    signed.insert(fields.get("X-S").unwrap().to_owned(), (member, time)),
                    None,
                    "{message} {member} {time}"
                ),
                Err(error) => assert_eq!(
                    error.to_string(),
                    "m: must have a non-digit next to {timestamp} in the signed text",
                    "{message} {member} {time}"
                ),
            }
        }
        assert!(signed.len() > 200, "{message}");
    }
}

#[test]
fn values_without_text_between_them_are_rejected() {
    for message in [
        "{field:m}{field:n}",
        "{field:m?}{field:n?}",
        "{field:m}{url}{field:n}",
        "{field:m}{id}",
        "{id}{field:m}",
        "{field:m}{timestamp}.{field:n}",
        "{field:m}.{timestamp}{field:n}",
        "{field:m}.{field:n}{timestamp}",
    ] {
        let has = |name| message.contains(name);
        let mut carriers = vec![CARRIERS[2]];
        carriers.extend(has("{id}").then_some(CARRIERS[0]));
        carriers.extend(has("{timestamp}").then_some(CARRIERS[1]));
        let scheme = Scheme {
            timestamp: has("{timestamp}").then_some(TimestampFormat::Unix),
            ..Scheme::new(message, &carriers)
        };
        let error = scheme.compile().unwrap_err().to_string();
        assert_eq!(
            error, "message: has two placeholders without text between them",
            "{message}"
        );
    }
}

/// The number of schemes that compile. Asserts that each of these schemes signs different messages with different tags.
fn told_apart(orders: &[[&str; 3]], ids: &[String], bodies: &[String]) -> usize {
    let mut compiled = 0;
    for [one, two, three] in orders {
        for (first, second) in pairs(&MARKS) {
            let message = format!("{one}{first}{two}{second}{three}");
            let has = |name| message.contains(name);
            let mut carriers = vec![CARRIERS[2]];
            carriers.extend(has("{id}").then_some(CARRIERS[0]));
            carriers.extend(has("{timestamp}").then_some(CARRIERS[1]));
            let scheme = Scheme {
                timestamp: has("{timestamp}").then_some(TimestampFormat::Unix),
                ..Scheme::new(&message, &carriers)
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
    let mut signed: HashMap<String, Values> = HashMap::new();
    for (id, body) in ids
        .iter()
        .flat_map(|id| bodies.iter().map(move |body| (id, body)))
    {
        for time in TIMES {
            let envelope = Envelope::new(at(time)).id(id);
            let Ok(fields) = scheme.sign(&key, &envelope, body.as_bytes()) else {
                continue;
            };
            let of = |name, value| if message.contains(name) { value } else { "" };
            let time = if message.contains("{timestamp}") {
                time
            } else {
                0
            };
            let covered = |name: &str| message.contains(name) || !body.contains(&name[7..8]);
            let body = if body.starts_with('{') && !(covered("{field:m}") && covered("{field:n}")) {
                covered_members(message, body)
            } else {
                body.clone()
            };
            let values = (of("{id}", id.as_str()).to_owned(), time, body);
            let tag = fields.get("X-S").unwrap().to_owned();
            if let Some(other) = signed.insert(tag, values.clone()) {
                assert_eq!(other, values, "{message}");
            }
        }
    }
    assert!(!signed.is_empty(), "{message} signs no message");
}

/// The value of the member `m` or `n`, whichever the message contains.
fn covered_members(message: &str, body: &str) -> String {
    let json: serde_json::Value = serde_json::from_str(body).unwrap();
    let name = if message.contains("{field:m}") {
        "m"
    } else {
        "n"
    };
    json[name].to_string()
}

fn pairs<'a>(all: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    all.iter()
        .flat_map(|one| all.iter().map(move |other| (*one, *other)))
}

/// Every text of these characters that is `least` to `most` characters long.
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
