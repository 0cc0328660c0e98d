//! Payment providers as data: a [`Profile`] describes a provider's API, and a [`Client`]
//! makes requests for it.
//!
//! A client authenticates a request to an endpoint as the profile says. A request to a listed endpoint that must be
//! signed cannot be sent unsigned, even if the caller changes the method or the spelling of the path.

mod answer;
mod base_url;
mod call;
mod client;
mod credentials;
mod define;
mod definitions;
mod fields;
mod filled;
mod named;
mod own_field;
mod packed;
mod parameters;
mod params;
mod path;
#[cfg(feature = "wasm")]
mod prepare;
#[cfg(feature = "wasm")]
mod prepared;
mod profile;
mod receive;
mod route;
mod sign;
mod token_request;

pub use answer::{ErrorAnswer, Finding, Problem};
pub use call::Call;
pub use client::Client;
pub use credentials::Credentials;
#[cfg(feature = "wasm")]
pub(crate) use own_field::{check_diverting, own_fields};
pub use params::Params;
#[cfg(feature = "wasm-facts")]
pub(crate) use profile::FIELD;
pub use profile::{
    Auth, BasePath, BodyFormat, Credential, Endpoint, ErrorShape, FieldErrors, Idempotency, Pages,
    Prefix, Profile, RetryFormat, Rule, Server, Signature, Takes, Text, TextPairs, TokenCall,
    Webhook, When,
};
pub use sign::Signing;
