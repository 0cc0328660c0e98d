//! A Worker in Rust that receives Stripe's webhooks, and sends refunds to DVPay.

use payauth::UnixTime;
use payauth::provider::{Call, Client, Credentials, Profile};
use payauth::scheme::catalog;
use payauth::webhook::{Delivery, Receiver, Secrets, Validity};
use worker::js_sys::Date;
use worker::wasm_bindgen::JsValue;
use worker::{Context, Env, Fetch, Request, Response, Result, console_log, console_warn, event};

#[event(fetch)]
async fn fetch(mut request: Request, env: Env, _: Context) -> Result<Response> {
    let body = request.bytes().await?;
    let now = UnixTime::try_from(&Date::new_0()).map_err(JsValue::from)?;
    match request.path().as_str() {
        "/webhooks/stripe" => receive(&request, &stripe(&env)?, now, &body),
        "/refunds" => refund(&request, &dvpay(&env)?, now, &body).await,
        _ => Response::error("no such path", 404),
    }
}

fn receive(request: &Request, stripe: &Receiver, now: UnixTime, body: &[u8]) -> Result<Response> {
    let headers: Vec<_> = request.headers().entries().collect();
    let fields: Vec<_> = headers.iter().map(|(n, v)| (&**n, &**v)).collect();
    match stripe.verify(&Delivery::new(&fields, now), body) {
        Ok(event) => {
            console_log!("received {}", event.replay_key());
            Response::empty()
        }
        Err(error) => {
            console_warn!("rejected: {error}"); // the sender does not learn the reason
            Response::error("", 400)
        }
    }
}

async fn refund(request: &Request, dvpay: &Client, now: UnixTime, body: &[u8]) -> Result<Response> {
    let key = request.headers().get("Idempotency-Key")?;
    let key = key.ok_or("Idempotency-Key is missing")?;
    let call = Call::new("/api/v1/payment-gateway/order/refund", now).idempotency_key(&key);
    let signed = dvpay.sign_for_fetch(&call, Some(body));
    let signed = signed.map_err(JsValue::from)?;
    Fetch::Request(signed.into()).send().await
}

fn stripe(env: &Env) -> Result<Receiver> {
    let secret = env.secret("STRIPE_WEBHOOK_SECRET")?.to_string();
    let made = || {
        let scheme = catalog::STRIPE.compile()?;
        let mut secrets = Secrets::default();
        secrets.push("live", scheme.key("secret", &secret)?, Validity::ALWAYS)?;
        Receiver::new(scheme, secrets)
    };
    Ok(made().map_err(JsValue::from)?)
}

fn dvpay(env: &Env) -> Result<Client> {
    let key = env.secret("DVPAY_API_KEY")?.to_string();
    let secret = env.secret("DVPAY_API_SECRET")?.to_string();
    let url = env.var("DVPAY_BASE_URL")?.to_string();
    let made = || {
        let mut credentials = Credentials::default();
        credentials.push("apiKey", &key)?;
        credentials.push("apiSecret", &secret)?;
        let dvpay = Profile::named("dvpay").expect("it comes with the crate");
        Client::new(dvpay, credentials, "", &url)
    };
    Ok(made().map_err(JsValue::from)?)
}
