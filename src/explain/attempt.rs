//! One attempt: a message as the sender may have signed it.

use alloc::borrow::Cow;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::form_text::with_param;
use super::given_secret::GivenSecret;
use crate::scheme::{Compiled, Part, TemplatePiece};
use crate::webhook::{Delivery, Receiver, Secrets, Sender, Verified, Window};
use crate::{Error, UnixTime};

/// Everything that a verification needs. The parts that the attempt does not change are shared or borrowed.
#[derive(Clone)]
pub(super) struct Attempt<'a> {
    pub(super) scheme: Arc<Compiled>,
    pub(super) sender: Arc<Sender>,
    pub(super) secrets: Rc<Vec<GivenSecret>>,
    pub(super) fields: Vec<(&'a str, Cow<'a, str>)>,
    pub(super) url: Cow<'a, str>,
    pub(super) method: Cow<'a, str>,
    pub(super) vars: &'a [(&'a str, &'a str)],
    /// The origins that requests are sent to.
    pub(super) origins: &'a [String],
    pub(super) body: Cow<'a, [u8]>,
    pub(super) now: UnixTime,
}

impl<'a> Attempt<'a> {
    /// Whether one of the secrets produces the signature, whatever the time of the message is.
    pub(super) fn fits(&self) -> bool {
        self.verify(Window::UnsafeSkip).is_ok()
    }

    /// Verifies this message as a webhook.
    pub(super) fn verify(&self, window: Window) -> Result<Verified, Error> {
        let mut secrets = Secrets::default();
        for given in &*self.secrets {
            let key = given.key(&self.scheme);
            let key = key.map_err(|error| secrets.of_next(error))?;
            secrets.push(given.id(), key, given.validity())?;
        }
        let receiver = Receiver::new(self.scheme.clone(), secrets)?.of("", self.sender.clone());
        let fields: Vec<_> = self
            .fields
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        let delivery = Delivery::new(&fields, self.now)
            .url(&self.url)
            .method(&self.method)
            .vars(self.vars)
            .window(window);
        receiver.verify(&delivery, &self.body)
    }

    pub(super) fn with_body(&self, body: Vec<u8>) -> Self {
        let body = Cow::Owned(body);
        Self {
            body,
            ..self.clone()
        }
    }

    pub(super) fn with_scheme(&self, scheme: Compiled) -> Self {
        let scheme = Arc::new(scheme);
        Self {
            scheme,
            ..self.clone()
        }
    }

    pub(super) fn with_message(&self, message: &[TemplatePiece]) -> Self {
        self.with_scheme(Compiled::clone(&self.scheme).with_message(message))
    }

    /// The same message with the header field, or the parameter, of `part` edited; `None` if `edit` changes
    /// nothing.
    pub(super) fn with_field(
        &self,
        part: Part,
        edit: &dyn Fn(&str) -> Option<String>,
    ) -> Option<Self> {
        let carrier = self.scheme.carrier_of(part, "");
        let mut changed = self.clone();
        if self
            .scheme
            .has(&|found, name| found == Part::QUERY_CARRIER && name == carrier)
        {
            changed.url = Cow::Owned(with_param(&self.url, carrier, edit)?);
            return Some(changed);
        }
        let is_carrier = |(name, _): &&mut (&'a str, _)| name.eq_ignore_ascii_case(carrier);
        let (_, value) = changed.fields.iter_mut().find(is_carrier)?;
        *value = Cow::Owned(edit(value)?);
        Some(changed)
    }
}
