//! A simple implementation of the senders' documentation. It decides whether the signature of a message is valid.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use payauth::encoding::base64::{self, Alphabet};
use payauth::encoding::hex::{self, Case};
use serde_json::Value;
use sha2::{Sha256, Sha512};

use crate::webhook::Message;

mod in_body;

/// The place of a value: the field, the separator of its items, and the prefix of an item.
type Place = (&'static str, &'static str, &'static str);

/// The name of a scheme, the signed text, and the places of the signature, the timestamp and the id. In the signed text,
/// `t` is the timestamp, `i` the id, `u` the URL and `b` the body.
type Row = (&'static str, &'static str, &'static [Place]);

#[rustfmt::skip]
const DOCUMENTED: &[Row] = &[
    ("stripe", "t.b", &[("Stripe-Signature", ",", "v1="), ("Stripe-Signature", ",", "t=")]),
    ("github", "b", &[("X-Hub-Signature-256", "", "sha256=")]),
    ("slack", "v0:t:b", &[("X-Slack-Signature", "", "v0="), ("X-Slack-Request-Timestamp", "", "")]),
    ("standardWebhooks", "i.t.b", &[
        ("webhook-signature", " ", "v1,"), ("webhook-timestamp", "", ""), ("webhook-id", "", ""),
    ]),
    ("svix", "i.t.b", &[
        ("svix-signature", " ", "v1,"), ("svix-timestamp", "", ""), ("svix-id", "", ""),
    ]),
    ("shopify", "b", &[("X-Shopify-Hmac-Sha256", "", "")]),
    ("square", "ub", &[("x-square-hmacsha256-signature", "", "")]),
    ("adyenBody", "b", &[("HmacSignature", "", "")]),
    ("razorpay", "b", &[("X-Razorpay-Signature", "", "")]),
    ("paystack", "b", &[("x-paystack-signature", "", "")]),
    ("paddle", "t:b", &[("Paddle-Signature", ";", "h1="), ("Paddle-Signature", ";", "ts=")]),
    ("revolut", "v1.t.b", &[("Revolut-Signature", ",", "v1="), ("Revolut-Request-Timestamp", "", "")]),
    ("gocardless", "b", &[("Webhook-Signature", "", "")]),
    ("coinbaseCommerce", "b", &[("X-CC-Webhook-Signature", "", "")]),
    ("line", "b", &[("x-line-signature", "", "")]),
    ("pagerduty", "b", &[("X-PagerDuty-Signature", ",", "v1=")]),
    ("dogpay", "b", &[("wh-signature", "", "")]),
];

const IN_BASE64: &[&str] = &[
    "standardWebhooks",
    "svix",
    "shopify",
    "square",
    "adyenBody",
    "adyenStandard",
    "line",
];

/// Whether the signature of a message was made with one of the secrets, according to the documentation of the scheme.
pub fn holds(scheme: &str, secrets: &[String], message: &Message) -> bool {
    secrets.iter().any(|secret| {
        if in_body::SCHEMES.contains(&scheme) {
            return in_body::holds(scheme, secret, &message.body);
        }
        holds_in_header(scheme, secret, message) == Some(true)
    })
}

fn holds_in_header(scheme: &str, secret: &str, message: &Message) -> Option<bool> {
    let (_, signed, places) = row(scheme);
    let stands = |place: usize| places.get(place).map_or(Some(""), |it| only(message, *it));
    let content = content(signed, stands(1)?, stands(2)?, message);
    let tag = tag(scheme, secret, &content);
    let given = items(message, places[0])?;
    Some(given.iter().any(|text| is_tag(scheme, text, &tag)))
}

/// The header fields of a message that is signed with the given timestamp and id.
pub fn send(
    scheme: &str,
    secret: &str,
    [timestamp, id]: [&str; 2],
    message: &Message,
) -> Vec<(String, String)> {
    let (_, signed, places) = row(scheme);
    let tag = tag(scheme, secret, &content(signed, timestamp, id, message));
    let mut fields: Vec<(String, String)> = Vec::new();
    for ((name, separator, start), text) in
        places.iter().zip([&*written(scheme, &tag), timestamp, id])
    {
        match fields.last_mut() {
            Some((last, value)) if last == name => {
                write!(value, "{separator}{start}{text}").unwrap();
            }
            _ => fields.push(((*name).to_owned(), format!("{start}{text}"))),
        }
    }
    fields
}

fn row(scheme: &str) -> &'static Row {
    DOCUMENTED.iter().find(|row| row.0 == scheme).unwrap()
}

fn content(signed: &str, timestamp: &str, id: &str, message: &Message) -> Vec<u8> {
    let mut content = Vec::new();
    for sign in signed.bytes() {
        match sign {
            b't' => content.extend(timestamp.bytes()),
            b'i' => content.extend(id.bytes()),
            b'u' => content.extend(message.url.bytes()),
            b'b' => content.extend(&message.body),
            _ => content.push(sign),
        }
    }
    content
}

/// The values at a place; `None` if the field does not occur exactly once.
fn items(message: &Message, (field, separator, start): Place) -> Option<Vec<&str>> {
    let is_it = |(name, _): &&(String, String)| name.eq_ignore_ascii_case(field);
    let mut values = message.fields.iter().filter(is_it);
    let (_, value) = values.next().filter(|_| values.next().is_none())?;
    if separator.is_empty() {
        return value.strip_prefix(start).map(|item| vec![item]);
    }
    let all = value.split(separator);
    let trimmed = all.map(|item| item.trim_matches([' ', '\t']));
    Some(
        trimmed
            .filter_map(|item| item.strip_prefix(start))
            .collect(),
    )
}

/// The value at a place; `None` if the values at this place are not all equal.
fn only(message: &Message, place: Place) -> Option<&str> {
    let all = items(message, place)?;
    let first = *all.first()?;
    all.iter().all(|item| *item == first).then_some(first)
}

/// The payload of an HS256 token that was signed with `key`; `None` for any other token.
pub fn token_payload(key: &[u8], token: &str) -> Option<Vec<u8>> {
    let parts: Vec<_> = token.split('.').collect();
    let [header, payload, signature] = parts.as_slice() else {
        return None;
    };
    let named: Value = serde_json::from_slice(&url_bytes(header)?).ok()?;
    let signed = format!("{header}.{payload}");
    let is_signed = url_bytes(signature)? == hmac::<Hmac<Sha256>>(key, signed.as_bytes());
    let is_plain = named["alg"] == "HS256" && named.get("crit").is_none();
    url_bytes(payload).filter(|_| is_signed && is_plain)
}

pub fn url_bytes(digits: &str) -> Option<Vec<u8>> {
    base64::decode(digits, Alphabet::UrlUnpadded).ok()
}

pub fn tag(scheme: &str, secret: &str, content: &[u8]) -> Vec<u8> {
    let key = match scheme {
        "adyenBody" | "adyenStandard" => hex::decode(secret).unwrap(),
        "standardWebhooks" | "svix" => {
            let digits = secret.strip_prefix("whsec_").unwrap_or(secret);
            base64::decode(digits, Alphabet::Standard).unwrap()
        }
        _ => secret.into(),
    };
    match scheme {
        "paystack" | "dogpay" => hmac::<Hmac<Sha512>>(&key, content),
        _ => hmac::<Hmac<Sha256>>(&key, content),
    }
}

fn hmac<M: Mac + KeyInit>(key: &[u8], content: &[u8]) -> Vec<u8> {
    let mac = <M as KeyInit>::new_from_slice(key).unwrap();
    mac.chain_update(content).finalize().into_bytes().to_vec()
}

fn is_tag(scheme: &str, text: &str, tag: &[u8]) -> bool {
    let written = written(scheme, tag);
    let has_one_case = scheme == "dogpay" || IN_BASE64.contains(&scheme);
    text == written || !has_one_case && text.eq_ignore_ascii_case(&written)
}

fn written(scheme: &str, tag: &[u8]) -> String {
    if IN_BASE64.contains(&scheme) {
        return base64::encode(tag, Alphabet::Standard);
    }
    hex::encode(tag, Case::Lower)
}
