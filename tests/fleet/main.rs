//! A simulation of many isolates that share a token through a store. The store has lag, loss and partitions.
//!
//! `ISOLATES=100000 cargo test --release --test fleet table -- --nocapture` prints the figures
//! of the tables in `docs/stores.md`.

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
    reason = "a test may panic at an unexpected value"
)]

mod draw;
mod isolate;
mod setup;
mod store;
mod world;

use setup::{Figures, Setup};
use world::World;

/// The stores of the table: the name and the faults of each store.
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
        "compare-and-set, after each new token, a replica is promoted that lacks the last second of writes",
        Setup {
            loses_ms: 1_000,
            ..Setup::GOOD
        },
    ),
    (
        "compare-and-set, 10 % of the isolates are cut off for 60 s at each renewal",
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
fn store_with_compare_and_set_causes_one_token_call_per_lifetime() {
    for life_secs in [600, 7_200] {
        let figures = run(Setup::GOOD, 2_000, life_secs);
        assert_eq!((figures.cold_calls, figures.calls), (1, 3), "{life_secs} s");
    }
}

#[test]
fn promotion_of_a_replica_without_the_token_causes_at_most_one_additional_token_call() {
    let figures = run(SETUPS[3].1, 2_000, 600);
    assert!(figures.calls <= 6, "{} calls", figures.calls);
}

#[test]
fn store_without_compare_and_set_causes_at_most_one_token_call_per_isolate_and_lifetime() {
    let figures = run(SETUPS[5].1, 2_000, 600);
    assert!(figures.cold_calls <= 2_000, "{} calls", figures.cold_calls);
    assert!(figures.calls <= 3 * 2_000, "{} calls", figures.calls);
}

#[test]
fn isolate_that_is_cut_off_causes_at_most_one_token_call_per_lifetime() {
    let figures = run(SETUPS[4].1, 2_000, 600);
    assert!(figures.calls <= 3 * (200 + 1), "{} calls", figures.calls);
}

#[test]
fn every_row_of_the_table_has_at_least_one_token_call_per_lifetime() {
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
