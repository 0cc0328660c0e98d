//! An error of payauth as an error of JavaScript.

use alloc::string::ToString;

use js_sys::{Object, Reflect, Symbol};
use wasm_bindgen::JsValue;

use super::view::plain;
use crate::Error;

/// A JavaScript `Error` with a stack, and with the members `code`, `blame` and `argument`. If the error has an
/// index or a path, there are also the members `index` and `path`. The npm package's `isPayauthError` returns
/// `true` for this object.
///
/// To make a plain object with the same members, serialise the error.
impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let thrown = js_sys::Error::new(&error.to_string());
        thrown.set_name("PayauthError");
        Object::assign(&thrown, &Object::from(plain(&error)));
        let brand = Object::new();
        // These two calls cannot fail, because both objects are new and extensible.
        let _ = Reflect::set(&brand, &"value".into(), &Self::TRUE);
        let _ = Reflect::define_property(&thrown, &Symbol::for_("payauth.error").into(), &brand);
        thrown.into()
    }
}
