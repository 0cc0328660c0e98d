//! The shape of a provider.

mod auth;
mod credential;
mod endpoint;
mod environment;
mod errors;
mod pages;
mod token_call;
mod webhook;

pub use self::auth::{Auth, Authorization};
pub use self::credential::Credential;
pub use self::endpoint::{Endpoint, Signature};
pub use self::environment::{BasePath, Environment};
pub use self::errors::ErrorShape;
pub use self::pages::Pages;
pub use self::token_call::{BodyFormat, Member, TokenCall};
pub use self::webhook::Webhook;

/// What a provider's API expects: data, and nothing but data.
#[derive(Debug)]
#[non_exhaustive]
pub struct Profile {
    /// The provider's name, in lower case.
    pub name: &'static str,
    /// What the provider hands out, by its own names.
    pub credentials: &'static [Credential],
    /// Where the API is, by the provider's own words.
    pub environments: &'static [Environment],
    /// What every path begins with.
    pub path_prefix: &'static str,
    /// How a path is authenticated that is not known.
    pub auth: &'static Auth,
    /// The other ways to authenticate that a caller can choose, by name.
    pub choices: &'static [(&'static str, &'static Auth)],
    /// The signature of those endpoints that are signed.
    pub signature: Option<Signature>,
    /// How access tokens are asked for.
    pub token: Option<TokenCall>,
    /// The credential that signs parameters as an HS256 token; empty where none are signed.
    pub parameters_secret: &'static str,
    /// The endpoints that are known.
    pub endpoints: &'static [Endpoint],
    /// Fields that this profile writes, so that a caller may not.
    pub own_fields: &'static [&'static str],
    /// Fields that harm a request, so that nobody may write them.
    pub forbidden_fields: &'static [&'static str],
    /// The response field that tells the version of the API; empty where there is none.
    pub version_field: &'static str,
    /// How long lists are read in pages.
    pub pages: Option<Pages>,
    /// How webhooks are signed, and what they tell.
    pub webhook: Webhook,
    /// What an error answer looks like.
    pub errors: ErrorShape,
}

impl Profile {
    /// A profile that expects nothing.
    pub(super) const fn new(name: &'static str) -> Self {
        Self {
            name,
            credentials: &[],
            environments: &[],
            path_prefix: "/",
            auth: Auth::NONE,
            choices: &[],
            signature: None,
            token: None,
            parameters_secret: "",
            endpoints: &[],
            own_fields: &[],
            forbidden_fields: &[],
            version_field: "",
            pages: None,
            webhook: Webhook::UNKNOWN,
            errors: ErrorShape {
                message: &["message"],
                code: &[],
                request_id: &[],
                fields: "",
                retry_later: &[429, 500, 502, 503, 504],
                may_exist: &[],
            },
        }
    }
}
