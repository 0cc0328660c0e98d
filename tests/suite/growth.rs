//! The time of each parser grows linearly with its input, up to the limit of the input.
//!
//! The tests set no limit on speed: one long input is compared with equally much input in short pieces, in one run.

use std::hint::black_box;
use std::time::{Duration, Instant};

mod explain;
mod fields;
mod json;
mod schemes;
mod webhooks;

/// The time of one long input divided by that of equally much input in short pieces. Linear is 1, and quadratic is
/// `TIMES`.
const MAX_GROWTH: f64 = 3.5;

/// How much longer the longer input is.
const TIMES: usize = 8;

/// The longest value of a field that is read.
const FIELD: usize = 8 * 1024;

/// The limit for inputs that have no limit themselves.
const MANY: usize = 256 * 1024;

/// Asserts that the time of a parser grows linearly, up to inputs of `longest` bytes.
#[track_caller]
fn grows(what: &str, longest: usize, input: impl Fn(usize) -> String, read: impl Fn(&str) -> bool) {
    let (short, long) = (input(longest / TIMES), input(longest));
    let pieces = u32::try_from(long.len() / short.len()).unwrap();
    assert!(pieces >= 6, "{what}: {pieces}");
    let (long, short) = (|| read(&long), || read(&short));
    let count = enough(&long);
    let (mut once, mut apart) = (Duration::MAX, Duration::MAX);
    for round in 1..=ROUNDS {
        apart = apart.min(time(count * pieces, &short));
        once = once.min(time(count, &long));
        if round >= FEWEST && once.as_secs_f64() <= MAX_GROWTH * apart.as_secs_f64() {
            return;
        }
    }
    panic!("{what}: {once:?} at once, {apart:?} in {pieces} pieces");
}

/// If the time is linear, both ways take equally long, and a busy machine slows both. The shortest time of
/// each counts. A parser that grows too fast does so in all rounds.
const ROUNDS: u32 = 100;
const FEWEST: u32 = 2;

/// The number of calls that take long enough for any clock.
fn enough(call: &impl Fn() -> bool) -> u32 {
    let mut count = 1;
    while time(count, call) < MIN_DURATION {
        count *= 2;
    }
    count
}

const MIN_DURATION: Duration = Duration::from_micros(100);

fn time(count: u32, call: &impl Fn() -> bool) -> Duration {
    let start = Instant::now();
    for _ in 0..count {
        black_box(call());
    }
    start.elapsed()
}

#[test]
#[should_panic(expected = "in 8 pieces")]
fn a_parser_with_quadratic_time_is_noticed() {
    let pairs = |text: &str| {
        let same = |one: char| text.chars().filter(|other| *other == one).count();
        text.chars().map(same).sum::<usize>() > 0
    };
    grows("pairs", FIELD / 8, repeated("", "x", ""), pairs);
}

/// Repeats a piece up to the length, with its number in place of `#`.
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
