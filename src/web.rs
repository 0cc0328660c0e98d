//! For Workers that are written in Rust with [workers-rs](https://github.com/cloudflare/workers-rs): requests,
//! errors and answers as values of JavaScript. This module needs the feature `web`. No function of this module
//! sends a request.
//!
//! [`Client::sign_for_fetch`] returns a [`web_sys::Request`], which `worker::Request::from` accepts. An [`Error`]
//! can be converted to a [`JsValue`], which `worker::Error` and `?` accept. [`Error`], [`AuthorizedRequest`] and
//! [`Problem`] can be serialised, so that a Worker can answer with `worker::Response::from_json(&error)`.
//!
//! # Examples
//!
//! ```no_run
//! use js_sys::Date;
//! use payauth::UnixTime;
//! use payauth::provider::{Call, Client};
//! use wasm_bindgen::JsValue;
//!
//! /// A refund, ready for `worker::Fetch::Request(request.into()).send().await`.
//! fn refund(client: &Client, key: &str, body: &str) -> Result<web_sys::Request, JsValue> {
//!     let now = UnixTime::try_from(&Date::new_0())?;
//!     let call = Call::new("/api/v1/payment-gateway/order/refund", now).idempotency_key(key);
//!     Ok(client.sign_for_fetch(&call, Some(body.as_bytes()))?)
//! }
//! ```
//!
//! [`AuthorizedRequest`]: crate::AuthorizedRequest
//! [`Client::sign_for_fetch`]: crate::provider::Client::sign_for_fetch
//! [`JsValue`]: wasm_bindgen::JsValue
//! [`Problem`]: crate::provider::Problem

mod error;
mod request;
mod view;

use js_sys::Date;

use crate::{Error, UnixTime};

/// The time of a JavaScript `Date`.
impl TryFrom<&Date> for UnixTime {
    type Error = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Time`](crate::ErrorKind::Time) for an invalid `Date`, and for a `Date` before 1970 or after
    /// 9999.
    fn try_from(date: &Date) -> Result<Self, Error> {
        Self::from_js(date.get_time())
    }
}
