//! Public schemes, one piece of data each.
//!
//! | name | signs | key | tag | tolerance | source |
//! |---|---|---|---|--:|---|
//! | `stripe` | `t.body` | text, `whsec_` included | hex | 300 s | <https://docs.stripe.com/webhooks/signature> |
//! | `github` | body | text | hex | – | <https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries> |
//! | `slack` | `v0:t:body` | text | hex | 300 s | <https://docs.slack.dev/authentication/verifying-requests-from-slack> |
//! | `standardWebhooks` | `id.t.body` | base64 after `whsec_` | base64 | 300 s | <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md> |
//! | `svix` | `id.t.body` | base64 after `whsec_` | base64 | 300 s | <https://docs.svix.com/receiving/verifying-payloads/how-manual> |
//! | `shopify` | body | text | base64 | – | <https://shopify.dev/docs/apps/build/webhooks/subscribe/https> |
//! | `square` | URL, body | text | base64 | – | <https://developer.squareup.com/docs/webhooks/step3validate> |
//! | `adyenBody` | body | hex | base64 | – | <https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures> |
//! | `adyenStandard` | eight members | hex | base64 | – | the same |
//! | `razorpay` | body | text | hex | – | <https://razorpay.com/docs/webhooks/validate-test/> |
//! | `razorpayPayment` | two members | text | hex | – | <https://razorpay.com/docs/payments/payment-gateway/web-integration/standard/integration-steps/> |
//! | `paystack` | body | text, SHA-512 | hex | – | <https://paystack.com/docs/payments/webhooks/> |
//! | `paddle` | `t:body` | text | hex | 5 s | <https://developer.paddle.com/webhooks/signature-verification> |
//! | `revolut` | `v1.t.body` | text | hex | 300 s | <https://developer.revolut.com/docs/guides/merchant/monitor-and-observe/webhooks/verify-the-payload-signature> |
//! | `gocardless` | body | text | hex | – | <https://developer.gocardless.com/api-reference/#webhooks-overview> |
//! | `coinbaseCommerce` | body | text | hex | – | <https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security> |
//! | `line` | body | text | base64 | – | <https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/> |
//! | `pagerduty` | body | text | hex | – | <https://developer.pagerduty.com/docs/verifying-webhook-signatures> |
//!
//! A tolerance holds into the past and into the future, also where the sender's own library looks
//! into the past alone. A scheme without a timestamp has no defence against a message that is sent
//! again but what the receiver remembers.
//!
//! The sender's id of an event, where the body has one: Stripe `id`; Slack, Square and Paddle
//! `event_id`; Coinbase Commerce and `PagerDuty` `event.id`; LINE `webhookEventId`, where the message
//! has one event. GitHub, Shopify and Razorpay have theirs in a field that nothing signs.

use super::{Carrier, Construction, Scheme};
use crate::{Algorithm, Encoding, SecretEncoding, TimestampFormat};

/// The scheme called `name`.
#[must_use]
pub fn named(name: &str) -> Option<&'static Scheme<'static>> {
    for (given, scheme) in ALL {
        if *given == name {
            return Some(scheme);
        }
    }
    None
}

/// Every scheme with its name.
pub const ALL: &[(&str, &Scheme<'static>)] = &[
    ("stripe", &STRIPE),
    ("github", &GITHUB),
    ("slack", &SLACK),
    ("standardWebhooks", &STANDARD_WEBHOOKS),
    ("svix", &SVIX),
    ("shopify", &SHOPIFY),
    ("square", &SQUARE),
    ("adyenBody", &ADYEN_BODY),
    ("adyenStandard", &ADYEN_STANDARD),
    ("razorpay", &RAZORPAY),
    ("razorpayPayment", &RAZORPAY_PAYMENT),
    ("paystack", &PAYSTACK),
    ("paddle", &PADDLE),
    ("revolut", &REVOLUT),
    ("gocardless", &GOCARDLESS),
    ("coinbaseCommerce", &COINBASE_COMMERCE),
    ("line", &LINE),
    ("pagerduty", &PAGERDUTY),
];

/// Stripe. Signatures of another version than `v1` are passed over.
pub const STRIPE: Scheme<'static> = Scheme {
    name: "stripe",
    event_id: "id",
    timestamp: Some(TimestampFormat::Unix),
    ..Scheme::new(
        "{timestamp}.{body}",
        &[Carrier::header("Stripe-Signature", "t={timestamp},v1={signature}").list(",")],
    )
};

/// GitHub.
pub const GITHUB: Scheme<'static> =
    body_in_hex(&[Carrier::header("X-Hub-Signature-256", "sha256={signature}")]);

/// Slack.
pub const SLACK: Scheme<'static> = Scheme {
    name: "slack",
    event_id: "event_id",
    timestamp: Some(TimestampFormat::Unix),
    ..Scheme::new(
        "v0:{timestamp}:{body}",
        &[
            Carrier::header("X-Slack-Request-Timestamp", "{timestamp}"),
            Carrier::header("X-Slack-Signature", "v0={signature}"),
        ],
    )
};

/// Standard Webhooks. Signatures of another version than `v1`, as the asymmetric `v1a`, are passed
/// over.
pub const STANDARD_WEBHOOKS: Scheme<'static> = standard(
    "standardWebhooks",
    &[
        Carrier::header("webhook-id", "{id}"),
        Carrier::header("webhook-timestamp", "{timestamp}"),
        Carrier::header("webhook-signature", "v1,{signature}").list(" "),
    ],
);

/// Svix: Standard Webhooks by other names.
pub const SVIX: Scheme<'static> = standard(
    "svix",
    &[
        Carrier::header("svix-id", "{id}"),
        Carrier::header("svix-timestamp", "{timestamp}"),
        Carrier::header("svix-signature", "v1,{signature}").list(" "),
    ],
);

/// Shopify's webhooks.
pub const SHOPIFY: Scheme<'static> =
    body_in_base64(&[Carrier::header("X-Shopify-Hmac-Sha256", "{signature}")]);

/// Square. The URL is the one that was registered, to the letter.
pub const SQUARE: Scheme<'static> = Scheme {
    name: "square",
    event_id: "event_id",
    message: "{url}{body}",
    ..body_in_base64(&[Carrier::header(
        "x-square-hmacsha256-signature",
        "{signature}",
    )])
};

/// Adyen's platform and management webhooks.
pub const ADYEN_BODY: Scheme<'static> = Scheme {
    key: SecretEncoding::Hex,
    ..body_in_base64(&[Carrier::header("HmacSignature", "{signature}")])
};

macro_rules! adyen_item {
    ($($before:literal $path:literal)+) => {
        concat!($($before, "{field:notificationItems.*.NotificationRequestItem.", $path, "?}"),+)
    };
}

/// Adyen's standard webhooks, which hold one item. An absent member is signed as empty, and values
/// are not escaped, so a colon in a merchant's reference can move a border: compare all eight with
/// what was stored.
pub const ADYEN_STANDARD: Scheme<'static> = Scheme {
    construction: Construction::UNMARKED,
    key: SecretEncoding::Hex,
    encoding: Encoding::Base64,
    ..Scheme::new(
        adyen_item!(
            "" "pspReference" ":" "originalReference" ":" "merchantAccountCode"
            ":" "merchantReference" ":" "amount.value" ":" "amount.currency"
            ":" "eventCode" ":" "success"
        ),
        &[Carrier::member(
            "notificationItems.*.NotificationRequestItem.additionalData.hmacSignature",
            "{signature}",
        )],
    )
};

/// Razorpay's webhooks.
pub const RAZORPAY: Scheme<'static> =
    body_in_hex(&[Carrier::header("X-Razorpay-Signature", "{signature}")]);

/// Razorpay's checkout, which gives the browser three members. The order in them is one that was
/// paid; whether it is the one that is asked about, the receiver must compare.
pub const RAZORPAY_PAYMENT: Scheme<'static> = Scheme::new(
    "{field:razorpay_order_id}|{field:razorpay_payment_id}",
    &[Carrier::member("razorpay_signature", "{signature}")],
);

/// Paystack. The key is the secret key of its API.
pub const PAYSTACK: Scheme<'static> = Scheme {
    hash: Algorithm::Sha512,
    ..body_in_hex(&[Carrier::header("x-paystack-signature", "{signature}")])
};

/// Paddle Billing. Five seconds are what its own libraries allow.
pub const PADDLE: Scheme<'static> = Scheme {
    name: "paddle",
    event_id: "event_id",
    timestamp: Some(TimestampFormat::Unix),
    tolerance_secs: 5,
    ..Scheme::new(
        "{timestamp}:{body}",
        &[Carrier::header("Paddle-Signature", "ts={timestamp};h1={signature}").list(";")],
    )
};

/// Revolut. Its timestamp is in milliseconds.
pub const REVOLUT: Scheme<'static> = Scheme {
    timestamp: Some(TimestampFormat::UnixMillis),
    ..Scheme::new(
        "v1.{timestamp}.{body}",
        &[
            Carrier::header("Revolut-Request-Timestamp", "{timestamp}"),
            Carrier::header("Revolut-Signature", "v1={signature}").list(","),
        ],
    )
};

/// `GoCardless`.
pub const GOCARDLESS: Scheme<'static> =
    body_in_hex(&[Carrier::header("Webhook-Signature", "{signature}")]);

/// Coinbase Commerce.
pub const COINBASE_COMMERCE: Scheme<'static> = Scheme {
    name: "coinbaseCommerce",
    event_id: "event.id",
    ..body_in_hex(&[Carrier::header("X-CC-Webhook-Signature", "{signature}")])
};

/// LINE's Messaging API.
pub const LINE: Scheme<'static> = Scheme {
    name: "line",
    event_id: "events.*.webhookEventId",
    ..body_in_base64(&[Carrier::header("x-line-signature", "{signature}")])
};

/// `PagerDuty`, version 3 of its webhooks.
pub const PAGERDUTY: Scheme<'static> = Scheme {
    name: "pagerduty",
    event_id: "event.id",
    ..body_in_hex(&[Carrier::header("X-PagerDuty-Signature", "v1={signature}").list(",")])
};

const fn body_in_hex(carriers: &'static [Carrier<'static>]) -> Scheme<'static> {
    Scheme::new("{body}", carriers)
}

const fn body_in_base64(carriers: &'static [Carrier<'static>]) -> Scheme<'static> {
    Scheme {
        encoding: Encoding::Base64,
        ..Scheme::new("{body}", carriers)
    }
}

const fn standard(name: &'static str, carriers: &'static [Carrier<'static>]) -> Scheme<'static> {
    Scheme {
        name,
        key: SecretEncoding::Base64,
        key_prefix: "whsec_",
        message: "{id}.{timestamp}.{body}",
        timestamp: Some(TimestampFormat::Unix),
        ..body_in_base64(carriers)
    }
}
