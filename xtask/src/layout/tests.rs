//! Tests of the check: a small repository is changed so that it has a fault.

use std::path::{Path, PathBuf};

use super::{DOCUMENT, faults, foreign, write_floors};

/// A repository without faults.
const GOOD: &[(&str, &str)] = &[
    (
        "src/lib.rs",
        "mod error;\nmod high;\nmod low;\nmod deep;\npub use error::Error;\n",
    ),
    ("src/error.rs", "pub struct Error;\n"),
    (
        "src/low.rs",
        "use crate::Error;\npub struct Low(Error);\npub fn low() {}\n",
    ),
    (
        "src/high.rs",
        "use crate::low::Low;\npub struct High(Low);\npub fn high() {}\n",
    ),
    (
        "src/deep.rs",
        "mod one;\nmod two;\npub use one::One;\npub use two::Two;\n",
    ),
    ("src/deep/one.rs", "pub struct One;\n"),
    ("src/deep/two.rs", "use super::One;\npub struct Two(One);\n"),
    ("pkg/src/low.ts", "export const low = 1;\n"),
    (
        "pkg/src/high.ts",
        "import { low } from \"./low.js\";\nexport const high = low;\n",
    ),
    (
        "pkg/src/host/own.ts",
        "import { high } from \"../high.js\";\nexport const own = high;\n",
    ),
    ("xtask/src/main.rs", "mod build;\n"),
    ("xtask/src/build.rs", ""),
];

/// A repository in a folder that is removed on drop.
struct Repository(PathBuf);

impl Repository {
    fn new(name: &str) -> Self {
        let folder = format!("payauth-layout-{}-{name}", std::process::id());
        let repository = Self(std::env::temp_dir().join(folder));
        for (path, text) in GOOD {
            repository.put(path, text);
        }
        let floors = ["src", "pkg/src", "xtask/src"];
        let floors = floors.map(|folder| format!("<!-- floors of {folder} -->\n<!-- end -->\n"));
        repository.put(DOCUMENT, &floors.concat());
        write_floors(&repository.0).unwrap();
        repository
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn add(&self, path: &str, text: &str) {
        let before = std::fs::read_to_string(self.0.join(path)).unwrap_or_default();
        self.put(path, &[&before, text].concat());
    }

    fn faults(&self) -> String {
        faults(&self.0).unwrap().join("\n")
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The faults of the repository after `text` was added to the file at `path`.
#[track_caller]
fn planted(path: &str, text: &str) -> String {
    let name = format!("{}", std::panic::Location::caller().line());
    let repository = Repository::new(&format!("{name}-{}", fingerprint(text)));
    repository.add(path, text);
    repository.faults()
}

fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(7, |sum: u64, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    })
}

#[track_caller]
fn assert_names(faults: &str, planted: &str, files: &[&str]) {
    for file in files {
        assert!(
            faults.contains(file),
            "{planted:?}: {file} is not named in {faults:?}"
        );
    }
}

#[test]
fn imports_of_lower_floors_pass() {
    assert_eq!(planted("src/low.rs", ""), "");
}

#[test]
fn a_cycle_in_rust_fails_in_every_form_and_the_error_names_both_files() {
    let imports = [
        "use crate::high::High;",
        "pub use crate::high::High;",
        "pub(crate) use super::high::High;",
        "use crate::{Error as _, high::{self, High}};",
        "use crate::high as other;",
        "use crate::high::*;",
        "use\n    crate::\n    high;",
        "fn f() -> crate::high::High { high() }",
        "fn f() { super::high::high(); }",
        "fn f() { println!(\"{:?}\", crate::high::high()); }",
        "fn f() { let _ = '\"'; crate::high::high(); }",
        "fn f<'a>(_: &'a str) { crate::high::high(); }",
        "fn f() { let _ = (r#\"\"\"#, '\\'', b'\"'); crate::high::high(); }",
        "/* /* */ \" */ use crate::high;",
        "mod inner { use crate::high; }",
        "mod inner { use super::super::high; }",
        "mod inner { pub fn f() {} } fn g() { super::high::high(); }",
        "use crate::{deep}; fn f(_: crate::high::High) {}",
        "macro_rules! m { () => { $crate::high::high() } }",
    ];
    for import in imports {
        let faults = planted("src/low.rs", import);
        assert!(faults.contains("a cycle of imports"), "{import}: {faults}");
        assert_names(
            &faults,
            import,
            &["src/low.rs, line ", "src/high.rs, line 1"],
        );
    }
}

#[test]
fn a_cycle_through_a_re_export_of_the_root_names_the_file_that_has_the_item() {
    let faults = planted("src/error.rs", "use crate::Low;\n");
    assert_eq!(
        faults,
        "a cycle of imports:\n  src/error.rs, line 2, imports src/lib.rs\n  src/lib.rs, line 1, imports src/error.rs"
    );
    let repository = Repository::new("root");
    repository.add("src/lib.rs", "pub use low::Low;\n");
    repository.add("src/error.rs", "use crate::Low;\n");
    assert_names(
        &repository.faults(),
        "",
        &[
            "src/error.rs, line 2, imports src/low.rs",
            "src/low.rs, line 1, imports src/error.rs",
        ],
    );
}

#[test]
fn a_cycle_of_folders_fails_even_if_no_two_files_import_each_other() {
    let repository = Repository::new("folders");
    repository.add("src/deep/one.rs", "use crate::low;\n");
    repository.add("src/low.rs", "mod inside;\n");
    repository.add("src/low/inside.rs", "use crate::deep::Two;\n");
    assert_names(
        &repository.faults(),
        "",
        &["src/deep/one.rs", "src/low/inside.rs"],
    );
}

#[test]
fn a_module_that_imports_an_item_of_its_parent_fails() {
    let repository = Repository::new("parent");
    repository.add("src/deep.rs", "pub struct Deep;\n");
    repository.add("src/deep/one.rs", "use super::Deep;\n");
    assert_names(
        &repository.faults(),
        "",
        &["src/deep/one.rs, line 2, imports src/deep.rs"],
    );
}

#[test]
fn a_cycle_in_typescript_fails_in_every_form_and_the_error_names_both_files() {
    let imports = [
        "import { high } from \"./high.js\";",
        "import type { High } from \"./high.js\";",
        "import {\n  high,\n} from './high.js';",
        "import * as all from \"./high.js\";",
        "import \"./high.js\";",
        "export { high } from \"./high.js\";",
        "export type { High } from \"./high.js\";",
        "export * from \"./high.js\";",
        "type High = import(\"./high.js\").High;",
        "const high = await import(\"./high.js\");",
        "const quote = /[\"'`/]/; import { high } from \"./high.js\";",
        "const half = 1 / 2; import { high } from \"./high.js\"; const other = 1 / 2;",
        "const text = `${`\"`}`; import { high } from \"./high.js\";",
        "/* \" */ export * from \"./host/../high.js\";",
    ];
    for import in imports {
        let faults = planted("pkg/src/low.ts", import);
        assert!(faults.contains("a cycle of imports"), "{import}: {faults}");
        assert_names(
            &faults,
            import,
            &["pkg/src/low.ts, line ", "pkg/src/high.ts, line 1"],
        );
    }
}

#[test]
fn an_import_of_a_higher_floor_fails_and_the_error_names_files_and_floors() {
    let cases = [
        (
            "src/deep/one.rs",
            "use crate::high::high;",
            "src/high.rs",
            "1 to floor 3",
        ),
        (
            "src/error.rs",
            "fn f(_: crate::deep::One) {}",
            "src/deep/one.rs",
            "1 to floor 1",
        ),
    ];
    for (path, import, to, floors) in cases {
        let faults = planted(path, import);
        assert!(faults.contains("does not run down"), "{import}: {faults}");
        assert_names(&faults, import, &[path, to, floors]);
    }
}

#[test]
fn an_import_between_typescript_files_of_one_floor_fails() {
    let repository = Repository::new("sideways");
    repository.put("pkg/src/beside.ts", "export const beside = 1;\n");
    write_floors(&repository.0).unwrap();
    repository.add("pkg/src/beside.ts", "import { low } from \"./low.js\";\n");
    assert_names(
        &repository.faults(),
        "",
        &[
            "pkg/src/beside.ts, line 2, imports pkg/src/low.ts",
            "from floor 1 to floor 1",
        ],
    );
}

#[test]
fn an_import_of_a_higher_floor_inside_a_folder_fails() {
    let repository = Repository::new("inside");
    repository.put("src/deep/three.rs", "pub struct Three;\n");
    repository.add("src/deep.rs", "mod three;\n");
    write_floors(&repository.0).unwrap();
    repository.add("src/deep/three.rs", "use super::Two;\n");
    assert_names(
        &repository.faults(),
        "",
        &[
            "src/deep/three.rs, line 2, imports src/deep/two.rs",
            "from floor 1 to floor 2",
        ],
    );
}

#[test]
fn floors_that_are_out_of_date_fail_with_the_command_that_writes_them() {
    let files = [
        ("src/new.rs", "src"),
        ("pkg/src/new.ts", "pkg/src"),
        ("xtask/src/new.rs", "xtask/src"),
    ];
    for (path, folder) in files {
        let faults = planted(path, "");
        assert_eq!(
            faults,
            format!("{DOCUMENT}: the floors of {folder} have changed; run `cargo xtask layout`")
        );
    }
}

#[test]
fn code_that_is_not_an_import_is_ignored() {
    let texts = [
        "// use crate::high;\n/// use crate::high;\n/* use crate::high; */",
        "const A: &str = \"use crate::high;\";\nconst B: &str = r#\"crate::high::High\"#;",
        "use other::high;\nuse ::high::High;\nfn f() { ::high::high(); }",
        "#[cfg(test)]\nmod tests { use super::*; use super::low; }",
        "pub(crate) fn f() {}\npub(in crate::low) fn g() {}",
        "struct High; impl High { fn high() {} } fn f() { High::high(); Self::high(); }",
        "use self::Low as Other;",
    ];
    for text in texts {
        assert_eq!(planted("src/low.rs", text), "", "{text}");
    }
    let scripts = [
        "// import \"./high.js\";\n/** import { high } from \"./high.js\"; */",
        "const text = 'from \"./high.js\"';",
        "const text = `import \"./high.js\";`;",
        "import { readFile } from \"node:fs\";",
        "import { start } from \"./raw-core.js\";",
    ];
    for text in scripts {
        assert_eq!(planted("pkg/src/low.ts", text), "", "{text}");
    }
}

#[test]
fn a_typescript_import_of_a_missing_file_is_an_error() {
    let repository = Repository::new("missing");
    repository.add("pkg/src/low.ts", "import \"./missing.js\";\n");
    let error = faults(&repository.0).unwrap_err();
    assert_eq!(
        error,
        "low, line 2: imports ./missing.js, which does not exist"
    );
}

#[test]
fn a_document_without_floors_is_an_error() {
    let repository = Repository::new("floorless");
    repository.put(DOCUMENT, "");
    assert_eq!(
        faults(&repository.0).unwrap_err(),
        format!("{DOCUMENT} has no floors of src")
    );
    assert!(faults(Path::new("/nowhere")).is_err());
}

#[test]
fn a_function_that_is_missing_in_the_documented_file_fails() {
    let repository = Repository::new("walk");
    repository.add(
        DOCUMENT,
        "| `src/low.rs` | `low` | |\n| `src/high.rs` | `High::high` | |\n",
    );
    assert_eq!(repository.faults(), "");
    for (file, function) in [
        ("src/low.rs", "high"),
        ("src/gone.rs", "low"),
        ("src/low.rs", "Low::lo"),
    ] {
        let repository =
            Repository::new(&format!("walk-{}", fingerprint(&[file, function].concat())));
        repository.add(DOCUMENT, &format!("| `{file}` | `{function}` | |\n"));
        let fault = format!("{file} has no function {function}, which the document names");
        assert_eq!(repository.faults(), fault);
    }
}

#[test]
fn floors_are_not_written_if_there_is_a_cycle() {
    let repository = Repository::new("refused");
    repository.add("src/low.rs", "use crate::high;\n");
    assert!(
        write_floors(&repository.0)
            .unwrap_err()
            .contains("a cycle of imports")
    );
}

#[test]
fn a_file_that_is_not_text_fails() {
    let repository = Repository::new("foreign");
    let text = "src/low.rs".to_owned();
    let files = [text.clone(), "archive.whl".to_owned()];
    std::fs::write(repository.0.join("archive.whl"), [b'P', b'K', 3, 4, 0xff]).unwrap();
    assert!(foreign(&repository.0, &[text]).unwrap().is_empty());
    assert_eq!(
        foreign(&repository.0, &files).unwrap(),
        ["archive.whl: not a text in UTF-8; remove the file"]
    );
}
