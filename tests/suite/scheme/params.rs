//! Lists of parameters: no list is signed in the same way as another list.

use std::collections::{BTreeMap, BTreeSet};

use payauth::ErrorKind;
use payauth::encoding::form;
use payauth::scheme::{Compiled, Envelope};
use serde_json::{Value, json};

use crate::support::at;

/// Separators. Some overlap with themselves or with each other.
const MARKS: [&str; 9] = ["=", "&", "==", "&&", "=&", "&=", "a", "aba", "ab"];
const TEXTS: [&str; 6] = ["", "a", "ab", "%26", "%3D", "%26a"];

/// The values that a program finds for each name, in the order of the message.
type Reading = BTreeMap<String, Vec<String>>;

fn scheme(params: &Value) -> Result<Compiled, payauth::Error> {
    scheme_of("{params}", params)
}

fn scheme_of(message: &str, params: &Value) -> Result<Compiled, payauth::Error> {
    let definition = json!({
        "hash": "sha256", "message": message, "encoding": "hex", "params": params,
        "headers": { "X-S": "{signature}" },
    });
    Compiled::define(&definition.to_string())
}

fn sign(scheme: &Compiled, url: &str, body: &str) -> Result<String, payauth::Error> {
    let key = scheme.key("secret", "k")?;
    let envelope = Envelope::new(at(1)).url(url);
    let fields = scheme.sign(&key, &envelope, body.as_bytes())?;
    Ok(fields.get("X-S").unwrap().to_owned())
}

/// Fails if two forms have the same signature, although a program reads them differently.
fn assert_distinct(
    scheme: &Compiled,
    params: &Value,
    forms: &[String],
    read: &dyn Fn(&str) -> Reading,
) {
    let mut signed: BTreeMap<String, (Reading, &str)> = BTreeMap::new();
    for form in forms {
        let Ok(tag) = sign(scheme, "", form) else {
            continue;
        };
        let reading = read(form);
        if let Some((other, as_form)) = signed.insert(tag, (reading.clone(), form)) {
            assert_eq!(other, reading, "{params}: {as_form} and {form}");
        }
    }
    assert!(signed.len() > 3, "{params}: {}", signed.len());
}

fn reading(form: &str, is_unique: bool) -> Reading {
    let mut reading = Reading::new();
    for (name, value) in form.split('&').filter_map(|piece| piece.split_once('=')) {
        let decode = |text| form::decode(text).unwrap().to_string();
        let values = reading.entry(decode(name)).or_default();
        if !is_unique || !values.contains(&decode(value)) {
            values.push(decode(value));
        }
    }
    reading
}

/// All forms of two parameters, and some forms of one parameter and of three.
fn forms() -> Vec<String> {
    let mut params = Vec::new();
    for name in TEXTS {
        params.extend(TEXTS.map(|value| format!("{name}={value}")));
    }
    let mut forms = params.clone();
    for one in &params {
        forms.extend(params.iter().map(|other| format!("{one}&{other}")));
        forms.extend(["a=b", "b=a"].map(|other| format!("{one}&{other}&{one}")));
    }
    forms
}

#[test]
fn no_two_forms_that_a_program_reads_differently_have_the_same_signature() {
    let forms = forms();
    let mut schemes = 0;
    for (kv, join) in MARKS.iter().flat_map(|kv| MARKS.map(|join| (*kv, join))) {
        for (sort, is_unique, encode) in [
            ("none", false, "none"),
            ("name", false, "none"),
            ("name", true, "none"),
            ("name", false, "rfc3986"),
        ] {
            let params = json!({
                "from": ["form"], "kv": kv, "join": join, "sort": sort, "unique": is_unique, "encode": encode,
            });
            let Ok(scheme) = scheme(&params) else {
                continue;
            };
            assert_distinct(&scheme, &params, &forms, &|form| reading(form, is_unique));
            schemes += 1;
        }
    }
    assert!(schemes > 200, "{schemes}");
}

/// The separators of [`MARKS`] and separators with capitals. The order of a sorted list depends on the case of the names.
#[test]
fn no_two_forms_that_differ_in_more_than_case_have_the_same_signature_in_lower_case() {
    let texts = ["", "a", "A", "%3D", "%26", "J%26"];
    let mut params = Vec::new();
    for name in texts {
        params.extend(texts.map(|value| format!("{name}={value}")));
    }
    let mut forms = params.clone();
    for one in &params {
        forms.extend(params.iter().map(|other| format!("{one}&{other}")));
    }
    let marks = ["=", "&", "A", "a", "&j", "J", "==", "é"];
    let mut schemes = 0;
    for (kv, join) in marks.iter().flat_map(|kv| marks.map(|join| (*kv, join))) {
        for encode in ["none", "rfc3986"] {
            let params = json!({
                "from": ["form"], "kv": kv, "join": join, "sort": "none", "encode": encode,
            });
            let Ok(scheme) = scheme_of("{lower:params}", &params) else {
                continue;
            };
            assert_distinct(&scheme, &params, &forms, &|form| {
                reading(&form.to_ascii_lowercase(), false)
            });
            schemes += 1;
        }
    }
    assert!(schemes > 15, "{schemes}");
}

#[test]
fn kv_and_join_of_a_list_in_lower_case_have_no_letters() {
    for (kv, join) in [("J", "&"), ("=", "j"), ("=", "&A"), ("eq=", "&")] {
        let params = json!({ "from": ["query"], "kv": kv, "join": join });
        let error = scheme_of("{lower:params}", &params).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Scheme);
        assert!(error.to_string().contains("cannot have letters"), "{error}");
        assert!(scheme_of("{params}", &params).is_ok(), "{kv} {join}");
    }
    let marks = json!({ "from": ["query"], "kv": ":1", "join": "é" });
    assert!(scheme_of("{lower:params}", &marks).is_ok());
}

#[test]
fn kv_and_join_may_have_16_bytes_but_not_more() {
    for name in ["kv", "join"] {
        let params = |mark: &str| json!({ "from": ["query"], name: mark });
        for mark in ["|".repeat(16), "é".repeat(8)] {
            assert!(scheme(&params(&mark)).is_ok(), "{name} {mark}");
        }
        for mark in ["|".repeat(17), "é".repeat(9), "|".repeat(60_000)] {
            let error = scheme(&params(&mark)).unwrap_err();
            assert_eq!(error.path(), "params", "{name}");
            assert!(error.to_string().contains("at most 16 bytes"), "{error}");
        }
    }
}

#[test]
fn url_is_whole_or_is_a_path_that_begins_with_one_slash() {
    let list = scheme(&json!({ "from": ["query"] })).unwrap();
    let query = sign(&list, "https://shop.example/cb?a=b://c/?d", "").unwrap();
    for url in [
        "/cb?a=b://c/?d",
        "HTTPS://u@shop.example?a=b://c/?d#e?f",
        "/cb/x://y?a=b://c/?d",
    ] {
        assert_eq!(sign(&list, url, "").unwrap(), query, "{url}");
    }
    for url in [
        "shop.example/cb?a=b",
        "?a=b",
        "*",
        "//shop.example/cb?a=b",
        "/\\shop.example?a=b",
        "https:/cb?a=b",
        "https:///cb?a=b",
        "https://u@/cb?a=b",
        "\u{feff}/cb?a=b",
        " /cb?a=b",
        "/cb?a=\tb",
        "1a://shop.example/cb?a=b",
        "/cb??a=b",
        "/cb?\u{feff}a=b",
    ] {
        let error = sign(&list, url, "").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FieldMalformed, "{url}");
        assert_eq!(error.argument(), "url", "{url}");
    }
}

#[test]
fn sorted_list_rejects_a_name_with_two_different_values() {
    let mut sorted = json!({ "from": ["form"] });
    let same = sign(&scheme(&sorted).unwrap(), "", "a=1&b=2&a=1").unwrap();
    assert!(!same.is_empty());
    for form in ["a=1&a=2", "a=2&b=1&a=1", "a=1&a=1&a=", "%61=1&a=2"] {
        let error = sign(&scheme(&sorted).unwrap(), "", form).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FieldAmbiguous, "{form}");
        assert_eq!(error.argument(), "body", "{form}");
    }
    sorted["sort"] = json!("none");
    let unsorted = scheme(&sorted).unwrap();
    let tags = ["a=1&a=2", "a=2&a=1"].map(|form| sign(&unsorted, "", form).unwrap());
    assert_eq!(BTreeSet::from(tags).len(), 2);
}

#[test]
fn list_of_two_sources_is_rejected_unless_the_scheme_lists_the_weakness() {
    let both = json!({ "from": ["query", "form"] });
    let error = scheme(&both).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Scheme);
    assert!(
        error.to_string().contains("either query or form"),
        "{error}"
    );
    let mut definition = json!({
        "hash": "sha256", "message": "{params}", "encoding": "hex", "params": both,
        "headers": { "X-S": "{signature}" }, "unsafe": ["joined-members"],
    });
    let joined = Compiled::define(&definition.to_string()).unwrap();
    assert_eq!(joined.weak(), ["joined-members"]);
    let moved = [("/?a=1", "b=2"), ("/", "a=1&b=2"), ("/?b=2&a=1", "")];
    let tags = moved.map(|(url, body)| sign(&joined, url, body).unwrap());
    assert_eq!(BTreeSet::from(tags).len(), 1);
    // A scheme that signs a part of a request is not rejected, but can only sign.
    definition["message"] = json!("{path}|{params}");
    definition["unsafe"] = json!([]);
    let request = Compiled::define(&definition.to_string()).unwrap();
    assert!(
        request
            .only_signs()
            .unwrap()
            .contains("either query or form")
    );
    sign(&request, "/p?a=1&a=2", "a=1").unwrap();
}

#[test]
fn value_may_contain_text_that_is_not_the_separator_after_it() {
    let list = scheme(&json!({ "from": ["form"], "join": "&&" })).unwrap();
    for form in ["a=b%26c", "a=b%3Dc", "a=%26b", "%26a=b"] {
        sign(&list, "", form).unwrap();
    }
    for form in ["a=b%26", "a=b%26%26c", "a%3D=b", "a%26%26=b"] {
        let error = sign(&list, "", form).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FieldMalformed, "{form}");
    }
}
