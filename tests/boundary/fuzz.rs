//! Random records, and the longest records that fit into the buffer.

use payauth::auth::{basic::Basic, basic::UserPass, bearer};
use payauth::wasm::memory::{
    long_answer, read_from_scratch, scratch_length, wipe_scratch, write_to_scratch,
};
use payauth::wasm::{auth, client, mac, memory};
use payauth::{Algorithm, Encoding, MacKey};
use proptest::prelude::*;

use super::calls::{Gives, call};
use super::draw::Draw;
use super::{alone, made, place};

/// The number of cases of each property in a short run.
const SHORT: u32 = 3_000;

/// A property of the longest answers has one case for this number of random records, because such a case
/// takes as long as all these records.
const RECORDS: u32 = 200;

fn config() -> ProptestConfig {
    if let Some(each) = each() {
        // `cargo xtask test fuzz` counts these lines. It does not count the properties of the longest
        // answers, because they have fewer cases.
        println!("property of {each} cases");
    }
    ProptestConfig::with_cases(each().unwrap_or(SHORT))
}

fn long() -> ProptestConfig {
    ProptestConfig::with_cases(each().unwrap_or(SHORT).div_ceil(RECORDS))
}

/// The number of cases of each property in a run of `cargo xtask test fuzz`.
fn each() -> Option<u32> {
    std::env::var("FUZZ_EACH")
        .ok()
        .map(|each| each.parse().unwrap())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_record_has_a_complete_answer_and_an_unrelated_key_still_signs(seed in 1..u64::MAX) {
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
                (Ok(handle), Gives::Handle) => memory::release(handle),
                (Ok(number), Gives::Below(limit)) => prop_assert!(number < limit, "{}", name),
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
    fn module_and_crate_write_equal_credentials_of_any_length(length in lengths(), wide in any::<bool>()) {
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
    fn signed_request_has_all_fields_however_long_the_field_of_the_caller_is(length in lengths()) {
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
        prop_assert!(record.contains(Encoding::HexLower.encode(&signature).as_str()), "the record has no signature");
        prop_assert!(record.contains(&format!("X-Note\n{note}\n")), "the record has no note");
    }
}

/// Lengths around each power of two, and around the length of the buffer.
fn lengths() -> impl Strategy<Value = usize> {
    prop_oneof![
        (0..17_u32, 0..3_usize).prop_map(|(power, beside)| 2_usize.pow(power) + beside - 1),
        60_000..82_000_usize,
        81_700..81_920_usize,
    ]
}

/// Asserts that the record of a failure has the lines code, blame, index, path, detail and argument.
fn check_failure(name: &str, length: usize) {
    let record = String::from_utf8(answer(length)).unwrap();
    let lines: Vec<_> = record.split('\n').collect();
    assert!(lines.len() >= 7, "{name}: {record}");
    assert!(lines[0].starts_with("ERR_"), "{name}: {record}");
    assert!(matches!(lines[1], "caller" | "peer"), "{name}: {record}");
    assert!(
        lines[2].is_empty() || lines[2].parse::<usize>().is_ok(),
        "{name}: {record}"
    );
    assert!(record.ends_with('\n'), "{name}: {record}");
}

/// All bytes of an answer. Asserts that no byte is missing.
fn answer(length: usize) -> Vec<u8> {
    let answer = read_from_scratch(length);
    assert_eq!(answer.len(), length, "the answer is not complete");
    if length > scratch_length() {
        assert_ne!(
            long_answer(length),
            0,
            "an answer longer than the buffer has no address"
        );
    }
    answer
}
