//! How the time of each reader grows with its input, up to its limit: never like a square.
//!
//! This is no bound on speed: one long input is compared with as much in short pieces, in one run.

use std::hint::black_box;
use std::time::{Duration, Instant};

mod explain;
mod fields;
mod json;
mod schemes;
mod webhooks;

/// The time of one long input, in times of as much input in short pieces. Linear is 1, and a square is
/// `TIMES`.
const MAX_GROWTH: f64 = 3.5;

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

/// Both ways take as long where the time is linear, so that a busy machine makes both longer; and of
/// each the shortest time counts. What grows too fast does so in all rounds.
const ROUNDS: u32 = 100;
const FEWEST: u32 = 2;

/// How many calls are long enough for any clock.
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
fn a_reader_whose_time_grows_like_a_square_is_noticed() {
    let pairs = |text: &str| {
        let same = |one: char| text.chars().filter(|other| *other == one).count();
        text.chars().map(same).sum::<usize>() > 0
    };
    grows("pairs", FIELD / 8, repeated("", "x", ""), pairs);
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
