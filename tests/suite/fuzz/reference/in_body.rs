//! The four schemes whose signature is a member of the body.

use payauth::encoding::hex::{self, Case};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{is_tag, tag, token_payload};

pub const SCHEMES: &[&str] = &["adyenStandard", "razorpayPayment", "pledg", "wakapay"];

pub fn holds(scheme: &str, secret: &str, body: &[u8]) -> bool {
    let Ok(body) = serde_json::from_slice(body) else {
        return false;
    };
    let (place, made) = match scheme {
        "adyenStandard" => adyen(secret, &body),
        "razorpayPayment" => razorpay(secret, &body),
        "wakapay" => ("/signature", Sha256::digest(secret).to_vec()),
        _ => return pledg(secret, &body),
    };
    is_tag(scheme, &text(&body, place), &made)
}

/// The JSON pointer of the signature, and the expected bytes of the signature.
fn adyen(secret: &str, body: &Value) -> (&'static str, Vec<u8>) {
    const NAMES: [&str; 8] = [
        "pspReference",
        "originalReference",
        "merchantAccountCode",
        "merchantReference",
        "amount/value",
        "amount/currency",
        "eventCode",
        "success",
    ];
    let at = |name| format!("/notificationItems/0/NotificationRequestItem/{name}");
    let signed = NAMES.map(|name| text(body, &at(name))).join(":");
    let place = "/notificationItems/0/NotificationRequestItem/additionalData/hmacSignature";
    (place, tag("adyenStandard", secret, signed.as_bytes()))
}

fn razorpay(secret: &str, body: &Value) -> (&'static str, Vec<u8>) {
    let names = ["/razorpay_order_id", "/razorpay_payment_id"];
    let signed = names.map(|name| text(body, name)).join("|");
    let tag = tag("razorpayPayment", secret, signed.as_bytes());
    ("/razorpay_signature", tag)
}

fn pledg(secret: &str, body: &Value) -> bool {
    let signature = text(body, "/signature");
    if signature.contains('.') {
        let claims = token_payload(secret.as_bytes(), &signature);
        let claims = claims.and_then(|json| serde_json::from_slice::<Value>(&json).ok());
        let is_theirs = |claims: Value| claims.is_object() && claims.get("data").is_none();
        let is_alone = body.as_object().is_some_and(|members| members.len() == 1);
        return is_alone && claims.is_some_and(is_theirs);
    }
    let names = [
        "created_at",
        "error",
        "id",
        "reference",
        "sandbox",
        "status",
    ];
    let pairs = names.map(|name| format!("{name}={}", text(body, &format!("/{name}"))));
    signature == hex::encode(&Sha256::digest(pairs.join(secret)), Case::Upper)
}

/// The text of a member as it is signed; empty if the member is absent.
fn text(body: &Value, place: &str) -> String {
    match body.pointer(place) {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
