//! `covers`: different signed values have different names, and a time or an id of the event must be signed. The tests try
//! every kind of placeholder with names that look like kinds.

use std::collections::{BTreeSet, HashMap};

use payauth::scheme::{Compiled, Covers};
use serde_json::{Value, json};

const NAMES: [&str; 24] = [
    "x",
    "id",
    "query",
    "form",
    "header",
    "lower",
    "field",
    "url",
    "method",
    "target",
    "body",
    "params",
    "query.x",
    "query:",
    "query:x",
    "form:x",
    "header:x",
    "lower:x",
    "field:x",
    "field:query",
    "lower:query",
    "lower:query:x",
    "field:field:x",
    "query:field:x",
];

/// A signed value: whether it is signed in lower case, its kind and its name.
type Signed = (bool, &'static str, &'static str);

/// A placeholder, the members of a definition that it needs, and the values that it signs.
#[derive(Clone)]
struct Piece {
    text: String,
    more: Value,
    signs: Vec<Signed>,
}

impl Piece {
    fn of(text: String, signs: &[Signed]) -> Self {
        Self {
            text,
            more: json!({}),
            signs: signs.to_vec(),
        }
    }

    fn with(self, more: Value) -> Self {
        Self { more, ..self }
    }

    /// Whether the exact text of the member at this path is signed.
    fn signs_member(&self, path: &str) -> bool {
        self.signs.contains(&(false, "field", path))
    }
}

/// Every kind of placeholder with every name, in lower case and as it is, in the message and in a digest.
fn pieces() -> Vec<Piece> {
    let mut plain = Vec::new();
    for name in NAMES {
        for kind in ["field", "query", "form", "header"] {
            plain.push((format!("{kind}:{name}"), kind, name));
        }
        plain.push((format!("field:{name}?"), "field", name));
    }
    for (word, kind) in [("query", "query"), ("target", "query"), ("url", "url")] {
        plain.push((word.into(), kind, "*all*"));
    }
    let mut all = Vec::new();
    for (word, kind, name) in plain {
        all.push(Piece::of(format!("{{{word}}}"), &[(false, kind, name)]));
        let lower = format!("{{lower:{word}}}");
        all.push(Piece::of(lower, &[(true, kind, name)]));
    }
    for (from, kinds) in [
        (json!(["query"]), &["query"][..]),
        (json!(["form"]), &["form"]),
        (json!(["query", "form"]), &["query", "form"]),
    ] {
        for (word, is_lower) in [("{params}", false), ("{lower:params}", true)] {
            let signs: Vec<_> = kinds
                .iter()
                .map(|kind| (is_lower, *kind, "*all*"))
                .collect();
            let more = json!({"params": {"from": from}});
            all.push(Piece::of(word.into(), &signs).with(more));
        }
    }
    for piece in all.clone() {
        let mut more = piece.more.clone();
        more["digests"] = json!({"d": {"of": piece.text, "hash": "sha256", "encoding": "hex"}});
        all.push(Piece::of("{digest:d}".into(), &piece.signs).with(more));
    }
    all
}

/// The two pieces as one message, if both can be in one definition.
fn both(one: &Piece, other: &Piece) -> Option<Piece> {
    let mut more = one.more.clone();
    for (name, value) in other.more.as_object()? {
        if *more.get(name).unwrap_or(value) != *value {
            return None;
        }
        more[name] = value.clone();
    }
    let text = format!("{}|{}", one.text, other.text);
    let signs = [&one.signs[..], &other.signs].concat();
    Some(Piece::of(text, &signs).with(more))
}

fn definition(piece: &Piece, more: &Value) -> Value {
    let mut whole = json!({
        "hash": "sha256", "message": piece.text, "encoding": "hex", "headers": {"X-S": "{signature}"},
    });
    for one in [&piece.more, more] {
        for (name, value) in one.as_object().unwrap() {
            whole[name] = value.clone();
        }
    }
    whole
}

fn compiled(piece: &Piece, more: &Value) -> Option<Compiled> {
    Compiled::define(&definition(piece, more).to_string()).ok()
}

#[test]
fn time_and_id_of_the_event_are_accepted_only_if_their_member_is_signed() {
    let all = pieces();
    let first = Piece::of("{field:amount}".into(), &[(false, "field", "amount")]);
    let second = all.iter().filter_map(|piece| both(&first, piece));
    let mut accepted = 0;
    for piece in all.iter().cloned().chain(second) {
        if compiled(&piece, &json!({})).is_none() {
            continue;
        }
        for path in NAMES {
            for more in [
                json!({"eventId": path}),
                json!({"timestamp": {"format": "unix", "field": path}}),
            ] {
                let is_accepted = compiled(&piece, &more).is_some();
                let whole = definition(&piece, &more);
                assert_eq!(is_accepted, piece.signs_member(path), "{whole}");
                accepted += usize::from(is_accepted);
            }
        }
    }
    assert!(accepted > 300, "{accepted}");
}

#[test]
fn different_signed_values_have_different_names_in_covers() {
    let all = pieces();
    let pairs = all
        .iter()
        .flat_map(|one| all.iter().filter_map(|other| both(one, other)));
    let mut known: HashMap<BTreeSet<String>, (BTreeSet<Signed>, String)> = HashMap::new();
    for piece in all.iter().cloned().chain(pairs) {
        let Some(scheme) = compiled(&piece, &json!({})) else {
            continue;
        };
        let Covers::Fields(names) = scheme.covers() else {
            continue;
        };
        let signs = piece.signs.iter().filter(|(_, kind, _)| *kind != "url");
        let signs: BTreeSet<Signed> = signs.copied().collect();
        let names: BTreeSet<String> = names.into_iter().collect();
        assert_eq!(names.len(), signs.len(), "{} {names:?}", piece.text);
        let first = known.entry(names.clone());
        let (other, text) = first.or_insert_with(|| (signs.clone(), piece.text.clone()));
        assert_eq!(*other, signs, "{names:?}: {text} and {}", piece.text);
    }
    assert!(known.len() > 1000, "{}", known.len());
}

#[test]
fn member_has_the_prefix_field_only_if_its_path_could_be_another_name() {
    for (text, expected) in [
        ("{field:order.id}", "order.id"),
        ("{field:header}", "header"),
        ("{field:query.x}", "query.x"),
        ("{field:a:b}", "a:b"),
        ("{field:query}", "field:query"),
        ("{field:form?}", "field:form"),
        ("{field:query:x}", "field:query:x"),
        ("{field:lower:x}", "field:lower:x"),
        ("{field:field:x}", "field:field:x"),
        ("{lower:field:x}", "lower:x"),
        ("{lower:field:query}", "lower:field:query"),
        ("{lower:query}", "lower:query"),
        ("{lower:query:x}", "lower:query:x"),
        ("{target}", "query"),
        ("{query:x}", "query:x"),
        ("{form:x}", "form:x"),
        ("{header:x}", "header:x"),
    ] {
        let scheme = compiled(&Piece::of(text.into(), &[]), &json!({})).unwrap();
        let expected = Covers::Fields(vec![expected.into()]);
        assert_eq!(scheme.covers(), expected, "{text}");
    }
}
