//! The boundary of the wasm module, on the host: whatever record comes in, the answer is whole, or a failure whose record
//! is, and a key that has nothing to do with it signs afterwards.
//!
//! A case is a seed, which proptest prints; `CONTRIBUTING.md` says how to run longer.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a test stops at the first surprise"
)]

use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use payauth::auth::{basic::Basic, basic::UserPass, bearer};
use payauth::wasm::scratch::{
    long_answer, read_from_scratch, scratch_address, scratch_length, wipe_scratch, write_to_scratch,
};
use payauth::wasm::{
    auth, client, handles, idempotency, mac, pending, rate_limit, time, token, webhook,
};
use payauth::{Algorithm, Encoding, MacKey};
use proptest::prelude::*;

/// The cases in a short run.
const SHORT: u32 = 3_000;

/// So many records are one case of the longest answers, which take as long.
const RECORDS: u32 = 200;

fn config() -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(SHORT),
    }
}

fn long() -> ProptestConfig {
    ProptestConfig::with_cases(config().cases.div_ceil(RECORDS))
}

/// An instance has one caller at a time, as JavaScript is.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Handles that each case can use, and the key that has nothing to do with any.
struct Made {
    handles: Vec<usize>,
    key: usize,
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        scratch_address();
        let handle = |result: i32| usize::try_from(result).unwrap();
        let mut handles = Vec::new();
        for lines in [
            "dvpay\n\n\n\n\napiKey\nk\napiSecret\ns\n",
            "doorpay\nsandbox\n\n\n\napiKey\ndp_test_k\napiSecret\nsk_test_s\n",
            "wakapay\ntest\n\n\n\napiKey\nk\napiSecret\ns\n",
            "pledg\nstaging\n\n\n\nmerchantSecret\ns\n",
            "dogpay\nsandbox\n\n\n\nappid\na\nsecret\ns\n",
        ] {
            handles.push(handle(client::client_new(place(lines))));
        }
        for name in ["github", "stripe", "adyenStandard"] {
            let scheme = handle(webhook::scheme_new(place(name)));
            handles.push(scheme);
            let lines = "secret1\nAB\n\n\n\n";
            handles.push(handle(webhook::receiver_new(scheme, place(lines))));
        }
        let key = handle(mac::mac_key(1, 0, place("Jefe")));
        Made { handles, key }
    })
}

fn place(text: &str) -> usize {
    write_to_scratch(0, text.as_bytes());
    text.len()
}

/// Numbers from a seed (xorshift).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 11) as usize % bound
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Lines of what records are made of; now and then one is about as long as the buffer.
    fn lines(&mut self) -> String {
        let mut lines = String::new();
        for _ in 0..self.below(9) {
            let piece = self.of(PIECES);
            let times = match self.below(200) {
                0 => 80_000 / (piece.len() + 1),
                1 => 60_000 / (piece.len() + 1) + self.below(30),
                _ => 1 + self.below(2),
            };
            lines.push_str(&piece.repeat(times));
            lines.push_str(self.of(&["\n", "\n", "\n", "\r", "", "\n\n"]));
        }
        lines
    }
}

const PIECES: &[&str] = &[
    "",
    "a",
    "/x",
    "/order/refund",
    "/api/v1/payment-gateway/order/refund",
    "POST",
    "GET",
    "k",
    "Bearer abc",
    "Basic dTpw",
    "X-Note",
    "Content-Type",
    "+",
    "é",
    "\u{1}",
    "\"",
    "{}",
    "{\"status\":\"\u{1}\"}",
    "[1,2]",
    "0",
    "1",
    "-1",
    "9007199254740993",
    "dvpay",
    "pledg",
    "sandbox",
    "apiKey",
    "github",
    "secret1",
    "whsec_MfKQ9r8G",
    "X-Hub-Signature-256",
    "sha256=00",
    "{\"hash\":\"sha256\",\"message\":\"{body}\",\"encoding\":\"hex\",\"headers\":{\"X\":\"{signature}\"}}",
    "payauth1 - 0",
    "granted",
    "https://x.example",
    "Sat, 02 Mar 2024 12:00:00 GMT",
    "120",
    "eyJhbGciOiJIUzI1NiJ9.e30.AA",
];

/// What a call answers beside a failure.
enum Gives {
    Number,
    Text,
    Handle,
}

/// One of the boundary's calls, with a record that is drawn.
fn call(draw: &mut Draw) -> (&'static str, Gives, i32) {
    let lines = draw.lines();
    let lines = lines.get(..scratch_length()).unwrap_or(&lines);
    let length = place(lines);
    let head = draw.below(length + 2);
    let handle = draw.of(&made().handles) + draw.of(&[0, 0, 0, 0, 1, 1000]);
    let now = draw.of(&[
        1_709_380_800_000.0,
        0.0,
        -1.0,
        f64::NAN,
        1e300,
        1_795_341_600_000.0,
    ]);
    let flags = draw.next() as u32 & 31;
    let small = draw.below(7);
    let rest = length.saturating_sub(head);
    match draw.below(26) {
        0 => ("basicAuth", Gives::Text, auth::basic_auth(small, length)),
        1 => (
            "parseBasicAuth",
            Gives::Text,
            auth::parse_basic_auth(small, length),
        ),
        2 => ("bearerAuth", Gives::Text, auth::bearer_auth(length)),
        3 => ("clientNew", Gives::Handle, client::client_new(length)),
        4 | 5 => (
            "clientSign",
            Gives::Text,
            client::client_sign(handle, now, flags, head, rest),
        ),
        6 => (
            "clientTakesToken",
            Gives::Number,
            client::client_takes_token(handle, flags, length),
        ),
        7 => (
            "clientBegin",
            Gives::Number,
            client::client_begin(handle, now, flags, head),
        ),
        8 => ("clientEnd", Gives::Text, client::client_end()),
        9 => (
            "clientParameters",
            Gives::Text,
            client::client_parameters(handle, length),
        ),
        10 => (
            "clientReadError",
            Gives::Text,
            client::client_read_error(handle, length),
        ),
        11 => (
            "clientPage",
            Gives::Text,
            client::client_page(handle, small as i32 - 1, draw.below(200) as i32),
        ),
        12 => (
            "tokenDecide",
            Gives::Text,
            token::token_decide(handle, now, length),
        ),
        13 => (
            "tokenBegin",
            Gives::Text,
            token::token_begin(handle, now, 10_000, length),
        ),
        14 => (
            "tokenCommit",
            Gives::Text,
            token::token_commit(handle, draw.of(&[0, 200, 401, 503]), now, now, head, rest),
        ),
        15 => (
            "tokenUnauthorized",
            Gives::Text,
            token::token_unauthorized(handle, now, length),
        ),
        16 => ("schemeNew", Gives::Handle, webhook::scheme_new(length)),
        17 => (
            "receiverNew",
            Gives::Handle,
            webhook::receiver_new(handle, length),
        ),
        18 => (
            "receiverOf",
            Gives::Handle,
            webhook::receiver_of(handle, small as i32 - 1, small as i32 - 2, length),
        ),
        19 => (
            "receive",
            Gives::Text,
            webhook::receive(handle, now, 300, 300, head, rest as i32),
        ),
        20 => ("receiveEnd", Gives::Text, webhook::receive_end()),
        21 => (
            "webhookBegin",
            Gives::Number,
            webhook::webhook_begin(handle, now, length),
        ),
        22 => ("webhookEnd", Gives::Text, webhook::webhook_end()),
        23 => (
            "rateLimit",
            Gives::Text,
            rate_limit::rate_limit(now, small as u32, length),
        ),
        24 => (
            "clockOffset",
            Gives::Text,
            time::clock_offset(now, now, flags & 1 == 1, length),
        ),
        _ => {
            pending::absorb(length);
            (
                "derivationBegin",
                Gives::Number,
                idempotency::derivation_begin(head, rest, small, 0),
            )
        }
    }
}

/// The lines of a failure: code, blame, index, detail and argument.
fn check_failure(name: &str, length: usize) {
    let record = String::from_utf8(answer(length)).unwrap();
    let lines: Vec<_> = record.split('\n').collect();
    assert!(lines.len() >= 6, "{name}: {record}");
    assert!(lines[0].starts_with("ERR_"), "{name}: {record}");
    assert!(matches!(lines[1], "caller" | "peer"), "{name}: {record}");
    assert!(
        lines[2].is_empty() || lines[2].parse::<usize>().is_ok(),
        "{name}: {record}"
    );
    assert!(record.ends_with('\n'), "{name}: {record}");
}

/// The bytes of an answer, all of them.
fn answer(length: usize) -> Vec<u8> {
    let answer = read_from_scratch(length);
    assert_eq!(answer.len(), length, "an answer that is whole");
    if length > scratch_length() {
        assert_ne!(long_answer(length), 0, "its own place");
    }
    answer
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_record_comes_in_the_answer_is_whole_and_another_key_signs(seed in 1..u64::MAX) {
        let _alone = alone();
        let key = made().key;
        let mut draw = Draw(seed);
        for _ in 0..3 {
            let (name, gives, result) = call(&mut draw);
            match (usize::try_from(result), gives) {
                (Err(_), _) => check_failure(name, result.unsigned_abs() as usize),
                (Ok(length), Gives::Text) => {
                    String::from_utf8(answer(length)).unwrap();
                }
                (Ok(handle), Gives::Handle) => handles::release(handle),
                (Ok(number), Gives::Number) => prop_assert!(number <= 1, "{}", name),
            }
        }
        let length = mac::mac_sign(key, place("what do ya want for nothing?"), 0);
        let tag = read_from_scratch(usize::try_from(length).unwrap());
        prop_assert_eq!(tag, b"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}

proptest! {
    #![proptest_config(long())]

    #[test]
    fn credentials_of_any_length_are_those_of_the_crate(length in lengths(), wide in any::<bool>()) {
        let _alone = alone();
        made();
        let text = if wide { "+" } else { "p" }.repeat(length);
        let mode = if wide { UserPass::FormEncoded } else { UserPass::Plain };
        let number = UserPass::ALL.iter().position(|other| *other == mode).unwrap();
        let lines = format!("u\n{text}\n");
        prop_assume!(lines.len() <= scratch_length());
        let result = auth::basic_auth(number, place(&lines));
        let expected = Basic::new("u", &text, mode).unwrap().credentials();
        prop_assert_eq!(answer(usize::try_from(result).unwrap()), expected.as_bytes());
        let token = "t".repeat(length.max(1));
        let result = auth::bearer_auth(place(&token));
        let expected = bearer::credentials(&token).unwrap();
        prop_assert_eq!(answer(usize::try_from(result).unwrap()), expected.as_bytes());
        wipe_scratch();
        prop_assert_eq!(long_answer(expected.len()), 0);
    }

    #[test]
    fn a_signed_request_has_every_field_however_long_the_callers_are(length in lengths()) {
        let _alone = alone();
        let client = made().handles[0];
        let path = "/api/v1/payment-gateway/order/refund";
        let note = "a".repeat(length);
        let head = format!("{path}\n\nkey-1\n\n\nX-Note\n{note}\n");
        prop_assume!(head.len() + 2 <= scratch_length());
        write_to_scratch(head.len(), b"{}");
        let result = client::client_sign(client, 1_709_380_800_000.0, 2 | 4, place(&head), 2);
        let record = String::from_utf8(answer(usize::try_from(result).unwrap())).unwrap();
        let signature = MacKey::new(Algorithm::Sha256, b"s").sign(b"{}1709380800");
        prop_assert!(record.contains(Encoding::HexLower.encode(&signature).as_str()), "the signature");
        prop_assert!(record.contains(&format!("X-Note\n{note}\n")), "the note");
    }
}

/// Around each power of two, and about as long as the buffer.
fn lengths() -> impl Strategy<Value = usize> {
    prop_oneof![
        (0..17_u32, 0..3_usize).prop_map(|(power, beside)| 2_usize.pow(power) + beside - 1),
        60_000..82_000_usize,
        81_700..81_920_usize,
    ]
}
