//! Every order of the steps begin, commit, fail, invalidate, rotate and expire of three actors, up to a number of steps.
//!
//! The actors share one stored state. An actor reads this state immediately before each of its steps, like a host with a
//! compare-and-set store.

use std::collections::HashSet;

use payauth::ErrorKind;
use payauth::token::{Machine, Policy, Refresh};

use super::{SHAPE, answer, at, authorization, fingerprint, grant};

const DEPTH: usize = 10;
const ACTORS: usize = 3;
const STEPS: [Step; 3 * ACTORS + 4] = [
    Step::Begin(0),
    Step::Begin(1),
    Step::Begin(2),
    Step::Commit(0),
    Step::Commit(1),
    Step::Commit(2),
    Step::Fail(0),
    Step::Fail(1),
    Step::Fail(2),
    Step::Invalidate,
    Step::InvalidateOlder,
    Step::Rotate,
    Step::Expire,
];

#[derive(Clone, Copy, Debug)]
enum Step {
    Begin(usize),
    Commit(usize),
    Fail(usize),
    /// A 401 for the current token.
    Invalidate,
    /// A 401 for an earlier token.
    InvalidateOlder,
    /// New credentials.
    Rotate,
    /// The lease, the back-off and the early window expire, but the token does not.
    Expire,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct World {
    now: i64,
    state: String,
    credentials: usize,
    /// For each actor, the ticket of its unfinished refresh, and the number of the token that this refresh will return.
    tickets: [Option<(String, u64)>; ACTORS],
    /// The number of tokens that were requested.
    asked: u64,
    /// The number of the newest token that was committed.
    newest: u64,
    older: Option<String>,
}

impl World {
    fn machine(&self) -> Machine {
        Machine::new(
            &format!("key{}", self.credentials),
            Policy::default(),
            &SHAPE,
        )
    }

    /// The number of the current token.
    fn held(&self) -> Option<u64> {
        let authorization = authorization(&self.machine(), &self.state, at(self.now))?;
        authorization.strip_prefix("Bearer token")?.parse().ok()
    }

    /// The fingerprint of the current token.
    fn name(&self) -> Option<String> {
        self.held()
            .map(|_| fingerprint(&self.machine(), &self.state, at(self.now)))
    }

    /// The world after a step; `None` if the step is not possible.
    fn after(&self, step: Step) -> Option<Self> {
        let mut world = self.clone();
        match step {
            Step::Begin(actor) => world.begin(actor)?,
            Step::Commit(actor) => world.end(actor, true)?,
            Step::Fail(actor) => world.end(actor, false)?,
            Step::Invalidate => {
                let name = world.name()?;
                world.older = Some(name.clone());
                world.unauthorized(&name);
            }
            Step::InvalidateOlder => {
                let name = world.older.clone()?;
                if world.name() == world.older {
                    return None;
                }
                world.unauthorized(&name);
                assert_eq!(world.held(), self.held(), "a late 401 changed the token");
            }
            Step::Rotate => {
                world.credentials += 1;
                assert_eq!(world.held(), None, "a token of other credentials is used");
            }
            Step::Expire => {
                world.now += 90_000;
                assert_eq!(world.held(), self.held());
            }
        }
        Some(world)
    }

    fn begin(&mut self, actor: usize) -> Option<()> {
        let owner = ["one", "two", "three"][actor];
        let begun = self
            .machine()
            .begin_refresh(&self.state, at(self.now), owner, 10_000)
            .unwrap();
        let Refresh::Granted { ticket, state } = begun else {
            return None;
        };
        self.asked += 1;
        self.tickets[actor] = Some((ticket, self.asked));
        self.state = String::from(&*state);
        Some(())
    }

    /// Ends the refresh of an actor with a token or with a failure.
    fn end(&mut self, actor: usize, is_good: bool) -> Option<()> {
        let (ticket, number) = self.tickets[actor].take()?;
        let before = self.held();
        let body = grant(&format!("token{number}"), 100_000);
        let answer = answer(if is_good { 200 } else { 500 }, &body);
        let now = at(self.now);
        let commit = self
            .machine()
            .commit_refresh(&self.state, &ticket, Some(&answer), now, now)
            .unwrap();
        self.state = String::from(&*commit.state);
        match commit.error.map(|error| error.kind()) {
            None => {
                assert_eq!(self.held(), Some(number), "a token was lost");
                assert!(
                    number > self.newest,
                    "an older token replaced a newer token"
                );
                self.newest = number;
            }
            Some(ErrorKind::StaleTicket) => assert_eq!(self.held(), before),
            Some(_) => {
                assert!(!is_good);
                assert_eq!(self.held(), before, "a failure changed the token");
            }
        }
        Some(())
    }

    fn unauthorized(&mut self, name: &str) {
        let (state, _) = self
            .machine()
            .on_unauthorized(&self.state, name, "", at(self.now))
            .unwrap();
        self.state = String::from(&*state);
    }
}

#[test]
fn no_order_of_steps_of_three_actors_loses_a_token_or_restores_an_older_token() {
    let machine = Machine::new(
        "a",
        Policy {
            early_ms: Some(50_000),
            ..Policy::default()
        },
        &SHAPE,
    );
    let first = World {
        now: 0,
        state: String::from(&*machine.initial()),
        credentials: 0,
        tickets: [None, None, None],
        asked: 0,
        newest: 0,
        older: None,
    };
    let (mut worlds, mut seen) = (vec![first], HashSet::new());
    for _ in 0..DEPTH {
        let mut next = Vec::new();
        for world in &worlds {
            next.extend(STEPS.iter().filter_map(|step| world.after(*step)));
        }
        next.retain(|world| seen.insert(world.clone()));
        worlds = next;
    }
    println!("{} states", seen.len());
    assert!(seen.len() > 100_000, "{} states", seen.len());
}
