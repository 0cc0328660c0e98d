//! Basic and Bearer credentials, compared with published vectors and with the grammars of RFC 7617 and RFC 6750.

use payauth::ErrorKind;
use payauth::auth::basic::{Basic, UserPass};
use payauth::auth::bearer;
use payauth::encoding::form;
use serde_json::Value;

use crate::support::{assert_error, list, text, vectors};

fn basic_vectors() -> Vec<Value> {
    let mut all = list(&vectors("rfc/auth_headers.json")["vectors"]).to_vec();
    all.extend(
        list(&vectors("providers/pledg_basic.json")["vectors"])
            .iter()
            .cloned(),
    );
    all
}

#[test]
fn basic_writes_and_reads_the_published_vectors() {
    for vector in basic_vectors()
        .iter()
        .filter(|vector| vector["kind"] == "basic")
    {
        let mode = match vector["form_encoding"] {
            Value::Null => UserPass::Plain,
            _ => UserPass::FormEncoded,
        };
        let (user_id, password) = (text(&vector["username"]), text(&vector["password"]));
        let expected = text(&vector["expected"]["value"]);
        if matches!(
            vector["form_encoding"].as_str(),
            None | Some("urlsearchparams")
        ) {
            let basic = Basic::new(user_id, password, mode).unwrap();
            assert_eq!(&*basic.credentials(), expected, "{}", vector["name"]);
        }
        let read = Basic::parse(expected, mode).unwrap();
        assert_eq!(
            (read.user_id(), read.password()),
            (user_id, password),
            "{}",
            vector["name"]
        );
    }
}

#[test]
fn basic_reads_every_form_that_rfc_7617_allows() {
    for vector in basic_vectors()
        .iter()
        .filter(|vector| vector["kind"] == "basic_decode")
    {
        let read = Basic::parse(text(&vector["header"]), UserPass::Plain).unwrap();
        let expected = (text(&vector["username"]), text(&vector["password"]));
        assert_eq!(
            (read.user_id(), read.password()),
            expected,
            "{}",
            vector["name"]
        );
    }
}

#[test]
fn basic_rejects_a_colon_in_the_user_id_unless_the_user_id_is_form_encoded() {
    let colon = Basic::new("a:b", "c", UserPass::Plain);
    assert_error(
        colon,
        ErrorKind::BasicUserPass,
        "userId: must not contain a colon, which would end the user-id",
    );
    let form = Basic::new("a:b", "c:d", UserPass::FormEncoded).unwrap();
    let read = Basic::parse(&form.credentials(), UserPass::FormEncoded).unwrap();
    assert_eq!((read.user_id(), read.password()), ("a:b", "c:d"));
    assert!(Basic::new("a", "b:c", UserPass::Plain).is_ok());
}

#[test]
fn basic_rejects_control_characters() {
    for bad in ["a\nb", "a\r", "\0", "\u{7f}", "\u{85}"] {
        let message = |of| format!("{of}: has a line break or another control character");
        let user_id = Basic::new(bad, "p", UserPass::Plain);
        assert_error(user_id, ErrorKind::BasicUserPass, &message("userId"));
        let password = Basic::new("u", bad, UserPass::FormEncoded);
        assert_error(password, ErrorKind::BasicUserPass, &message("password"));
    }
}

#[test]
fn basic_rejects_malformed_credentials() {
    for (credentials, message) in [
        ("", "authorization: must begin with \"Basic \""),
        ("Basic", "authorization: must begin with \"Basic \""),
        (
            "Bearer QWxhZGRpbjo=",
            "authorization: must begin with \"Basic \"",
        ),
        (
            "Basic QWxhZGRpbjo",
            "authorization: must have padded base64 after \"Basic \"",
        ),
        (
            "Basic QWxhZGRpbjo= ",
            "authorization: must have padded base64 after \"Basic \"",
        ),
        (
            "Basic QWxhZGRpbj-=",
            "authorization: must have padded base64 after \"Basic \"",
        ),
        (
            "Basic /////w==",
            "authorization: is not UTF-8 after base64 decoding",
        ),
        (
            "Basic QWxhZGRpbg==",
            "authorization: must have a colon between user-id and password after base64 decoding",
        ),
        (
            "Basic YQo6Yg==",
            "authorization: has a control character in the user-id or the password",
        ),
    ] {
        assert_error(
            Basic::parse(credentials, UserPass::Plain),
            ErrorKind::Encoding,
            message,
        );
    }
}

#[test]
fn basic_rejects_parts_that_are_not_form_encoded() {
    for credentials in ["Basic dTol", "Basic JXp6OnA=", "Basic dTolZTk="] {
        let read = Basic::parse(credentials, UserPass::FormEncoded);
        let message = "authorization: has a user-id or a password that is not form-encoded UTF-8";
        assert_error(read, ErrorKind::Encoding, message);
    }
}

#[test]
fn form_reads_every_dialect_and_rejects_truncated_escapes() {
    for vector in basic_vectors()
        .iter()
        .filter(|vector| vector["kind"] == "form")
    {
        let read = form::decode(text(&vector["expected"]["value"])).unwrap();
        assert_eq!(&*read, text(&vector["text"]), "{}", vector["name"]);
    }
    for (bad, message) in [
        ("%", "form: must have two hex digits after each %"),
        ("a%4", "form: must have two hex digits after each %"),
        ("%zz", "form: must have two hex digits after each %"),
        ("%e9", "form: is not UTF-8"),
    ] {
        assert_error(form::decode(bad), ErrorKind::Encoding, message);
    }
}

#[test]
fn bearer_writes_the_form_of_rfc_6750_and_rejects_invalid_tokens() {
    assert_eq!(
        &*bearer::credentials("mF_9.B5f-4.1JqM").unwrap(),
        "Bearer mF_9.B5f-4.1JqM"
    );
    for bad in ["", "=", "a b", "a\n", "Bearer x", "é", "a=b"] {
        assert_error(
            bearer::credentials(bad),
            ErrorKind::BearerToken,
            "token: must be letters, digits and -._~+/ (and = at the end); pass the whole token, without \"Bearer \"",
        );
    }
}
