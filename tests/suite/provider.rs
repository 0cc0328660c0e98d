//! The request side of the providers.

use payauth::provider::{self, Call, Client, Credentials, Profile};
use payauth::{Error, ErrorKind, Fields};

use crate::support::at;

mod doorpay;
mod dvpay;
mod path;
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
    let environment = &profile.environments[0];
    let mut credentials = Credentials::default();
    for credential in profile.credentials {
        let prefix = credential
            .prefixes
            .iter()
            .find(|(of, _)| *of == environment.name);
        let text = format!("{}x", prefix.map_or("", |(_, prefix)| prefix));
        credentials.push(credential.name, &text).unwrap();
    }
    Client::new(profile, credentials, environment.name, base_url).unwrap()
}

#[test]
fn every_field_that_a_profile_writes_or_forbids_is_refused_from_a_caller() {
    for profile in [&provider::dvpay::PROFILE, &provider::doorpay::PROFILE] {
        let client = any_client(profile);
        for endpoint in profile.endpoints {
            let call = Call::new(endpoint.path, at(0)).method(endpoint.method);
            let call = match endpoint.idempotency_field {
                "" => call,
                _ => call.idempotency_key("k"),
            };
            let body = (endpoint.method == "POST").then_some(b"{}".as_slice());
            let request = client.sign(&call, body).unwrap();
            let written = request.fields().map(|(name, _)| name);
            let of_profile = written.filter(|name| *name != "Content-Type");
            for name in of_profile.chain(profile.forbidden_fields.iter().copied()) {
                for name in [name.to_lowercase(), name.to_uppercase()] {
                    let mut own = Fields::default();
                    own.push(&name, "x").unwrap();
                    let unknown = format!("{}x", profile.path_prefix);
                    let call = Call::new(&unknown, at(0)).fields(own);
                    let error = client.sign(&call, None).unwrap_err();
                    assert_eq!(
                        (error.kind(), error.argument()),
                        (ErrorKind::FieldForbidden, &*name)
                    );
                }
            }
        }
    }
}
