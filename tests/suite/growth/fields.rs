//! The time to parse a header field is proportional to its length.

use payauth::auth::basic::{Basic, UserPass};
use payauth::auth::{bearer, challenge};
use payauth::encoding::form;
use payauth::provider::Profile;
use payauth::{Fields, Secret, jws, rate_limit};

use super::{FIELD, MANY, grows, repeated};
use crate::support::at;

#[test]
fn parsing_credentials_takes_linear_time() {
    for (what, before, piece) in [
        ("base64", "Basic ", "QUJD"),
        ("a pair in base64", "Basic QTpC", "QUJD"),
        ("escapes in base64", "Basic QTpC", "JTQx"),
        ("blanks", "Basic ", " "),
        ("other characters", "Basic ", "é"),
        ("no end", "", "Basic "),
    ] {
        for mode in UserPass::ALL {
            let read = |text: &str| Basic::parse(text, mode).is_ok();
            grows(what, MANY, repeated(before, piece, ""), read);
        }
    }
    grows("a form", MANY, repeated("", "%41+b", ""), |text: &str| {
        form::decode(text).is_ok()
    });
    for piece in ["x", "=", "x=", "é"] {
        let read = |text: &str| bearer::credentials(text).is_ok();
        grows(piece, MANY, repeated("x", piece, ""), read);
    }
}

#[test]
fn parsing_challenges_takes_linear_time() {
    for (what, before, piece) in [
        ("schemes", "", "S#,"),
        ("schemes and blanks", "", "S# ,"),
        ("tokens", "", "S# abc==,"),
        ("parameters", "S ", "p#=x,"),
        ("parameters in quotes", "S ", "p#=\"x\","),
        ("parameters of many challenges", "", "S a=1,b=2,"),
        ("the same parameter", "S ", "p=x,"),
        ("one value", "S p=\"", "x"),
        ("pairs", "S p=\"", "\\\\"),
        ("commas", "S", ","),
        ("blanks", "S ", " "),
        ("blanks before an equals sign", "S p", " "),
        ("equals signs", "S ", "="),
        ("a token68 that does not end", "S ", "abc/"),
    ] {
        let read = |text: &str| challenge::read(text).is_some();
        grows(what, FIELD, repeated(before, piece, ""), read);
    }
    let longer = |length: usize| {
        let value = "x".repeat(length / 32 - 5);
        repeated("S ", &format!("p#={value},"), "")(length)
    };
    let read = |text: &str| challenge::read(text).is_some();
    assert!(read(&longer(FIELD)));
    grows("longer parameters", FIELD, longer, read);
    let input = repeated("Bearer a=\"", "\\x", "\"");
    grows("a value that is compared", FIELD, input, |text: &str| {
        challenge::read(text).unwrap().say("bearer", "a", "y")
    });
}

#[test]
fn parsing_single_values_takes_linear_time() {
    let now = at(1_709_380_800);
    for piece in ["1", "0", " ", ",", "Sun, 06 Nov 1994 08:49:37 GMT, ", "é"] {
        let read = |text: &str| Profile::retry_after_ms(text, now) > 0;
        grows(piece, MANY, repeated("", piece, ""), read);
        let read = |text: &str| Fields::default().push("X-A", text).is_ok();
        grows(piece, MANY, repeated("x", piece, "x"), read);
        let read = |text: &str| Fields::default().push(text, "x").is_ok();
        grows(piece, MANY, repeated("x", piece, "x"), read);
    }
    for piece in ["1709380800000,", "1,", ",", "9"] {
        let read = |text: &str| rate_limit::decide(text, now, 5).is_ok();
        grows(piece, MANY, repeated("", piece, ""), read);
    }
}

#[test]
fn parsing_signed_tokens_takes_linear_time() {
    let key = Secret::text("key", "SECRET").unwrap();
    for (what, before, piece, after) in [
        ("a payload", "eyJhbGciOiJIUzI1NiJ9.", "QUJD", ".QUJD"),
        ("a header", "", "QUJD", ".QUJD.QUJD"),
        ("a signature", "QUJD.QUJD.", "QUJD", ""),
        ("dots", "", ".", ""),
        ("no dots", "", "QUJD", ""),
        ("parts", "", "QUJD.", ""),
    ] {
        let read = |text: &str| jws::verify(&key, text).is_ok();
        grows(what, jws::LONGEST, repeated(before, piece, after), read);
    }
}
