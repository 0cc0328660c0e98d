//! Runs the steps in two lanes. Each step is a process, and each of its lines is printed with the name of the step.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::count::Count;
use super::step::{BUILT, On, Step};
use crate::shell::Done;

/// Runs the steps on the sources in one lane. The other lane builds the package and runs the steps on the package.
/// When the steps of the first lane are done, the first lane runs steps on the package, too. After a failure, no
/// further step starts.
pub fn run(steps: &[&'static Step], build: impl FnOnce() -> Done + Send) -> Result<Count, String> {
    let (sources, package): (Vec<_>, Vec<_>) =
        steps.iter().partition(|step| step.on == On::Sources);
    let (offer, waiting) = channel();
    let run = Run {
        waiting: Mutex::new(waiting),
        failures: Mutex::new(Vec::new()),
        count: Mutex::new(Count::default()),
    };
    thread::scope(|scope| {
        scope.spawn(|| {
            run.lane(sources.into_iter());
            run.lane(run.waiting());
        });
        match build() {
            Ok(()) => hand_over(&package, &offer),
            Err(reason) => run.failed(format!("build: {reason}")),
        }
        drop(offer);
        run.lane(run.waiting());
    });
    run.end()
}

/// Offers the steps on the package to the lanes, in the order of the steps.
fn hand_over(package: &[&'static Step], lanes: &Sender<&'static Step>) {
    for step in package {
        // This cannot fail, because the receiver exists until the end of the run.
        let _ = lanes.send(step);
    }
}

/// The data that the lanes share.
struct Run {
    waiting: Mutex<Receiver<&'static Step>>,
    failures: Mutex<Vec<String>>,
    count: Mutex<Count>,
}

impl Run {
    /// The steps that no lane has taken yet. The iterator waits until the package is built.
    fn waiting(&self) -> impl Iterator<Item = &'static Step> {
        std::iter::from_fn(|| self.waiting.lock().ok()?.recv().ok())
    }

    fn lane(&self, steps: impl Iterator<Item = &'static Step>) {
        for step in steps {
            if self.has_failed() {
                return;
            }
            match process(step) {
                Ok(count) => self.passed(count),
                Err(reason) => self.failed(format!("step {:?} failed: {reason}", step.name)),
            }
        }
    }

    fn has_failed(&self) -> bool {
        self.failures
            .lock()
            .is_ok_and(|failures| !failures.is_empty())
    }

    fn failed(&self, reason: String) {
        println!("\nFAILED: {reason}");
        if let Ok(mut failures) = self.failures.lock() {
            failures.push(reason);
        }
    }

    fn passed(&self, one: Count) {
        if let Ok(mut count) = self.count.lock() {
            *count += one;
        }
    }

    fn end(self) -> Result<Count, String> {
        let poisoned = |_| "a lane ended early".to_owned();
        let failures = self
            .failures
            .into_inner()
            .map_err(|_| "a lane ended early")?;
        if failures.is_empty() {
            self.count
                .into_inner()
                .map_err(|error| poisoned(error.to_string()))
        } else {
            Err(failures.join("; "))
        }
    }
}

/// Runs one step to its end, like `cargo xtask test <name>`.
fn process(step: &Step) -> Result<Count, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut child = Command::new(program)
        .args(["test", step.name, BUILT])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let (said, complained) = (child.stdout.take(), child.stderr.take());
    let count = thread::scope(|scope| {
        scope.spawn(|| show(step.name, complained));
        show(step.name, said)
    });
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() {
        return Err(format!("it ended with {status}"));
    }
    count.ok_or_else(|| "it did not say what passed".into())
}

/// Prints each line when it arrives. Returns the count of the last line that contains a count.
fn show(name: &str, stream: Option<impl Read>) -> Option<Count> {
    let mut count = None;
    for line in BufReader::new(stream?).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{name:>10} | {line}");
        count = Count::read(&line).or(count);
    }
    count
}
