//! Every order of {begin, commit, fail, invalidate, rotate, expire} by three actors, up to a depth.
//!
//! The actors share one stored state, and each works on the copy that it reads when it acts, as hosts
//! with a compare-and-set store do.

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
    /// A 401 for the token that is held.
    Invalidate,
    /// A 401 for a token that was held before.
    InvalidateOlder,
    /// New credentials.
    Rotate,
    /// The lease, the back-off and the early window pass, though not the life of a token.
    Expire,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct World {
    now: i64,
    state: String,
    credentials: usize,
    /// The ticket that each actor has under way, and the number of the token it will get.
    tickets: [Option<(String, u64)>; ACTORS],
    /// How many tokens were asked for.
    asked: u64,
    /// The number of the newest token that was ever held.
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

    /// The number of the token that is held.
    fn held(&self) -> Option<u64> {
        let authorization = authorization(&self.machine(), &self.state, at(self.now))?;
        authorization.strip_prefix("Bearer token")?.parse().ok()
    }

    /// The name of the token that is held.
    fn name(&self) -> Option<String> {
        self.held()
            .map(|_| fingerprint(&self.machine(), &self.state, at(self.now)))
    }

    /// The world after a step; `None` where the step cannot be taken.
    fn after(&self, step: Step) -> Option<Self> {
        let mut world = self.clone();
        let machine = self.machine();
        let state = &self.state;
        match step {
            Step::Begin(actor) => {
                let owner = ["one", "two", "three"][actor];
                let begun = machine
                    .begin_refresh(state, at(self.now), owner, 10_000)
                    .unwrap();
                let Refresh::Granted { ticket, state } = begun else {
                    return None;
                };
                world.asked += 1;
                world.tickets[actor] = Some((ticket, world.asked));
                world.state = String::from(&*state);
            }
            Step::Commit(actor) | Step::Fail(actor) => {
                let (ticket, number) = world.tickets[actor].take()?;
                let body = grant(&format!("token{number}"), 100_000);
                let is_good = matches!(step, Step::Commit(_));
                let answer = answer(if is_good { 200 } else { 500 }, &body);
                let now = at(self.now);
                let commit = machine
                    .commit_refresh(state, &ticket, Some(&answer), now, now)
                    .unwrap();
                world.state = String::from(&*commit.state);
                match commit.error.map(|error| error.kind()) {
                    None => {
                        assert_eq!(world.held(), Some(number), "a token was lost");
                        assert!(number > self.newest, "an older token came back");
                        world.newest = number;
                    }
                    Some(ErrorKind::StaleTicket) => assert_eq!(world.held(), self.held()),
                    Some(_) => {
                        assert!(!is_good);
                        assert_eq!(world.held(), self.held(), "a failure changed the token");
                    }
                }
            }
            Step::Invalidate => {
                let name = self.name()?;
                world.older = Some(name.clone());
                let (state, _) = machine
                    .on_unauthorized(state, &name, "", at(self.now))
                    .unwrap();
                world.state = String::from(&*state);
            }
            Step::InvalidateOlder => {
                let name = self.older.clone()?;
                if self.name() == self.older {
                    return None;
                }
                let (state, _) = machine
                    .on_unauthorized(state, &name, "", at(self.now))
                    .unwrap();
                world.state = String::from(&*state);
                assert_eq!(world.held(), self.held(), "a late 401 changed the token");
            }
            Step::Rotate => {
                world.credentials += 1;
                assert_eq!(world.held(), None, "a token of other credentials is held");
            }
            Step::Expire => {
                world.now += 90_000;
                assert_eq!(world.held(), self.held());
            }
        }
        Some(world)
    }
}

#[test]
fn no_order_of_three_actors_loses_or_regresses_a_token() {
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
