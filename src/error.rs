//! The type [`Error`], its [`ErrorKind`] with a stable code, and [`Blame`], which names the side that caused the
//! error.
//!
//! An error names the argument or header field that caused it, and says what to do. It never contains a secret, a
//! token, a computed tag or the input itself.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

/// Why a call failed: a stable kind, the name of the argument or header field that caused the error, and one clause
/// of text.
///
/// # Examples
///
/// ```
/// use payauth::{ErrorKind, Secret};
///
/// let error = Secret::text("apiSecret", "undefined").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Secret);
/// assert_eq!(error.kind().code(), "ERR_SECRET");
/// assert_eq!(error.argument(), "apiSecret");
/// assert_eq!(error.to_string(), "apiSecret: is the text \"undefined\"; check its source");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Error(Box<Details>);

#[derive(Clone, Debug, Eq, PartialEq)]
struct Details {
    kind: ErrorKind,
    blame: Blame,
    argument: Cow<'static, str>,
    detail: Cow<'static, str>,
    index: Option<usize>,
    /// The path of the member that caused the error, with the outermost name first. Empty if the error is not about
    /// a definition.
    path: String,
    /// The allowed words, or the words that are most similar to the unknown word.
    hint: String,
}

impl Error {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(kind: ErrorKind, argument: &'static str, detail: &'static str) -> Self {
        let argument = Cow::Borrowed(argument);
        Self(Box::new(Details {
            kind,
            blame: kind.blame(),
            argument,
            detail: Cow::Borrowed(detail),
            index: None,
            path: String::new(),
            hint: String::new(),
        }))
    }

    /// An error about an argument whose name is chosen at run time, such as the name of a header field or of a
    /// credential.
    #[cold]
    #[inline(never)]
    pub(crate) fn named(kind: ErrorKind, name: &str, detail: &'static str) -> Self {
        let argument = Cow::Owned(name.into());
        Self(Box::new(Details {
            kind,
            blame: kind.blame(),
            argument,
            detail: Cow::Borrowed(detail),
            index: None,
            path: String::new(),
            hint: String::new(),
        }))
    }

    /// The detail, if the detail is a constant text; otherwise empty.
    pub(crate) fn fixed_detail(&self) -> &'static str {
        match self.0.detail {
            Cow::Borrowed(detail) => detail,
            Cow::Owned(_) => "",
        }
    }

    /// The same error with another detail. The detail may contain names from the input.
    #[cold]
    #[must_use]
    pub(crate) fn in_words(mut self, words: &[&str]) -> Self {
        self.0.detail = Cow::Owned(words.concat());
        self
    }

    /// The same error with another name of the argument.
    #[cold]
    #[must_use]
    pub(crate) fn about(mut self, name: &str) -> Self {
        self.0.argument = Cow::Owned(name.into());
        self
    }

    /// The same error with another kind.
    #[cold]
    #[must_use]
    pub(crate) fn of_kind(mut self, kind: ErrorKind) -> Self {
        self.0.kind = kind;
        self.0.blame = kind.blame();
        self
    }

    /// The same error with `index`, the byte of the argument at which the error is.
    #[must_use]
    pub(crate) fn at(mut self, index: usize) -> Self {
        self.0.index = Some(index);
        self
    }

    /// The same error for a member of the path. `segment` is the name of a member, or `[…]` for an element of an
    /// array.
    ///
    /// Each reader adds the segment that it knows. The innermost segment is added first.
    #[cold]
    #[must_use]
    pub(crate) fn within(mut self, segment: &str) -> Self {
        let inner = core::mem::take(&mut self.0.path);
        self.0.path.push_str(segment);
        if !inner.is_empty() && !inner.starts_with('[') {
            self.0.path.push('.');
        }
        self.0.path.push_str(&inner);
        self
    }

    /// The same error with a hint, which is another clause. The hint contains the allowed words, or the words that
    /// are most similar to the unknown word.
    #[cold]
    #[must_use]
    pub(crate) fn with_hint(mut self, hint: &str) -> Self {
        self.0.hint = hint.into();
        self
    }

    /// The same error with [`Blame::Peer`]: the error is about received data, which the caller cannot fix.
    #[cold]
    #[must_use]
    pub(crate) fn of_peer(mut self) -> Self {
        self.0.blame = Blame::Peer;
        self
    }

    /// The same error with [`Blame::Caller`]: the caller passed the data, although errors of this kind are usually
    /// about received data.
    #[cold]
    #[must_use]
    pub(crate) fn of_caller(mut self) -> Self {
        self.0.blame = Blame::Caller;
        self
    }

    /// Who caused the error. This can differ from [`ErrorKind::blame`], for example if the error is about a
    /// received message.
    #[must_use]
    pub fn blame(&self) -> Blame {
        self.0.blame
    }

    /// The stable kind of the error. Programs can branch on the kind.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The name of the argument, option or header field that caused the error.
    #[must_use]
    pub fn argument(&self) -> &str {
        &self.0.argument
    }

    /// What is wrong and what to do, without the name of the argument.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// The index of the byte at which the argument has a syntax error.
    #[must_use]
    pub fn index(&self) -> Option<usize> {
        self.0.index
    }

    /// The path of the member that caused the error in the definition, such as `timestamp.tolerance`. Empty if the
    /// error is not about a definition.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The allowed words, or the word that was probably meant. Empty if there is no hint. The `Display` text
    /// contains the hint only if the error is about a definition.
    #[must_use]
    pub fn hint(&self) -> &str {
        &self.0.hint
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_definition = self.kind() == ErrorKind::Definition && !self.path().is_empty();
        let place = if is_definition {
            self.path()
        } else {
            self.argument()
        };
        write!(f, "{place}: {}", self.detail())?;
        if is_definition && !self.hint().is_empty() {
            write!(f, "; {}", self.hint())?;
        }
        self.index()
            .map_or(Ok(()), |index| write!(f, " (byte {index})"))
    }
}

impl core::error::Error for Error {}

/// Who caused an error.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Blame {
    /// The code that called payauth. Fix an argument or a configuration.
    Caller,
    /// The other side: it sent a malformed or unauthentic message.
    Peer,
}

impl Blame {
    #[cfg(feature = "wasm-facts")]
    pub(crate) const ALL: [Self; 2] = [Self::Caller, Self::Peer];

    /// The word that the JavaScript package uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Caller => "caller",
            Self::Peer => "peer",
        }
    }
}

macro_rules! error_kinds {
    ($($(#[doc = $doc:expr])+ $kind:ident = $code:literal, $blame:ident;)+) => {
        /// The kinds of error. [`ErrorKind::code`] is stable; new kinds may appear.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum ErrorKind {
            $($(#[doc = $doc])+ $kind,)+
        }

        impl ErrorKind {
            /// Every kind, in the order of the table in `ERRORS.md`.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// The stable code, such as `ERR_SECRET`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)+ }
            }

            /// Who usually causes an error of this kind. [`Error::blame`] is more exact.
            #[must_use]
            pub const fn blame(self) -> Blame {
                match self { $(Self::$kind => Blame::$blame,)+ }
            }
        }
    };
}

error_kinds! {
    /// A base URL that is not `https`, or does not belong to the environment.
    BaseUrl = "ERR_BASE_URL", Caller;
    /// A Basic user-id or password that RFC 7617 does not allow.
    BasicUserPass = "ERR_BASIC_USER_PASS", Caller;
    /// A bearer token that is missing, that the endpoint does not accept, or that the grammar of RFC 6750 does not
    /// allow.
    BearerToken = "ERR_BEARER_TOKEN", Caller;
    /// A request body that this endpoint does not allow.
    Body = "ERR_BODY", Caller;
    /// A host clock that is not set, although a lifetime depends on the clock.
    Clock = "ERR_CLOCK", Caller;
    /// A credential that is missing or unknown, or that does not match the other credential or the environment.
    Credentials = "ERR_CREDENTIALS", Caller;
    /// A definition that cannot be read. The error contains the path of the member that caused it.
    Definition = "ERR_DEFINITION", Caller;
    /// A handle that was disposed.
    Disposed = "ERR_DISPOSED", Caller;
    /// Text that is not valid in its encoding (hex, base64, form, UTF-8).
    Encoding = "ERR_ENCODING", Peer;
    /// An environment that the provider does not have.
    Environment = "ERR_ENVIRONMENT", Caller;
    /// A header field, or a member of the body, that occurs more than once.
    FieldAmbiguous = "ERR_FIELD_AMBIGUOUS", Peer;
    /// A header field that the caller may not set on this request.
    FieldForbidden = "ERR_FIELD_FORBIDDEN", Caller;
    /// A header field, or a member of the body, that does not match the format of the scheme.
    FieldMalformed = "ERR_FIELD_MALFORMED", Peer;
    /// A header field, or a member of the body, that is missing although the scheme needs it.
    FieldMissing = "ERR_FIELD_MISSING", Peer;
    /// A header field name that RFC 9110, section 5.1, does not allow.
    FieldName = "ERR_FIELD_NAME", Caller;
    /// A header field value with a character other than visible ASCII, space and tab.
    FieldValue = "ERR_FIELD_VALUE", Caller;
    /// An idempotency key that is missing, malformed or not accepted by the endpoint.
    IdempotencyKey = "ERR_IDEMPOTENCY_KEY", Caller;
    /// JSON that is malformed, that is nested too deeply, that has too many members in an object, or that repeats a
    /// name.
    Json = "ERR_JSON", Peer;
    /// A method that is malformed or wrong for a known endpoint.
    Method = "ERR_METHOD", Caller;
    /// An option with a value that is not allowed.
    Option = "ERR_OPTION", Caller;
    /// A path that could be read as another path, or that leaves the path of the API.
    Path = "ERR_PATH", Caller;
    /// A scheme description that cannot be compiled.
    Scheme = "ERR_SCHEME", Caller;
    /// A secret that is empty or blank, that is a placeholder, or that is not valid in its encoding.
    Secret = "ERR_SECRET", Caller;
    /// A signature that does not match, because the sender used another key, other content or another scheme.
    Signature = "ERR_SIGNATURE", Peer;
    /// A ticket whose lease another caller has taken over, or whose lease was ended by a 401 or by new credentials.
    StaleTicket = "ERR_STALE_TICKET", Caller;
    /// An instant outside the years 1970 to 9999.
    Time = "ERR_TIME", Caller;
    /// An answer of a token endpoint without a usable token.
    TokenAnswer = "ERR_TOKEN_ANSWER", Peer;
    /// A token endpoint that rejected the credentials.
    TokenRefused = "ERR_TOKEN_REFUSED", Caller;
    /// A state that payauth did not return, or that a newer version returned.
    TokenState = "ERR_TOKEN_STATE", Caller;
    /// A token that could not be fetched; a later attempt may succeed.
    TokenUnavailable = "ERR_TOKEN_UNAVAILABLE", Peer;
    /// An input above its documented limit.
    TooLarge = "ERR_TOO_LARGE", Caller;
    /// A signed timestamp that is further in the future than the window allows.
    TooNew = "ERR_TOO_NEW", Peer;
    /// A signed timestamp that is further in the past than the window allows.
    TooOld = "ERR_TOO_OLD", Peer;
}
