//! All checks, as steps. Of the steps on the sources, the fast steps are first. Of the steps on the package, the
//! slow steps are first. Some steps run only if they are named.

mod count;
mod fuzz;
mod javascript;
mod lanes;
mod layout;
mod rust;
mod rust_worker;
mod step;

use std::thread;
use std::time::Instant;

use self::count::Count;
use self::step::On::{Package, Sources};
use self::step::{BUILT, Step};
use crate::shell::{Done, step};
use crate::{build, generate, npm, oldest_rust, places, published, reproducible};

#[rustfmt::skip]
const ALWAYS: &[Step] = &[
    Step { name: "format", title: "rustfmt", on: Sources, run: rust::format },
    Step { name: "layout", title: "no cycle of imports, no import of a higher floor; no file or function is too long", on: Sources, run: layout::check },
    Step { name: "generated", title: "the generated files are up to date with the definitions", on: Sources, run: generated },
    Step { name: "places", title: "names and places of what is published are those of release/places.json", on: Sources, run: places },
    Step { name: "lint", title: "clippy, on the host and for wasm", on: Sources, run: rust::lint },
    Step { name: "docs", title: "rustdoc", on: Sources, run: rust::docs },
    Step { name: "features", title: "the crate with no feature, and with all", on: Sources, run: rust::features },
    Step { name: "native", title: "the crate's tests", on: Sources, run: rust::native },
    Step { name: "boundary", title: "the wasm module's boundary, fuzzed on the host", on: Sources, run: rust::boundary },
    Step { name: "sandbox", title: "the sandbox of the providers", on: Sources, run: javascript::sandbox },
    Step { name: "crate", title: "the crate as crates.io gets it", on: Sources, run: rust::package },
    Step { name: "web", title: "the feature for Rust Workers, as wasm in Node (two minutes the first time)", on: Sources, run: rust::web },
    Step { name: "suite", title: "the package in every runtime", on: Package, run: javascript::suite },
    Step { name: "www", title: "the playground in a browser, and the API documentation (two minutes)", on: Package, run: javascript::www },
    Step { name: "frameworks", title: "handlers of webhooks in servers of each framework, also with hostile requests (four minutes)", on: Package, run: javascript::frameworks },
    Step { name: "packaging", title: "the package as bundlers, compilers and registries see it", on: Package, run: javascript::packaging },
    Step { name: "trap", title: "the recovery from a trap, in every runtime", on: Package, run: javascript::trap },
    Step { name: "tokens", title: "access tokens, against the sandbox and in a Worker under load (2 minutes)", on: Package, run: javascript::tokens },
    Step { name: "reproducible", title: "the modules, compiled again in another folder (a minute)", on: Package, run: reproducible },
    Step { name: "vendors", title: "messages and requests, against the vendors' own libraries", on: Package, run: javascript::vendors },
    Step { name: "examples", title: "the examples, as their readers run them", on: Package, run: javascript::examples },
    Step { name: "servers", title: "paths, against nginx and Tomcat", on: Package, run: javascript::servers },
    Step { name: "demo", title: "the demo", on: Package, run: javascript::demo },
    Step { name: "stores", title: "tokens and messages of many processes, over Redis, Postgres, SQLite, Deno KV and workerd (two minutes)", on: Package, run: javascript::stores },
    Step { name: "size", title: "the weight of each import", on: Package, run: javascript::size },
    Step { name: "published", title: "the public API and the packed files are those of the reports under release/", on: Package, run: published },
    Step { name: "pages", title: "the parts of the playground that need no page, in Node", on: Package, run: javascript::pages },
];

fn generated() -> Result<Count, String> {
    generate::check().map(|()| Count::default())
}

fn published() -> Result<Count, String> {
    published::check().map(|_| Count::check())
}

fn reproducible() -> Result<Count, String> {
    reproducible::check_compiled().map(|()| Count::check())
}

fn oldest_rust() -> Result<Count, String> {
    oldest_rust::builds(&oldest_rust::obtain()?).map(|_| Count::check())
}

fn places() -> Result<Count, String> {
    places::check().map(|()| Count::check())
}

/// The steps that take too long for every run. Each of these steps runs only if it is named.
#[rustfmt::skip]
const BY_HAND: &[Step] = &[
    Step { name: "fuzz", title: "ten million cases, split over the properties under tests/suite/fuzz and tests/boundary (half an hour)", on: Sources, run: fuzz::run },
    Step { name: "rust-worker", title: "a Worker in Rust, with the oldest and the newest crates, in workerd (ten minutes the first time)", on: Sources, run: rust_worker::check },
    Step { name: "built-frameworks", title: "handlers of webhooks in frameworks that need a build: Next, OpenNext, SvelteKit, Nuxt, Nitro, Hono, Jest, Vitest (half an hour)", on: Package, run: javascript::built_frameworks },
    Step { name: "nodes", title: "the package in Node 22, 24 and 26, and a Worker under the newest wrangler (half an hour)", on: Package, run: javascript::nodes },
    Step { name: "oldest-rust", title: "the oldest Rust that the manifest states (a minute)", on: Sources, run: oldest_rust },
];

/// Runs the steps that the arguments select: all steps except those of `BY_HAND`, only the named step, or all steps
/// that need no services. The last line has the number of tests that passed.
pub fn test(arguments: &[String]) -> Done {
    let start = Instant::now();
    let steps = chosen(arguments)?;
    let count = match steps.as_slice() {
        [step] => alone(step, arguments.last().is_some_and(|last| last == BUILT))?,
        steps => lanes::run(steps, prepare)?,
    };
    println!("\n{}", count.ended(&minutes(start.elapsed().as_secs())));
    if is_without_services(arguments) {
        println!("{}", left_out());
    }
    Ok(())
}

fn alone(one: &Step, is_built: bool) -> Result<Count, String> {
    if one.on == Package && !is_built {
        build::build().map_err(|reason| format!("build: {reason}"))?;
        npm::install("tests")?;
    }
    step(one.title, one.run).map_err(|reason| format!("step {:?} failed: {reason}", one.name))
}

/// Builds the package, and at the same time installs everything that the tests need from npm. The installation is
/// done here, because two lanes must not install into one folder.
fn prepare() -> Done {
    thread::scope(|scope| {
        let packages = scope.spawn(|| {
            let folders = npm::folders("tests")?;
            folders.iter().try_for_each(|folder| npm::install(folder))
        });
        build::build()?;
        packages
            .join()
            .map_err(|_| "the installation from npm ended early")?
    })
}

/// The steps that need services which npm and cargo do not install, each with its services.
const SERVICES: [(&str, &str); 3] = [
    ("servers", "nginx and Tomcat"),
    ("stores", "Redis and Postgres"),
    ("www", "Chromium"),
];

fn is_without_services(arguments: &[String]) -> bool {
    arguments == ["--without", "services"]
}

fn left_out() -> String {
    let named = SERVICES.map(|(name, what)| format!("{name} (needs {what})"));
    format!("left out: {}; and the steps by hand", named.join(", "))
}

fn chosen(arguments: &[String]) -> Result<Vec<&'static Step>, String> {
    if is_without_services(arguments) {
        let needs = |step: &&Step| SERVICES.iter().any(|(name, _)| *name == step.name);
        return Ok(ALWAYS.iter().filter(|step| !needs(step)).collect());
    }
    let Some(only) = arguments.first() else {
        return Ok(ALWAYS.iter().collect());
    };
    let mut steps = ALWAYS.iter().chain(BY_HAND);
    steps
        .find(|step| step.name == only)
        .map(|step| vec![step])
        .ok_or_else(|| format!("no step has that name\n\n{}", names()))
}

/// The names of the steps, for the help.
pub fn names() -> String {
    let list = |steps: &[Step]| {
        let names: Vec<_> = steps.iter().map(|step| step.name).collect();
        names.join(", ")
    };
    format!("steps: {}\nby hand: {}", list(ALWAYS), list(BY_HAND))
}

/// A number of seconds as a text of minutes and seconds.
pub fn minutes(seconds: u64) -> String {
    format!("{} m {} s", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::{ALWAYS, SERVICES, chosen, left_out};

    fn named(arguments: &[&str]) -> Result<Vec<&'static str>, String> {
        let arguments: Vec<_> = arguments
            .iter()
            .map(|argument| (*argument).to_owned())
            .collect();
        Ok(chosen(&arguments)?.iter().map(|step| step.name).collect())
    }

    #[test]
    fn an_unknown_step_and_an_unknown_option_are_rejected() {
        for arguments in [
            &["nothing"][..],
            &[""],
            &["--without"],
            &["--without", "sevices"],
            &["services"],
        ] {
            assert!(
                named(arguments)
                    .unwrap_err()
                    .starts_with("no step has that name"),
                "{arguments:?}"
            );
        }
    }

    #[test]
    fn without_services_all_steps_run_except_those_that_need_services() {
        let run = named(&["--without", "services"]).unwrap();
        assert_eq!(run.len() + SERVICES.len(), ALWAYS.len());
        for (name, what) in SERVICES {
            assert!(named(&[name]).is_ok() && !run.contains(&name), "{name}");
            assert!(
                left_out().contains(&format!("{name} (needs {what})")),
                "{}",
                left_out()
            );
        }
    }

    #[test]
    fn a_step_by_hand_runs_only_by_its_name() {
        assert_eq!(named(&["fuzz"]).unwrap(), ["fuzz"]);
        assert!(!named(&[]).unwrap().contains(&"fuzz"));
    }
}
