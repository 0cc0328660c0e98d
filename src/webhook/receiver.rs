//! The verifying itself.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::delivery::{Delivery, Head};
use super::identity::{self, EventId, Identity};
use super::secrets::{Entry, Secrets};
use super::{Sender, Verified};
use crate::encoding::json::{self, Document};
use crate::owner::Owner;
use crate::pairs::Pairs;
use crate::scheme::{Body, Compiled, Covers, Envelope, Progress, Signer, Values, as_text};
use crate::{Error, ErrorKind, Fields, Tag};

/// A scheme and the secrets of one sender: what verifies its messages.
///
/// # Examples
///
/// ```
/// use payauth::scheme::{Envelope, catalog};
/// use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
/// use payauth::UnixTime;
///
/// let scheme = catalog::STRIPE.compile()?;
/// let mut secrets = Secrets::default();
/// secrets.push("live", scheme.key("secret", "whsec_hunter2")?, Validity::ALWAYS)?;
/// let receiver = Receiver::new(scheme, secrets)?;
///
/// let now = UnixTime::from_secs(1_709_380_800)?;
/// let sent = receiver.sign(&Envelope::new(now), b"{}")?;
/// let fields: Vec<_> = sent.iter().collect();
/// let verified = receiver.verify(&Delivery::new(&fields, now), b"{}")?;
/// assert_eq!(verified.secret_id, "live");
/// assert!(receiver.verify(&Delivery::new(&fields, now), b"{ }").is_err());
/// # Ok::<(), payauth::Error>(())
/// ```
#[derive(Debug)]
pub struct Receiver {
    pub(super) scheme: Arc<Compiled>,
    pub(super) secrets: Secrets,
    pub(super) sender: Arc<Sender>,
    pub(super) event: Arc<EventId>,
    vars: Pairs,
}

/// A message whose body is on its way through [`Receiving::absorb`].
#[derive(Debug)]
pub struct Receiving {
    owner: Owner,
    head: Head,
    /// One for each secret; none where the body is read first.
    progress: Vec<Progress>,
    /// One for each digest of the scheme.
    digests: Vec<Progress>,
    /// The body, where it is read.
    body: Option<Body>,
}

impl Receiving {
    /// Adds the next piece of the body, as it was received.
    pub fn absorb(&mut self, piece: &[u8]) {
        for progress in self.digests.iter_mut().chain(&mut self.progress) {
            progress.absorb(piece);
        }
        if let Some(body) = &mut self.body {
            body.keep(piece);
        }
    }
}

impl Receiver {
    /// What verifies messages by `scheme` with `secrets`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] where there are none; [`ErrorKind::Scheme`] for a scheme that only signs
    /// requests.
    pub fn new(scheme: impl Into<Arc<Compiled>>, secrets: Secrets) -> Result<Self, Error> {
        secrets.first()?;
        let scheme = scheme.into();
        if scheme.only_signs().is_some() {
            return Err(Error::new(ErrorKind::Scheme, "scheme", ONLY_SIGNS));
        }
        Ok(Self {
            event: Arc::new(EventId::new(&scheme, "", "")),
            scheme,
            secrets,
            sender: Arc::default(),
            vars: Pairs::default(),
        })
    }

    /// The same with the values of variables, which every delivery has that brings none of its own.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for a value with a line break.
    pub fn with_vars(mut self, vars: &[(&str, &str)]) -> Result<Self, Error> {
        for (name, value) in vars {
            if name.contains('\n') || value.contains('\n') {
                let detail = "have a line break in a name or a value";
                return Err(Error::new(ErrorKind::Option, "vars", detail));
            }
            self.vars.push(name, value);
        }
        Ok(self)
    }

    /// The same for a sender of whom more is known.
    pub(crate) fn of(self, name: &str, sender: Arc<Sender>) -> Self {
        let event = Arc::new(EventId::new(&self.scheme, name, &sender.event_id));
        Self {
            sender,
            event,
            ..self
        }
    }

    /// How messages are signed.
    #[cfg(feature = "wasm-webhooks")]
    pub(crate) fn scheme(&self) -> &Arc<Compiled> {
        &self.scheme
    }

    /// Where its messages have the id of their event.
    #[cfg(feature = "wasm-webhooks")]
    pub(crate) fn event(&self) -> &Arc<EventId> {
        &self.event
    }

    /// Verifies a message whose body is at hand.
    ///
    /// # Errors
    ///
    /// As [`Receiver::begin`] and [`Receiver::finish`].
    pub fn verify(&self, delivery: &Delivery<'_>, body: &[u8]) -> Result<Verified, Error> {
        let mut receiving = self.begin(delivery)?;
        receiving.absorb(body);
        self.finish(receiving)
    }

    /// Starts a message whose body comes in pieces.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::FieldMissing`], [`ErrorKind::FieldAmbiguous`] and
    ///   [`ErrorKind::FieldMalformed`] for a header field of the scheme that is absent, there twice,
    ///   or of another form
    /// - [`ErrorKind::Option`] for a URL that the scheme signs and the delivery lacks, or a window
    ///   where there is no timestamp
    pub fn begin(&self, delivery: &Delivery<'_>) -> Result<Receiving, Error> {
        let reads_id = self.event.is_of_body && !self.event.path.is_empty();
        self.start_with(delivery, reads_id)
    }

    /// The same, for a caller who has the body at hand when the replay key is made: it is kept only
    /// where it is read here.
    #[cfg(feature = "wasm-webhooks")]
    pub(crate) fn begin_lean(&self, delivery: &Delivery<'_>) -> Result<Receiving, Error> {
        self.start_with(delivery, false)
    }

    fn start_with(&self, delivery: &Delivery<'_>, is_kept: bool) -> Result<Receiving, Error> {
        let mut head = Head::read(&self.scheme, delivery, &self.vars)?;
        let reads_body = self.scheme.reads_body();
        let (mut progress, mut digests) = (Vec::new(), Vec::new());
        if !reads_body {
            self.scheme.instant(&head.received)?;
            let inputs = &mut head.received.inputs;
            digests = self.scheme.begin_digests(inputs, None)?;
            progress = self.start(&Values::of(inputs))?;
        }
        let is_timed = !self.scheme.time_field.is_empty();
        let longest = if is_kept || is_timed {
            identity::LONGEST
        } else {
            json::LONGEST
        };
        let is_read = is_kept || is_timed || reads_body || !self.sender.told.is_empty();
        Ok(Receiving {
            owner: self.owner()?.clone(),
            head,
            progress,
            digests,
            body: is_read.then(|| Body::new(longest)),
        })
    }

    /// Ends a message that was begun with the same receiver.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Option`] for a message that another receiver began
    /// - [`ErrorKind::Signature`] for a message that no secret signed, whatever it is that differs
    /// - [`ErrorKind::TooOld`] and [`ErrorKind::TooNew`] for one that a secret signed, outside the
    ///   window
    /// - where the signature is in the body: [`ErrorKind::Json`], [`ErrorKind::Encoding`] and
    ///   [`ErrorKind::TooLarge`], and what [`Receiver::begin`] refuses in a header
    pub fn finish(&self, receiving: Receiving) -> Result<Verified, Error> {
        let Receiving {
            owner,
            mut head,
            progress,
            mut digests,
            body,
        } = receiving;
        self.owner()?.check(&owner)?;
        let body = body.unwrap_or_default();
        if self.scheme.reads_body() {
            return self.finish_read(&mut head, as_text(&body).map_err(Error::of_peer)?);
        }
        let inputs = &mut head.received.inputs;
        Compiled::end_digests(inputs, &mut digests);
        let mut verified = self.conclude(&head, progress, &body)?;
        verified.outcome = self.sender.told.outcome(&body, &verified.covers);
        verified.identity.body = body;
        Ok(verified)
    }

    /// Ends a message whose body is read before it is known to be authentic.
    fn finish_read(&self, head: &mut Head, body: &str) -> Result<Verified, Error> {
        let document = if self.scheme.reads_json() {
            Some(Document::read(body)?)
        } else {
            None
        };
        let root = document.as_ref().map(Document::root);
        if let Some((root, token)) = root.and_then(|root| Some((root, self.token(root)?))) {
            return self.verify_token(root, token, head);
        }
        match root {
            Some(root) => self.scheme.read_body(root, &mut head.received)?,
            None => self.scheme.read_form(body, &mut head.received)?,
        }
        self.scheme.instant(&head.received)?;
        let inputs = &mut head.received.inputs;
        self.scheme.begin_digests(inputs, Some(body))?;
        let values = Values {
            inputs,
            root,
            body: Some(body),
        };
        let progress = self.start(&values)?;
        let mut verified = self.conclude(head, progress, body.as_bytes())?;
        if let Some(root) = root {
            verified.outcome = self.sender.told.told(root, &verified.covers);
            verified.identity.id = self.event.read(root);
        }
        Ok(verified)
    }

    /// Its first secret is no other receiver's.
    fn owner(&self) -> Result<&Owner, Error> {
        Ok(&self.secrets.first()?.key.owner)
    }

    /// The message, on its way to its tag by each secret.
    fn start(&self, values: &Values<'_>) -> Result<Vec<Progress>, Error> {
        // A list that grows leaves copies of what it held.
        let mut all = Vec::with_capacity(self.secrets.entries().len());
        for entry in self.secrets.entries() {
            all.push(self.scheme.progress(&entry.key, values)?);
        }
        Ok(all)
    }

    /// Signs a message as the sender would, with the first secret.
    ///
    /// # Errors
    ///
    /// As [`Compiled::sign`].
    pub fn sign(&self, envelope: &Envelope<'_>, body: &[u8]) -> Result<Fields, Error> {
        self.scheme.sign(&self.secrets.first()?.key, envelope, body)
    }

    /// Starts a message whose body comes in pieces, as the sender would, with the first secret.
    ///
    /// # Errors
    ///
    /// As [`Compiled::begin`].
    pub fn begin_signing(&self, envelope: &Envelope<'_>) -> Result<Signer, Error> {
        self.scheme.begin(&self.secrets.first()?.key, envelope)
    }

    /// Ends a message that was begun by the same receiver: what travels with it.
    ///
    /// # Errors
    ///
    /// As [`Signer::finish`].
    pub fn finish_signing(&self, signer: Signer) -> Result<Fields, Error> {
        let mut fields = Fields::default();
        signer.finish(&self.scheme, &self.secrets.first()?.key, &mut fields)?;
        Ok(fields)
    }

    /// Every secret with every signature; what fits first is named, and the rest is tried too.
    fn conclude(
        &self,
        head: &Head,
        mut progress: Vec<Progress>,
        body: &[u8],
    ) -> Result<Verified, Error> {
        let mut instant = self.scheme.instant(&head.received)?;
        let received = &head.received;
        let values = Values::of(&received.inputs);
        let mut fitting = None;
        let mut smallest: Option<Tag> = None;
        let has = |id: &str| self.secrets.entries().iter().any(|entry| entry.id == id);
        for (entry, progress) in self.secrets.entries().iter().zip(&mut progress) {
            self.scheme.resume(&entry.key, &values, progress)?;
            let Some(tag) = progress.finish() else {
                continue;
            };
            let mut fits = false;
            let candidates = received.candidates.chunks(tag.as_bytes().len().max(1));
            for (place, candidate) in candidates.enumerate() {
                fits |= tag.matches(candidate) && received.is_of(place, &entry.id, has);
            }
            if fits && entry.is_valid(head.now) {
                fitting = fitting.or(Some(entry));
                // Tags that fit are no secret: the message has them.
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
        head.hold(&self.scheme, instant)?;
        let covers = self.scheme.covers();
        let mut identity = Identity {
            event: self.event.clone(),
            tag: smallest.filter(|_| !matches!(covers, Covers::Nothing)),
            ..Identity::default()
        };
        if self.scheme.signs_id() && self.event.path.is_empty() {
            identity.id = received.inputs.identity().into();
        }
        let mut verified = self.verified(entry, identity, covers);
        verified.timestamp = instant;
        verified.replay_ttl_secs = head.ttl_secs();
        Ok(verified)
    }

    pub(super) fn verified(&self, entry: &Entry, identity: Identity, covers: Covers) -> Verified {
        Verified {
            secret_id: entry.id.clone(),
            timestamp: None,
            replay_ttl_secs: None,
            covers,
            weak: self.scheme.weak(),
            outcome: None,
            claims: None,
            acknowledge: self.sender.acknowledge.clone(),
            identity,
        }
    }
}

const ONLY_SIGNS: &str = "signs requests, and verifies nothing: its message could be split elsewhere, or has what does not travel";

#[cold]
#[inline(never)]
pub(super) fn does_not_fit() -> Error {
    let detail = "does not fit: no secret in use made it over this content";
    Error::new(ErrorKind::Signature, "signature", detail)
}
