//! How the time of each reader grows with its input, up to its limit: never like a square.
//!
//! This is no bound on speed, but the exponent of the power that fits two times of one run.

use std::hint::black_box;
use std::time::{Duration, Instant};

mod explain;
mod fields;
mod json;
mod schemes;
mod webhooks;

/// Linear is 1, and a square is 2.
const MOST: f64 = 1.6;

/// How much longer the longer input is.
const TIMES: usize = 8;

/// The longest value of a field that is read.
const FIELD: usize = 8 * 1024;

/// For what has no limit of its own.
const MANY: usize = 256 * 1024;

/// Asserts how the time of reading grows, up to inputs of `longest` bytes.
#[track_caller]
fn grows(what: &str, longest: usize, input: impl Fn(usize) -> String, read: impl Fn(&str) -> bool) {
    let (short, long) = (input(longest / TIMES), input(longest));
    let times = f64::from(u32::try_from(long.len()).unwrap())
        / f64::from(u32::try_from(short.len()).unwrap());
    assert!(times > 6.0, "{what}: {times}");
    let mut least = f64::MAX;
    // A pause of the machine makes one time longer; what grows too fast does so each time.
    for _ in 0..5 {
        let exponent = (best(|| read(&long)) / best(|| read(&short))).ln() / times.ln();
        least = least.min(exponent);
        if least <= MOST {
            return;
        }
    }
    panic!("{what} grows with the power {least:.2}");
}

/// The seconds of one call.
fn best(call: impl Fn() -> bool) -> f64 {
    let mut count = 1;
    while time(count, &call) < LEAST {
        count *= 2;
    }
    let times = (0..3).map(|_| time(count, &call));
    times.min().unwrap().as_secs_f64() / f64::from(count)
}

/// Long enough for any clock.
const LEAST: Duration = Duration::from_micros(100);

fn time(count: u32, call: impl Fn() -> bool) -> Duration {
    let start = Instant::now();
    for _ in 0..count {
        black_box(call());
    }
    start.elapsed()
}

/// A piece again and again, with its number where it has a `#`, as far as the length allows.
fn repeated(before: &str, piece: &str, after: &str) -> impl Fn(usize) -> String + use<> {
    let [before, piece, after] = [before, piece, after].map(str::to_owned);
    move |length| {
        let mut text = before.clone();
        for number in 0.. {
            let next = piece.replace('#', &number.to_string());
            if text.len() + next.len() + after.len() > length {
                break;
            }
            text += &next;
        }
        text + &after
    }
}
