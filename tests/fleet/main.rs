//! A hundred thousand isolates that share a token over a store with lag, loss and partitions, in simulated time.
//!
//! `ISOLATES=100000 cargo test --release --test fleet table -- --nocapture` prints the table of `docs/stores.md`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::print_stdout,
    reason = "a test stops at the first surprise"
)]

mod draw;
mod isolate;
mod setup;
mod store;
mod world;

use setup::{Figures, Setup};
use world::World;

/// The stores with their faults.
const SETUPS: [(&str, Setup); 6] = [
    ("compare-and-set, no fault", Setup::GOOD),
    (
        "compare-and-set, 1 % of the operations fail",
        Setup {
            fails_per_mille: 10,
            ..Setup::GOOD
        },
    ),
    (
        "compare-and-set, reads that lag up to 2 s",
        Setup {
            lag_ms: 2_000,
            ..Setup::GOOD
        },
    ),
    (
        "compare-and-set, a promotion that loses the last second of each token",
        Setup {
            loses_ms: 1_000,
            ..Setup::GOOD
        },
    ),
    (
        "compare-and-set, 10 % of the isolates cut off for 60 s at each renewal",
        Setup {
            cut_off_percent: 10,
            ..Setup::GOOD
        },
    ),
    (
        "Workers KV: no compare-and-set, reads up to 60 s old",
        Setup {
            is_atomic: false,
            ..Setup::GOOD
        },
    ),
];

fn run(setup: Setup, isolates: usize, life_secs: u64) -> Figures {
    World::new(setup, isolates, life_secs, 1).run()
}

#[test]
fn a_store_that_compares_costs_one_token_call_a_lifetime() {
    for life_secs in [600, 7_200] {
        let figures = run(Setup::GOOD, 2_000, life_secs);
        assert_eq!((figures.cold_calls, figures.calls), (1, 3), "{life_secs} s");
    }
}

#[test]
fn a_promotion_that_loses_the_token_costs_at_most_one_token_call() {
    let figures = run(SETUPS[3].1, 2_000, 600);
    assert!(figures.calls <= 6, "{} calls", figures.calls);
}

#[test]
fn a_store_that_does_not_compare_costs_at_most_one_token_call_for_each_isolate_and_lifetime() {
    let figures = run(SETUPS[5].1, 2_000, 600);
    assert!(figures.cold_calls <= 2_000, "{} calls", figures.cold_calls);
    assert!(figures.calls <= 3 * 2_000, "{} calls", figures.calls);
}

#[test]
fn isolates_that_are_cut_off_cost_at_most_a_token_call_each() {
    let figures = run(SETUPS[4].1, 2_000, 600);
    assert!(figures.calls <= 3 * (200 + 1), "{} calls", figures.calls);
}

#[test]
fn table_has_a_token_call_for_each_lifetime_in_every_row() {
    let given = std::env::var("ISOLATES").ok();
    let isolates = given.map_or(200, |count| count.parse().unwrap());
    println!(
        "| store | lifetime | token calls at the start | for each lifetime | p99 wait at the start | operations per second, mean | in the busiest second |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|");
    for (name, setup) in SETUPS {
        for life_secs in [600, 1_800, 3_600, 7_200] {
            let Figures {
                cold_calls,
                calls,
                wait_p99_ms,
                mean,
                busiest,
            } = run(setup, isolates, life_secs);
            let each = calls as f64 / world::LIVES as f64;
            assert!(cold_calls >= 1 && each >= 1.0, "{name}: {each} token calls");
            println!(
                "| {name} | {life_secs} s | {cold_calls} | {each:.0} | {wait_p99_ms} ms | {mean:.0} | {busiest} |"
            );
        }
    }
}
