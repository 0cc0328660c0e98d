//! Signing: a message through a key, then the fields that carry its tag.

use alloc::string::String;

use super::Compiled;
use super::template::Part;
use crate::{Error, ErrorKind, Fields, Mac, MacKey, UnixTime};

impl Compiled {
    /// Starts a message: what stands before the body goes in.
    #[must_use]
    pub fn begin(&self, key: &MacKey, now: UnixTime) -> Signer {
        let mut timestamp = String::with_capacity(LONGEST_TIMESTAMP);
        if let Some(format) = self.timestamp {
            format.write(now, &mut timestamp);
        }
        let mut signer = Signer {
            mac: key.begin(),
            timestamp,
            last: 0,
        };
        for (part, text) in self.parts.iter() {
            if matches!(part, Part::Body | Part::Name) {
                break;
            }
            signer.add(part, text);
        }
        signer
    }
}

/// A message on its way through a scheme.
#[derive(Debug)]
pub struct Signer {
    mac: Mac,
    timestamp: String,
    /// The last byte of the body so far.
    last: u8,
}

impl Signer {
    /// Adds the next piece of the body. A scheme that does not sign the body is given none.
    pub fn absorb(&mut self, piece: &[u8]) {
        self.mac.update(piece);
        self.last = piece.last().copied().unwrap_or(self.last);
    }

    /// Ends the message: what stands after the body goes in, and the carriers go to `fields`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Body`] for a body that ends in a digit where digits follow it in the message:
    /// the signature would also fit another body at another time. [`ErrorKind::FieldValue`] for a
    /// scheme whose carrier is no field value.
    pub fn finish(mut self, scheme: &Compiled, fields: &mut Fields) -> Result<(), Error> {
        let mut parts = scheme.parts.iter();
        let mut before = Part::Literal;
        let mut after_body = false;
        let mut name = "";
        for (part, text) in parts.by_ref() {
            if part == Part::Name {
                name = text;
                break;
            }
            let digits_follow = before == Part::Body && part == Part::Timestamp;
            if digits_follow && self.last.is_ascii_digit() {
                let detail = "ends in a digit, and digits follow it in what is signed";
                return Err(Error::new(ErrorKind::Body, "body", detail));
            }
            if after_body {
                self.add(part, text);
            }
            after_body |= part == Part::Body;
            before = part;
        }
        let signature = scheme.encoding.encode(&self.mac.finish());
        let mut value = String::with_capacity(USUAL_VALUE);
        for (part, text) in parts {
            match part {
                Part::Name => {
                    fields.push(name, &value)?;
                    value.clear();
                    name = text;
                }
                Part::Timestamp => value.push_str(&self.timestamp),
                Part::Signature => value.push_str(signature.as_str()),
                Part::Literal | Part::Body => value.push_str(text),
            }
        }
        fields.push(name, &value)
    }

    fn add(&mut self, part: Part, text: &str) {
        let is_timestamp = part == Part::Timestamp;
        self.mac.update(if is_timestamp {
            self.timestamp.as_bytes()
        } else {
            text.as_bytes()
        });
    }
}

/// Milliseconds have 13 digits until the year 2286.
const LONGEST_TIMESTAMP: usize = 16;

/// Room for a tag in hex and what goes with it.
const USUAL_VALUE: usize = 128;
