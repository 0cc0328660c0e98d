//! Verifies the messages of a sender.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::delivery::{Delivery, ReceivedHeader};
use super::identity::{self, EventId};
use super::secrets::Secrets;
use super::verified::Facts;
use super::{Sender, Verified};
use crate::encoding::json::Document;
use crate::owner::Owner;
use crate::pairs::Pairs;
use crate::scheme::{
    Body, Compiled, Covers, Envelope, MessageInputs, Signer, TagStream, as_json, as_text, longest,
};
use crate::{Error, ErrorKind, Fields};

/// Verifies the messages of one sender, with the sender's scheme and secrets.
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
    pub(super) covers: Covers,
}

/// A message whose body arrives in pieces: see [`Receiving::absorb`].
#[derive(Debug)]
pub struct Receiving {
    owner: Owner,
    head: ReceivedHeader,
    /// The message for each secret; empty if the body is parsed before the verification.
    progress: Vec<TagStream>,
    /// A stream for each digest of the scheme.
    digests: Vec<TagStream>,
    /// The body, if it is parsed or if an id is read from it.
    body: Option<Body>,
}

impl Receiving {
    /// Adds the next piece of the body. The bytes must be those that were received.
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
    /// A receiver that verifies messages with `scheme` and `secrets`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Secret`] if there is no secret. [`ErrorKind::Scheme`] for a scheme that can only sign requests.
    pub fn new(scheme: impl Into<Arc<Compiled>>, secrets: Secrets) -> Result<Self, Error> {
        secrets.first()?;
        let scheme = scheme.into();
        if scheme.only_signs().is_some() {
            return Err(Error::new(ErrorKind::Scheme, "scheme", ONLY_SIGNS));
        }
        Ok(Self {
            event: Arc::new(EventId::new(&scheme, "", "")),
            covers: scheme.covers(),
            scheme,
            secrets,
            sender: Arc::default(),
            vars: Pairs::default(),
        })
    }

    /// The same receiver, with values of variables. The value of a variable is used if the delivery does not
    /// contain the variable.
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

    /// The same receiver, for a sender that has a profile.
    pub(crate) fn of(self, name: &str, sender: Arc<Sender>) -> Self {
        let event = Arc::new(EventId::new(&self.scheme, name, &sender.event_id));
        Self {
            sender,
            event,
            ..self
        }
    }

    /// The scheme of the messages that this receiver verifies.
    #[cfg(feature = "wasm-webhooks")]
    pub(crate) fn scheme(&self) -> &Arc<Compiled> {
        &self.scheme
    }

    /// The place of the event's id in the messages that this receiver verifies.
    #[cfg(feature = "wasm-webhooks")]
    pub(crate) fn event(&self) -> &Arc<EventId> {
        &self.event
    }

    /// The body of the response that acknowledges a message.
    #[cfg(feature = "wasm-webhooks")]
    pub(crate) fn acknowledge(&self) -> &str {
        &self.sender.acknowledge
    }

    /// Verifies a message whose body is complete.
    ///
    /// # Errors
    ///
    /// The errors of [`Receiver::begin`] and [`Receiver::finish`].
    pub fn verify(&self, delivery: &Delivery<'_>, body: &[u8]) -> Result<Verified, Error> {
        let facts = self.check(delivery, body)?;
        let mut kept = Body::new(identity::MAX_BODY_WITH_ID);
        if self.keeps_body() {
            kept.keep(body);
        }
        Ok(self.verified(facts, kept))
    }

    /// Verifies a message whose body is complete. Returns only the facts that differ between messages.
    pub(crate) fn check(&self, delivery: &Delivery<'_>, body: &[u8]) -> Result<Facts<'_>, Error> {
        let mut head = ReceivedHeader::read(&self.scheme, delivery, &self.vars)?;
        if self.scheme.reads_body() {
            return self.check_read(&mut head, body);
        }
        let instant = self.scheme.instant(&head.received)?;
        self.scheme
            .digests(&mut head.received.inputs, body, "", None)?;
        let values = MessageInputs::of(&head.received.inputs).with(body);
        self.try_all_secrets(&head, &values, instant, body, &mut [])
    }

    /// Starts a message whose body arrives in pieces.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::FieldMissing`], [`ErrorKind::FieldAmbiguous`] and
    ///   [`ErrorKind::FieldMalformed`] for a header field of the scheme that is missing, occurs twice, or
    ///   is malformed
    /// - [`ErrorKind::Option`] if the delivery lacks a URL, a method or a variable that the scheme reads, or if it
    ///   has a time window although the scheme has no timestamp
    pub fn begin(&self, delivery: &Delivery<'_>) -> Result<Receiving, Error> {
        self.start_with(delivery, self.keeps_body())
    }

    /// Whether the replay key is made from an id in the body.
    fn keeps_body(&self) -> bool {
        self.event.is_of_body && !self.event.path.is_empty()
    }

    /// Starts a message for a caller that still has the body when the replay key is made. So the body is stored
    /// only if it is parsed here.
    #[cfg(feature = "wasm-webhooks")]
    pub(crate) fn begin_lean(&self, delivery: &Delivery<'_>) -> Result<Receiving, Error> {
        self.start_with(delivery, false)
    }

    fn start_with(&self, delivery: &Delivery<'_>, is_kept: bool) -> Result<Receiving, Error> {
        let mut head = ReceivedHeader::read(&self.scheme, delivery, &self.vars)?;
        let reads_body = self.scheme.reads_body();
        let (mut progress, mut digests) = (Vec::new(), Vec::new());
        if !reads_body {
            self.scheme.instant(&head.received)?;
            let inputs = &mut head.received.inputs;
            digests = self.scheme.begin_digests(inputs)?;
            progress = self.start(&MessageInputs::of(inputs))?;
        }
        let is_timed = !self.scheme.time_field.is_empty();
        let parsed = longest(!self.scheme.reads_form());
        let longest = if is_kept || is_timed {
            parsed.max(identity::MAX_BODY_WITH_ID)
        } else {
            parsed
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

    /// Finishes a message that the same receiver started.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Option`] for a message that another receiver started
    /// - [`ErrorKind::Signature`] for a message that no secret signed; the error does not say which part of the
    ///   message differs
    /// - [`ErrorKind::TooOld`] and [`ErrorKind::TooNew`] for an authentic message whose timestamp is outside the
    ///   window
    /// - if the body is parsed before the verification: [`ErrorKind::Json`], [`ErrorKind::Encoding`] and
    ///   [`ErrorKind::TooLarge`], and the errors of [`Receiver::begin`] for members of the body
    pub fn finish(&self, mut receiving: Receiving) -> Result<Verified, Error> {
        let facts = self.end(&mut receiving)?;
        let body = receiving.body.take().filter(|_| !self.scheme.reads_body());
        Ok(self.verified(facts, body.unwrap_or_default()))
    }

    /// Finishes a message, with the same result as [`Receiver::check`].
    pub(crate) fn end(&self, receiving: &mut Receiving) -> Result<Facts<'_>, Error> {
        self.owner()?.check(&receiving.owner)?;
        let head = &mut receiving.head;
        let body = receiving.body.as_deref().unwrap_or_default();
        if self.scheme.reads_body() {
            return self.check_read(head, body);
        }
        let instant = self.scheme.instant(&head.received)?;
        Compiled::end_digests(&mut head.received.inputs, &mut receiving.digests);
        let values = MessageInputs::of(&head.received.inputs);
        self.try_all_secrets(head, &values, instant, body, &mut receiving.progress)
    }

    /// Verifies a message whose body must be parsed before it is known to be authentic.
    fn check_read(&self, head: &mut ReceivedHeader, body: &[u8]) -> Result<Facts<'_>, Error> {
        self.scheme.check_format(&head.received.inputs, body)?;
        let form = as_text(body, self.scheme.reads_json()).map_err(Error::of_peer)?;
        let document = if self.scheme.reads_json() {
            Some(as_json(form)?)
        } else {
            None
        };
        let root = document.as_ref().map(Document::root);
        if let Some((root, token)) = root.and_then(|root| Some((root, self.token(root)?))) {
            return self.verify_token(root, token, head);
        }
        match root {
            Some(root) => self.scheme.read_body(root, &mut head.received)?,
            None => self.scheme.read_form(form, &mut head.received)?,
        }
        let instant = self.scheme.instant(&head.received)?;
        self.scheme
            .digests(&mut head.received.inputs, body, form, root)?;
        let values = MessageInputs {
            root,
            form,
            ..MessageInputs::of(&head.received.inputs).with(body)
        };
        self.try_all_secrets(head, &values, instant, body, &mut [])
    }

    /// The owner of the first secret, which identifies this receiver.
    fn owner(&self) -> Result<&Owner, Error> {
        Ok(&self.secrets.first()?.key.owner)
    }

    /// Starts the tag of a message with each of the secrets.
    fn start(&self, values: &MessageInputs<'_>) -> Result<Vec<TagStream>, Error> {
        // A list that grows would leave copies of its old contents in memory.
        let mut all = Vec::with_capacity(self.secrets.entries().len());
        for entry in self.secrets.entries() {
            all.push(self.scheme.progress(&entry.key, values)?);
        }
        Ok(all)
    }

    /// Signs a message like the sender, with the first secret.
    ///
    /// # Errors
    ///
    /// The errors of [`Compiled::sign`].
    pub fn sign(&self, envelope: &Envelope<'_>, body: &[u8]) -> Result<Fields, Error> {
        self.scheme.sign(&self.secrets.first()?.key, envelope, body)
    }

    /// Starts to sign a message whose body arrives in pieces. The message is signed like the sender's messages,
    /// with the first secret.
    ///
    /// # Errors
    ///
    /// The errors of [`Compiled::begin`].
    pub fn begin_signing(&self, envelope: &Envelope<'_>) -> Result<Signer, Error> {
        self.scheme.begin(&self.secrets.first()?.key, envelope)
    }

    /// Finishes signing a message that the same receiver started. Returns the carriers to send.
    ///
    /// # Errors
    ///
    /// The errors of [`Signer::finish`].
    pub fn finish_signing(&self, signer: Signer) -> Result<Fields, Error> {
        let mut fields = Fields::default();
        signer.finish(&self.scheme, &self.secrets.first()?.key, &mut fields)?;
        Ok(fields)
    }
}

pub(crate) const ONLY_SIGNS: &str = "can only sign requests; choose a scheme that can verify";
