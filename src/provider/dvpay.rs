//! [DVPay](https://merchant-docs-sit.dv.vai247.pro/api-reference/authentication), version 1.4.0 of
//! its documentation (2026-03-02).
//!
//! Most endpoints take `X-Api-Key` alone. Refund and payout are signed:
//!
//! ```text
//! X-Timestamp:      Unix seconds, at most 5 minutes off
//! X-Signature:      hex(HMAC-SHA256(apiSecret, body + timestamp))
//! X-Idempotent-Key: the same for every attempt of one operation
//! ```
//!
//! Method, path, query and idempotency key are not covered by the signature. The version 1.3 field
//! `X-App-Id` is rejected since 2026-03-16.
//!
//! Webhooks are signed if that is switched on in the dashboard: an HMAC-SHA256 of the body in
//! `X-DVPay-Signature`, with a webhook secret of its own. How it is written is not documented; hex is
//! a guess, by the signature of requests, and can be changed.

use super::profile::{
    Auth, Credential, Endpoint, Environment, ErrorShape, Profile, Signature, Webhook,
};
use crate::TimestampFormat;
use crate::scheme::{Carrier, HexCase, Scheme};
use crate::webhook::{Cell, Row, Sender, Table, Verdict};

/// An event and a status that decide, where no other member tells either.
macro_rules! told {
    ($verdict:ident, $event:expr, $status:expr) => {
        Row::new(
            Verdict::$verdict,
            &[$event, $status, NONE, NONE, NONE, NONE, NONE, NONE],
        )
    };
}

/// What DVPay's API expects.
pub const PROFILE: Profile = Profile {
    credentials: &[Credential::new("apiKey"), Credential::new("apiSecret")],
    environments: &[Environment::new("", "https://merchant.dv.vai247.pro")],
    path_prefix: "/api/v1/payment-gateway/",
    auth: STANDARD,
    signature: Some(Signature {
        scheme: Scheme {
            timestamp: Some(TimestampFormat::Unix),
            ..Scheme::new(
                "{body}{timestamp}",
                &[
                    Carrier::header("X-Timestamp", "{timestamp}"),
                    Carrier::header("X-Signature", "{signature}"),
                ],
            )
        },
        secret: "apiSecret",
    }),
    endpoints: &[
        standard("/api/v1/payment-gateway/order/create"),
        standard("/api/v1/payment-gateway/payment/generate-qr"),
        standard("/api/v1/payment-gateway/payment/transaction-detail"),
        standard("/api/v1/payment-gateway/order/cancel"),
        standard("/api/v1/payment-gateway/balance-inquiry"),
        signed("/api/v1/payment-gateway/order/refund"),
        signed("/api/v1/payment-gateway/order/payout"),
    ],
    own_fields: &[
        "X-Api-Key",
        "X-Idempotent-Key",
        "X-Timestamp",
        "X-Signature",
    ],
    forbidden_fields: &["X-App-Id"],
    webhook: Webhook {
        scheme: Some(Scheme {
            hex_case: HexCase::Lower,
            ..Scheme::new(
                "{body}",
                &[Carrier::header("X-DVPay-Signature", "{signature}")],
            )
        }),
        has_open_encoding: true,
        sender: Sender {
            told: TOLD,
            acknowledge: r#"{"status":"received"}"#,
            ..Sender::NOTHING
        },
        ..Webhook::UNKNOWN
    },
    errors: ErrorShape {
        message: &["error.message"],
        code: &["error.code"],
        request_id: &["error.request_id"],
        fields: "",
        retry_later: &[429, 500, 503],
        may_exist: &[],
    },
    ..Profile::new("dvpay")
};

/// The documentation has three payloads: with an event, with a status, and with both, one of them
/// under `data`. A refund is no payment.
const TOLD: Table = Table {
    members: &[
        "event",
        "status",
        "data.event",
        "data.status",
        "event_type",
        "event_name",
        "data.event_type",
        "data.event_name",
    ],
    rows: &[
        told!(Paid, NONE, SUCCESS),
        told!(Paid, PAYMENT_SUCCESS, NONE),
        told!(Paid, PAYMENT_SUCCESS, SUCCESS),
        told!(Failed, NONE, FAILED),
        told!(Failed, PAYMENT_FAILED, NONE),
        told!(Failed, PAYMENT_FAILED, FAILED),
    ],
    words: &["status"],
};
const PAYMENT_SUCCESS: Cell = Cell::Word("payment.success");
const PAYMENT_FAILED: Cell = Cell::Word("payment.failed");
const SUCCESS: Cell = Cell::Word("SUCCESS");
const FAILED: Cell = Cell::Word("FAILED");
const NONE: Cell = Cell::Absent;

const STANDARD: &Auth = &Auth {
    fields: &[("X-Api-Key", "apiKey")],
    ..*Auth::NONE
};
const SIGNED: &Auth = &Auth {
    is_signed: true,
    ..*STANDARD
};

const fn standard(path: &'static str) -> Endpoint {
    Endpoint {
        method: "POST",
        path,
        auth: STANDARD,
        idempotency_field: "",
    }
}

const fn signed(path: &'static str) -> Endpoint {
    Endpoint {
        method: "POST",
        path,
        auth: SIGNED,
        idempotency_field: "X-Idempotent-Key",
    }
}
