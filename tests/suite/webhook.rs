//! Webhooks: the accepted and the rejected messages of every scheme and every provider.

use payauth::provider::Profile;
use payauth::scheme::{Carrier, Compiled, Envelope, Place, Scheme, catalog};
use payauth::webhook::{Delivery, Receiver, Secrets, Validity, Verified, Window};
use payauth::{Error, ErrorKind, SecretEncoding};

use crate::support::{at, providers::PROFILES};

mod blame;
mod defined;
mod identity;
mod identity_by_tag;
mod joined;
mod limits;
mod matrix;
mod outcomes;
mod outcomes_of_pledg;
mod properties;
pub(crate) mod provider_webhooks;
mod secrets;
mod signatures;
pub(crate) mod token;
pub(crate) mod vectors;
mod window;

pub(crate) const NOW: i64 = 1_709_380_800;
const URL: &str = "https://shop.example/hook?a=b";

/// A receiver with these secrets. The ids of the secrets are 0, 1 and so on.
pub(crate) fn receiver(scheme: &Scheme<'_>, texts: &[&str]) -> Receiver {
    receiver_of(scheme.compile().unwrap(), texts)
}

/// As [`receiver`], for a scheme that is already compiled.
pub(crate) fn receiver_of(compiled: Compiled, texts: &[&str]) -> Receiver {
    let mut secrets = Secrets::default();
    for (id, text) in texts.iter().enumerate() {
        let key = compiled.key("secret", text).unwrap();
        secrets
            .push(&id.to_string(), key, Validity::ALWAYS)
            .unwrap();
    }
    Receiver::new(compiled, secrets).unwrap()
}

/// A message as it is sent.
#[derive(Clone)]
pub(crate) struct Message {
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) url: &'static str,
    pub(crate) now: i64,
}

impl Message {
    pub(crate) fn verify(&self, receiver: &Receiver) -> Result<Verified, Error> {
        self.verify_within(receiver, Window::OfScheme)
    }

    pub(crate) fn verify_within(
        &self,
        receiver: &Receiver,
        window: Window,
    ) -> Result<Verified, Error> {
        let fields: Vec<_> = self.fields.iter().map(|(n, v)| (&**n, &**v)).collect();
        let delivery = Delivery::new(&fields, at(self.now))
            .url(self.url)
            .window(window);
        receiver.verify(&delivery, &self.body)
    }

    /// The message with another text in one carrier. A carrier is a header field or a member that contains the signature, the
    /// timestamp or the id.
    fn with(&self, carrier: &Carrier<'_>, value: &str) -> Self {
        let mut changed = self.clone();
        if carrier.place == Place::Body {
            let body = String::from_utf8(self.body.clone()).unwrap();
            let before = quoted(&self.value(carrier));
            assert!(body.contains(&before));
            changed.body = body.replace(&before, &quoted(value)).into_bytes();
        } else {
            for (name, given) in &mut changed.fields {
                if name == carrier.name {
                    value.clone_into(given);
                }
            }
        }
        changed
    }

    /// The text of the message in a carrier.
    pub(crate) fn value(&self, carrier: &Carrier<'_>) -> String {
        if carrier.place == Place::Body {
            let body: serde_json::Value = serde_json::from_slice(&self.body).unwrap();
            let path = carrier.name.replace('*', "0").replace('.', "/");
            return body
                .pointer(&format!("/{path}"))
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned();
        }
        let is_it = |(name, _): &&(String, String)| name == carrier.name;
        self.fields.iter().find(is_it).unwrap().1.clone()
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A scheme, with secrets that it can decode and a body that it can sign.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) scheme: &'static Scheme<'static>,
    secret: &'static str,
    other_secret: &'static str,
    body: &'static str,
}

/// The value of a member in the body that is replaced by the signature.
const HOLE: &str = "@";

impl Case {
    pub(crate) fn receiver(&self) -> Receiver {
        receiver(self.scheme, &[self.secret])
    }

    pub(crate) fn reads_body(&self) -> bool {
        self.body.contains(HOLE)
    }

    /// A signed message with `body`, or with the body of the case if `body` is `None`.
    pub(crate) fn message(&self, body: Option<&[u8]>) -> Message {
        let body = body.unwrap_or(self.body.as_bytes());
        let envelope = Envelope::new(at(NOW)).id("msg_1").url(URL);
        let signed = self.receiver().sign(&envelope, body).unwrap();
        let mut message = Message {
            fields: Vec::new(),
            body: body.to_vec(),
            url: URL,
            now: NOW,
        };
        for (carrier, (name, value)) in self.scheme.carriers.iter().zip(&signed) {
            assert_eq!(carrier.name, name);
            match carrier.place {
                Place::Body => {
                    let body = String::from_utf8(message.body).unwrap();
                    message.body = body.replace(HOLE, value).into_bytes();
                }
                _ => message.fields.push((name.to_owned(), value.to_owned())),
            }
        }
        message
    }

    /// The carrier of the signature.
    fn signature(&self) -> &Carrier<'static> {
        let carries = |carrier: &&Carrier<'_>| carrier.value.contains("{signature}");
        self.scheme.carriers.iter().find(carries).unwrap()
    }
}

const ADYEN: &str = r#"{"notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"@"},"pspReference":"psp_1","amount":{"value":1130,"currency":"EUR"},"eventCode":"AUTHORISATION","success":"true"}}]}"#;
const RAZORPAY: &str =
    r#"{"razorpay_order_id":"o_1","razorpay_payment_id":"p_1","razorpay_signature":"@"}"#;
const PLEDG: &str = r#"{"created_at":"2019-04-04T12:20:34.97138Z","error":"","id":"i","reference":"r","sandbox":true,"status":"completed","signature":"@"}"#;
const WAKAPAY: &str = r#"{"status":"termination_success","signature":"@"}"#;

/// A case for every scheme of the catalogue and for every scheme of a provider.
pub(crate) fn cases() -> Vec<Case> {
    let of_providers = PROFILES.into_iter().filter_map(|name| {
        let scheme = defined::webhook_scheme(Profile::definition(name)?)?;
        Some((name, scheme))
    });
    let all = catalog::ALL.iter().copied().chain(of_providers);
    all.map(|(name, scheme)| {
        let (secret, other_secret) = match scheme.key {
            SecretEncoding::Hex => ("DFB1EB5485895CFA", "DFB1EB5485895CFB"),
            SecretEncoding::Base64 => ("whsec_MfKQ9r8G", "whsec_MfKQ9r8H"),
            _ => ("whsec_hunter2", "whsec_hunter3"),
        };
        let body = match name {
            "adyenStandard" => ADYEN,
            "razorpayPayment" => RAZORPAY,
            "pledg" => PLEDG,
            "wakapay" => WAKAPAY,
            _ => r#"{"id":"evt_1"}"#,
        };
        Case {
            name,
            scheme,
            secret,
            other_secret,
            body,
        }
    })
    .collect()
}

#[track_caller]
fn assert_kind(result: Result<Verified, Error>, kind: ErrorKind, what: &str) -> Error {
    match result {
        Ok(_) => panic!("{what}: expected {kind:?}, but it was accepted"),
        Err(error) => {
            assert_eq!(error.kind(), kind, "{what}: {error}");
            error
        }
    }
}
