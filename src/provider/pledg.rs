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
//!
//! A notification is signed with the merchant's secret, in one of two ways:
//!
//! ```text
//! back mode        SHA-256 over six members with the secret between them, in upper-case hex
//! transfer, error  the whole body is a token (HS256) in the member `signature`
//! ```
//!
//! In back mode no amount is signed, and whatever else is in the body is not: compare the order by
//! its `reference`. A signature that fits says who speaks; whether it was paid, the outcome says.

use super::profile::{
    Auth, Authorization, BodyFormat, Credential, Endpoint, Environment, Member, Profile, TokenCall,
    Webhook,
};
use crate::Encoding;
use crate::scheme::{Carrier, Construction, HexCase, Scheme};
use crate::token::Shape;
use crate::webhook::{Cell, Row, Sender, Table, Verdict};

macro_rules! purchase_state {
    ($word:literal) => {
        Row::new(
            Verdict::Failed,
            &[NONE, NONE, NONE, NONE, NONE, NONE, Cell::Word($word), NONE],
        )
    };
}
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
        Environment::new("staging", "https://staging.back.ecard.pledg.co"),
        Environment::new("production", "https://back.ecard.pledg.co"),
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
    webhook: Webhook {
        scheme: Some(Scheme {
            construction: Construction::DIGEST,
            encoding: Encoding::HexUpper,
            hex_case: HexCase::Upper,
            ..Scheme::new(
                "created_at={field:created_at}{secret}error={field:error}{secret}id={field:id}\
                {secret}reference={field:reference}{secret}sandbox={field:sandbox}\
                {secret}status={field:status}",
                &[Carrier::member("signature", "{signature}")],
            )
        }),
        secret: &["merchantSecret"],
        sender: Sender {
            token_member: "signature",
            own_claim: "data",
            told: BACK_MODE,
            told_by_token: TRANSFER_MODE,
            ..Sender::NOTHING
        },
        ..Webhook::UNKNOWN
    },
    parameters_secret: "merchantSecret",
    endpoints: &[
        signed_parameters("/api/purchase_link/"),
        signed_parameters("/api/payment_by_transfer"),
    ],
    own_fields: &["Authorization"],
    ..Profile::new("pledg")
};

/// An error is a failure whatever the status: the vendor's own test has one that completed.
const BACK_MODE: Table = Table {
    members: &["status", "error"],
    rows: &[
        Row::new(Verdict::Paid, &[Cell::Word("completed"), Cell::Word("")]),
        Row::new(Verdict::Failed, &[Cell::Word("failed"), Cell::Word("")]),
        Row::new(Verdict::Failed, &[Cell::Word("failed"), Cell::Text]),
        Row::new(Verdict::Failed, &[Cell::Word("completed"), Cell::Text]),
    ],
    words: &["status"],
};

/// A transfer has an id; an error has the state of the purchase, or, in the vendor's code of 2026,
/// two states whose words are not documented.
const TRANSFER_MODE: Table = Table {
    members: &[
        "error",
        "errors",
        "status",
        "state",
        "acceptance_state",
        "acceptance_rejection_type",
        "purchase_state",
        "transfer_order_item_uid",
    ],
    rows: &[
        Row::new(
            Verdict::Paid,
            &[NONE, NONE, NONE, NONE, NONE, NONE, NONE, Cell::Id],
        ),
        purchase_state!("PRIMARY_KO"),
        purchase_state!("SCORING_KO"),
        purchase_state!("VCP_KO"),
        purchase_state!("CONNECTOR_KO"),
    ],
    words: &["purchase_state", "state", "acceptance_state", "status"],
};
const NONE: Cell = Cell::Absent;

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
