//! The exports for schemes, and for webhooks that are verified and signed with schemes.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use wasm_bindgen::prelude::wasm_bindgen;

use super::given::{Beside, SecretLines, window};
use super::handles::{HandleValue, disposed};
use super::instance::answer;
use super::pending::OpenStream;
use super::scratch::{Scratch, text};
use crate::encoding::decimal::{MAX_DIGITS, digits};
use crate::encoding::hex;
use crate::encoding::json;
use crate::facts::{COVERS_BODY, COVERS_NOTHING, IdentityRecord, LooksRecord, MessageRecord};
use crate::scheme::{Body, Compiled, Covers};
use crate::text::cut;
use crate::webhook::{
    Delivery, EventId, Facts, MAX_BODY_WITH_ID, ONLY_SIGNS, Receiver, SECRETS, Secrets, replay_key,
};
use crate::{Encoding, Error, SecretText, UnixTime};

/// Makes a scheme and returns its handle. The scratch buffer contains the compiled definition.
#[wasm_bindgen(js_name = schemeNew)]
pub fn scheme_new(length: usize) -> i32 {
    answer(|instance| {
        let scheme = Compiled::unpack_text(instance.scratch.text(length)?)?;
        Ok(instance.handles.add(HandleValue::Scheme(Arc::new(scheme))))
    })
}

/// Makes a receiver and returns its handle. The receiver verifies and signs with a scheme and with the secrets in
/// the scratch buffer.
#[wasm_bindgen(js_name = receiverNew)]
pub fn receiver_new(scheme: usize, length: usize) -> i32 {
    answer(|instance| {
        let scheme = instance.handles.scheme(scheme)?.clone();
        let secrets = secrets(&scheme, instance.scratch.text(length)?);
        instance.scratch.wipe();
        let receiver = secrets.and_then(|secrets| Receiver::new(scheme, secrets));
        Ok(instance
            .handles
            .add(HandleValue::Receiver(Box::new(receiver?))))
    })
}

#[cfg(feature = "wasm")]
/// Makes a receiver of a provider's webhooks and returns its handle. If `scheme` is not negative, it is the handle
/// of a scheme that the caller chose. If `encoding` is not negative, it is the number of another encoding of the
/// tag. The receiver uses the secrets in the scratch buffer. Without secrets in the buffer, and with the scheme and
/// the encoding of the provider, it uses the client's credentials.
#[wasm_bindgen(js_name = receiverOf)]
pub fn receiver_of(client: usize, scheme: i32, encoding: i32, length: usize) -> i32 {
    answer(|instance| {
        let client = instance.handles.client(client)?;
        let encoding = usize::try_from(encoding).ok();
        let encoding = encoding.and_then(|number| Encoding::ALL.get(number));
        let is_documented = scheme < 0 && encoding.is_none();
        let scheme = match usize::try_from(scheme) {
            Ok(scheme) if encoding.is_none() => instance.handles.scheme(scheme)?.clone(),
            Ok(_) => {
                return Err(Error::new(
                    crate::ErrorKind::Option,
                    "webhookEncoding",
                    IN_SCHEME,
                ));
            }
            Err(_) => Arc::new(client.webhook_scheme(encoding.copied())?),
        };
        let receiver = if length == 0 && is_documented {
            client.webhooks()
        } else {
            let secrets = secrets(&scheme, instance.scratch.text(length)?);
            secrets.and_then(|secrets| client.webhooks_with(scheme, secrets))
        };
        instance.scratch.wipe();
        let receiver = receiver.map_err(of_option)?;
        Ok(instance
            .handles
            .add(HandleValue::Receiver(Box::new(receiver))))
    })
}

/// Verifies a message that was received. The lines in the scratch buffer are the URL (empty if absent), the fields of
/// the message, and the values of [`Beside`]. The body follows the lines; `length` is -1 if the body arrives in pieces.
/// The answer is the same as for `receiveEnd`, but 0 if the body arrives in pieces.
#[wasm_bindgen]
pub fn receive(handle: usize, now: f64, past: i32, future: i32, head: usize, length: i32) -> i32 {
    answer(|instance| {
        let receiver = instance.handles.receiver(handle)?;
        let whole = usize::try_from(length);
        let (head, body) = instance.scratch.split(head, whole.unwrap_or_default());
        let (url, lines) = cut(text(head)?, b'\n');
        let mut fields = Vec::with_capacity(TYPICAL_FIELDS);
        let beside = Beside::take(lines, &mut fields);
        let delivery = Delivery::new(&fields, UnixTime::from_js(now)?)
            .url(url)
            .method(beside.method)
            .vars(&beside.vars)
            .window(window(past, future));
        if whole.is_err() {
            instance.pending = OpenStream::Receiving(handle, receiver.begin_lean(&delivery)?);
            return Ok(0);
        }
        let facts = receiver.check(&delivery, body)?;
        Ok(instance.scratch.put_facts(&facts))
    })
}

/// Ends a received message whose body arrived in pieces. The first lines of the answer are the id of the secret, the
/// time of the signature, the number of seconds for which the replay key must be kept, the id of the event as JSON if
/// the id was read, and the tag in hex. If the message has an outcome, the verdict of the outcome and the sender's word
/// (as JSON) follow. If the message has claims, the claims are the last part of the answer.
#[wasm_bindgen(js_name = receiveEnd)]
pub fn receive_end() -> i32 {
    answer(|instance| {
        let OpenStream::Receiving(handle, mut receiving) = instance.pending.take() else {
            return Err(disposed());
        };
        let facts = instance.handles.receiver(handle)?.end(&mut receiving)?;
        Ok(instance.scratch.put_facts(&facts))
    })
}

/// Returns the facts that are equal for all messages of a scheme or a receiver. The lines of the answer are a
/// [`LooksRecord`] and the names of the header fields that are read.
#[wasm_bindgen]
pub fn looks(handle: usize) -> i32 {
    answer(|instance| {
        let (scheme, event, acknowledge) = if let Ok(receiver) = instance.handles.receiver(handle) {
            let acknowledge = receiver.acknowledge();
            (receiver.scheme(), receiver.event().clone(), acknowledge)
        } else {
            let scheme = instance.handles.scheme(handle)?;
            let event = EventId::new(scheme, "", "");
            (scheme, Arc::new(event), "")
        };
        let covers = match scheme.covers() {
            Covers::Body => COVERS_BODY.into(),
            Covers::Fields(paths) => array(&paths),
            _ => COVERS_NOTHING.into(),
        };
        let record = LooksRecord {
            name: &event.name,
            path: &event.path,
            covers: &covers,
            weak: &scheme.weak().join(","),
            acknowledge,
            unfit: scheme.only_signs().map_or("", |_| ONLY_SIGNS),
        };
        let mut end = instance.scratch.put_lines(0, &record.lines());
        for name in scheme.field_names() {
            end = instance.scratch.put_lines(end, &[name]);
        }
        Ok(end)
    })
}

/// Makes the replay key of a message. The lines in the scratch buffer are an [`IdentityRecord`]. The id of the event
/// follows the lines; `length` is -1 if the id arrives in pieces. The answer is the same as for `replayKeyEnd`, but 0
/// if the id arrives in pieces.
#[wasm_bindgen(js_name = replayKey)]
pub fn make_replay_key(head: usize, length: i32) -> i32 {
    answer(|instance| {
        let whole = usize::try_from(length);
        let (head, id) = instance.scratch.split(head, whole.unwrap_or_default());
        if whole.is_err() {
            instance.pending = OpenStream::Naming(text(head)?.into(), Body::new(MAX_BODY_WITH_ID));
            return Ok(0);
        }
        let key = key_of(text(head)?, text(id)?)?;
        Ok(instance.scratch.put(0, &key))
    })
}

/// Ends an id that arrived in pieces, and returns the replay key.
#[wasm_bindgen(js_name = replayKeyEnd)]
pub fn replay_key_end() -> i32 {
    answer(|instance| {
        let OpenStream::Naming(lines, id) = instance.pending.take() else {
            return Err(disposed());
        };
        let key = key_of(&lines, text(&id)?)?;
        Ok(instance.scratch.put(0, &key))
    })
}

fn key_of(lines: &str, id: &str) -> Result<String, Error> {
    let IdentityRecord { name, path, tag } = IdentityRecord::take(lines).0;
    Ok(replay_key(name, path, id, &hex::decode(tag)?))
}

/// Starts to sign a message. The lines in the scratch buffer are a [`MessageRecord`], the fields of the message, and
/// the values of [`Beside`].
#[wasm_bindgen(js_name = webhookBegin)]
pub fn webhook_begin(handle: usize, now: f64, length: usize) -> i32 {
    answer(|instance| {
        let receiver = instance.handles.receiver(handle)?;
        receiver.scheme().check_signs_with_mac()?;
        let (MessageRecord { id, url }, lines) =
            MessageRecord::take(instance.scratch.text(length)?);
        let mut fields = Vec::new();
        let beside = Beside::take(lines, &mut fields);
        let envelope = beside
            .envelope(UnixTime::from_js(now)?, &fields)
            .id(id)
            .url(url);
        let signer = receiver.begin_signing(&envelope)?;
        instance.pending = OpenStream::Signing(handle, signer);
        Ok(0)
    })
}

/// Ends a message that is signed. The lines of the answer are the names and values of the header fields and members to
/// send.
#[wasm_bindgen(js_name = webhookEnd)]
pub fn webhook_end() -> i32 {
    answer(|instance| {
        let OpenStream::Signing(handle, signer) = instance.pending.take() else {
            return Err(disposed());
        };
        let fields = instance.handles.receiver(handle)?.finish_signing(signer)?;
        Ok(instance.scratch.put(0, fields.lines()))
    })
}

fn secrets(scheme: &Compiled, mut lines: &str) -> Result<Secrets, Error> {
    let mut secrets = Secrets::default();
    while let Some(secret) = SecretLines::next(&mut lines)? {
        let key = secret.key(scheme, SECRETS);
        let key = key.map_err(|error| secrets.of_next(error))?;
        secrets.push(secret.id, key, secret.validity)?;
    }
    Ok(secrets)
}

/// Renames the argument of an error. The secrets of a client are passed in the option `webhookSecrets`.
#[cfg(feature = "wasm")]
fn of_option(error: Error) -> Error {
    match error.argument().strip_prefix(SECRETS) {
        // The name of a credential may begin in the same way.
        Some(place) if place.is_empty() || place.starts_with('[') => {
            let mut name = String::from("webhookSecrets");
            name.push_str(place);
            error.about(&name)
        }
        _ => error,
    }
}

impl Scratch {
    fn put_facts(&mut self, facts: &Facts<'_>) -> usize {
        let mut end = self.put(0, facts.secret_id());
        for given in [facts.instant.map(UnixTime::as_millis), facts.ttl_secs] {
            end = self.put_end(end);
            if let Some(given) = given {
                end = self.put(end, digits(given, &mut [0; MAX_DIGITS]));
            }
        }
        end = self.put_end(end);
        if !facts.id.is_empty() {
            end = self.put_json(end, &facts.id);
        }
        end = self.put_end(end);
        if let Some(tag) = &facts.tag {
            end = self.put_tag(end, tag, Encoding::HexLower);
        }
        end = self.put_end(end);
        if facts.outcome.is_none() && facts.claims.is_none() {
            return end;
        }
        if let Some(outcome) = &facts.outcome {
            end = self.put_lines(end, &[outcome.verdict.as_str()]);
            end = self.put_json(end, &outcome.word);
        } else {
            end = self.put_end(end);
        }
        end = self.put_end(end);
        self.put(end, facts.claims.as_deref().unwrap_or_default())
    }

    fn put_json(&mut self, end: usize, text: &str) -> usize {
        let mut json = SecretText::default();
        json::quote::push(&mut json, text);
        self.put(end, &json)
    }
}

/// The paths as JSON. In JSON, every path is exact, and all paths are on one line.
fn array(paths: &[String]) -> SecretText {
    let mut json = SecretText::default();
    for path in paths {
        json.push_str(if json.is_empty() { "[" } else { "," });
        json::quote::push(&mut json, path);
    }
    json.push_str("]");
    json
}

/// A capacity that is enough for the header fields of most deliveries, because a list that grows is copied.
const TYPICAL_FIELDS: usize = 16;

#[cfg(feature = "wasm")]
const IN_SCHEME: &str = "is defined by `webhookScheme`; leave it out";
