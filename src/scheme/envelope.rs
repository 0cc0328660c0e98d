//! The values of a message that you send.

use crate::UnixTime;

/// The values of a message that you send, besides its body.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Envelope<'a> {
    /// When the message is signed.
    pub now: UnixTime,
    /// Its id, if the scheme has one; otherwise empty.
    pub id: &'a str,
    /// The URL that it is sent to, if the scheme signs it; otherwise empty.
    pub url: &'a str,
    /// Its method, if the scheme signs it; otherwise empty.
    pub method: &'a str,
    /// The header fields that the scheme signs.
    pub fields: &'a [(&'a str, &'a str)],
    /// The nonce, which is different for each message, if the scheme has one; otherwise empty.
    pub nonce: &'a str,
    /// The id of the signing key, if the scheme sends it; otherwise empty.
    pub key_id: &'a str,
    /// The named ids.
    pub ids: &'a [(&'a str, &'a str)],
    /// The values of the scheme's variables, by their names.
    pub vars: &'a [(&'a str, &'a str)],
}

macro_rules! with {
    ($($(#[doc = $doc:expr])+ $name:ident: $type:ty;)+) => {
        $($(#[doc = $doc])+
        #[must_use]
        pub const fn $name(self, $name: $type) -> Self {
            Self { $name, ..self }
        })+
    };
}

impl<'a> Envelope<'a> {
    /// An envelope for a message that is signed at `now`.
    #[must_use]
    pub const fn new(now: UnixTime) -> Self {
        Self {
            now,
            id: "",
            url: "",
            method: "",
            fields: &[],
            nonce: "",
            key_id: "",
            ids: &[],
            vars: &[],
        }
    }

    with! {
        /// The same envelope with the id of the message.
        id: &'a str;
        /// The same envelope with the URL that the message is sent to.
        url: &'a str;
        /// The same envelope with the method.
        method: &'a str;
        /// The same envelope with the header fields that the message is sent with.
        fields: &'a [(&'a str, &'a str)];
        /// The same envelope with a nonce.
        nonce: &'a str;
        /// The same envelope with the id of the key.
        key_id: &'a str;
        /// The same envelope with the ids that have names.
        ids: &'a [(&'a str, &'a str)];
        /// The same envelope with the values of variables.
        vars: &'a [(&'a str, &'a str)];
    }
}
