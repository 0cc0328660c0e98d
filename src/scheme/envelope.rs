//! The values of a message that you send.

use crate::UnixTime;

/// The values of a message that you send, except its body.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Envelope<'a> {
    /// The time at which the message is signed.
    pub now: UnixTime,
    /// The id of the message, if the scheme has an id; otherwise empty.
    pub id: &'a str,
    /// The URL to which the message is sent, if the scheme signs the URL; otherwise empty.
    pub url: &'a str,
    /// The method of the message, if the scheme signs the method; otherwise empty.
    pub method: &'a str,
    /// The header fields of the message, if the scheme signs any of them.
    pub fields: &'a [(&'a str, &'a str)],
    /// The nonce, if the scheme has a nonce; otherwise empty. It must be different for each message.
    pub nonce: &'a str,
    /// The id of the signing key, if the scheme sends the id; otherwise empty.
    pub key_id: &'a str,
    /// The ids that have names.
    pub ids: &'a [(&'a str, &'a str)],
    /// The values of the scheme's variables, each with the name of the variable.
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
    /// An envelope for a message that is signed at the time `now`.
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
        /// The same envelope with the URL to which the message is sent.
        url: &'a str;
        /// The same envelope with the method of the message.
        method: &'a str;
        /// The same envelope with the header fields of the message.
        fields: &'a [(&'a str, &'a str)];
        /// The same envelope with a nonce.
        nonce: &'a str;
        /// The same envelope with the id of the signing key.
        key_id: &'a str;
        /// The same envelope with the ids that have names.
        ids: &'a [(&'a str, &'a str)];
        /// The same envelope with the values of variables.
        vars: &'a [(&'a str, &'a str)];
    }
}
