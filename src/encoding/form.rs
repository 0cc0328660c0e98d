//! `application/x-www-form-urlencoded`, as
//! [RFC 6749, appendix B](https://www.rfc-editor.org/rfc/rfc6749#appendix-B) uses it.
//!
//! [`encode`] writes like the serialiser of the URL Standard: letters, digits and `*-._` stay unchanged, a space
//! becomes `+`, and every other byte of the UTF-8 text becomes `%XX`. Other implementations escape other sets of
//! characters. But [`decode`] and the other implementations can decode the texts of all implementations.

use alloc::vec::Vec;

use crate::encoding::hex::{self, Case};
use crate::secret_bytes::SecretBytes;
use crate::{Error, ErrorKind, SecretText};

/// Appends the form encoding of `text`.
pub fn encode(form: &mut SecretText, text: &str) {
    for byte in text.bytes() {
        match byte {
            b' ' => form.push_str("+"),
            b'*' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                form.push_str(char::from(byte).encode_utf8(&mut [0]));
            }
            _ => {
                form.push_str("%");
                form.push_str(&hex::encode(&[byte], Case::Upper));
            }
        }
    }
}

/// Decodes a form-encoded text.
///
/// # Examples
///
/// ```
/// assert_eq!(&*payauth::encoding::form::decode("a+b%26%c3%A9")?, "a b&é");
/// # Ok::<(), payauth::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Encoding`] for a `%` without two hex digits after it, and for bytes that are not UTF-8.
pub fn decode(form: &str) -> Result<SecretText, Error> {
    let refuse = |detail| Error::new(ErrorKind::Encoding, "form", detail);
    let mut bytes = Vec::with_capacity(form.len());
    let mut rest = form.bytes();
    while let Some(next) = rest.next() {
        bytes.push(match next {
            b'+' => b' ',
            b'%' => {
                let digits = rest.next().zip(rest.next());
                let byte = digits.and_then(|(high, low)| hex::byte([high, low]));
                byte.ok_or_else(|| refuse("must have two hex digits after each %"))?
            }
            _ => next,
        });
    }
    let bytes = SecretBytes::from(bytes);
    let text = str::from_utf8(bytes.expose()).map_err(|_| refuse("is not UTF-8"))?;
    let mut decoded = SecretText::default();
    decoded.push_str(text);
    Ok(decoded)
}
