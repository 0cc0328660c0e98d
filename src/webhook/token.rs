//! Messages whose body is only a signed token (HS256): `{"signature": "…"}`.

use super::Receiver;
use super::conclude::does_not_fit;
use super::delivery::ReceivedHeader;
use super::outcome::Outcome;
use super::verified::Facts;
use crate::encoding::base64::{self, Alphabet};
use crate::encoding::decimal;
use crate::encoding::json::{Document, Kind, Value};
use crate::scheme::Covers;
use crate::text::cut;
use crate::{Error, ErrorKind, Tag, UnixTime, jws};

impl Receiver {
    /// The token that replaces a signature, if the body contains a token. A token contains a dot; a digest does not
    /// contain a dot.
    pub(super) fn token<'d>(&self, root: Value<'d>) -> Option<Value<'d>> {
        let path = &*self.sender.token_member;
        root.at(path)
            .filter(|value| !path.is_empty() && value.raw().bytes().any(|byte| byte == b'.'))
    }

    /// Verifies a message whose body contains only a token.
    pub(super) fn verify_token(
        &self,
        root: Value<'_>,
        token: Value<'_>,
        head: &ReceivedHeader,
    ) -> Result<Facts<'_>, Error> {
        // A comma separates two members or two elements. A token contains no comma.
        if root.raw().bytes().any(|byte| byte == b',') {
            let detail = "must contain only the token, because no other member is signed";
            return Err(Error::new(ErrorKind::FieldMalformed, "body", detail));
        }
        let token = token.text().unwrap_or_default();
        let mut fitting = None;
        for entry in self.secrets.entries() {
            let payload = jws::verify_with(&entry.key.mac, &token).ok();
            if let (Some(payload), true, None) = (payload, entry.is_valid(head.now), &fitting) {
                fitting = Some((entry, payload));
            }
        }
        let (entry, payload) = fitting.ok_or_else(does_not_fit)?;
        // JSON is UTF-8, so a payload in another encoding is rejected like a payload that is not JSON.
        let claims = str::from_utf8(&payload).unwrap_or_default();
        let document = Document::read(claims).map_err(|error| error.about("signature"))?;
        let root = document.root();
        let own = &*self.sender.own_claim;
        let detail = if root.kind() != Kind::Object {
            "is a token whose payload is not a JSON object"
        } else if !own.is_empty() && root.at(own).is_some() {
            "is a token that you signed, not a token of the sender"
        } else {
            let mut facts = Facts::of(entry);
            facts.tag = Some(tag_of(&token));
            facts.outcome = self.sender.told_by_token.told(root, &Covers::Body);
            if let Some(outcome) = &mut facts.outcome
                && !is_in_force(root, head.now)
            {
                *outcome = Outcome::other(outcome.word.clone());
            }
            facts.claims = Some(claims.into());
            return Ok(facts);
        };
        Err(Error::new(ErrorKind::Signature, "signature", detail))
    }
}

/// Whether a token is valid now, according to its claims `exp` and `nbf` ([RFC 7519, section
/// 4.1](https://www.rfc-editor.org/rfc/rfc7519#section-4.1)). A missing claim is no restriction. If one of the two
/// claims is not a number of seconds, the token is not valid.
fn is_in_force(root: Value<'_>, now: UnixTime) -> bool {
    let now = now.as_millis() / 1000;
    let holds = |name, is_right: fn(u64, u64) -> bool| {
        let Some(claim) = root.get(name) else {
            return true;
        };
        // The fraction of a second is dropped, if there is a fraction.
        let (secs, _) = cut(claim.raw(), b'.');
        claim.kind() == Kind::Number && decimal::read(secs).is_some_and(|secs| is_right(secs, now))
    };
    holds("exp", |secs, now| now < secs) && holds("nbf", |secs, now| secs <= now)
}

/// The tag of a token that was verified. The tag is the last part of the token.
fn tag_of(token: &str) -> Tag {
    let signature = cut(cut(token, b'.').1, b'.').1;
    Tag::new(&base64::decode(signature, Alphabet::UrlUnpadded).unwrap_or_default())
}
