//! The description of a provider.

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

/// The description of a provider's API, as data.
///
/// [`Profile::define`] reads a definition; [`Profile::named`] returns the profile of a provider that is included in
/// the crate.
#[derive(Debug)]
#[non_exhaustive]
pub struct Profile {
    /// The provider's name, in lower case.
    pub name: String,
    /// The credentials of a client, with the names that the provider uses.
    pub credentials: Vec<Credential>,
    /// The servers of the API, one for each environment.
    pub servers: Vec<Server>,
    /// The prefix of every path.
    pub path_prefix: String,
    /// Header fields that are sent with every request of the API, but not with the token request. A field is left
    /// out if a value in its text is missing.
    pub fields: TextPairs,
    /// The format in which an object is written as a body.
    pub body_format: BodyFormat,
    /// The ways to authenticate, each with its name. The first way has an empty name, and applies to paths that are
    /// not listed. A caller can choose another way by its name. The last way is `none`.
    pub auths: Vec<(String, Auth)>,
    /// The endpoints that are listed.
    pub endpoints: Vec<Endpoint>,
    /// The rules for idempotency keys.
    pub idempotency: Option<Idempotency>,
    /// How access tokens are requested.
    pub token: Option<TokenCall>,
    /// The credential that signs parameters as an HS256 token, and the name of the claim that contains the
    /// parameters. If the name is empty, all claims are parameters.
    pub parameters: Option<(Text, String)>,
    /// Fields that requests of this profile contain, and that a caller must not set.
    pub own_fields: Vec<String>,
    /// Fields that a caller must not send, because they could change the meaning of a request.
    pub forbidden_fields: Vec<String>,
    /// The name of the field of an answer that contains the version of the API; empty if there is no such field.
    pub version_field: String,
    /// The parameters for the pages of a list.
    pub pages: Option<Pages>,
    /// How webhooks are signed, and which outcomes they report.
    pub webhook: Webhook,
    /// The format of an error answer.
    pub errors: ErrorShape,
    /// Every origin to which a request can be sent if the caller passes no base URL and no token URL. The origins
    /// contain the names of placeholders in braces.
    pub origins: Vec<String>,
}

impl Profile {
    /// An empty profile.
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
                advice: "the definition has no `webhook.scheme`".into(),
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
