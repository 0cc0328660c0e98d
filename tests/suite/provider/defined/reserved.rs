//! No caller can set a header field that payauth writes or that a definition forbids, in any spelling that a server may read
//! as the same name.

use std::collections::BTreeSet;
use std::sync::Arc;

use payauth::ErrorKind;
use payauth::provider::Profile;
use serde_json::{Value, json};

use super::{ALL, client_of, examples, pairs, sign};
use crate::support::{list, text};

/// The names that servers may read as `name`: CGI turns every mark into an underscore.
fn spellings(name: &str) -> BTreeSet<String> {
    let with = |mark: &str| name.replace('-', mark);
    let marked = ["-", "_", ".", "~", "!", "*", "'"].map(with);
    marked
        .iter()
        .flat_map(|name| [name.clone(), name.to_lowercase(), name.to_uppercase()])
        .collect()
}

/// The kind and the argument of the error for an example's request with one more field.
fn refusal(profile: &Arc<Profile>, example: &Value, field: &str) -> Option<(ErrorKind, String)> {
    let mut example = example.clone();
    example["call"]["headers"][field] = json!("x");
    let client = client_of(profile, &example["client"], &example["environment"]).unwrap();
    let error = sign(&client, &example).err()?;
    Some((error.kind(), error.argument().to_owned()))
}

/// The fields of an example's request that the caller did not pass.
fn written(profile: &Arc<Profile>, example: &Value) -> Vec<String> {
    let client = client_of(profile, &example["client"], &example["environment"]).unwrap();
    let given = pairs(&example["call"]["headers"]);
    let is_own = |name: &str| !given.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
    let sent = sign(&client, example).unwrap().headers.into_iter();
    sent.map(|(name, _)| name)
        .filter(|name| is_own(name))
        .collect()
}

#[test]
fn every_field_that_a_request_of_any_provider_has_is_rejected_from_a_caller_in_every_spelling() {
    let mut count = 0;
    for name in ALL.iter() {
        let profile: Arc<Profile> = Profile::named(name).unwrap().into();
        let vectors = examples(name);
        let is_request = |example: &&Value| text(&example["kind"]) == "request";
        for example in list(&vectors["vectors"]).iter().filter(is_request) {
            let written = written(&profile, example);
            for field in written
                .iter()
                .chain(&profile.own_fields)
                .chain(&profile.forbidden_fields)
            {
                let may_set = field == "Content-Type" && !profile.own_fields.contains(field);
                for spelling in spellings(field) {
                    if may_set && spelling.eq_ignore_ascii_case(field) {
                        continue;
                    }
                    let found = refusal(&profile, example, &spelling);
                    let expected = (ErrorKind::FieldForbidden, spelling.clone());
                    assert_eq!(found, Some(expected), "{name}: {spelling} for {field}");
                    count += 1;
                }
            }
        }
    }
    assert!(count > 1000, "{count}");
}

#[test]
fn content_type_of_a_caller_is_sent_in_any_case_and_rejected_with_another_mark() {
    for name in ALL.iter() {
        let profile: Arc<Profile> = Profile::named(name).unwrap().into();
        if profile
            .own_fields
            .iter()
            .any(|field| field.eq_ignore_ascii_case("content-type"))
        {
            continue;
        }
        let vectors = examples(name);
        let is_request = |example: &&Value| text(&example["kind"]) == "request";
        let is_open = |example: &&Value| example["call"]["headers"]["Content-Type"].is_null();
        let examples = list(&vectors["vectors"]).iter().filter(is_request);
        for example in examples.filter(is_open) {
            for field in ["Content-Type", "content-type", "CONTENT-TYPE"] {
                assert_eq!(refusal(&profile, example, field), None, "{name}: {field}");
            }
            for field in [
                "content_type",
                "Content_Type",
                "CONTENT.TYPE",
                "content~type",
            ] {
                let expected = (ErrorKind::FieldForbidden, field.to_owned());
                assert_eq!(
                    refusal(&profile, example, field),
                    Some(expected),
                    "{name}: {field}"
                );
            }
        }
    }
}
