//! A message that the tests in `digests` sign and verify.

use payauth::Error;
use payauth::scheme::{Covers, Envelope};
use payauth::webhook::{Delivery, Receiver};

use crate::support::at;

const NOW: i64 = 1_709_380_800;

/// A message as it is signed.
#[derive(Clone)]
pub struct Message {
    pub body: &'static str,
    pub header: &'static str,
    pub id: &'static str,
    pub nonce: &'static str,
    pub time: i64,
    pub method: &'static str,
    pub path: &'static str,
    pub query: &'static str,
    pub var: &'static str,
}

pub const MESSAGE: Message = Message {
    body: r#"{"a":5,"b":"x"}"#,
    header: "H5",
    id: "Evt1",
    nonce: "0123456789abcdef",
    time: NOW,
    method: "POST",
    path: "https://Shop.example/Path",
    query: "q=5",
    var: "Var5",
};

/// The fields and the URL of a message, after it was signed.
pub type Sent = (Vec<(String, String)>, String);

impl Message {
    pub fn of(of: &str) -> Self {
        let is_form = of.contains("form") || of == "{lower:params}";
        let body = if is_form { "f=F5" } else { MESSAGE.body };
        Self { body, ..MESSAGE }
    }

    pub fn url(&self) -> String {
        format!("{}?{}", self.path, self.query)
    }

    /// Signs the message as a whole and in pieces, with the same result.
    pub fn sign(&self, receiver: &Receiver) -> Result<Sent, Error> {
        let (url, fields, vars) = (self.url(), [("X-H", self.header)], [("v", self.var)]);
        let envelope = Envelope::new(at(self.time))
            .id(self.id)
            .nonce(self.nonce)
            .method(self.method)
            .url(&url)
            .fields(&fields)
            .vars(&vars);
        let whole = receiver.sign(&envelope, self.body.as_bytes())?;
        let mut signer = receiver.begin_signing(&envelope)?;
        for byte in self.body.bytes() {
            signer.absorb(&[byte]);
        }
        let in_pieces = receiver.finish_signing(signer)?;
        assert!(whole.iter().eq(in_pieces.iter()), "{url}");
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let mut sent: Vec<_> = whole.iter().chain(fields).map(own).collect();
        let place = sent.iter().position(|(name, _)| name == "d");
        let digest = place.map(|place| sent.remove(place).1);
        Ok((sent, self.sent_url(digest.as_deref())))
    }

    pub fn sent_url(&self, digest: Option<&str>) -> String {
        let digest = digest.map(|digest| format!("&d={digest}"));
        format!("{}{}", self.url(), digest.unwrap_or_default())
    }

    /// Verifies the message as a whole and in pieces, with the same result.
    pub fn verify(&self, receiver: &Receiver, (fields, url): &Sent) -> Result<Covers, Error> {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        let vars = [("v", self.var)];
        let delivery = Delivery::new(&fields, at(NOW))
            .url(url)
            .method(self.method)
            .vars(&vars);
        let whole = receiver.verify(&delivery, self.body.as_bytes());
        let in_pieces = receiver.begin(&delivery).and_then(|mut receiving| {
            for byte in self.body.bytes() {
                receiving.absorb(&[byte]);
            }
            receiver.finish(receiving)
        });
        assert_eq!(whole.is_ok(), in_pieces.is_ok(), "{whole:?} {in_pieces:?}");
        whole.map(|verified| verified.covers)
    }
}

/// The value of a sent field.
pub fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    &sent.0.iter().find(|(given, _)| given == name).unwrap().1
}
