//! Errors about limits of a definition: each names the limit.

use serde_json::{Value, json};

use super::refused::assert_all;

/// An object with this number of members.
fn members(count: usize) -> Value {
    let all = (0..count).map(|number| (format!("x{number:02}"), json!("x")));
    Value::Object(all.collect())
}

/// An array with this number of texts.
fn texts(count: usize) -> Value {
    Value::Array(vec![json!("X-A"); count])
}

#[test]
fn error_about_too_many_members_or_elements_names_the_limit() {
    assert_all(vec![
        (
            "/headers",
            members(17),
            "headers.x16",
            None,
            "is one more than the 16 allowed members",
        ),
        (
            "/token/form",
            members(17),
            "token.form.x16",
            None,
            "is one more than the 16 allowed members",
        ),
        (
            "/forbidden",
            texts(17),
            "forbidden[16]",
            None,
            "is one more than the 16 allowed elements",
        ),
        (
            "/errors/message",
            texts(9),
            "errors.message[8]",
            None,
            "is one more than the 8 allowed elements",
        ),
    ]);
}

#[test]
fn error_about_the_length_of_a_text_names_the_limits() {
    assert_all(vec![
        (
            "/pages/page",
            json!(""),
            "pages.page",
            None,
            "must be 1 to ",
        ),
        (
            "/pathPrefix",
            json!(""),
            "pathPrefix",
            None,
            "must be 1 to 256 bytes long; write, for example, ",
        ),
        (
            "/pathPrefix",
            json!("/".repeat(257)),
            "pathPrefix",
            None,
            "must be 1 to 256 bytes long",
        ),
        (
            "/credentials/apiKey/prefix",
            json!([""]),
            "credentials.apiKey.prefix[0]",
            None,
            "must be 1 to 32 bytes long",
        ),
    ]);
}
