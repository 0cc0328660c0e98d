//! The request side of the providers.

pub use crate::support::providers::PROFILES;
use payauth::Error;
use payauth::provider::{Client, Credentials, Profile};

mod base_url;
mod doorpay;
mod dvpay;
mod look_alike;
mod own_field;
mod owner;
mod params;
mod path;
mod registry;
mod tokens;

fn credentials(pairs: &[(&str, &str)]) -> Result<Credentials, Error> {
    let mut credentials = Credentials::default();
    for (name, text) in pairs {
        credentials.push(name, text)?;
    }
    Ok(credentials)
}

/// A client with whatever credentials the profile asks for.
fn any_client(profile: &'static Profile) -> Client {
    client_at(profile, "")
}

/// The same, at a base URL of its own.
pub fn client_at(profile: &'static Profile, base_url: &str) -> Client {
    client_of(profile, profile.environments[0].name, base_url).unwrap()
}

/// A client of one of the environments.
fn client_of(
    profile: &'static Profile,
    environment: &str,
    base_url: &str,
) -> Result<Client, Error> {
    let mut credentials = Credentials::default();
    for credential in profile.credentials {
        let prefix = credential
            .prefixes
            .iter()
            .find(|(of, _)| *of == environment);
        let text = format!("{}x", prefix.map_or("", |(_, prefix)| prefix));
        credentials.push(credential.name, &text)?;
    }
    Client::new(profile, credentials, environment, base_url)
}
