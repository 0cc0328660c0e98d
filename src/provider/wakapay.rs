//! [WakaPay](https://api-docs.wakapayments.com/docs/introduction): a bearer token for an hour, asked
//! for with key and secret in a JSON body.
//!
//! Errors have two shapes, `{code, error}` and `{message}`, and `code` is 0 in both success and
//! failure: the status decides. A payout is made once for each `businessReference` in its body; 409
//! after a retry says that the first attempt may have made it.
//!
//! The `signature` of a webhook is a constant: SHA-256 of key and secret with a colon between, over
//! nothing in the body. It tells that the sender once saw a webhook, and so does anybody else who did:
//! read the transaction back before anything moves, and log no body. Some partners have a signed
//! header instead (`X-Wakapay-Signature`), whose recipe is not public; give a scheme for it.

use super::profile::{
    Auth, Authorization, BodyFormat, Credential, Environment, ErrorShape, Member, Profile,
    TokenCall, Webhook,
};
use crate::scheme::{Carrier, Construction, Scheme};
use crate::token::Shape;

/// What WakaPay's API expects.
pub const PROFILE: Profile = Profile {
    credentials: &[Credential::new("apiKey"), Credential::new("apiSecret")],
    environments: &[
        Environment::new("test", "https://api.test.wakapay.io"),
        Environment::new("production", "https://api.wakapay.io"),
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
    webhook: Webhook {
        scheme: Some(Scheme {
            construction: Construction::DIGEST,
            ..Scheme::new("{secret}", &[Carrier::member("signature", "{signature}")])
        }),
        secret: &["apiKey", "apiSecret"],
        ..Webhook::UNKNOWN
    },
    errors: ErrorShape {
        message: &["error", "message"],
        code: &["code"],
        may_exist: &[409],
        ..Profile::new("").errors
    },
    ..Profile::new("wakapay")
};
