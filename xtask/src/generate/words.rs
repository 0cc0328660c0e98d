//! Writes `words.ts`: the words that a user can choose, as types. If the facade looks the words up, they are also
//! written as lists.

use payauth::ErrorKind;
use payauth::explain::Explainer;
use payauth::facts::words;

use super::file::Generated;
use super::json::quoted;
use super::providers::BUILT_IN;
use super::records::upper;
use crate::shell::{read, root};

const HEAD: &str = "// The words that a user can choose.\n\
                    // Written by `cargo xtask generate` from src/facts and ERRORS.md. Change them instead of this file.\n";

/// The comments of the types that users see, each with its category.
const DOCS: [(&str, &str, &str); 11] = [
    (
        "BasicAuthMode",
        "Primitives",
        "How the user-id and the password are encoded before they are joined. With `\"rfc7617\"`, they are not encoded; with\n`\"rfc6749\"`, each of the two is form-encoded.",
    ),
    (
        "Blame",
        "Errors",
        "Who must fix an error. `\"caller\"`: the code that called payauth, or its configuration. `\"peer\"`: the other side, which\nusually sent invalid data.",
    ),
    (
        "ErrorCode",
        "Errors",
        "The stable codes of errors. `ERRORS.md` lists the meaning and the remedy of each code.",
    ),
    (
        "HmacAlgorithm",
        "Primitives",
        "The hash function of an HMAC, such as `SHA-256` or `sha256`. SHA-1 is only for webhooks that still use it.",
    ),
    (
        "Mistake",
        "Errors",
        "The names of the usual mistakes. `docs/explain.md` has a table of all mistakes. `none` means that the signature is valid.",
    ),
    (
        "ProviderMessage",
        "Errors",
        "The messages of providers that {@link explainMismatch} knows: the webhooks of some providers, and a signed request to\nDVPay with its header fields `X-Timestamp` and `X-Signature`.",
    ),
    (
        "SecretEncoding",
        "Primitives",
        "The encoding of a secret that is text: `utf8` for the text itself, or an encoding of its bytes. `base64url` may have\npadding.",
    ),
    (
        "TagEncoding",
        "Primitives",
        "The encoding of a tag as text. `hex` has lower-case digits, and `HEX` has upper-case digits. The other encodings are from\nRFC 4648.",
    ),
    (
        "TimeFormat",
        "Webhooks",
        "The format of a time: in seconds, milliseconds or microseconds since 1970, in seconds with a fraction, in the format of\nRFC 3339 (`iso_ms` with milliseconds), or as an HTTP date.",
    ),
    (
        "Verdict",
        "Tokens",
        "What a program must do after a 401. `retry-with-current`: another call has refreshed the token, so decide again and send\nthe request once more. `refresh-and-retry`: the token was discarded, so decide again and send the request once more.\n`give-up`: a new token would not help, so return the 401.",
    ),
    (
        "Weakness",
        "Webhooks",
        "Why a scheme is weaker than an HMAC of separated values. `digest`: a plain hash of a text that contains the secret.\n`secret-first`: the text that is hashed begins with the secret, so an attacker can extend it. `token`: the message\ncontains the secret itself. `joined-members`: no text separates one value from the next value.",
    ),
];

/// The types whose words are also written as a list.
const LISTS: [&str; 5] = [
    "BasicAuthMode",
    "HmacAlgorithm",
    "ProviderMessage",
    "SecretEncoding",
    "TagEncoding",
];

pub fn file() -> Result<Generated, String> {
    let mut all: Vec<_> = words()
        .into_iter()
        .map(|(name, words)| (name, words.into_iter().map(String::from).collect()))
        .collect();
    all.push(("ErrorCode", codes(&read(&root().join("ERRORS.md"))?)?));
    all.push(("ProviderMessage", messages()));
    all.sort();
    let mut text = String::from(HEAD);
    for (name, words) in all {
        text += &of_type(name, &words);
    }
    Ok(Generated {
        path: "pkg/src/generated/words.ts".into(),
        text,
    })
}

fn of_type(name: &str, words: &[String]) -> String {
    let words: Vec<_> = words.iter().map(|word| quoted(word)).collect();
    let mut text = format!(
        "\n{}export type {name} =\n  | {};\n",
        comment(name),
        words.join("\n  | ")
    );
    if LISTS.contains(&name) {
        let list = upper(name) + "S";
        text += &format!(
            "\nexport const {list}: readonly {name}[] = [{}];\n",
            words.join(", ")
        );
    }
    text
}

fn comment(name: &str) -> String {
    let Some((_, category, doc)) = DOCS.iter().find(|(of, ..)| *of == name) else {
        return String::from("/** @inline */\n");
    };
    let doc = doc.replace('\n', "\n * ");
    format!("/**\n * {doc}\n *\n * @category {category}\n */\n")
}

/// The codes that have a row in `ERRORS.md`: the codes of Rust, and the codes that only the facade has.
fn codes(page: &str) -> Result<Vec<String>, String> {
    let row = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    let codes: Vec<_> = page.lines().filter_map(row).collect();
    let missing = ErrorKind::ALL
        .iter()
        .map(|kind| kind.code())
        .find(|code| !codes.iter().any(|has| has == code));
    match missing {
        Some(code) => Err(format!("ERRORS.md has no row for {code}")),
        None => Ok(codes),
    }
}

/// The messages of the package's built-in providers that can be explained.
fn messages() -> Vec<String> {
    let names = BUILT_IN
        .into_iter()
        .flat_map(|name| [name.to_owned(), format!("{name} request")]);
    names.filter(|name| Explainer::of(name).is_ok()).collect()
}
