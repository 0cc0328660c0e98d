//! Tests of the check: wrong names and addresses are put into files.

use super::Places;
use super::strays::faults;

const PLACES: &str = r#"{
  "repository": { "is": "https://github.com/payauth/payauth", "settled": true },
  "reports": { "is": "security@payauth.example", "settled": false, "open": "no mailbox yet" },
  "jsr": { "is": "@payauth/payauth", "settled": false, "open": "not registered" },
  "npm": { "is": "payauth", "settled": true },
  "crate": { "is": "payauth", "settled": true }
}"#;

/// Files without faults.
const FILES: [(&str, &str); 3] = [
    (
        "pkg/package.json",
        r#"{ "name": "payauth", "repository": { "url": "git+https://github.com/payauth/payauth.git" } }"#,
    ),
    (
        "Cargo.toml",
        "[package]\nname = \"payauth\"\nrepository = \"https://github.com/payauth/payauth\"\n",
    ),
    (
        "SECURITY.md",
        "Report it privately: <security@payauth.example>.\n",
    ),
];

fn places() -> Places {
    Places::read(PLACES).unwrap()
}

/// The faults if the file at `path` has another text.
fn with(path: &str, text: &str) -> Vec<String> {
    let mut files: Vec<_> = FILES
        .iter()
        .filter(|(name, _)| *name != path)
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    files.push((path.to_owned(), text.to_owned()));
    faults(&places(), &files)
}

#[test]
fn another_name_or_place_in_a_file_is_a_fault() {
    for (text, wrong) in [
        ("npx jsr add @pay-auth/payauth", "@pay-auth/payauth"),
        (
            "import \"jsr:@other/payauth@^0.1.0/pure\";",
            "@other/payauth",
        ),
        ("https://jsr.io/@other/payauth.", "@other/payauth"),
        (
            "[here](https://github.com/someone/payauth)",
            "https://github.com/someone/payauth",
        ),
        (
            "https://github.com/someone/payauth/issues/1",
            "https://github.com/someone/payauth",
        ),
        (
            "git+https://gitlab.com/payauth/payauth.git",
            "https://gitlab.com/payauth/payauth",
        ),
        (
            "<mailto:security@elsewhere.example>",
            "security@elsewhere.example",
        ),
        ("write to hello@payauth.dev.", "hello@payauth.dev"),
    ] {
        let found = with("README.md", text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(
            found[0].starts_with(&format!("README.md: {wrong:?}, but")),
            "{found:?}"
        );
    }
}

#[test]
fn the_names_in_the_file_and_the_names_of_other_projects_are_accepted() {
    for text in [
        "jsr:@payauth/payauth@0.1/pure, @payauth/payauth/pure and @payauth/payauth",
        "https://github.com/payauth/payauth/security/advisories/new",
        "https://github.com/payauth/payauth.git#readme",
        "security@payauth.example",
        "https://github.com/standard-webhooks/standard-webhooks and @scope/other",
        "node_modules/@cloudflare/workerd, me@shop.example, payauth@0.1.0, payauth@1.example",
        "https://user:secret@payauth.example/path",
    ] {
        assert_eq!(with("README.md", text), [""; 0], "{text}");
    }
}

#[test]
fn a_file_with_a_wrong_or_missing_name_or_place_is_a_fault() {
    for (path, text) in [
        (
            "pkg/package.json",
            r#"{ "name": "pay-auth", "repository": { "url": "https://github.com/payauth/payauth" } }"#,
        ),
        ("pkg/package.json", r#"{ "name": "payauth" }"#),
        ("pkg/package.json", "{"),
        ("Cargo.toml", "[package]\nname = \"payauth\"\n"),
        (
            "Cargo.toml",
            "[package]\nname = \"payauth\"\nrepository = \"https://example.com\"\n",
        ),
        ("SECURITY.md", "Report it privately to the maintainers.\n"),
        (
            "SECURITY.md",
            "Report it privately: <https://example.com/report>.\n",
        ),
    ] {
        assert_ne!(with(path, text), [""; 0], "{path}: {text}");
    }
    assert!(faults(&places(), &[]).len() == 5);
}

#[test]
fn a_place_without_a_value_or_a_state_is_rejected() {
    for (good, bad, said) in [
        (
            "\"is\": \"@payauth/payauth\"",
            "\"is\": 7",
            "jsr lacks `is`, a text",
        ),
        (
            ", \"open\": \"not registered\"",
            "",
            "jsr lacks `open`, why it is a guess",
        ),
        (
            "\"@payauth/payauth\", \"settled\": false",
            "\"x\"",
            "jsr lacks `settled`, true or false",
        ),
        ("\"npm\"", "\"nmp\"", "npm lacks `is`, a text"),
    ] {
        let changed = PLACES.replace(good, bad);
        assert_ne!(changed, PLACES);
        let error = Places::read(&changed).unwrap_err();
        assert!(error.ends_with(said), "{error}");
    }
    assert!(Places::read("{").is_err());
}

#[test]
fn guesses_are_listed_with_their_reason() {
    assert_eq!(
        places().open(),
        [
            "reports: security@payauth.example (no mailbox yet)",
            "jsr: @payauth/payauth (not registered)",
        ]
    );
}
