//! Digests that are signed in a message, or sent with it.

use alloc::vec::Vec;

use super::Compiled;
use super::digest::Digest;
use super::inputs::{Inputs, MessageInputs};
use super::message::TagStream;
use super::part::Part;
use crate::{Encoding, Error, MacKey, Tag, TagText};

impl Compiled {
    /// Starts the digests of a message whose body arrives in pieces. Digests that do not need the body are finished
    /// at once. For a scheme without digests, the function does nothing.
    pub(crate) fn begin_digests(&self, inputs: &mut Inputs) -> Result<Vec<TagStream>, Error> {
        self.all_digests(inputs, None, "")
    }

    /// Computes the digests of a message whose body is complete. `form` is the same body, if the body is parsed as
    /// a form.
    pub(crate) fn digests(
        &self,
        inputs: &mut Inputs,
        body: &[u8],
        form: &str,
    ) -> Result<(), Error> {
        self.all_digests(inputs, Some(body), form)?;
        Ok(())
    }

    fn all_digests(
        &self,
        inputs: &mut Inputs,
        body: Option<&[u8]>,
        form: &str,
    ) -> Result<Vec<TagStream>, Error> {
        let mut pending = Vec::new();
        let mut tags = Vec::new();
        for digest in &self.digests {
            let mut progress = TagStream::new(MacKey::plain(digest.hash).begin());
            let values = MessageInputs {
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
