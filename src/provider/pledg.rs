//! [Pledg](https://docs.pledg.co/integration/api/authentication.html): a bearer token for ten
//! minutes, asked for with Basic credentials and a form.
//!
//! There are three pairs of credentials, and none can stand for another: API key and secret ask for
//! tokens, the dashboard's e-mail and password are Basic credentials for the endpoints that want
//! them, and the merchant's secret signs parameters.
//!
//! A refund (`credit_by_transfer`) takes a token by the provider's own code of 2026, and Basic
//! credentials by its documentation: a call can choose. Endpoints whose parameters are signed take no
//! other authentication.

use super::profile::{
    Auth, Authorization, BasePath, BodyFormat, Credential, Endpoint, Environment, Member, Profile,
    TokenCall,
};
use crate::token::Shape;

/// What Pledg's API expects.
pub const PROFILE: Profile = Profile {
    credentials: &[
        optional("apiKey", "apiSecret"),
        optional("apiSecret", "apiKey"),
        optional("email", "password"),
        optional("password", "email"),
        optional("merchantSecret", "merchantSecret"),
    ],
    environments: &[
        Environment {
            name: "staging",
            base_url: "https://staging.back.ecard.pledg.co",
            base_path: BasePath::Any,
        },
        Environment {
            name: "production",
            base_url: "https://back.ecard.pledg.co",
            base_path: BasePath::Any,
        },
    ],
    auth: Auth::BEARER,
    choices: &[
        ("bearer", Auth::BEARER),
        (
            "basic",
            &Auth {
                authorization: Authorization::Basic("email", "password"),
                ..*Auth::NONE
            },
        ),
        ("none", Auth::NONE),
    ],
    token: Some(TokenCall {
        path: "/api/token",
        format: BodyFormat::Form,
        body: &[("grant_type", Member::Text("client_credentials"))],
        authorization: Authorization::Basic("apiKey", "apiSecret"),
        shape: Shape {
            token: "access_token",
            expires_in: "expires_in",
            token_type: "token_type",
            default_life_secs: 600,
        },
        early_ms: 60_000,
    }),
    parameters_secret: "merchantSecret",
    endpoints: &[
        signed_parameters("/api/purchase_link/"),
        signed_parameters("/api/payment_by_transfer"),
    ],
    own_fields: &["Authorization"],
    ..Profile::new("pledg")
};

const fn optional(name: &'static str, pair: &'static str) -> Credential {
    Credential {
        pair,
        ..Credential::new(name)
    }
}

const fn signed_parameters(path: &'static str) -> Endpoint {
    Endpoint {
        method: "POST",
        path,
        auth: Auth::NONE,
        idempotency_field: "",
    }
}
