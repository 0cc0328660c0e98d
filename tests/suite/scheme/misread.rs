//! Requests that a server could read in another way than payauth signs them.

use std::collections::BTreeSet;

use payauth::scheme::{Compiled, Envelope, catalog};
use payauth::{Error, ErrorKind, Fields, SecretText};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::catalogue::{each, now, optional, pairs};
use crate::support::{at, text};

/// The characters of a token (RFC 9110) that are not letters or digits.
const MARKS: &str = "!#$%&'*+-.^_`|~";

/// The arguments of a placeholder, such as the names in `{header:…}`, in the whole text of a definition.
fn arguments(definition: &str, word: &str) -> BTreeSet<String> {
    let start = format!("{word}:");
    let parts = definition.split(&start).skip(1);
    let names = parts.filter_map(|rest| rest.split_once('}'));
    names.map(|(name, _)| name.to_owned()).collect()
}

/// The name with other marks. Servers that use CGI read each result as the same name.
fn marked(name: &str) -> impl Iterator<Item = String> {
    let with = |mark: char| {
        let is_mark = |letter: char| MARKS.contains(letter);
        name.replace(is_mark, &mark.to_string())
    };
    let all = MARKS.chars().map(with).collect::<Vec<_>>();
    all.into_iter().flat_map(|name| [name.to_uppercase(), name])
}

/// The definition of the scheme of a vector.
pub(super) fn definition_of(vector: &Value) -> &'static str {
    let name = text(&vector["scheme"]);
    let mut all = catalog::DEFINITIONS.iter();
    all.find(|(known, _)| *known == name).unwrap().1
}

/// Signs the request of a vector with one more field, or with another URL.
fn request(scheme: &Compiled, vector: &Value, field: Option<&str>, url: &str) -> Result<(), Error> {
    let request = &vector["request"];
    let key = scheme.key("secret", text(&vector["secret"]))?;
    let (mut given, vars) = (pairs(request, "headers"), pairs(request, "vars"));
    given.extend(field.map(|field| (field, "x")));
    let envelope = Envelope::new(now(vector))
        .method(text(&request["method"]))
        .url(url)
        .fields(&given)
        .vars(&vars)
        .nonce(optional(request, "nonce"))
        .key_id(optional(request, "keyId"));
    let signer = scheme.begin(&key, &envelope)?;
    let (mut fields, mut query) = (Fields::default(), SecretText::default());
    signer.finish_request(scheme, &key, &mut fields, &mut query)
}

#[test]
fn field_that_servers_may_read_as_a_signed_field_is_rejected_by_every_scheme_of_the_catalogue() {
    let mut count = 0;
    each(true, |vector| {
        let definition = definition_of(vector);
        let scheme = super::catalogue::scheme(vector);
        let url = text(&vector["request"]["url"]);
        let fields = arguments(definition, "{header");
        let blocks = arguments(definition, "{headers");
        let begun = blocks
            .iter()
            .flat_map(|prefix| ["", "-a", "_Meta.Info"].map(|rest| format!("{prefix}{rest}")));
        let signed: Vec<_> = fields.into_iter().chain(begun).collect();
        for known in &signed {
            for field in marked(known) {
                let is_signed = |prefix: &String| field.to_lowercase().starts_with(prefix);
                if field.eq_ignore_ascii_case(known) || blocks.iter().any(is_signed) {
                    continue;
                }
                let error = request(&scheme, vector, Some(&field), url).expect_err(&field);
                let found = (error.kind(), error.argument());
                assert_eq!(
                    found,
                    (ErrorKind::FieldForbidden, &*field),
                    "{}",
                    vector["scheme"]
                );
                count += 1;
            }
        }
        request(&scheme, vector, Some("Unsigned_Note"), url).unwrap();
    });
    assert!(count > 80, "{count}");
}

proptest! {
    /// A request with one field has a signature that depends on the value of the field, or the field is rejected, or no
    /// server reads the field as a signed field.
    #[test]
    fn field_is_signed_or_rejected_exactly_if_servers_may_read_it_as_a_signed_field(
        known in "[A-Za-z]{1,3}[-_.][A-Za-z]{0,3}",
        mark in prop::sample::select(MARKS.chars().collect::<Vec<_>>()),
        rest in "[a-z_-]{0,2}",
        swaps in any::<bool>(),
        is_block in any::<bool>(),
    ) {
        let word = if is_block { "headers" } else { "header" };
        let definition = json!({
            "hash": "sha256", "encoding": "hex", "message": format!("{{{word}:{known}}}|{{method}}"),
            "headers": { "Signature": "{signature}" },
        });
        let scheme = Compiled::define(&definition.to_string()).unwrap();
        let key = scheme.key("secret", "k").unwrap();
        let spelled = if swaps { known.replace(|letter| MARKS.contains(letter), &mark.to_string()) } else { known.clone() };
        let field = format!("{spelled}{rest}");
        let sign = |value: &str| {
            let fields = [(&*field, value)];
            let envelope = Envelope::new(at(0)).method("GET").fields(&fields);
            let sent = scheme.sign(&key, &envelope, b"")?;
            Ok::<_, Error>(sent.get("Signature").unwrap().to_owned())
        };
        let folded = |name: &str| name.to_lowercase().replace(|letter| MARKS.contains(letter), "-");
        let is_read = if is_block {
            folded(&field).starts_with(&folded(&known))
        } else {
            folded(&field) == folded(&known)
        };
        match (sign("1"), sign("2")) {
            (Ok(one), Ok(two)) => prop_assert_eq!(one != two, is_read, "{} {}", known, field),
            (Err(error), _) | (_, Err(error)) => {
                prop_assert_eq!(error.kind(), ErrorKind::FieldForbidden);
                prop_assert!(is_read, "{} {}", known, field);
            }
        }
    }
}

/// Queries that some server reads as a query with the parameter `name`.
pub(crate) fn queries(name: &str) -> Vec<String> {
    let encoded = name
        .bytes()
        .fold(String::new(), |all, byte| format!("{all}%{byte:02x}"));
    let spaced = ["%20", "+", "%09", "%0a", "%00", "%c2%a0"].map(|blank| format!("{blank}{name}"));
    let ended =
        ["%5B%5D", "[]", "%5Ba%5D", "%00", "%00x", "%20", "."].map(|end| format!("{name}{end}"));
    let names = [
        vec![
            name.into(),
            name.to_uppercase(),
            encoded,
            name.replace('_', "."),
            name.replace('_', "%20"),
            format!("%5B{name}%5D"),
            format!("{name}%ff"),
        ],
        spaced.to_vec(),
        ended.to_vec(),
    ];
    let before = ["", "a=1&", "a=1;", "&"];
    names
        .concat()
        .iter()
        .flat_map(|name| before.map(|before| format!("{before}{name}=1")))
        .chain([name.to_owned()])
        .collect()
}

#[test]
fn url_with_a_parameter_that_servers_may_read_as_one_that_payauth_adds_is_rejected_by_every_scheme()
{
    let mut count = 0;
    each(true, |vector| {
        let definition = definition_of(vector);
        let definition: Value = serde_json::from_str(definition).unwrap();
        let scheme = super::catalogue::scheme(vector);
        for (param, _) in definition["query"].as_object().into_iter().flatten() {
            for query in queries(param) {
                let url = format!("https://api.example/x?{query}");
                let error = request(&scheme, vector, None, &url).expect_err(&url);
                // A scheme with {params} also rejects a name that is not UTF-8, that contains a separator, or that has
                // two values.
                let is_taken = error.kind() == ErrorKind::Option && error.argument() == "url";
                let is_odd = query.contains("%ff")
                    || matches!(
                        error.kind(),
                        ErrorKind::FieldMalformed | ErrorKind::FieldAmbiguous
                    );
                assert!(is_taken || is_odd, "{url}: {error}");
                count += 1;
            }
            for query in [
                "a=1",
                "",
                "&&",
                "=",
                "x=signature",
                "times=1&sign=2",
                "a[]=1&b%5B%5D=2",
            ] {
                let url = format!("https://api.example/x?{query}");
                request(&scheme, vector, None, &url)
                    .unwrap_or_else(|error| panic!("{url}: {error}"));
            }
        }
    });
    assert!(count > 400, "{count}");
}

#[test]
fn parameter_with_brackets_or_without_letters_is_found_only_by_its_whole_name() {
    for (param, taken, refused) in [
        (
            "auth[sig]",
            ["auth[key]", "auth", "auth[]"],
            ["auth[sig]", "AUTH%5Bsig%5D", "auth[sig][]"],
        ),
        ("_", ["-", "", "."], ["_", "%5f", "_"]),
    ] {
        let definition = json!({
            "hash": "sha256", "encoding": "hex", "message": "{query}|{method}", "query": { param: "{signature}" },
        });
        let scheme = Compiled::define(&definition.to_string()).unwrap();
        let key = scheme.key("secret", "k").unwrap();
        let begin = |query: &str| {
            let url = format!("https://a.example/?{query}=1");
            let envelope = Envelope::new(at(0)).method("GET").url(&url);
            let signer = scheme.begin(&key, &envelope)?;
            let (mut fields, mut query) = (Fields::default(), SecretText::default());
            signer.finish_request(&scheme, &key, &mut fields, &mut query)
        };
        for query in taken {
            assert_eq!(begin(query), Ok(()), "{param} {query}");
        }
        for query in refused {
            assert!(begin(query).is_err(), "{param} {query}");
        }
    }
}

#[test]
fn scheme_that_signs_parameters_of_a_form_rejects_every_other_content_type() {
    let digest = json!({ "d": { "of": "{form:a}|{body}", "hash": "sha256", "encoding": "hex" } });
    for change in [
        json!({ "message": "{form:a}|{method}" }),
        json!({ "message": "{lower:form:a}|{method}" }),
        json!({ "message": "{params}|{method}", "params": { "from": ["form"] } }),
        json!({ "message": "{params}|{method}", "params": { "from": ["query", "form"] }, "unsafe": ["joined-members"] }),
        json!({ "message": "{digest:d}|{method}", "digests": digest }),
    ] {
        let mut definition =
            json!({ "hash": "sha256", "encoding": "hex", "headers": { "S": "{signature}" } });
        for (name, value) in change.as_object().unwrap() {
            definition[name] = value.clone();
        }
        let scheme = Compiled::define(&definition.to_string()).unwrap();
        let key = scheme.key("secret", "k").unwrap();
        let sign = |media_type: &str, body: &str| {
            let fields = [("content-TYPE", media_type)];
            let envelope = Envelope::new(at(0))
                .method("POST")
                .url("https://a.example/")
                .fields(&fields);
            scheme.sign(&key, &envelope, body.as_bytes()).map(drop)
        };
        for media_type in [
            "application/json",
            "multipart/form-data; boundary=a",
            "text/plain",
            "application/x-www-form-urlencodedx",
        ] {
            let error = sign(media_type, r#"{"amount":5}"#).expect_err(media_type);
            assert_eq!(
                (error.kind(), error.argument()),
                (ErrorKind::Body, "body"),
                "{change}"
            );
        }
        for media_type in [
            "application/x-www-form-urlencoded",
            "APPLICATION/x-www-form-urlencoded; charset=UTF-8",
            "application/x-www-form-urlencoded ;charset=utf-8",
        ] {
            assert_eq!(sign(media_type, "a=5"), Ok(()), "{change} {media_type}");
        }
        let without_body = sign("application/json", "");
        assert_eq!(without_body, Ok(()), "{change}");
    }
}

#[test]
fn scheme_that_signs_the_place_of_its_signature_or_another_spelling_of_its_own_field_is_rejected() {
    let define = |place: &str, name: &str, message: &str| {
        let definition = json!({
            "hash": "sha256", "encoding": "hex", "message": message, place: { name: "{signature}" },
        });
        Compiled::define(&definition.to_string())
    };
    let itself = "must not contain the field or the parameter that carries {signature}";
    let spellings = "two spellings of a field";
    for (place, name, message, words) in [
        ("headers", "X-Sig", "{header:X-Sig}|{method}", itself),
        ("headers", "X-Sig", "{header:x-sig}|{method}", itself),
        ("headers", "X-Sig", "{lower:header:x-sig}|{method}", itself),
        ("headers", "X-Sig", "{header:X_Sig}|{method}", spellings),
        ("headers", "X-Sig", "{headers:x_}|{method}", spellings),
        ("query", "sig", "{query:sig}|{method}", itself),
        ("form", "sig", "{form:sig}|{method}", itself),
    ] {
        let error = define(place, name, message).unwrap_err();
        assert!(error.to_string().contains(words), "{message}: {error}");
        assert_eq!(error.path(), "message");
    }
    for (place, name, message) in [
        ("headers", "X-Sig", "{header:X-Sign}|{method}"),
        ("headers", "X-Sig", "{headers:x-}|{method}"),
        ("headers", "sig", "{query:sig}|{method}"),
        ("query", "sig", "{header:sig}|{method}"),
        ("form", "sig", "{form:sig.a}|{method}"),
        ("fields", "a.sig", "{field:a.sign}|{method}"),
    ] {
        define(place, name, message).unwrap_or_else(|error| panic!("{message}: {error}"));
    }
}
