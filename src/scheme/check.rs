//! The checks that compare the message, the carriers and the timestamp of a scheme with each other.

use alloc::string::String;
use alloc::vec::Vec;

use super::compile::{HEADERS, MESSAGE, NO_WINDOW, refuse};
use super::names::NONCE;
use super::part::Part;
use super::{Compiled, HexCase};
use crate::digest::sha256;
use crate::encoding::hex::{self, Case};
use crate::packed::{self, Packed};
use crate::{Algorithm, Encoding, Error};

impl Compiled {
    /// Checks the whole scheme. If the messages have ids but the scheme has no name, a name is made.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        if let (Encoding::HexLower, HexCase::Upper) | (Encoding::HexUpper, HexCase::Lower) =
            (self.encoding, self.hex_case)
        {
            let detail = "must be either, or the case of the digits of `encoding`: lower for hex, upper for HEX";
            return Err(refuse("hexCase", detail).within("hexCase"));
        }
        self.check_digests()?;
        self.check()?;
        self.check_digest()?;
        if !self.event_id.is_empty() && !self.keeps_ids() {
            return Err(refuse("eventId", JOINED_ID).within("eventId"));
        }
        let is_covered = self.has_event_id(&self.event_id);
        let is_path = self.event_id.bytes().all(|byte| byte >= b' ');
        if !self.event_id.is_empty() && (self.signs_id() || !is_covered || !is_path) {
            let detail = "must be the path of a signed member of the body, and cannot be combined with {id} or {nonce}";
            return Err(refuse("eventId", detail).within("eventId"));
        }
        if self.name.is_empty() && (self.signs_id() || !self.event_id.is_empty()) {
            self.name = self.own_name();
        }
        Ok(())
    }

    /// A name that is made from everything that the sender does: what is signed, how, and where it is sent. So
    /// different schemes have different names. The order of the members of a definition does not change the name,
    /// and neither does the tolerance, which the receiver chooses.
    ///
    /// Replay keys are made from these names. So the text must not change.
    fn own_name(&self) -> String {
        let mut text = String::new();
        self.construction.pack(&mut text);
        self.hash.pack(&mut text);
        self.key.pack(&mut text);
        self.key_prefix.pack(&mut text);
        self.encoding.pack(&mut text);
        self.hex_case.pack(&mut text);
        self.timestamp.pack(&mut text);
        self.formats.pack(&mut text);
        self.time_field.pack(&mut text);
        self.params.pack(&mut text);
        self.nonce.pack(&mut text);
        let mut carriers: Vec<String> = Vec::new();
        for piece in &self.parts.0 {
            if piece.0.has(Part::CARRIER) {
                carriers.push(String::new());
            }
            piece.pack(carriers.last_mut().unwrap_or(&mut text));
        }
        carriers.extend(self.digests.iter().map(packed::pack));
        let mut sorted: Vec<String> = Vec::new();
        for carrier in carriers {
            let place = sorted.partition_point(|other| *other < carrier);
            sorted.insert(place, carrier);
        }
        sorted.pack(&mut text);
        hex::encode(&sha256(&[text.as_bytes()]), Case::Lower)
    }

    /// Checks the message, the carriers and the timestamp together.
    fn check(&mut self) -> Result<(), Error> {
        let carriers = self.carriers;
        let is_timed = carriers.has(Part::TIMESTAMP);
        let (argument, detail) = if !self.is_within_language() {
            (
                MESSAGE,
                "cannot contain {signature}, or {secret} without a value such as {body} or {timestamp}",
            )
        } else if self.reads().has(Part::BODY) && self.reads_json() {
            (
                MESSAGE,
                "cannot contain {body}, nor can `digests`, because the scheme reads members of the body",
            )
        } else if self.reads_json() && self.reads_form() {
            (MESSAGE, "cannot read the body both as JSON and as a form")
        } else if !carriers.has(Part::SIGNATURE) {
            (
                HEADERS,
                "must contain {signature} ({secret} for a token), or `query`, `fields` or `form` must",
            )
        } else if self.has_two_spellings() {
            (
                MESSAGE,
                "must not sign and send two spellings of a field, such as X_Id and X-Id; use one spelling",
            )
        } else if self.signs_itself() {
            (
                MESSAGE,
                "must not contain the field or the parameter that carries {signature}",
            )
        } else if let Some(hint) = self.signed_or_sent_alone() {
            let error = refuse(
                MESSAGE,
                "must sign exactly the {timestamp}, {id} and {nonce} that are sent",
            );
            return Err(error.with_hint(&hint).within(MESSAGE));
        } else if self.timestamp.is_some() != (is_timed || !self.time_field.is_empty()) {
            (
                "timestamp",
                "is required if {timestamp} is sent; otherwise must have `field` or be left out",
            )
        } else if is_timed && !self.time_field.is_empty() {
            (
                "timestamp",
                "must not have `field`, because {timestamp} is sent",
            )
        } else if !self.time_field.is_empty() && !self.covers().has_member(&self.time_field) {
            ("timestamp", UNSIGNED)
        } else {
            return self.check_carriers();
        };
        let error = refuse(argument, detail);
        let is_window = detail == UNSIGNED && self.tolerance_secs != NO_WINDOW;
        Err(match argument {
            "timestamp" if is_window => error.within("tolerance").within(argument),
            _ => error.within(argument),
        })
    }

    /// Whether the message has only parts that are allowed in a message.
    fn is_within_language(&self) -> bool {
        const FIRST: Part = Part::LITERAL
            .or(Part::BODY)
            .or(Part::TIMESTAMP)
            .or(Part::ID)
            .or(Part::URL)
            .or(Part::ANY_FIELD);
        let message = self.message;
        if self.names.is_whole {
            let is_idle = message.has(Part::SECRET)
                && !self.is_digest()
                && !message.has(Part::FREE.or(Part::URL).or(Part::TIMESTAMP).or(Part::ID));
            return !message.has(Part::SIGNATURE) && !is_idle;
        }
        let secret = if self.is_digest() {
            Part::SECRET
        } else {
            Part::END
        };
        message.is_within(FIRST.or(secret))
    }

    /// Rejects a digest in three cases: it does not contain the secret, it begins with the secret, or its hash
    /// function is SHA-1.
    fn check_digest(&self) -> Result<(), Error> {
        if !self.is_digest() || self.is_token || !self.names.is_whole {
            return Ok(());
        }
        let detail = if self.hash == Algorithm::Sha1 {
            "is digest, so `hash` must be sha256, sha384 or sha512"
        } else if !self.message.has(Part::SECRET) {
            "is digest, so `message` must contain {secret}"
        } else if self.begins_with_secret() && !self.is_secret_first {
            "is digest, so no value may follow {secret} in `message`, unless `unsafe` has secret-first"
        } else {
            return Ok(());
        };
        Err(refuse("scheme", detail).within("construction"))
    }

    /// The hint for a placeholder that is only signed, or only sent. An id, a nonce or a timestamp must be both
    /// signed and sent, or neither signed nor sent. Other parts of a request may be signed without being sent in a
    /// carrier, because the server may know them.
    fn signed_or_sent_alone(&mut self) -> Option<String> {
        if self.reads().has(Part::TIMESTAMP) && !self.carriers.has(Part::TIMESTAMP) {
            return Some(signed_alone(Part::TIMESTAMP, ""));
        }
        let (mut carrier, mut carrier_name) = (Part::END, "");
        let mut is_only_signed = false;
        for index in 0..self.parts.len() {
            let (part, name) = self.parts.get(index);
            if part.has(Part::CARRIER) {
                (carrier, carrier_name) = (part, name);
                continue;
            }
            let part = part.without(Part::LOWER);
            let is_named = matches!(part, Part::ID | Part::KEY_ID);
            if carrier == Part::END && is_named && !self.travels(part, name) {
                if part != Part::KEY_ID {
                    return Some(signed_alone(part, name));
                }
                is_only_signed = true;
            }
            let is_signed = match part {
                Part::TIMESTAMP => self.message.has(Part::TIMESTAMP),
                Part::ID => self.is_signed(part, name),
                _ => continue,
            };
            if carrier != Part::END && !is_signed && !self.is_bound(carrier, carrier_name) {
                return Some(sent_alone(part, name, carrier_name));
            }
        }
        for digest in &self.digests {
            for index in 0..digest.of.len() {
                let (part, name) = digest.of.get(index);
                let part = part.without(Part::LOWER);
                if !part.has(Part::ID.or(Part::KEY_ID)) || self.travels(part, name) {
                    continue;
                }
                if name == NONCE {
                    return Some(signed_alone(part, name));
                }
                is_only_signed = true;
            }
        }
        if is_only_signed {
            self.sign_only("signs a value that is not sent");
        }
        None
    }

    /// Whether a carrier contains this part.
    pub(super) fn travels(&self, part: Part, name: &str) -> bool {
        let mut is_carried = false;
        for index in 0..self.parts.len() {
            let found = self.parts.get(index);
            is_carried |= found.0.has(Part::CARRIER);
            if is_carried && found == (part, name) {
                return true;
            }
        }
        false
    }

    /// Whether the message or a signed digest contains this part.
    fn is_signed(&self, part: Part, name: &str) -> bool {
        let is_it = |(found, given): (Part, &str)| found.has(part) && given == name;
        let is_message = |index: &usize| !self.parts.get(*index).0.has(Part::CARRIER);
        let mut message = (0..self.parts.len()).take_while(is_message);
        let in_digest = |digest: &super::digest::Digest| {
            let mut parts = 0..digest.of.len();
            self.signs(digest) && parts.any(|index| is_it(digest.of.get(index)))
        };
        message.any(|index| is_it(self.parts.get(index))) || self.digests.iter().any(in_digest)
    }
}

/// The hint for a placeholder that is signed but not sent.
#[cold]
fn signed_alone(part: Part, name: &str) -> String {
    let word = word(part, name);
    [
        &word,
        " is signed and not sent: add it to `headers`, as in `\"X-Value\": \"",
        &word,
        "\"`",
    ]
    .concat()
}

/// The hint for a placeholder that is sent but not signed.
#[cold]
fn sent_alone(part: Part, name: &str, carrier: &str) -> String {
    let word = word(part, name);
    [
        &word,
        " is sent in `",
        carrier,
        "` and not signed: add it to `message`",
    ]
    .concat()
}

/// The text of a placeholder in a definition.
#[cold]
fn word(part: Part, name: &str) -> String {
    match (part, name) {
        (Part::TIMESTAMP, _) => "{timestamp}".into(),
        (Part::KEY_ID, _) => "{key_id}".into(),
        (_, "") => "{id}".into(),
        (_, NONCE) => "{nonce}".into(),
        (_, name) => ["{id:", name, "}"].concat(),
    }
}

const UNSIGNED: &str = "`timestamp.field` must be the path of a signed member";

/// The text of an error about an id in a scheme whose values are joined.
pub(crate) const JOINED_ID: &str = "needs {body} with only {secret} next to it, because the values are joined, and a part of another value could move into the id; otherwise leave it out";
