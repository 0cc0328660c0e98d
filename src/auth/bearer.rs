//! Bearer tokens ([RFC 6750, section 2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)).
//!
//! ```text
//! b64token    = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
//! credentials = "Bearer" 1*SP b64token
//! ```

use crate::{Error, ErrorKind, SecretText, grammar, secret};

/// The value of an `Authorization` field with `token`.
///
/// # Examples
///
/// ```
/// // RFC 6750, section 2.1.
/// let credentials = payauth::auth::bearer::credentials("mF_9.B5f-4.1JqM")?;
/// assert_eq!(&*credentials, "Bearer mF_9.B5f-4.1JqM");
/// # Ok::<(), payauth::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::BearerToken`] for a text that is not a `b64token`, for example a truncated token, and for a word
/// for a missing value, such as `undefined`.
pub fn credentials(token: &str) -> Result<SecretText, Error> {
    if !grammar::is_token68(token) {
        let detail = "must be letters, digits and -._~+/ (and = at the end); pass the whole token, without \"Bearer \"";
        return Err(Error::new(ErrorKind::BearerToken, "token", detail));
    }
    if secret::is_word(token) {
        let detail = "is a word for a missing value, such as \"undefined\"; check its source";
        return Err(Error::new(ErrorKind::BearerToken, "token", detail));
    }
    Ok(after_word(token))
}

/// The value of an `Authorization` field with a token of a server. Its characters were checked when the server sent it.
pub(crate) fn after_word(token: &str) -> SecretText {
    let mut credentials = SecretText::default();
    credentials.push_str("Bearer ");
    credentials.push_str(token);
    credentials
}
