//! Challenges of `WWW-Authenticate` (RFC 9110, 11.6.1), well-formed and malformed.

use std::fmt::Write as _;

use payauth::auth::challenge::{Part, read};
use proptest::prelude::*;

/// The challenges of a field, one line for each challenge: the scheme, followed by its parameters. `None` if the field
/// is rejected.
fn shown(field: &str) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for part in read(field)?.parts() {
        match part {
            Part::Parameter(name, value) => {
                write!(lines.last_mut()?, " {name}={}", value.text()).ok()?;
            }
            Part::Scheme(scheme) => lines.push(scheme.into()),
            other => panic!("{other:?}"),
        }
    }
    Some(lines)
}

#[test]
fn challenges_and_parameters_are_distinguished() {
    for (field, expected) in [
        ("", vec![]),
        (", ,", vec![]),
        ("Bearer", vec!["Bearer"]),
        ("Bearer ", vec!["Bearer"]),
        ("Bearer, Basic", vec!["Bearer", "Basic"]),
        ("Basic realm=\"x\"", vec!["Basic realm=x"]),
        ("Basic realm = \"x\"", vec!["Basic realm=x"]),
        (
            "Digest a=1, b=\"2\", Basic c=3",
            vec!["Digest a=1 b=2", "Basic c=3"],
        ),
        ("Digest a=1,b=2,,Basic", vec!["Digest a=1 b=2", "Basic"]),
        ("Negotiate abc+/==", vec!["Negotiate"]),
        // By the grammar, `error=` is a token68, even if the server meant a parameter.
        ("Bearer error=", vec!["Bearer"]),
        (
            "Negotiate abc==, Basic realm=x",
            vec!["Negotiate", "Basic realm=x"],
        ),
        (r#"A b="c, D e=\"f\"""#, vec![r#"A b=c, D e="f""#]),
        (r#"A b="""#, vec!["A b="]),
        // RFC 9110, section 11.6.1
        (
            r#"Basic realm="simple", Newauth realm="apps", type=1, title="Login to \"apps\"""#,
            vec![
                "Basic realm=simple",
                r#"Newauth realm=apps type=1 title=Login to "apps""#,
            ],
        ),
    ] {
        let expected = expected.into_iter().map(String::from).collect();
        assert_eq!(shown(field), Some(expected), "{field}");
    }
}

#[test]
fn malformed_fields_are_rejected() {
    for field in [
        "=",
        "a=b",
        "\"Bearer\"",
        "Bearer error=\"",
        "Bearer error=\"open",
        "Bearer error=\"a\"b",
        "Bearer error=\"\\",
        "Bearer a=1, a=2",
        "Bearer a=1, A=2",
        "Bearer a=1 b=2",
        "Bearer a;b",
        "Bearer a=\"line\nbreak\"",
        "Bearer é",
        &"x,".repeat(5_000),
    ] {
        assert_eq!(shown(field), None, "{field}");
    }
}

#[test]
fn challenge_has_at_most_32_parameters() {
    let field = |count: usize| {
        let parameters: Vec<_> = (0..count).map(|number| format!("p{number}=x")).collect();
        format!("Bearer {}", parameters.join(","))
    };
    assert!(read(&field(32)).is_some());
    assert!(read(&format!("{0},{0}", field(32))).is_some());
    assert!(read(&field(33)).is_none());
}

#[test]
fn only_the_parameters_of_the_named_scheme_are_read() {
    let say = |field: &str| read(field).unwrap().say("Bearer", "error", "invalid_token");
    for field in [
        "bearer ERROR=invalid_token",
        r#"Basic realm="x", Bearer error="invalid\_token""#,
        "Bearer a=1, Basic error=x, BEARER error=invalid_token",
    ] {
        assert!(say(field), "{field}");
    }
    for field in [
        "",
        "Bearer",
        "error",
        "Basic error=invalid_token",
        "Bearer a=1, Basic error=invalid_token",
        "Bearer error=Invalid_token",
        "Bearer error=invalid_token2",
        "Bearer errors=invalid_token",
    ] {
        assert!(!say(field), "{field}");
    }
}

proptest! {

    #[test]
    fn written_challenges_are_read_back(parameters in prop::collection::vec("[ -~]{0,20}", 0..8)) {
        let mut field = String::from("Bearer");
        for (index, value) in parameters.iter().enumerate() {
            let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
            let comma = if index > 0 { "," } else { "" };
            write!(field, "{comma} p{index}=\"{quoted}\"").unwrap();
        }
        let challenges = read(&field).unwrap();
        let read: Vec<_> = challenges
            .parts()
            .filter_map(|part| match part {
                Part::Parameter(_, value) => Some(value.text()),
                _ => None,
            })
            .collect();
        prop_assert_eq!(read, parameters);
    }
}
