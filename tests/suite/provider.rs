//! The requests of the providers' clients.

use std::sync::Arc;

pub use crate::support::providers::PROFILES;
use payauth::Error;
use payauth::provider::{Client, Credentials, Profile};

mod answers;
mod base_url;
pub(crate) mod defined;
mod doorpay;
mod dvpay;
mod formats;
mod given;
mod look_alike;
mod own_field;
mod owner;
mod params;
mod path;
mod registry;
mod sent;
mod tokens;

fn credentials(pairs: &[(&str, &str)]) -> Result<Credentials, Error> {
    let mut credentials = Credentials::default();
    for (name, text) in pairs {
        credentials.push(name, text)?;
    }
    Ok(credentials)
}

/// A client with all credentials of the profile.
fn any_client(profile: &Arc<Profile>) -> Client {
    client_at(profile, "")
}

/// A client with all credentials of the profile and with this base URL.
pub fn client_at(profile: &Arc<Profile>, base_url: &str) -> Client {
    client_of(profile, &profile.servers[0].name, base_url).unwrap()
}

/// A client with all credentials of the profile, for this environment and this base URL.
fn client_of(profile: &Arc<Profile>, environment: &str, base_url: &str) -> Result<Client, Error> {
    let mut credentials = Credentials::default();
    for credential in &profile.credentials {
        let prefix = credential
            .prefixes
            .iter()
            .find(|prefix| prefix.environment == environment);
        let text = format!("{}x", prefix.map_or("", |prefix| &prefix.text));
        credentials.push(&credential.name, &text)?;
    }
    Client::new(profile.clone(), credentials, environment, base_url)
}
