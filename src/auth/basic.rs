//! Basic credentials ([RFC 7617](https://www.rfc-editor.org/rfc/rfc7617)), and the form that OAuth
//! clients use ([RFC 6749, section 2.3.1](https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1)).
//!
//! ```text
//! credentials = "Basic" 1*SP token68
//! token68     = base64( user-id ":" password )            RFC 7617, UTF-8
//! token68     = base64( form(user-id) ":" form(password) ) RFC 6749
//! ```
//!
//! The two forms differ for every character that a form escapes. A server that expects one of the two forms rejects
//! the other form. RFC 7617 is the default; the built-in providers expect this form.

use core::fmt;

use crate::encoding::base64::{self, Alphabet};
use crate::encoding::form;
use crate::secret_bytes::SecretBytes;
use crate::text::cut;
use crate::{Error, ErrorKind, SecretText, secret};

/// How the user-id and the password are encoded before they are joined.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum UserPass {
    /// The texts are not encoded: RFC 7617. The user-id must not contain a colon.
    #[default]
    Plain,
    /// Each of the two texts is form-encoded: RFC 6749, appendix B.
    FormEncoded,
}

impl UserPass {
    /// Both modes, in the order of their numbers in the wasm boundary.
    pub const ALL: [Self; 2] = [Self::Plain, Self::FormEncoded];

    /// The name of the mode in the JavaScript package.
    #[cfg(feature = "wasm-facts")]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "rfc7617",
            Self::FormEncoded => "rfc6749",
        }
    }
}

/// A user-id and a password.
///
/// # Examples
///
/// ```
/// use payauth::auth::basic::{Basic, UserPass};
///
/// // RFC 7617, section 2.
/// let basic = Basic::new("Aladdin", "open sesame", UserPass::Plain)?;
/// assert_eq!(&*basic.credentials(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
///
/// let parsed = Basic::parse("basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", UserPass::Plain)?;
/// assert_eq!((parsed.user_id(), parsed.password()), ("Aladdin", "open sesame"));
/// # Ok::<(), payauth::Error>(())
/// ```
pub struct Basic {
    user_id: SecretText,
    password: SecretText,
    mode: UserPass,
}

impl Basic {
    /// Credentials to send, made of a user-id and a password.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BasicUserPass`] for a control character in either text, and for a colon in a user-id that is
    /// not form-encoded, because a server would end the user-id at the colon. Also for a word for a missing value,
    /// such as `undefined`, and for an invisible character at the start or the end of a text.
    pub fn new(user_id: &str, password: &str, mode: UserPass) -> Result<Self, Error> {
        let refuse = |argument, detail| Err(Error::new(ErrorKind::BasicUserPass, argument, detail));
        for (argument, text) in [("userId", user_id), ("password", password)] {
            if secret::is_plain(text) {
                continue;
            }
            if text.chars().any(char::is_control) {
                return refuse(argument, "has a line break or another control character");
            }
            // Spaces are allowed, and both texts may be empty (RFC 7617, section 2).
            let text = text.trim();
            if let (false, Some(detail)) = (text.is_empty(), secret::why(text)) {
                return refuse(argument, detail);
            }
        }
        if mode == UserPass::Plain && user_id.bytes().any(|byte| byte == b':') {
            return refuse(
                "userId",
                "must not contain a colon, which would end the user-id",
            );
        }
        Ok(Self::of(user_id, password, mode))
    }

    fn of(user_id: &str, password: &str, mode: UserPass) -> Self {
        let (mut own_user_id, mut own_password) = (SecretText::default(), SecretText::default());
        own_user_id.push_str(user_id);
        own_password.push_str(password);
        Self {
            user_id: own_user_id,
            password: own_password,
            mode,
        }
    }

    /// Reads the credentials in the value of an `Authorization` field.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Encoding`] for another scheme than Basic, and for text that is not strict base64 of a UTF-8
    /// text with a colon. Also for malformed form encoding, and for a control character in the decoded text.
    pub fn parse(credentials: &str, mode: UserPass) -> Result<Self, Error> {
        let refuse = |detail| Error::new(ErrorKind::Encoding, "authorization", detail);
        let (scheme, mut token68) = credentials.split_at_checked(6).unwrap_or_default();
        while let Some(rest) = token68.strip_prefix(" ") {
            token68 = rest;
        }
        if !scheme.eq_ignore_ascii_case("basic ") {
            return Err(refuse("must begin with \"Basic \""));
        }
        let bytes = base64::decode(token68, Alphabet::Standard)
            .map_err(|_| refuse("must have padded base64 after \"Basic \""))?;
        let bytes = SecretBytes::from(bytes);
        let text = str::from_utf8(bytes.expose())
            .map_err(|_| refuse("is not UTF-8 after base64 decoding"))?;
        let (user_id, password) = cut(text, b':');
        if user_id.len() == text.len() {
            return Err(refuse(
                "must have a colon between user-id and password after base64 decoding",
            ));
        }
        let read = match mode {
            UserPass::Plain => Self::of(user_id, password, mode),
            UserPass::FormEncoded => {
                let part = |text| {
                    let malformed =
                        |_| refuse("has a user-id or a password that is not form-encoded UTF-8");
                    form::decode(text).map_err(malformed)
                };
                Self::of(&part(user_id)?, &part(password)?, mode)
            }
        };
        let has_control = |text: &str| text.chars().any(char::is_control);
        if has_control(&read.user_id) || has_control(&read.password) {
            return Err(refuse(
                "has a control character in the user-id or the password",
            ));
        }
        Ok(read)
    }

    /// The value of an `Authorization` field with these credentials.
    #[must_use]
    pub fn credentials(&self) -> SecretText {
        let mut pair = SecretText::default();
        for (text, end) in [(&self.user_id, ":"), (&self.password, "")] {
            match self.mode {
                UserPass::Plain => pair.push_str(text),
                UserPass::FormEncoded => form::encode(&mut pair, text),
            }
            pair.push_str(end);
        }
        let mut credentials = SecretText::default();
        credentials.push_str("Basic ");
        base64::push(&mut credentials, pair.as_bytes(), Alphabet::Standard);
        credentials
    }

    /// The user-id.
    #[must_use]
    pub fn user_id(&self) -> &str {
        &self.user_id
    }

    /// The password.
    #[must_use]
    pub fn password(&self) -> &str {
        &self.password
    }
}

impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Basic([redacted])")
    }
}
