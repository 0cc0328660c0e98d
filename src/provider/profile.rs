//! The shape of a provider.

mod auth;
mod credential;
mod endpoint;
mod errors;
mod idempotency;
mod pages;
mod server;
mod text;
mod token_call;
mod webhook;

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

pub use self::auth::{Auth, Signature};
pub use self::credential::{Credential, Prefix};
pub use self::endpoint::{Endpoint, Takes};
pub(crate) use self::errors::FIELD;
pub use self::errors::{ErrorShape, FieldErrors, RetryFormat, Rule, When};
pub use self::idempotency::Idempotency;
pub use self::pages::Pages;
pub use self::server::{BasePath, Server};
pub(crate) use self::text::TextPart;
pub use self::text::{Text, TextPairs};
pub use self::token_call::{BodyFormat, TokenCall};
pub use self::webhook::Webhook;

/// What a provider's API expects: data, and nothing but data.
///
/// [`Profile::define`] reads one, [`Profile::named`] has those that come with the crate.
#[derive(Debug)]
#[non_exhaustive]
pub struct Profile {
    /// The provider's name, in lower case.
    pub name: String,
    /// What the provider hands out, by its own names.
    pub credentials: Vec<Credential>,
    /// Where the API is, by the provider's own words.
    pub servers: Vec<Server>,
    /// What every path begins with.
    pub path_prefix: String,
    /// Fields that go with every request.
    pub fields: TextPairs,
    /// How a body is written that is given as an object.
    pub body_format: BodyFormat,
    /// The ways to authenticate: first that of a path that is not listed, with an empty name; then those
    /// that a caller can choose, by name; last `none`.
    pub auths: Vec<(String, Auth)>,
    /// The endpoints that are listed.
    pub endpoints: Vec<Endpoint>,
    /// Where idempotency keys are taken.
    pub idempotency: Option<Idempotency>,
    /// How access tokens are asked for.
    pub token: Option<TokenCall>,
    /// What signs parameters as an HS256 token, and the claim that has them, if one does.
    pub parameters: Option<(Text, String)>,
    /// Fields that this profile writes, so that a caller may not.
    pub own_fields: Vec<String>,
    /// Fields that harm a request, so that nobody may write them.
    pub forbidden_fields: Vec<String>,
    /// The header field of answers that has the version of the API; empty if there is no such field.
    pub version_field: String,
    /// How long lists are read in pages.
    pub pages: Option<Pages>,
    /// How webhooks are signed, and what they tell.
    pub webhook: Webhook,
    /// What an error answer looks like.
    pub errors: ErrorShape,
    /// Every origin that a request can be sent to, with the names of what stands in it in braces.
    pub origins: Vec<String>,
}

impl Profile {
    /// A profile that expects nothing.
    pub(super) fn nothing() -> Self {
        Self {
            name: String::new(),
            credentials: Vec::new(),
            servers: Vec::new(),
            path_prefix: "/".into(),
            fields: Vec::new(),
            body_format: BodyFormat::Json,
            auths: Vec::new(),
            endpoints: Vec::new(),
            idempotency: None,
            token: None,
            parameters: None,
            own_fields: Vec::new(),
            forbidden_fields: Vec::new(),
            version_field: String::new(),
            pages: None,
            webhook: Webhook {
                scheme: None,
                secret: None,
                advice: "this provider does not publish how it signs".into(),
                has_open_encoding: false,
                sender: Arc::default(),
            },
            errors: ErrorShape {
                when: None,
                message: Vec::new(),
                code: Vec::new(),
                request_id: Vec::new(),
                fields: FieldErrors::None,
                retry_later: vec![429, 500, 502, 503, 504],
                may_exist: Vec::new(),
                retry_after: Vec::new(),
            },
            origins: Vec::new(),
        }
    }
}
