//! [DoorPay](https://merchants.thedoorpay.com/docs/authentication): two static fields on every
//! request, `X-API-Key` and `X-API-Secret`.
//!
//! The secret itself travels, so it must not reach another origin, and a key of one environment must
//! not be sent to the other: the sandbox is a path segment on the host of production.
//!
//! Webhooks are signed with HMAC-SHA256 and a secret that begins with `whsec_`. In which field, over
//! what, and whether the key is the text or what it stands for in base64, is not public.

use super::profile::{
    Auth, BasePath, Credential, Endpoint, Environment, ErrorShape, Pages, Profile, Webhook,
};

/// What DoorPay's API expects.
pub const PROFILE: Profile = Profile {
    credentials: &[
        Credential {
            prefixes: &[("sandbox", "dp_test_"), ("production", "dp_live_")],
            ..Credential::new("apiKey")
        },
        Credential {
            prefixes: &[("sandbox", "sk_test_"), ("production", "sk_live_")],
            ..Credential::new("apiSecret")
        },
    ],
    environments: &[
        Environment {
            base_path: BasePath::With("sandbox"),
            ..Environment::new(
                "sandbox",
                "https://api.thedoorpay.com/sandbox/api/merchant/v1",
            )
        },
        Environment {
            other_hosts: &["api.thedoorpay.com"],
            base_path: BasePath::Without("sandbox"),
            ..Environment::new("production", "")
        },
    ],
    auth: BOTH,
    endpoints: &[
        Endpoint {
            method: "POST",
            path: "/orders",
            auth: BOTH,
            idempotency_field: "Idempotency-Key",
        },
        Endpoint {
            method: "GET",
            path: "/orders",
            auth: BOTH,
            idempotency_field: "",
        },
    ],
    own_fields: &["X-API-Key", "X-API-Secret", "Idempotency-Key"],
    forbidden_fields: &["Origin"],
    version_field: "X-API-Version",
    pages: Some(Pages {
        page: "page",
        first: 0,
        size: "size",
        default_size: 20,
        max_size: 100,
    }),
    webhook: Webhook {
        advice: "is needed: DoorPay does not publish the field, the message and the key of its \
                 signature; ask for them",
        ..Webhook::UNKNOWN
    },
    errors: ErrorShape {
        message: &["message", "error"],
        code: &[],
        request_id: &[],
        fields: "validationErrors",
        retry_later: &[429, 500, 502],
        may_exist: &[],
    },
    ..Profile::new("doorpay")
};

const BOTH: &Auth = &Auth {
    fields: &[("X-API-Key", "apiKey"), ("X-API-Secret", "apiSecret")],
    ..*Auth::NONE
};
