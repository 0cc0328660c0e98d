//! Writes a profile as text, and reads the text again.

use alloc::string::String;

use super::path::fold_pattern;
use super::profile::{
    Auth, BasePath, BodyFormat, Credential, Endpoint, ErrorShape, FieldErrors, Idempotency, Pages,
    Prefix, Profile, RetryFormat, Rule, Server, Signature, Takes, Text, TextPart, TokenCall,
    Webhook, When,
};
use crate::Error;
use crate::packed::{self, Packed, Unpacker, packed_struct, packed_words, push_number};

impl Profile {
    /// The profile as text. [`Profile::unpack_text`] reads the text.
    #[must_use]
    pub fn pack_text(&self) -> String {
        packed::pack(self)
    }

    /// Reads a profile from the text that [`Profile::pack_text`] wrote.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Definition`](crate::ErrorKind::Definition) for text that another version of payauth wrote.
    pub fn unpack_text(text: &str) -> Result<Self, Error> {
        packed::unpack("definition", text)
    }
}

packed_words!(BodyFormat, RetryFormat, Rule, Takes);

packed_struct! {
    Profile {
        name, credentials, servers, path_prefix, fields, body_format, auths, endpoints, idempotency, token,
        parameters, own_fields, forbidden_fields, version_field, pages, webhook, errors, origins
    }
    Credential { name, prefixes, pair, is_public, default }
    Prefix { environment, text }
    Server { name, url, hosts, variables, base_path }
    Auth { bearer, basic, fields, signature }
    Signature { scheme, secret, reads_request, vars }
    Idempotency { field, methods, is_required, longest, is_uuid }
    TokenCall { url, is_get, basic, fields, query, format, body, reading, early_ms }
    Pages { page, first, size, default_size, max_size }
    Webhook { scheme, secret, advice, has_open_encoding, sender }
    ErrorShape { when, message, code, request_id, fields, retry_later, may_exist, retry_after }
    When { path, texts, rule }
    Text { parts }
}

impl Packed for Endpoint {
    fn pack(&self, text: &mut String) {
        self.method.pack(text);
        self.path.pack(text);
        self.auth.pack(text);
        self.idempotency.pack(text);
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        let (method, path) = <(String, String)>::unpack(text);
        Self {
            method,
            folded: fold_pattern(&path).unwrap_or_default(),
            path,
            auth: Packed::unpack(text),
            idempotency: Packed::unpack(text),
        }
    }
}

impl Packed for TextPart {
    fn pack(&self, text: &mut String) {
        let (kind, name) = match self {
            Self::Environment => (0, None),
            Self::Token => (1, None),
            Self::Literal(name) => (2, Some(name)),
            Self::Credential(name) => (3, Some(name)),
            Self::Variable(name) => (4, Some(name)),
        };
        push_number(text, kind);
        if let Some(name) = name {
            name.pack(text);
        }
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        let kind = match text.number() {
            0 => return Self::Environment,
            1 => return Self::Token,
            2 => Self::Literal,
            3 => Self::Credential,
            _ => Self::Variable,
        };
        kind(Packed::unpack(text))
    }
}

impl Packed for BasePath {
    fn pack(&self, text: &mut String) {
        let (kind, segment) = match self {
            Self::Any => return push_number(text, 0),
            Self::With(segment) => (1, segment),
            Self::Without(segment) => (2, segment),
        };
        push_number(text, kind);
        segment.pack(text);
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        let kind = match text.number() {
            0 => return Self::Any,
            1 => Self::With,
            _ => Self::Without,
        };
        kind(Packed::unpack(text))
    }
}

impl Packed for FieldErrors {
    fn pack(&self, text: &mut String) {
        match self {
            Self::None => push_number(text, 0),
            Self::Object(path) => {
                push_number(text, 1);
                path.pack(text);
            }
            Self::List {
                list,
                name,
                message,
            } => {
                push_number(text, 2);
                list.pack(text);
                name.pack(text);
                message.pack(text);
            }
        }
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        match text.number() {
            0 => Self::None,
            1 => Self::Object(Packed::unpack(text)),
            _ => Self::List {
                list: Packed::unpack(text),
                name: Packed::unpack(text),
                message: Packed::unpack(text),
            },
        }
    }
}
