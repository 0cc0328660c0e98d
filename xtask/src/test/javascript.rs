//! The steps on the npm package. They run the programs under `tests/js`, which install the tarball of the package.

use super::count::Count;
use super::step::BUILT;
use crate::build;
use crate::shell::{command, read, root, shown};
use crate::{npm, www};

pub fn suite() -> Result<Count, String> {
    Count::runtimes(&node(&["js/run/suites.mjs"])?)
}

pub fn packaging() -> Result<Count, String> {
    npm::install("tests/documents")?;
    Count::checks(&node(&["js/run/packaging.mjs"])?)
}

pub fn sandbox() -> Result<Count, String> {
    node_tests("sandbox")
}

pub fn demo() -> Result<Count, String> {
    node(&["js/run/demo.mjs"])?;
    Ok(Count::none())
}

pub fn examples() -> Result<Count, String> {
    Count::tests(&node(&["js/run/examples.mjs"])?)
}

pub fn frameworks() -> Result<Count, String> {
    npm::install("tests/frameworks")?;
    Count::tests(&node(&["frameworks/run.mjs"])?)
}

/// Runs the tests of webhook handlers in frameworks that need a build. Some frameworks need a newer Node than the other steps.
pub fn built_frameworks() -> Result<Count, String> {
    npm::install("tests/frameworks")?;
    npm::install("tests/js/nodes")?;
    Count::tests(&node(&["frameworks/run.mjs", "--built"])?)
}

/// Runs the suites in newer versions of Node, and a Worker under the newest wrangler, which Node 20 cannot run.
pub fn nodes() -> Result<Count, String> {
    npm::install("tests/js/nodes")?;
    let mut count = Count::runtimes(&node(&["js/run/suites.mjs", "Node 2"])?)?;
    count += Count::tests(&node(&["js/run/newest-wrangler.mjs"])?)?;
    Ok(count)
}

pub fn www() -> Result<Count, String> {
    npm::install("tests/www")?;
    www::documents()?;
    node(&["www/install.mjs"])?;
    let (browser, _) = of_playground()?;
    run_tests(&browser, &[WAITING])
}

/// The tests in a browser mostly wait, so three files run at the same time.
const WAITING: &str = "--test-concurrency=3";

/// Runs the tests of those parts of the playground that need no page.
pub fn pages() -> Result<Count, String> {
    npm::install("tests/www")?;
    let (_, node) = of_playground()?;
    run_tests(&node, &[])
}

/// Two lists of test files: the files that open the page in a browser, and all other files.
fn of_playground() -> Result<(Vec<String>, Vec<String>), String> {
    let (mut browser, mut node) = (Vec::new(), Vec::new());
    for file in test_files("www")? {
        let text = read(&root().join("tests").join(&file))?;
        if text.contains(BROWSER) {
            browser.push(file);
        } else {
            node.push(file);
        }
    }
    Ok((browser, node))
}

/// A test that imports this module starts a browser.
const BROWSER: &str = "lib/playground.mjs";

pub fn trap() -> Result<Count, String> {
    build::trap_package()?;
    Count::tests(&node(&["js/run/trap.mjs"])?)
}

pub fn tokens() -> Result<Count, String> {
    Count::tests(&node(&["js/run/tokens.mjs"])?)
}

pub fn vendors() -> Result<Count, String> {
    npm::install("tests/vendors")?;
    Count::tests(&node(&["js/run/vendors.mjs"])?)
}

pub fn servers() -> Result<Count, String> {
    Count::tests(&node(&["js/run/path-servers.mjs"])?)
}

/// Passes the arguments after the name of the step to the program, such as `--seeds <n>`.
pub fn stores() -> Result<Count, String> {
    npm::install("tests/stores")?;
    let more: Vec<_> = std::env::args()
        .skip(3)
        .filter(|word| word != BUILT)
        .collect();
    let mut arguments = vec!["stores/run.mjs"];
    arguments.extend(more.iter().map(String::as_str));
    Count::tests(&node(&arguments)?)
}

pub fn size() -> Result<Count, String> {
    npm::install("tests/bench")?;
    node(&["bench/size.mjs"])?;
    Ok(Count::check())
}

fn node_tests(folder: &str) -> Result<Count, String> {
    run_tests(&test_files(folder)?, &[])
}

fn run_tests(files: &[String], options: &[&str]) -> Result<Count, String> {
    let mut arguments = vec!["--test", "--test-reporter=spec"];
    arguments.extend(options);
    arguments.extend(files.iter().map(String::as_str));
    Count::tests(&node(&arguments)?)
}

/// The test files in a folder of `tests`. Each file is listed by its name, because versions of Node read a folder
/// or a pattern in different ways.
fn test_files(folder: &str) -> Result<Vec<String>, String> {
    let place = root().join("tests").join(folder);
    let entries = std::fs::read_dir(place).map_err(|error| format!("{folder}: {error}"))?;
    Ok(entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("{folder}/{name}"))
        .collect())
}

fn node(arguments: &[&str]) -> Result<String, String> {
    shown(&mut command("node", arguments, "tests"))
}
