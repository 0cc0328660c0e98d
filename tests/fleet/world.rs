//! The simulated world: all isolates, the store that they share, and the time.

use core::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::rc::Rc;

use payauth::UnixTime;
use payauth::token::{Action, Answer, Machine, Policy, Refresh, Shape};

use crate::draw::Draw;
use crate::isolate::{Isolate, Outcome, Phase};
use crate::setup::{Figures, Setup};
use crate::store::{Store, Value};

/// The number of refreshes after the first token.
pub(crate) const LIVES: i64 = 3;

const START: i64 = 1_795_000_000_000;
/// The mean time between two calls of an isolate.
const CALL_MS: i64 = 10_000;
const STORE_TIMEOUT_MS: i64 = 1_000;
const LEASE_MS: u64 = 10_000;
/// The shortest token lifetime in the tables.
const MIN_LIFE_MS: i64 = 600_000;
const CUT_OFF_MS: i64 = 60_000;
const SHAPE: Shape<'_> = Shape {
    token: "access_token",
    expires_in: "expires_in",
    token_type: "token_type",
    default_life_secs: 900,
};

enum Event {
    Call,
    /// An operation reaches the store.
    AtStore,
    Answered(Outcome),
    TokenCame,
    Loss,
}

pub(crate) struct World {
    setup: Setup,
    machine: Machine,
    life_secs: u64,
    /// The time from one refresh to the next refresh. `i64::MAX` until the first token arrives.
    period: i64,
    now: i64,
    isolates: Vec<Isolate>,
    store: Store,
    lost_at: i64,
    draw: Draw,
    queue: BinaryHeap<Reverse<(i64, u64, usize)>>,
    events: BTreeMap<u64, Event>,
    count: u64,
    calls: Vec<i64>,
    waits: Vec<i64>,
    operations: BTreeMap<i64, u64>,
}

impl World {
    pub(crate) fn new(setup: Setup, isolates: usize, life_secs: u64, seed: u64) -> Self {
        let machine = Machine::new("0123456789abcdef", Policy::default(), &SHAPE);
        let initial: Rc<str> = Rc::from(&*machine.initial());
        let mut world = Self {
            setup,
            machine,
            life_secs,
            period: i64::MAX,
            now: 0,
            isolates: vec![Isolate::new(initial); isolates],
            store: Store::new(),
            lost_at: i64::MIN / 2,
            draw: Draw(seed),
            queue: BinaryHeap::new(),
            events: BTreeMap::new(),
            count: 0,
            calls: Vec::new(),
            waits: Vec::new(),
            operations: BTreeMap::new(),
        };
        for isolate in 0..isolates {
            let first = world.draw.until_call(CALL_MS);
            world.at(first, isolate, Event::Call);
        }
        world
    }

    pub(crate) fn run(mut self) -> Figures {
        while let Some(Reverse((time, id, isolate))) = self.queue.pop() {
            self.now = time;
            if self.period < i64::MAX && time > self.end() {
                break;
            }
            match self.events.remove(&id).unwrap() {
                Event::Call => self.call(isolate),
                Event::AtStore => self.at_store(isolate),
                Event::Answered(outcome) => self.answered(isolate, &outcome),
                Event::TokenCame => self.token_came(isolate),
                Event::Loss => self.store.lose(time, time - self.setup.loses_ms),
            }
        }
        self.figures()
    }

    fn end(&self) -> i64 {
        self.period * LIVES + self.period / 2
    }

    fn figures(mut self) -> Figures {
        let half = self.period / 2;
        let cold_calls = self.calls.iter().filter(|time| **time < half).count() as u64;
        self.waits.sort_unstable();
        let later = self.operations.range(half / 1000..);
        let steady: u64 = later.map(|(_, count)| count).sum();
        Figures {
            cold_calls,
            calls: self.calls.len() as u64 - cold_calls,
            wait_p99_ms: self.waits[(self.waits.len() - 1) * 99 / 100],
            mean: steady as f64 * 1000.0 / (self.end() - half) as f64,
            busiest: *self.operations.values().max().unwrap(),
        }
    }

    fn at(&mut self, time: i64, isolate: usize, event: Event) {
        self.count += 1;
        self.queue.push(Reverse((time, self.count, isolate)));
        self.events.insert(self.count, event);
    }

    fn instant(&self) -> UnixTime {
        UnixTime::from_millis(START + self.now).unwrap()
    }

    fn decide(&self, isolate: usize) -> (Action, i64) {
        let state = &self.isolates[isolate].state;
        let decision = self.machine.decide(state, self.instant()).unwrap();
        (decision.action, decision.valid_until_ms as i64 - START)
    }

    fn call(&mut self, isolate: usize) {
        let (action, _) = self.decide(isolate);
        let waits = matches!(action, Action::Refresh | Action::Wait | Action::Fail);
        self.isolates[isolate].waits_since = waits.then_some(self.now);
        if action == Action::Use {
            self.rest(isolate);
        } else {
            self.isolates[isolate].pause_ms = 0;
            self.ask_store(isolate, Phase::Reading, 0);
        }
    }

    /// Ends a call, and schedules the next call of the isolate. Calls do not use the store until the token must be
    /// refreshed, so the simulation skips these calls.
    fn rest(&mut self, isolate: usize) {
        let (action, valid_until) = self.decide(isolate);
        let idle = &mut self.isolates[isolate];
        (idle.phase, idle.is_unsure) = (Phase::Idle, false);
        if let Some(since) = idle.waits_since.take() {
            self.waits.push(self.now - since);
        }
        let free_until = if action == Action::Use {
            valid_until
        } else {
            self.now
        };
        let next = free_until.max(self.now) + self.draw.until_call(CALL_MS);
        self.at(next, isolate, Event::Call);
    }

    fn ask_store(&mut self, isolate: usize, phase: Phase, after_ms: i64) {
        self.isolates[isolate].phase = phase;
        let arrives = self.now + after_ms + self.draw.between(1, 4);
        self.at(arrives, isolate, Event::AtStore);
    }

    fn is_cut_off(&self, isolate: usize) -> bool {
        let is_one = isolate % 100 < self.setup.cut_off_percent;
        is_one && self.now > self.period / 2 && self.now % self.period < CUT_OFF_MS
    }

    fn at_store(&mut self, isolate: usize) {
        let down_until = self.isolates[isolate].down_until;
        if self.now < down_until {
            return self.at(self.now, isolate, Event::Answered(Outcome::Fault));
        }
        if self.is_cut_off(isolate) {
            let given_up = self.now + STORE_TIMEOUT_MS;
            return self.at(given_up, isolate, Event::Answered(Outcome::Fault));
        }
        *self.operations.entry(self.now / 1000).or_default() += 1;
        let luck = self.draw.between(0, 2_000);
        let outcome = if luck < self.setup.fails_per_mille {
            Outcome::Fault
        } else {
            self.operate(isolate)
        };
        if luck < 2 * self.setup.fails_per_mille {
            let given_up = self.now + STORE_TIMEOUT_MS;
            return self.at(given_up, isolate, Event::Answered(Outcome::Fault));
        }
        let comes = self.now + self.draw.between(1, 4);
        self.at(comes, isolate, Event::Answered(outcome));
    }

    fn operate(&mut self, isolate: usize) -> Outcome {
        let Isolate {
            phase,
            state,
            entry,
            ..
        } = self.isolates[isolate].clone();
        if !matches!(phase, Phase::Leasing | Phase::PushWriting) {
            return Outcome::Read(self.read(isolate));
        }
        if !self.setup.is_atomic {
            self.store.set(self.now, state);
            return Outcome::Written(true);
        }
        let is_set = self
            .store
            .compare_and_set(self.now, state, &entry.flatten());
        let is_due = self.now - self.lost_at > MIN_LIFE_MS / 2;
        if is_set && phase == Phase::PushWriting && self.setup.loses_ms > 0 && is_due {
            self.lost_at = self.now;
            self.at(self.now + 200, isolate, Event::Loss);
        }
        Outcome::Written(is_set)
    }

    fn read(&mut self, isolate: usize) -> Value {
        if !self.setup.is_atomic {
            return self.store.shown(isolate, self.now);
        }
        let lag = self.draw.between(0, self.setup.lag_ms + 1);
        self.store.at(self.now - lag)
    }

    fn answered(&mut self, isolate: usize, outcome: &Outcome) {
        if matches!(outcome, Outcome::Fault) {
            let down = &mut self.isolates[isolate].down_until;
            *down = (*down).max(self.now + STORE_TIMEOUT_MS);
        }
        if let Outcome::Read(value) = outcome {
            self.learn(isolate, value);
        }
        match (self.isolates[isolate].phase, outcome) {
            (Phase::Reading, _) => self.after_read(isolate, outcome),
            (Phase::Leasing, Outcome::Written(true)) => self.ask_token(isolate),
            (Phase::Leasing, _) => {
                let asking = &mut self.isolates[isolate];
                asking.is_unsure = matches!(outcome, Outcome::Fault);
                asking.down_until = i64::MIN;
                self.ask_store(isolate, Phase::Rereading, 0);
            }
            (Phase::Rereading, _) => self.after_reread(isolate, outcome),
            (Phase::PushReading, Outcome::Read(value)) => {
                if value.as_ref() == Some(&self.isolates[isolate].state) {
                    return self.rest(isolate);
                }
                self.isolates[isolate].entry = Some(value.clone());
                self.ask_store(isolate, Phase::PushWriting, 0);
            }
            (Phase::PushWriting, Outcome::Written(false)) => {
                let pause = self.draw.between(10, 42);
                self.ask_store(isolate, Phase::PushReading, pause);
            }
            _ => self.rest(isolate),
        }
    }

    fn learn(&mut self, isolate: usize, value: &Value) {
        let Some(value) = value else { return };
        let Isolate { state, phase, .. } = &mut self.isolates[isolate];
        if *phase != Phase::Rereading && self.machine.is_newer(value, state).unwrap() {
            *state = Rc::clone(value);
        }
    }

    fn after_read(&mut self, isolate: usize, outcome: &Outcome) {
        self.isolates[isolate].entry = match outcome {
            Outcome::Read(value) => Some(value.clone()),
            _ => None,
        };
        let (action, _) = self.decide(isolate);
        let is_alone = self.isolates[isolate].entry.is_none();
        match action {
            // The token is still valid, and the store may work again before it expires.
            Action::UseAndRefresh if is_alone => self.rest(isolate),
            Action::Refresh | Action::UseAndRefresh => self.begin(isolate),
            Action::Wait | Action::Fail => {
                let pause = self.isolates[isolate].longer();
                self.ask_store(isolate, Phase::Reading, pause);
            }
            _ => self.rest(isolate),
        }
    }

    fn begin(&mut self, isolate: usize) {
        let owner = format!("{isolate}-{}", self.count);
        let state = Rc::clone(&self.isolates[isolate].state);
        let begun = self
            .machine
            .begin_refresh(&state, self.instant(), &owner, LEASE_MS);
        let Refresh::Granted {
            ticket,
            state: leased,
        } = begun.unwrap()
        else {
            return self.rest(isolate);
        };
        let asking = &mut self.isolates[isolate];
        asking.before = state;
        asking.ticket = ticket;
        asking.state = Rc::from(&*leased);
        if asking.entry.is_none() || !self.setup.is_atomic {
            self.ask_token(isolate);
        } else {
            self.ask_store(isolate, Phase::Leasing, 0);
        }
    }

    fn after_reread(&mut self, isolate: usize, outcome: &Outcome) {
        let asking = &self.isolates[isolate];
        let is_granted = match outcome {
            Outcome::Read(Some(value)) if *value == asking.state => true,
            Outcome::Read(value) => asking.is_unsure && asking.entry.as_ref() == Some(value),
            _ => asking.is_unsure,
        };
        if is_granted {
            return self.ask_token(isolate);
        }
        self.isolates[isolate].state = Rc::clone(&asking.before);
        let pause = self.draw.between(1, 33);
        self.ask_store(isolate, Phase::Reading, pause);
    }

    fn ask_token(&mut self, isolate: usize) {
        self.calls.push(self.now);
        let asking = &mut self.isolates[isolate];
        (asking.phase, asking.sent_at) = (Phase::Asking, self.now);
        let comes = self.now + self.draw.between(200, 400);
        self.at(comes, isolate, Event::TokenCame);
    }

    fn token_came(&mut self, isolate: usize) {
        let body = format!(
            r#"{{"access_token":"token{}","token_type":"Bearer","expires_in":{}}}"#,
            self.count, self.life_secs
        );
        let answer = Answer {
            status: 200,
            retry_after: "",
            body: body.as_bytes(),
        };
        let Isolate {
            state,
            ticket,
            sent_at,
            ..
        } = self.isolates[isolate].clone();
        let sent_at = UnixTime::from_millis(START + sent_at).unwrap();
        let commit =
            self.machine
                .commit_refresh(&state, &ticket, Some(&answer), sent_at, self.instant());
        let asking = &mut self.isolates[isolate];
        asking.state = Rc::from(&*commit.unwrap().state);
        if asking.is_unsure {
            asking.down_until = i64::MIN;
        }
        if self.period == i64::MAX {
            let (_, early_at) = self.decide(isolate);
            self.period = early_at;
        }
        self.ask_store(isolate, Phase::PushReading, 0);
    }
}
