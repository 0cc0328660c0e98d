//! [DogPay](https://docs.dogpay.com/docs/authentication-overview): a bearer token for two hours, asked
//! for with a JSON body.
//!
//! The grant is `client_credential`, without s, and the token lies under `data`: a stock OAuth client
//! fails on both. The host of production is contested: the authentication page names the one below,
//! the page of environments `https://api.dogpay.com`; give the one that DogPay confirms as base URL.
//!
//! A payment is sent once for each `callId` in its body, which is DogPay's idempotency key.
//!
//! Webhooks are signed with the API key (`appid`), not with the secret, and have no timestamp. The key
//! is the less secret of the two, so ask for the payment before money moves. Only 200 and 201
//! acknowledge; an event is sent again for about 19 minutes, with the same `event_id`.

use super::profile::{
    Auth, Authorization, BodyFormat, Credential, Endpoint, Environment, ErrorShape, Member, Pages,
    Profile, TokenCall, Webhook,
};
use crate::Algorithm;
use crate::scheme::{Carrier, HexCase, Scheme};
use crate::token::Shape;
use crate::webhook::{Cell, Row, Sender, Table, Verdict};

/// What DogPay's API expects.
pub const PROFILE: Profile = Profile {
    credentials: &[Credential::new("appid"), Credential::new("secret")],
    environments: &[
        Environment::new("sandbox", "https://sandbox-api-v2.dogpay.com"),
        Environment {
            other_hosts: &["api.dogpay.com"],
            ..Environment::new("production", "https://prod.wavepool.global")
        },
    ],
    auth: Auth::BEARER,
    token: Some(TokenCall {
        path: "/open-api/v1/auth/access_token",
        format: BodyFormat::Json,
        body: &[
            ("grant_type", Member::Text("client_credential")),
            ("appid", Member::Credential("appid")),
            ("secret", Member::Credential("secret")),
        ],
        authorization: Authorization::None,
        shape: Shape {
            token: "data.access_token",
            expires_in: "data.expires_in",
            token_type: "data.token_type",
            default_life_secs: 7_200,
        },
        early_ms: 600_000,
    }),
    endpoints: &[pay("POST"), pay("GET")],
    own_fields: &["Authorization"],
    pages: Some(Pages {
        page: "page",
        first: 1,
        size: "take",
        default_size: 10,
        max_size: u32::MAX,
    }),
    webhook: Webhook {
        scheme: Some(Scheme {
            hash: Algorithm::Sha512,
            hex_case: HexCase::Lower,
            ..Scheme::new("{body}", &[Carrier::header("wh-signature", "{signature}")])
        }),
        secret: &["appid"],
        sender: Sender {
            event_id: "event_id",
            told: TOLD,
            ..Sender::NOTHING
        },
        ..Webhook::UNKNOWN
    },
    errors: ErrorShape {
        code: &["code"],
        request_id: &["requestId"],
        ..Profile::new("").errors
    },
    ..Profile::new("dogpay")
};

/// No word for a payment that failed is documented.
const TOLD: Table = Table {
    members: &[
        "event_identifier",
        "data.status",
        "data.event_identifier",
        "status",
    ],
    rows: &[Row::new(
        Verdict::Paid,
        &[
            Cell::Word("pay.transaction.update"),
            Cell::Word("completed"),
            Cell::Absent,
            Cell::Absent,
        ],
    )],
    words: &["data.status"],
};

const fn pay(method: &'static str) -> Endpoint {
    Endpoint {
        method,
        path: "/open-api/v1/pay",
        auth: Auth::BEARER,
        idempotency_field: "",
    }
}
