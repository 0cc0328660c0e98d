//! Payment providers as data: a [`Profile`] says what a provider's API expects, and a [`Client`]
//! does it.
//!
//! A client ties each endpoint to its auth. A known endpoint that must be signed cannot be sent
//! unsigned: not by another method, and not by another spelling of its path.

mod answer;
mod base_url;
mod call;
mod client;
mod credentials;
pub mod dogpay;
pub mod doorpay;
pub mod dvpay;
mod fields;
mod own_field;
mod parameters;
mod params;
mod path;
pub mod pledg;
mod profile;
mod receive;
mod registry;
mod route;
mod sign;
mod token_request;
pub mod wakapay;

pub use answer::Problem;
pub use call::Call;
pub use client::Client;
pub use credentials::Credentials;
pub use params::Params;
pub use profile::{
    Auth, Authorization, BasePath, BodyFormat, Credential, Endpoint, Environment, ErrorShape,
    Member, Pages, Profile, Signature, TokenCall, Webhook,
};
pub use sign::Signing;
