//! The search for mistakes: no mistake, one mistake, two mistakes with different subjects (axes), and then the time
//! window.

use alloc::vec::Vec;

use super::attempt::Attempt;
use super::change::{Axis, Change, Mistake};
use super::explanation::Explanation;
use super::mistakes::MISTAKES;
use super::outcome;
use crate::ErrorKind;
use crate::webhook::Window;

/// The maximum number of tries for one message: each change, each pair of changes of different axes, and a few
/// tries for the time window.
pub const MOST_TRIES: usize = tries();

/// The mistakes that explain a message; empty if no known mistake explains the message.
pub(super) fn search(given: &Attempt<'_>, window: Window) -> Vec<Explanation> {
    let mut found = Vec::new();
    let fitting = as_it_is(given)
        .or_else(|| one(given, &mut found))
        .or_else(|| two(given, &mut found));
    if let Some(fitting) = fitting {
        found.extend(clock(&fitting, window));
    }
    found
}

fn as_it_is<'a>(given: &Attempt<'a>) -> Option<Attempt<'a>> {
    Some(given.clone()).filter(Attempt::fits)
}

fn one<'a>(given: &Attempt<'a>, found: &mut Vec<Explanation>) -> Option<Attempt<'a>> {
    for (mistake, change) in changes() {
        if let Some(changed) = change.undo(given).filter(Attempt::fits) {
            found.push(Explanation::of(mistake));
            return Some(changed);
        }
    }
    None
}

fn two<'a>(given: &Attempt<'a>, found: &mut Vec<Explanation>) -> Option<Attempt<'a>> {
    for (first, change) in changes() {
        let Some(half) = change.undo(given) else {
            continue;
        };
        for (second, change) in changes().filter(|(second, _)| second.axis > first.axis) {
            if let Some(changed) = change.undo(&half).filter(Attempt::fits) {
                found.extend([Explanation::of(first), Explanation::of(second)]);
                return Some(changed);
            }
        }
    }
    None
}

/// Why a message that matches is outside the window. The reason is the unit of the timestamp, or a clock.
fn clock(fitting: &Attempt<'_>, window: Window) -> Option<Explanation> {
    let (mistake, signed) = match fitting.verify(window).err()?.kind() {
        ErrorKind::TooOld => (
            &outcome::TOO_OLD,
            ": the message was signed before `now` by ",
        ),
        ErrorKind::TooNew => (
            &outcome::TOO_NEW,
            ": the message was signed after `now` by ",
        ),
        _ => return None,
    };
    let is_unit = |(_, change): &(_, Change)| matches!(change, Change::Time(_));
    for (unit, change) in changes().filter(is_unit) {
        let verified = change
            .undo(fitting)
            .and_then(|changed| changed.verify(window).ok());
        let time = verified.and_then(|verified| verified.timestamp);
        // Digits of the usual length are a time in this unit. A wide window would accept other digits, too.
        if time.is_some_and(|time| USUAL.contains(&time.as_secs())) {
            return Some(Explanation::of(unit));
        }
    }
    let time = fitting.verify(Window::UnsafeSkip).ok()?.timestamp?;
    let millis = time.as_millis().abs_diff(fitting.now.as_millis());
    Some(Explanation::off_by(mistake, signed, millis))
}

fn changes() -> impl Iterator<Item = (&'static Mistake, Change)> {
    MISTAKES
        .iter()
        .flat_map(|mistake| mistake.changes.iter().map(move |change| (mistake, *change)))
}

#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "in a constant, an overflow or an index out of bounds is a compile error"
)]
const fn tries() -> usize {
    let (mut alone, mut pairs, mut times, mut first) = (0, 0, 0, 0);
    while first < MISTAKES.len() {
        let mine = MISTAKES[first].changes.len();
        alone += mine;
        let mut second = first + 1;
        while second < MISTAKES.len() {
            if !MISTAKES[second].axis.is(MISTAKES[first].axis) {
                pairs += mine * MISTAKES[second].changes.len();
            }
            second += 1;
        }
        if MISTAKES[first].axis.is(Axis::Time) {
            times += mine;
        }
        first += 1;
    }
    // The additional 4 tries are the message as it was passed and the message that matches, each verified with the
    // window and without it.
    4 + alone + pairs + times
}

/// The times between 2001 and 2286. In each unit, the digits of these times have one length.
const USUAL: core::ops::Range<u64> = 1_000_000_000..10_000_000_000;
