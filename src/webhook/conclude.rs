//! Finds the secret that signed a message, and collects the facts about the message.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::delivery::ReceivedHeader;
use super::identity::Identity;
use super::verified::Facts;
use super::{Receiver, Verified};
use crate::scheme::{Body, Covers, MessageInputs, Received, TagStream};
use crate::{Error, ErrorKind, Tag, UnixTime};

impl Receiver {
    /// Tries every secret with every signature, even after a signature matched. The result contains the first
    /// secret that matched. If the body arrived in pieces, `pending` contains the message for each secret.
    pub(super) fn try_all_secrets(
        &self,
        head: &ReceivedHeader,
        values: &MessageInputs<'_>,
        mut instant: Option<(UnixTime, u64)>,
        body: &[u8],
        pending: &mut [TagStream],
    ) -> Result<Facts<'_>, Error> {
        let received = &head.received;
        let mut fitting = None;
        let mut smallest: Option<Tag> = None;
        let has = |id: &str| self.secrets.entries().iter().any(|entry| entry.id == id);
        for (place, entry) in self.secrets.entries().iter().enumerate() {
            let tag = match pending.get_mut(place) {
                Some(progress) => {
                    self.scheme.resume(&entry.key, values, progress)?;
                    progress.finish()
                }
                None => self.scheme.tag(&entry.key, values)?,
            };
            let Some(tag) = tag else {
                continue;
            };
            let mut fits = false;
            let candidates = received.candidates.chunks(tag.as_bytes().len().max(1));
            for (place, candidate) in candidates.enumerate() {
                fits |= tag.matches(candidate) && received.is_of(place, &entry.id, has);
            }
            if fits && entry.is_valid(head.now) {
                fitting = fitting.or(Some(entry));
                // A tag that matches is not secret, because the message contains this tag.
                let is_kept = |kept: &Tag| kept.as_bytes() <= tag.as_bytes();
                if !smallest.as_ref().is_some_and(is_kept) {
                    smallest = Some(tag);
                }
            }
        }
        let is_whole = self.scheme.has_digests_of(&received.inputs);
        let entry = fitting.filter(|_| is_whole).ok_or_else(does_not_fit)?;
        if !self.scheme.time_field.is_empty() {
            instant = self.scheme.time_in(body)?;
        }
        head.check_window(&self.scheme, instant)?;
        let mut facts = Facts::of(entry);
        facts.instant = instant.map(|(at, _)| at);
        facts.ttl_secs = instant.and_then(|_| head.ttl_secs());
        facts.tag = smallest.filter(|_| !matches!(self.covers, Covers::Nothing));
        match values.root {
            Some(root) => {
                facts.outcome = self.sender.told.told(root, &self.covers);
                facts.id = self.event.read(root);
            }
            None if self.scheme.reads_form() => facts.id = self.signed_id(received),
            None => {
                facts.outcome = self.sender.told.outcome(body, &self.covers);
                facts.id = self.signed_id(received);
            }
        }
        Ok(facts)
    }

    /// The signed id that is not in the body; empty if the sender signs an id of the event in the body.
    fn signed_id(&self, received: &Received) -> String {
        if self.scheme.signs_id() && self.event.path.is_empty() {
            self.scheme.identity(&received.inputs)
        } else {
            String::new()
        }
    }

    /// All facts about a message. `body` is stored if it may contain the id of the event.
    pub(super) fn verified(&self, facts: Facts<'_>, body: Body) -> Verified {
        let is_token = facts.claims.is_some();
        // A token is an HMAC of the whole body, also if the scheme of the other messages is weak.
        let (covers, weak) = if is_token {
            (Covers::Body, Vec::new())
        } else {
            (self.covers.clone(), self.scheme.weak())
        };
        Verified {
            secret_id: facts.entry.id.clone(),
            timestamp: facts.instant,
            replay_ttl_secs: facts.ttl_secs,
            covers,
            weak,
            outcome: facts.outcome,
            claims: facts.claims,
            acknowledge: self.sender.acknowledge.clone(),
            identity: Identity {
                event: if is_token {
                    Arc::default()
                } else {
                    self.event.clone()
                },
                id: facts.id,
                tag: facts.tag,
                body,
            },
        }
    }
}

#[cold]
#[inline(never)]
pub(super) fn does_not_fit() -> Error {
    let detail = "does not match; no secret in use signed this content";
    Error::new(ErrorKind::Signature, "signature", detail)
}
