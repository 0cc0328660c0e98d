//! Tests of the report, with small crates.

use std::collections::BTreeMap;

use super::of_files;

const LIB: &str = "pub mod open;\nmod hidden;\n#[cfg(feature = \"extra\")]\npub mod extra;\npub mod wasm;\n\
    #[cfg(test)]\nmod tests;\npub use hidden::{Known, Made};\n";
const HIDDEN: &str = "use crate::open::Other;\n/// Text.\n#[derive(Clone)]\npub struct Known { pub seen: u8, unseen: u8 }\n\
    pub struct Unknown;\n\
    impl Known {\n/// Text.\n#[inline]\n#[must_use]\npub fn new(seen: u8) -> Self { Self { seen, unseen: 0 } }\n\
    fn inside(&self) {}\n}\n\
    impl From<Other> for Known { fn from(_: Other) -> Self { Self::new(0) } }\n\
    impl Private for Known {}\ntrait Private {}\nimpl From<Known> for std::string::String {}\n\
    macro_rules! made { ($($name:ident)+) => { /// Text.\npub enum Made { $($name),+ } } }\n\
    made! { /// Text.\nOne Two }\n";
const OPEN: &str = "pub const LIMIT: usize = 7;\npub const TABLE: &[u8] = &[1, 2];\npub(crate) fn near() {}\n\
    pub struct Other(u8);\nimpl Unnamed {}\nstruct Unnamed;\n";
const EXTRA: &str = "pub fn more<T: Clone>(given: &T) -> Result<T, ()> { Ok(given.clone()) }\n";

fn files() -> BTreeMap<String, String> {
    let files = [
        ("lib", LIB),
        ("hidden", HIDDEN),
        ("open", OPEN),
        ("extra", EXTRA),
    ];
    files
        .map(|(name, text)| (format!("{name}.rs"), text.to_owned()))
        .into()
}

/// The report on the crate after a text in a file was replaced.
fn changed(file: &str, from: &str, to: &str) -> String {
    let mut files = files();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    *text = text.replace(from, to);
    of_files(&files).unwrap()
}

fn report() -> String {
    of_files(&files()).unwrap()
}

#[test]
fn a_change_that_a_caller_can_notice_changes_the_report() {
    for (file, from, to) in [
        ("hidden.rs", "pub fn new(seen: u8)", "pub fn new(seen: u16)"),
        ("hidden.rs", "pub fn new", "fn new"),
        ("hidden.rs", "-> Self { Self {", "-> Option<Self> { Self {"),
        ("hidden.rs", "#[must_use]", ""),
        ("hidden.rs", "#[derive(Clone)]", "#[derive(Clone, Debug)]"),
        ("hidden.rs", "pub seen: u8", "seen: u8"),
        ("hidden.rs", ", unseen: u8", ""),
        ("hidden.rs", "fn inside", "pub fn inside"),
        (
            "hidden.rs",
            "impl From<Other> for Known",
            "impl TryFrom<Other> for Known",
        ),
        ("hidden.rs", "for std::string::String", "for Vec<u8>"),
        ("hidden.rs", "One Two", "One Three"),
        (
            "hidden.rs",
            "pub enum Made {",
            "#[non_exhaustive] pub enum Made {",
        ),
        ("open.rs", "= 7", "= 8"),
        ("open.rs", "&[u8]", "&[u16]"),
        ("open.rs", "Other(u8)", "Other(pub u8)"),
        ("open.rs", "pub(crate) fn near", "pub fn near"),
        ("extra.rs", "T: Clone", "T: Copy"),
        ("lib.rs", "\"extra\"", "\"other\""),
        ("lib.rs", "Known, Made", "Known, Made as Shown"),
        ("lib.rs", "{Known, Made}", "*"),
        ("lib.rs", "mod hidden;", "pub mod hidden;"),
    ] {
        assert_ne!(
            changed(file, from, to),
            report(),
            "{file}: {to:?} for {from:?}"
        );
    }
}

#[test]
fn a_change_that_no_caller_can_notice_changes_nothing() {
    for (file, from, to) in [
        ("hidden.rs", "Text.", "Another text."),
        ("hidden.rs", "#[inline]", ""),
        (
            "hidden.rs",
            "Self { seen, unseen: 0 }",
            "Self { unseen: 1, seen }",
        ),
        ("hidden.rs", "unseen: u8", "other: u16"),
        ("hidden.rs", "pub struct Unknown;", "pub struct Unheard;"),
        ("hidden.rs", "impl Private for Known {}", ""),
        (
            "hidden.rs",
            "fn inside(&self) {}\n}",
            "}\nimpl Known {\nfn inside(&self) {}\n}",
        ),
        ("open.rs", "&[1, 2]", "&[3]"),
        ("open.rs", "near() {}", "near(given: u8) {}"),
        ("open.rs", "Other(u8)", "Other(u16)"),
        ("lib.rs", "mod hidden;", "mod hidden; "),
    ] {
        assert_eq!(
            changed(file, from, to),
            report(),
            "{file}: {to:?} for {from:?}"
        );
    }
}

#[test]
fn a_function_that_moves_to_another_block_changes_nothing() {
    let [together, apart] = [
        "pub fn a() {}\npub fn b() {}\n",
        "pub fn b() {}\n}\nimpl Known {\npub fn a() {}\n",
    ]
    .map(|functions| changed("hidden.rs", "fn inside(&self) {}\n", functions));
    assert_eq!(together, apart);
    assert_ne!(together, report());
}

#[test]
fn every_public_item_is_listed_under_the_path_that_leads_to_it() {
    let report = report();
    for part in [
        "## payauth\n\n#[derive(Clone)]\npub struct Known {\n    pub seen: u8,\n    private: _,\n}\n",
        "impl Known {\n    #[must_use]\n    pub fn new(seen: u8) -> Self {}\n}\n",
        "impl From<Other> for Known {}\n",
        "## payauth::open\n\npub const LIMIT: usize = 7;\n\npub struct Other(_);\n\npub const TABLE: &[u8] = _;\n",
        "## payauth::extra\n\n#[cfg(feature = \"extra\")]\npub fn more<T: Clone>(given: &T) -> Result<T, ()> {}\n",
        "made! {\nOne Two\n}\n",
        "## Traits of others' types\n\nimpl From<Known> for std::string::String {}\n",
    ] {
        assert!(report.contains(part), "{part}\nnot in\n{report}");
    }
    for part in ["Unknown", "near", "inside", "Private", "wasm", "tests"] {
        assert!(!report.contains(part), "{part} in\n{report}");
    }
}

#[test]
fn incomplete_sources_are_rejected() {
    let mut without = files();
    without.remove("open.rs");
    assert_eq!(of_files(&without).unwrap_err(), "no src/open.rs");
    assert_eq!(of_files(&BTreeMap::new()).unwrap_err(), "no src/lib.rs");
    let mut broken = files();
    broken.insert("open.rs".into(), "pub fn".into());
    assert!(of_files(&broken).unwrap_err().starts_with("src/open.rs: "));
}
