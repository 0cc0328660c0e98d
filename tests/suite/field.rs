//! Header fields: the grammar of names and values.

use payauth::{ErrorKind, Fields};

use crate::support::assert_error;

fn push(name: &str, value: &str) -> Result<Fields, payauth::Error> {
    let mut fields = Fields::default();
    fields.push(name, value).map(|()| fields)
}

#[test]
fn name_is_a_token() {
    for name in ["", "X Y", "X:Y", "Ü", "a\n", "a(b)"] {
        let message =
            "headers: has a name that RFC 9110 (5.1) does not allow; use letters, digits and -";
        assert_error(push(name, "v"), ErrorKind::FieldName, message);
    }
    assert!(push("!#$%&'*+-.^_`|~09azAZ", "v").is_ok());
}

#[test]
fn value_is_visible_ascii_and_has_spaces_and_tabs_only_inside() {
    for value in [
        "a\r\nb", "a\nb", "a\0b", "é", " a", "a ", "\ta", "a\t", "\u{7f}",
    ] {
        let message = "X: must be visible ASCII; spaces and tabs are allowed only inside";
        assert_error(push("X", value), ErrorKind::FieldValue, message);
    }
    for value in ["", "a b", "a\tb", "~!"] {
        assert_eq!(push("X", value).unwrap().get("X"), Some(value));
    }
}

#[test]
fn debug_output_of_fields_does_not_show_their_values() {
    let fields = push("X-API-Secret", "hunter2").unwrap();
    assert_eq!(format!("{fields:?}"), r#"{"X-API-Secret": "[redacted]"}"#);
}

#[test]
fn name_is_case_insensitive_and_the_first_field_is_read() {
    let mut fields = push("X-Api-Key", "1").unwrap();
    fields.push("x-api-key", "2").unwrap();
    assert_eq!(fields.get("X-API-KEY"), Some("1"));
    assert_eq!(fields.get("X-Api"), None);
    assert_eq!(fields.iter().count(), 2);
}
