//! [WakaPay](https://api-docs.wakapayments.com/docs/introduction): a bearer token for an hour, asked
//! for with key and secret in a JSON body.
//!
//! Errors have two shapes, `{code, error}` and `{message}`, and `code` is 0 in both success and
//! failure: the status decides. A payout is made once for each `businessReference` in its body; 409
//! after a retry says that the first attempt may have made it.

use super::profile::{
    Auth, Authorization, BasePath, BodyFormat, Credential, Environment, ErrorShape, Member,
    Profile, TokenCall,
};
use crate::token::Shape;

/// What WakaPay's API expects.
pub const PROFILE: Profile = Profile {
    credentials: &[Credential::new("apiKey"), Credential::new("apiSecret")],
    environments: &[
        Environment {
            name: "test",
            base_url: "https://api.test.wakapay.io",
            base_path: BasePath::Any,
        },
        Environment {
            name: "production",
            base_url: "https://api.wakapay.io",
            base_path: BasePath::Any,
        },
    ],
    auth: Auth::BEARER,
    token: Some(TokenCall {
        path: "/business/auth",
        format: BodyFormat::Json,
        body: &[
            ("apiKey", Member::Credential("apiKey")),
            ("apiSecret", Member::Credential("apiSecret")),
        ],
        authorization: Authorization::None,
        shape: Shape {
            token: "accessToken",
            expires_in: "expiresIn",
            token_type: "",
            default_life_secs: 3_600,
        },
        early_ms: 60_000,
    }),
    own_fields: &["Authorization"],
    errors: ErrorShape {
        message: &["error", "message"],
        code: &["code"],
        may_exist: &[409],
        ..Profile::new("").errors
    },
    ..Profile::new("wakapay")
};
