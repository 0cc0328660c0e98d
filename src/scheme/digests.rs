//! Digests that are signed in a message, or sent with it.

use alloc::vec::Vec;

use super::Compiled;
use super::compile::refuse;
use super::digest::Digest;
use super::inputs::{Inputs, MessageInputs};
use super::message::TagStream;
use super::part::Part;
use crate::encoding::json::Value;
use crate::outlined::Outlined;
use crate::{Encoding, Error, MacKey, Tag, TagText};

impl Compiled {
    /// Starts the digests of a message whose body arrives in pieces. Digests that do not need the body are finished
    /// at once. For a scheme without digests, the function does nothing.
    pub(crate) fn begin_digests(&self, inputs: &mut Inputs) -> Result<Vec<TagStream>, Error> {
        self.all_digests(inputs, None, "", None)
    }

    /// Computes the digests of a message whose body is complete. `form` is the same body, if the body is parsed as
    /// a form, and `root` is its root, if the body is parsed as JSON.
    pub(crate) fn digests(
        &self,
        inputs: &mut Inputs,
        body: &[u8],
        form: &str,
        root: Option<Value<'_>>,
    ) -> Result<(), Error> {
        self.all_digests(inputs, Some(body), form, root)?;
        Ok(())
    }

    fn all_digests(
        &self,
        inputs: &mut Inputs,
        body: Option<&[u8]>,
        form: &str,
        root: Option<Value<'_>>,
    ) -> Result<Vec<TagStream>, Error> {
        let mut pending = Vec::new();
        let mut tags = Vec::new();
        for digest in &self.digests {
            let mut progress = TagStream::new(MacKey::plain(digest.hash).begin());
            let values = MessageInputs {
                root,
                form,
                body,
                ..MessageInputs::of(inputs)
            };
            self.fill(&digest.of, "", &values, &mut progress)?;
            let is_whole = body.is_some() || !digest.set.has(Part::BODY);
            tags.push(if is_whole { progress.finish() } else { None });
            pending.push(progress);
        }
        inputs.digests = tags;
        Ok(pending)
    }

    /// Finishes the digests that need the body.
    pub(crate) fn end_digests(inputs: &mut Inputs, pending: &mut [TagStream]) {
        for (tag, progress) in inputs.digests.iter_mut().zip(pending) {
            if tag.is_none() {
                *tag = progress.finish();
            }
        }
    }

    /// Adds the parts of the signed digests to the set of the message.
    pub(super) fn add_digests(&mut self) {
        let signed = self.digests.iter().filter(|digest| self.signs(digest));
        self.message = signed.fold(self.message, |set, digest| set.or(digest.set));
    }

    /// The set of the parts that are read: the parts of the message, and the parts of every digest.
    pub(super) fn reads(&self) -> Part {
        let all = self.digests.iter();
        all.fold(self.message, |set, digest| set.or(digest.set))
    }

    /// The places of a digest: the kind and the name of each carrier that contains it. The message is a place whose
    /// kind is empty. A carrier that may be absent also has the kind `GROUP`.
    fn places<'v>(&'v self, digest: &'v Digest) -> impl Iterator<Item = (Part, &'v str)> {
        let mut place = (Part::END, "");
        Outlined((0..self.parts.len()).filter_map(move |index| {
            let (part, name) = self.parts.get(index);
            if part.has(Part::CARRIER) {
                place = (part, name);
            } else if part == Part::GROUP && place.0 != Part::END {
                place.0 = place.0.or(part);
            }
            (part == Part::DIGEST && name == digest.name).then_some(place)
        }))
    }

    /// Whether the message itself contains a digest.
    pub(super) fn is_in_message(&self, digest: &Digest) -> bool {
        self.places(digest).any(|(place, _)| place == Part::END)
    }

    /// Whether a carrier of this kind contains a digest.
    pub(super) fn sends(&self, digest: &Digest, kind: Part) -> bool {
        self.places(digest).any(|(place, _)| place.has(kind))
    }

    /// Whether a digest is signed: in the message, or in a signed carrier that cannot be absent.
    pub(super) fn signs(&self, digest: &Digest) -> bool {
        self.places(digest).any(|(place, name)| {
            place == Part::END || !place.has(Part::GROUP) && self.is_bound(place, name)
        })
    }

    /// Rejects a digest that nothing uses, and a digest that reads a value that contains a digest. The sender would
    /// compute such a digest before the value is written, and the receiver afterwards.
    pub(super) fn check_digests(&self) -> Result<(), Error> {
        for digest in &self.digests {
            let reads = |(place, name)| self.reads_carrier(&digest.of, place, name);
            let mut all = self.digests.iter();
            let detail = if self.places(digest).next().is_none() {
                "must be used in `message`, `headers`, `query`, `fields` or `form`"
            } else if all.any(|other| self.places(other).any(reads)) {
                "cannot hash a value in which a digest is sent"
            } else {
                continue;
            };
            return Err(refuse("scheme", detail)
                .within(&digest.name)
                .within("digests"));
        }
        Ok(())
    }

    /// The digest with this name, and its index.
    pub(super) fn digest(&self, name: &str) -> Option<(usize, &Digest)> {
        let mut all = self.digests.iter().enumerate();
        all.find(|(_, digest)| digest.name == name)
    }

    /// Whether a part needs the whole body.
    pub(super) fn is_late(&self, part: Part, name: &str) -> bool {
        let digest = self.digest(name).filter(|_| part == Part::DIGEST);
        digest.is_some_and(|(_, digest)| digest.set.has(Part::BODY))
    }

    /// The text of a finished digest.
    pub(super) fn digest_text(&self, name: &str, inputs: &Inputs) -> Option<TagText> {
        let (tag, encoding) = self.tag_of(name, inputs)?;
        Some(encoding?.encode(tag))
    }

    /// Whether each received digest is equal to the digest of the message.
    pub(crate) fn has_digests_of(&self, inputs: &Inputs) -> bool {
        let is_same = |digest: &Digest| {
            let carried = inputs.carried_digest(&digest.name);
            let own = self.digest_text(&digest.name, inputs);
            carried.is_empty() || own.is_some_and(|own| own.as_str() == carried)
        };
        self.digests.iter().all(is_same)
    }

    /// The tag of a finished digest, with its encoding.
    pub(super) fn tag_of<'v>(
        &self,
        name: &str,
        inputs: &'v Inputs,
    ) -> Option<(&'v Tag, Option<Encoding>)> {
        let (place, digest) = self.digest(name)?;
        let tag = inputs.digests.get(place)?.as_ref()?;
        Some((tag, digest.encoding))
    }
}
