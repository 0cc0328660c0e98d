//! Sends and receives a message of the small set of messages that the tests in `told` try.

use payauth::scheme::Envelope;
use payauth::webhook::{Delivery, Receiver, Verified};
use payauth::{Error, Fields};

use super::{Case, Message, NOW, Told};
use crate::support::at;

impl Message {
    /// The message whose field `x-h`, parameter and first id have this text.
    pub fn of(text: &'static str) -> Self {
        Self {
            h: text,
            q: text,
            n: text,
            ..Self::default()
        }
    }

    pub(super) fn url(&self) -> String {
        match self.q {
            "" => "https://x.example/p".to_owned(),
            q => format!("https://x.example/p?q={q}"),
        }
    }

    /// The header fields of the message, with `tag` as the signature.
    fn fields(&self, case: &Case, tag: &str) -> Vec<(&'static str, String)> {
        let mut fields = vec![("X-S", tag.to_owned())];
        let digest = if self.has_digest {
            case.value("digest:d", self)
        } else {
            String::new()
        };
        let mut ids = [("n", self.n), ("o", self.o)].map(|(name, id)| format!("{name}={id}"));
        if self.is_reversed {
            ids.reverse();
        }
        let id = if case.has("id:o}") {
            ids.join(",")
        } else {
            self.n.to_owned()
        };
        let sent = [
            ("x-h", self.h),
            ("x-i", self.i),
            ("X-T", self.time),
            ("X-K", self.n),
            ("X-D", &digest),
            ("X-N", &id),
        ];
        fields.extend(sent.map(|(name, value)| (name, value.to_owned())));
        fields.retain(|(_, value)| !value.is_empty());
        fields
    }

    pub fn verify(&self, case: &Case, receiver: &Receiver, tag: &str) -> Result<Told, Error> {
        let (fields, url) = (self.fields(case, tag), self.url());
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        let verified = receiver.verify(&delivery(&fields, &url), self.body.as_bytes())?;
        Ok(self.told(case, &verified))
    }

    pub fn verify_in_pieces(
        &self,
        case: &Case,
        receiver: &Receiver,
        tag: &str,
    ) -> Result<Told, Error> {
        let (fields, url) = (self.fields(case, tag), self.url());
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        let mut receiving = receiver.begin(&delivery(&fields, &url))?;
        for byte in self.body.bytes() {
            receiving.absorb(&[byte]);
        }
        Ok(self.told(case, &receiver.finish(receiving)?))
    }

    fn told(&self, case: &Case, verified: &Verified) -> Told {
        Told {
            names: case.names(self, &verified.covers),
            covers: verified.covers.clone(),
            time: verified.timestamp.map(payauth::UnixTime::as_millis),
            key: verified.replay_key(),
            is_timed: verified.timestamp.is_some(),
            is_limited: verified.replay_ttl_secs.is_some(),
        }
    }

    /// Signs the message as a whole and in pieces, and verifies it. Returns a text about the fault, if there is one.
    pub fn sign(&self, receiver: &Receiver) -> Option<String> {
        let (url, ids) = (self.url(), [("n", self.n), ("o", self.o)]);
        let given = [("x-h", self.h), ("x-i", self.i)];
        let envelope = Envelope::new(at(NOW))
            .url(&url)
            .method("POST")
            .ids(&ids)
            .key_id(self.n)
            .fields(&given);
        let sent = receiver.sign(&envelope, self.body.as_bytes());
        let in_pieces = receiver.begin_signing(&envelope).and_then(|mut signer| {
            for byte in self.body.bytes() {
                signer.absorb(&[byte]);
            }
            receiver.finish_signing(signer)
        });
        let (Ok(sent), Ok(in_pieces)) = (&sent, &in_pieces) else {
            let is_one = sent.is_ok() || in_pieces.is_ok();
            return is_one.then(|| {
                format!("{self:?} is signed as {sent:?} as a whole, but as {in_pieces:?} in pieces")
            });
        };
        if lines(sent) != lines(in_pieces) {
            return Some(format!("the signature of {self:?} in pieces is different"));
        }
        let mut fields: Vec<_> = sent.iter().collect();
        fields.extend(given);
        let verified = receiver.verify(&delivery(&fields, &url), self.body.as_bytes());
        verified
            .err()
            .map(|error| format!("{self:?} is signed, but not verified: {error}"))
    }
}

fn lines(fields: &Fields) -> Vec<(&str, &str)> {
    fields.iter().collect()
}

fn delivery<'a>(fields: &'a [(&'a str, &'a str)], url: &'a str) -> Delivery<'a> {
    Delivery::new(fields, at(NOW)).url(url).method("POST")
}
