//! The time of each parser grows linearly with the length of the input, up to the maximum length.
//!
//! No test limits the time itself. A test measures two times in one run and compares them: the time of one long input,
//! and the time of short inputs that together have the same length.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;

mod explain;
mod fields;
mod json;
mod schemes;
mod webhooks;

/// The maximum of the time of one long input, divided by the time of short inputs that together have the same length. The
/// ratio is 1 if the time is linear, and `TIMES` if the time is quadratic.
const MAX_GROWTH: f64 = 3.5;

/// The length of the long input, divided by the length of a short input.
const TIMES: usize = 8;

/// The maximum length of a field value that is parsed.
const FIELD: usize = 8 * 1024;

/// The length of the long input of a parser that has no maximum length.
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
    panic!("{what}: {once:?} as one input, {apart:?} in {pieces} pieces");
}

/// The maximum number of rounds. A busy machine can make a measurement slower, so the shortest time of all rounds counts.
/// A parser with linear time is below the limit after a few rounds. A parser with quadratic time is above the limit in all
/// rounds.
const ROUNDS: u32 = 100;

/// The minimum number of rounds. If every measurement of the short inputs is disturbed, a parser with quadratic time seems
/// to be below the limit.
const FEWEST: u32 = 6;

/// A number of calls that together take at least `MIN_DURATION`, so that any clock can measure them.
fn enough(call: &impl Fn() -> bool) -> u32 {
    let mut count = 1;
    while time(count, call) < MIN_DURATION {
        count *= 2;
    }
    count
}

const MIN_DURATION: Duration = Duration::from_micros(100);

/// The computing time of `count` calls. The time in which the thread waits for a processor does not count.
fn time(count: u32, call: &impl Fn() -> bool) -> Duration {
    let start = ThreadTime::now();
    for _ in 0..count {
        black_box(call());
    }
    start.elapsed()
}

#[test]
#[should_panic(expected = "in 8 pieces")]
fn parser_with_quadratic_time_is_detected() {
    let pairs = |text: &str| {
        let same = |one: char| text.chars().filter(|other| *other == one).count();
        text.chars().map(same).sum::<usize>() > 0
    };
    grows("pairs", FIELD / 8, repeated("", "x", ""), pairs);
}

/// Makes inputs of a given maximum length: `before`, then `piece` several times, then `after`. In each piece, `#` is
/// replaced by the number of the piece.
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
