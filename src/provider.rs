//! Payment providers as data: a [`Profile`] says what a provider's API expects, and a [`Client`]
//! does it.
//!
//! A client ties each endpoint to its auth. A known endpoint that must be signed cannot be sent
//! unsigned: not by another method, and not by another spelling of its path.

mod answer;
mod base_url;
mod call;
mod client;
pub mod doorpay;
pub mod dvpay;
mod path;
mod profile;

pub use answer::Problem;
pub use call::{Call, Signing};
pub use client::{Client, Credentials};
pub use profile::{
    Auth, BasePath, Credential, Endpoint, Environment, ErrorShape, Pages, Profile, Signature,
};
