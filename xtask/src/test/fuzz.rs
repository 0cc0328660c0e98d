//! The long run of the properties under `tests/suite/fuzz` and `tests/boundary`. A short run of the same properties
//! is part of the crate's tests.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use super::count::Count;
use crate::shell::{Done, command, output, shown};
use crate::{build, npm};

/// The number of cases of all properties together. The variable `FUZZ_CASES` can set another number.
const CASES: u64 = 10_000_000;

/// The text that each property prints before its cases, on a separate line or after its name.
const SAID: &str = "property of ";

/// Splits the cases evenly over the properties and runs the cases in an optimised build. The last line contains the
/// seed, with which the run can be repeated.
pub fn run() -> Result<Count, String> {
    let (cases, seed) = (given("FUZZ_CASES")?.unwrap_or(CASES), seed()?);
    let properties = output(&mut cargo_test(1, seed))?.matches(SAID).count();
    let properties = u64::try_from(properties).map_err(|error| error.to_string())?;
    if properties == 0 {
        return Err("no property was found".into());
    }
    let each = cases.div_ceil(properties);
    println!("   {properties} properties, {each} cases of each, FUZZ_SEED={seed}");
    let printed = shown(&mut cargo_test(each, seed))
        .map_err(|reason| format!("FUZZ_SEED={seed}: {reason}"))?;
    let total = each * properties;
    println!("   fuzz: {total} cases of {properties} properties, no finding, FUZZ_SEED={seed}");
    definitions(cases / DEFINITIONS, seed)?;
    Count::tests(&printed)
}

/// A case of a changed definition takes about as long as this number of other cases.
const DEFINITIONS: u64 = 10;

/// Passes definitions of providers that were changed at random to the package in Node.
fn definitions(cases: u64, seed: u64) -> Done {
    build::build()?;
    npm::install("tests")?;
    let arguments = [
        "js/run/define-fuzz.mjs",
        &cases.to_string(),
        &seed.to_string(),
    ];
    shown(&mut command("node", &arguments, "tests")).map(drop)
}

/// The command that runs all properties in parallel, because one property after another would leave cores unused.
/// So their lines may appear in any order.
fn cargo_test(cases: u64, seed: u64) -> Command {
    let arguments = [
        "test",
        "--locked",
        "--release",
        "--features",
        "wasm",
        "--test",
        "suite",
        "--test",
        "boundary",
        "--",
        "fuzz::",
        "--nocapture",
    ];
    let mut test = command("cargo", &arguments, "");
    test.env("FUZZ_EACH", cases.to_string())
        .env("PROPTEST_RNG_SEED", seed.to_string());
    test
}

fn seed() -> Result<u64, String> {
    let drawn = || {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map(|since| u64::from(since.subsec_nanos()))
    };
    match given("FUZZ_SEED")? {
        Some(seed) => Ok(seed),
        None => drawn().map_err(|error| error.to_string()),
    }
}

fn given(name: &str) -> Result<Option<u64>, String> {
    let Ok(text) = std::env::var(name) else {
        return Ok(None);
    };
    let number = text.replace('_', "").parse();
    number
        .map(Some)
        .map_err(|_| format!("{name}: expected a number, got {text:?}"))
}
