//! The token machine with many requests, in simulated time.

use payauth::SecretText;
use payauth::token::{Action, Machine, Policy};
use proptest::prelude::*;

use super::{SHAPE, answer, at, authorization, begin, grant};

/// A client whose token endpoint answers after `latency`, and fails if the test says so.
struct Host {
    machine: Machine,
    state: SecretText,
    /// The ticket of the token request in progress, the time at which it was sent, and the time of its answer.
    in_flight: Option<(String, i64, i64)>,
    latency: i64,
    life_secs: u64,
    calls: u64,
    served: u64,
    failed: u64,
}

impl Host {
    fn new(seed: &str, life_secs: u64, latency: i64) -> Self {
        let machine = Machine::new(seed, Policy::default(), &SHAPE);
        let state = machine.initial();
        Self {
            machine,
            state,
            in_flight: None,
            latency,
            life_secs,
            calls: 0,
            served: 0,
            failed: 0,
        }
    }

    /// Makes a request at `now`. If `is_down` is true, the token endpoint fails.
    fn request(&mut self, now: i64, is_down: bool) {
        self.receive(now, is_down);
        let decision = self.machine.decide(&self.state, at(now)).unwrap();
        match decision.action {
            Action::Use => self.served += 1,
            Action::UseAndRefresh => {
                self.served += 1;
                self.send(now);
            }
            Action::Refresh => {
                let has_token = authorization(&self.machine, &self.state, at(now)).is_some();
                self.served += u64::from(has_token);
                self.send(now);
            }
            Action::Fail => self.failed += 1,
            _ => {}
        }
        self.receive(now, is_down);
    }

    fn send(&mut self, now: i64) {
        let state = std::mem::replace(&mut self.state, self.machine.initial());
        let (ticket, state) = begin(&self.machine, &state, at(now), "one");
        self.state = state;
        self.calls += 1;
        self.in_flight = Some((ticket, now, now + self.latency));
    }

    fn receive(&mut self, now: i64, is_down: bool) {
        let Some((ticket, sent, _)) = self.in_flight.take_if(|(_, _, due)| *due <= now) else {
            return;
        };
        let state = std::mem::replace(&mut self.state, self.machine.initial());
        let body = grant(&format!("token{}", self.calls), self.life_secs);
        let answer = if is_down {
            answer(503, "")
        } else {
            answer(200, &body)
        };
        let commit = self
            .machine
            .commit_refresh(&state, &ticket, Some(&answer), at(sent), at(now));
        self.state = commit.unwrap().state;
    }
}

#[test]
fn steady_traffic_causes_one_token_call_per_lifetime() {
    for life_secs in [1, 20, 30, 299, 300, 600, 3_600, 7_200, 86_400] {
        for seed in 0..10 {
            let mut host = Host::new(&format!("{life_secs}-{seed}"), life_secs, 0);
            let life_ms = i64::try_from(life_secs).unwrap() * 1000;
            for request in 0..5_000 {
                host.request(request * life_ms / 500, false);
            }
            // With the lifetime L and the early window E, the maximum is 10 L / (L - 1.2 E), rounded up, plus 1.
            let early_ms = Policy::default().early_ms(life_secs * 1000);
            let quiet = life_secs * 10_000 - early_ms * 12;
            let most = (life_secs * 100_000).div_ceil(quiet) + 1;
            assert!(
                (10..=most).contains(&host.calls),
                "{life_secs} s: {} calls",
                host.calls
            );
            assert_eq!(host.failed, 0, "{life_secs} s");
        }
    }
}

#[test]
fn no_token_is_requested_before_the_early_window() {
    for life_secs in [1, 20, 30, 299, 300, 600, 3_600, 7_200, 86_400] {
        let mut host = Host::new("k", life_secs, 0);
        let life_ms = i64::try_from(life_secs).unwrap() * 1000;
        let early_ms = i64::try_from(Policy::default().early_ms(life_secs * 1000)).unwrap();
        let quiet = life_ms - early_ms - early_ms / 5;
        for request in 0..1_000 {
            host.request(request * quiet / 1_000, false);
        }
        assert_eq!(host.calls, 1, "{life_secs} s");
    }
}

#[test]
fn outage_of_a_minute_under_load_causes_few_token_calls() {
    for seed in 0..100 {
        let mut host = Host::new(&format!("{seed}"), 600, 0);
        for request in 0..1_000 {
            host.request(request * 60, true);
        }
        assert!(host.calls <= 8, "{} calls", host.calls);
        assert_eq!(host.served, 0);
    }
}

#[test]
fn no_request_fails_during_an_outage_that_is_shorter_than_the_early_window() {
    for seed in 0..100 {
        let mut host = Host::new(&format!("{seed}"), 600, 50);
        host.request(0, false);
        let mut requests = 0;
        for now in (50..1_200_000).step_by(500) {
            let is_down = (535_000..565_000).contains(&now);
            host.request(now, is_down);
            requests += 1;
        }
        assert_eq!((host.served, host.failed), (requests, 0), "seed {seed}");
    }
}

proptest! {
    #[test]
    fn valid_token_is_always_used(
        life_secs in 10..5_000_u64,
        latency in 0..8_000_i64,
        steps in prop::collection::vec((1..60_000_i64, any::<bool>()), 1..200),
    ) {
        let mut host = Host::new("k", life_secs, latency);
        let mut now = 0;
        for (step, is_down) in steps {
            now += step;
            let has_token = authorization(&host.machine, &host.state, at(now)).is_some();
            let served = host.served;
            host.request(now, is_down);
            prop_assert!(!has_token || host.served == served + 1);
        }
    }
}
