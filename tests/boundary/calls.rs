//! The exported functions of the wasm module, each called with a random record.

use payauth::wasm::memory::scratch_length;
use payauth::wasm::{
    auth, client, idempotency, inbox, memory, rate_limit, request, time, token, webhook,
};

use super::draw::Draw;
use super::{made, place};

/// The kind of the result of a call that succeeds.
pub enum Gives {
    /// A number below this one.
    Below(usize),
    Text,
    Handle,
}

use Gives::{Below, Handle, Text};

type Called = (&'static str, Gives, i32);

/// The numbers that a call can pass: the length of the record and two parts of this length (`head` and
/// `rest`), a handle, a time, flags and a small number.
struct Given {
    length: usize,
    head: usize,
    rest: usize,
    handle: usize,
    now: f64,
    flags: u32,
    small: usize,
}

const TIMES: &[f64] = &[
    1_709_380_800_000.0,
    1_795_341_600_000.0,
    0.0,
    -1.0,
    1e300,
    f64::NAN,
];

/// Makes a random call. Returns the name of the function, the kind of the result, and the result.
pub fn call(draw: &mut Draw) -> Called {
    let lines = draw.lines();
    let length = place(lines.get(..scratch_length()).unwrap_or(&lines));
    let head = draw.below(length + 2);
    let given = Given {
        length,
        head,
        rest: length.saturating_sub(head),
        handle: draw.of(&made().handles) + draw.of(&[0, 0, 0, 0, 1, 1000]),
        now: draw.of(TIMES),
        flags: draw.next() as u32 & 63,
        small: draw.below(7),
    };
    match draw.below(4) {
        0 => of_clients(draw, &given),
        1 => of_tokens(draw, &given),
        2 => of_webhooks(draw, &given),
        _ => of_others(draw, &given),
    }
}

fn of_clients(draw: &mut Draw, given: &Given) -> Called {
    let Given {
        length,
        head,
        rest,
        handle,
        now,
        flags,
        small,
    } = *given;
    let page = small as i32 - 1;
    match draw.below(10) {
        8 => ("providerNew", Handle, client::provider_new(length)),
        9 => ("providerOrigins", Text, client::provider_origins(handle)),
        0 => ("clientNew", Handle, client::client_new(handle, length)),
        1 => (
            "clientAuth",
            Below(made().auth_numbers),
            client::client_auth(handle, flags, length),
        ),
        2 => (
            "clientBegin",
            Below(2),
            client::client_begin(handle, now, flags, head),
        ),
        3 => ("clientEnd", Text, client::client_end()),
        4 => (
            "clientParameters",
            Text,
            client::client_parameters(handle, length),
        ),
        5 => (
            "clientReadError",
            Text,
            client::client_read_error(handle, 400 + small as u16, now, head, rest),
        ),
        6 => (
            "clientPage",
            Text,
            client::client_page(handle, page, page * 40),
        ),
        _ => (
            "clientSign",
            Text,
            client::client_sign(handle, now, flags, head, rest),
        ),
    }
}

fn of_tokens(draw: &mut Draw, given: &Given) -> Called {
    let Given {
        length,
        head,
        rest,
        handle,
        now,
        ..
    } = *given;
    let status = draw.of(&[0, 200, 401, 503]);
    match draw.below(6) {
        4 => ("tokenNewer", Below(2), token::token_newer(handle, length)),
        5 => (
            "tokenRelease",
            Text,
            token::token_release(handle, now, length),
        ),
        0 => (
            "tokenDecide",
            Text,
            token::token_decide(handle, now, length),
        ),
        1 => (
            "tokenBegin",
            Text,
            token::token_begin(handle, now, 10_000, length),
        ),
        2 => (
            "tokenCommit",
            Text,
            token::token_commit(handle, status, now, now, head, rest),
        ),
        _ => (
            "tokenUnauthorized",
            Text,
            token::token_unauthorized(handle, now, length),
        ),
    }
}

fn of_webhooks(draw: &mut Draw, given: &Given) -> Called {
    let Given {
        length,
        head,
        rest,
        handle,
        now,
        small,
        ..
    } = *given;
    let by = small as i32 - 1;
    match draw.below(11) {
        8 => (
            "requestBegin",
            Below(2),
            request::request_begin(handle, now, length),
        ),
        9 => ("requestEnd", Text, request::request_end()),
        0 => ("schemeNew", Handle, webhook::scheme_new(length)),
        1 => ("receiverNew", Handle, webhook::receiver_new(handle, length)),
        2 => (
            "receiverOf",
            Handle,
            webhook::receiver_of(handle, by, by - 1, length),
        ),
        3 => ("receiveEnd", Text, webhook::receive_end()),
        4 => (
            "webhookBegin",
            Below(2),
            webhook::webhook_begin(handle, now, length),
        ),
        5 => ("webhookEnd", Text, webhook::webhook_end()),
        6 => (
            "replayKey",
            Text,
            webhook::make_replay_key(head, rest as i32),
        ),
        7 => ("replayKeyEnd", Text, webhook::replay_key_end()),
        _ => (
            "receive",
            Text,
            webhook::receive(handle, now, 300, 300, head, rest as i32),
        ),
    }
}

fn of_others(draw: &mut Draw, given: &Given) -> Called {
    let Given {
        length,
        head,
        rest,
        now,
        flags,
        small,
        ..
    } = *given;
    let has_age = flags & 1 == 1;
    match draw.below(8) {
        5 => (
            "sharedLimit",
            Text,
            rate_limit::shared_limit(now, small as u32, length),
        ),
        6 => (
            "inboxStep",
            Text,
            inbox::inbox_step(small as u32, now, now, length),
        ),
        0 => ("basicAuth", Text, auth::basic_auth(small, length)),
        1 => (
            "parseBasicAuth",
            Text,
            auth::parse_basic_auth(small, length),
        ),
        2 => ("bearerAuth", Text, auth::bearer_auth(length)),
        3 => (
            "rateLimit",
            Text,
            rate_limit::rate_limit(now, small as u32, length),
        ),
        4 => (
            "clockOffset",
            Text,
            time::clock_offset(now, now, has_age, length),
        ),
        _ => {
            memory::absorb(length);
            let result = idempotency::derivation_begin(head, rest, small, 0);
            ("derivationBegin", Below(2), result)
        }
    }
}
