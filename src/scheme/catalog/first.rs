//! The first schemes, as literals.
// Written by `cargo xtask generate` from definitions/schemes. Change the definitions instead of this file.

use crate::scheme::{Carrier, Construction, Scheme};
use crate::{Algorithm, Encoding, SecretEncoding, TimestampFormat};

/// Stripe. Only `v1` signatures are checked; other signatures are ignored.
pub const STRIPE: Scheme<'static> = Scheme {
    name: "stripe",
    timestamp: Some(TimestampFormat::Unix),
    event_id: "id",
    ..Scheme::new(
        "{timestamp}.{body}",
        &[Carrier::header("Stripe-Signature", "t={timestamp},v1={signature}").list(",")],
    )
};

/// GitHub. A message can be sent again at any time: payauth checks no time. The id of the delivery is in a header field that is not signed.
pub const GITHUB: Scheme<'static> = Scheme {
    ..Scheme::new(
        "{body}",
        &[Carrier::header("X-Hub-Signature-256", "sha256={signature}")],
    )
};

/// Slack.
pub const SLACK: Scheme<'static> = Scheme {
    name: "slack",
    timestamp: Some(TimestampFormat::Unix),
    event_id: "event_id",
    ..Scheme::new(
        "v0:{timestamp}:{body}",
        &[
            Carrier::header("X-Slack-Request-Timestamp", "{timestamp}"),
            Carrier::header("X-Slack-Signature", "v0={signature}"),
        ],
    )
};

/// Standard Webhooks. Only `v1` signatures are checked; other signatures, such as the public-key signature `v1a`, are ignored.
pub const STANDARD_WEBHOOKS: Scheme<'static> = Scheme {
    name: "standardWebhooks",
    key: SecretEncoding::Base64,
    key_prefix: "whsec_",
    encoding: Encoding::Base64,
    timestamp: Some(TimestampFormat::Unix),
    ..Scheme::new(
        "{id}.{timestamp}.{body}",
        &[
            Carrier::header("webhook-id", "{id}"),
            Carrier::header("webhook-timestamp", "{timestamp}"),
            Carrier::header("webhook-signature", "v1,{signature}").list(" "),
        ],
    )
};

/// Svix. Only `v1` signatures are checked; other signatures are ignored.
pub const SVIX: Scheme<'static> = Scheme {
    name: "svix",
    key: SecretEncoding::Base64,
    key_prefix: "whsec_",
    encoding: Encoding::Base64,
    timestamp: Some(TimestampFormat::Unix),
    ..Scheme::new(
        "{id}.{timestamp}.{body}",
        &[
            Carrier::header("svix-id", "{id}"),
            Carrier::header("svix-timestamp", "{timestamp}"),
            Carrier::header("svix-signature", "v1,{signature}").list(" "),
        ],
    )
};

/// Shopify, webhooks. A message can be sent again at any time: payauth checks no time. The id of the event is in a header field that is not signed. Two topics with the same body have the same signature: make one handler with its own `scope` for each topic.
pub const SHOPIFY: Scheme<'static> = Scheme {
    encoding: Encoding::Base64,
    ..Scheme::new(
        "{body}",
        &[Carrier::header("X-Shopify-Hmac-Sha256", "{signature}")],
    )
};

/// Square. A message can be sent again at any time: payauth checks no time. Pass the URL as `url`, exactly as you registered it.
pub const SQUARE: Scheme<'static> = Scheme {
    name: "square",
    encoding: Encoding::Base64,
    event_id: "event_id",
    ..Scheme::new(
        "{url}{body}",
        &[Carrier::header(
            "x-square-hmacsha256-signature",
            "{signature}",
        )],
    )
};

/// Adyen, platform and management webhooks. A message can be sent again at any time: payauth checks no time.
pub const ADYEN_BODY: Scheme<'static> = Scheme {
    key: SecretEncoding::Hex,
    encoding: Encoding::Base64,
    ..Scheme::new("{body}", &[Carrier::header("HmacSignature", "{signature}")])
};

/// Adyen, standard webhooks. A message can be sent again at any time: payauth checks no time. Values are not escaped, so a colon in a value can move a part of this value to the next value: compare all eight members with your records.
pub const ADYEN_STANDARD: Scheme<'static> = Scheme {
    construction: Construction::UNMARKED,
    key: SecretEncoding::Hex,
    encoding: Encoding::Base64,
    ..Scheme::new(
        "{field:notificationItems.*.NotificationRequestItem.pspReference?}:{field:notificationItems.*.NotificationRequestItem.originalReference?}:{field:notificationItems.*.NotificationRequestItem.merchantAccountCode?}:{field:notificationItems.*.NotificationRequestItem.merchantReference?}:{field:notificationItems.*.NotificationRequestItem.amount.value?}:{field:notificationItems.*.NotificationRequestItem.amount.currency?}:{field:notificationItems.*.NotificationRequestItem.eventCode?}:{field:notificationItems.*.NotificationRequestItem.success?}",
        &[Carrier::member(
            "notificationItems.*.NotificationRequestItem.additionalData.hmacSignature",
            "{signature}",
        )],
    )
};

/// Razorpay, webhooks. A message can be sent again at any time: payauth checks no time. The id of the event is in a header field that is not signed.
pub const RAZORPAY: Scheme<'static> = Scheme {
    ..Scheme::new(
        "{body}",
        &[Carrier::header("X-Razorpay-Signature", "{signature}")],
    )
};

/// Razorpay, checkout. A message can be sent again at any time: payauth checks no time. The message proves that the order `razorpay_order_id` was paid. Compare this id with the id of your order.
pub const RAZORPAY_PAYMENT: Scheme<'static> = Scheme {
    ..Scheme::new(
        "{field:razorpay_order_id}|{field:razorpay_payment_id}",
        &[Carrier::member("razorpay_signature", "{signature}")],
    )
};

/// Paystack. A message can be sent again at any time: payauth checks no time. The secret is the secret key of the API.
pub const PAYSTACK: Scheme<'static> = Scheme {
    hash: Algorithm::Sha512,
    ..Scheme::new(
        "{body}",
        &[Carrier::header("x-paystack-signature", "{signature}")],
    )
};

/// Paddle Billing.
pub const PADDLE: Scheme<'static> = Scheme {
    name: "paddle",
    timestamp: Some(TimestampFormat::Unix),
    tolerance_secs: 5,
    event_id: "event_id",
    ..Scheme::new(
        "{timestamp}:{body}",
        &[Carrier::header("Paddle-Signature", "ts={timestamp};h1={signature}").list(";")],
    )
};

/// Revolut.
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

/// `GoCardless`. A message can be sent again at any time: payauth checks no time.
pub const GOCARDLESS: Scheme<'static> = Scheme {
    ..Scheme::new(
        "{body}",
        &[Carrier::header("Webhook-Signature", "{signature}")],
    )
};

/// Coinbase Commerce. A message can be sent again at any time: payauth checks no time.
pub const COINBASE_COMMERCE: Scheme<'static> = Scheme {
    name: "coinbaseCommerce",
    event_id: "event.id",
    ..Scheme::new(
        "{body}",
        &[Carrier::header("X-CC-Webhook-Signature", "{signature}")],
    )
};

/// LINE, Messaging API. A message can be sent again at any time: payauth checks no time.
pub const LINE: Scheme<'static> = Scheme {
    name: "line",
    encoding: Encoding::Base64,
    event_id: "events.*.webhookEventId",
    ..Scheme::new(
        "{body}",
        &[Carrier::header("x-line-signature", "{signature}")],
    )
};

/// `PagerDuty`, version 3. A message can be sent again at any time: payauth checks no time.
pub const PAGERDUTY: Scheme<'static> = Scheme {
    name: "pagerduty",
    event_id: "event.id",
    ..Scheme::new(
        "{body}",
        &[Carrier::header("X-PagerDuty-Signature", "v1={signature}").list(",")],
    )
};

/// Every scheme that is a literal, with its name.
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
