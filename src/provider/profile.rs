//! The shape of a provider.

use alloc::string::String;

use super::webhook::Webhook;
use super::{dogpay, doorpay, dvpay, pledg, wakapay};
use crate::encoding::decimal;
use crate::scheme::Scheme;
use crate::token::Shape;
use crate::{Error, ErrorKind};

/// What a provider's API expects: data, and nothing but data.
#[derive(Debug)]
#[non_exhaustive]
pub struct Profile {
    /// The provider's name, in lower case.
    pub name: &'static str,
    /// What the provider hands out, by its own names.
    pub credentials: &'static [Credential],
    /// Where the API is, by the provider's own words.
    pub environments: &'static [Environment],
    /// What every path begins with.
    pub path_prefix: &'static str,
    /// How a path is authenticated that is not known.
    pub auth: &'static Auth,
    /// The other ways to authenticate that a caller can choose, by name.
    pub choices: &'static [(&'static str, &'static Auth)],
    /// The signature of those endpoints that are signed.
    pub signature: Option<Signature>,
    /// How access tokens are asked for.
    pub token: Option<TokenCall>,
    /// The credential that signs parameters as an HS256 token; empty where none are signed.
    pub parameters_secret: &'static str,
    /// The endpoints that are known.
    pub endpoints: &'static [Endpoint],
    /// Fields that this profile writes, so that a caller may not.
    pub own_fields: &'static [&'static str],
    /// Fields that harm a request, so that nobody may write them.
    pub forbidden_fields: &'static [&'static str],
    /// The response field that tells the version of the API; empty where there is none.
    pub version_field: &'static str,
    /// How long lists are read in pages.
    pub pages: Option<Pages>,
    /// How webhooks are signed, and what they tell.
    pub webhook: Webhook,
    /// What an error answer looks like.
    pub errors: ErrorShape,
}

impl Profile {
    /// A profile that expects nothing.
    pub(super) const fn new(name: &'static str) -> Self {
        Self {
            name,
            credentials: &[],
            environments: &[],
            path_prefix: "/",
            auth: Auth::NONE,
            choices: &[],
            signature: None,
            token: None,
            parameters_secret: "",
            endpoints: &[],
            own_fields: &[],
            forbidden_fields: &[],
            version_field: "",
            pages: None,
            webhook: Webhook::UNKNOWN,
            errors: ErrorShape {
                message: &["message"],
                code: &[],
                request_id: &[],
                fields: "",
                retry_later: &[429, 500, 502, 503, 504],
                may_exist: &[],
            },
        }
    }

    /// The profile of the provider called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        const ALL: &[&Profile] = &[
            &dogpay::PROFILE,
            &wakapay::PROFILE,
            &pledg::PROFILE,
            &dvpay::PROFILE,
            &doorpay::PROFILE,
        ];
        ALL.iter().find(|profile| profile.name == name).copied()
    }
}

/// A credential by the provider's own name.
#[derive(Debug)]
#[non_exhaustive]
pub struct Credential {
    /// The name, as in `apiKey`.
    pub name: &'static str,
    /// What it begins with, by environment.
    pub prefixes: &'static [(&'static str, &'static str)],
    /// Where it may be left out: the name of the one without which it is of no use; its own name
    /// where it is of use alone. Empty where it is needed.
    pub pair: &'static str,
}

impl Credential {
    /// A credential that is needed.
    pub(super) const fn new(name: &'static str) -> Self {
        Self {
            name,
            prefixes: &[],
            pair: "",
        }
    }
}

/// One of the places where a provider runs its API.
#[derive(Debug)]
#[non_exhaustive]
pub struct Environment {
    /// The provider's word for it; empty where there is only one.
    pub name: &'static str,
    /// The base URL; empty where it is not public.
    pub base_url: &'static str,
    /// The other hosts where it is known to be served.
    pub other_hosts: &'static [&'static str],
    /// What the path of a base URL tells about the environment.
    pub base_path: BasePath,
}

impl Environment {
    /// An environment that is known by its host.
    pub(super) const fn new(name: &'static str, base_url: &'static str) -> Self {
        Self {
            name,
            base_url,
            other_hosts: &[],
            base_path: BasePath::Any,
        }
    }
}

/// What the path of a base URL must show.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum BasePath {
    /// Nothing.
    Any,
    /// This segment.
    With(&'static str),
    /// No segment like this.
    Without(&'static str),
}

/// A way to authenticate a request.
#[derive(Debug)]
#[non_exhaustive]
pub struct Auth {
    /// Fields that carry a credential as it is: field name, credential name.
    pub fields: &'static [(&'static str, &'static str)],
    /// Whether the profile's signature goes with it.
    pub is_signed: bool,
    /// What the `Authorization` field carries.
    pub authorization: Authorization,
}

impl Auth {
    /// No authentication.
    pub(super) const NONE: &Self = &Self {
        fields: &[],
        is_signed: false,
        authorization: Authorization::None,
    };

    /// An access token.
    pub(super) const BEARER: &Self = &Self {
        authorization: Authorization::Bearer,
        ..*Self::NONE
    };
}

/// What the `Authorization` field carries.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Authorization {
    /// There is none.
    None,
    /// An access token (RFC 6750), which the caller has.
    Bearer,
    /// Two credentials (RFC 7617): user-id and password.
    Basic(&'static str, &'static str),
}

/// How an access token is asked for.
#[derive(Debug)]
#[non_exhaustive]
pub struct TokenCall {
    /// The path of the token endpoint.
    pub path: &'static str,
    /// How the body is written.
    pub format: BodyFormat,
    /// The names and values of the body.
    pub body: &'static [(&'static str, Member)],
    /// What the `Authorization` field carries.
    pub authorization: Authorization,
    /// What the answer looks like.
    pub shape: Shape,
    /// How long before its end a token is renewed, in milliseconds, unless the caller says.
    pub early_ms: u64,
}

/// How the names and values of a body are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum BodyFormat {
    /// An object of strings (RFC 8259).
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
}

/// A value in the body of a token request.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Member {
    /// This text.
    Text(&'static str),
    /// The credential of this name.
    Credential(&'static str),
}

/// A scheme, and the credential that is its key.
#[derive(Debug)]
#[non_exhaustive]
pub struct Signature {
    /// How the request is signed.
    pub scheme: Scheme<'static>,
    /// The credential that signs.
    pub secret: &'static str,
}

/// An endpoint that payauth knows.
#[derive(Debug)]
#[non_exhaustive]
pub struct Endpoint {
    /// Its method.
    pub method: &'static str,
    /// Its path.
    pub path: &'static str,
    /// How it is authenticated.
    pub auth: &'static Auth,
    /// The field that must carry an idempotency key; empty where none is taken.
    pub idempotency_field: &'static str,
}

/// How a list is read page by page.
#[derive(Debug)]
#[non_exhaustive]
pub struct Pages {
    /// The query parameter that counts pages.
    pub page: &'static str,
    /// The number of the first page.
    pub first: u32,
    /// The query parameter for the length of a page.
    pub size: &'static str,
    /// The length of a page that is not asked for.
    pub default_size: u32,
    /// The greatest length.
    pub max_size: u32,
}

impl Pages {
    /// The query of page `page` with `size` elements; each has a default.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::provider::doorpay;
    ///
    /// let pages = doorpay::PROFILE.pages.as_ref().unwrap();
    /// assert_eq!(pages.query(None, Some(50))?, "page=0&size=50");
    /// assert!(pages.query(None, Some(101)).is_err());
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for a page before the first, or a size of 0 or above the greatest.
    pub fn query(&self, page: Option<u32>, size: Option<u32>) -> Result<String, Error> {
        let (page, size) = (
            page.unwrap_or(self.first),
            size.unwrap_or(self.default_size),
        );
        if page < self.first {
            return Err(Error::new(
                ErrorKind::Option,
                "page",
                "is before the first page",
            ));
        }
        if size == 0 || size > self.max_size {
            return Err(Error::new(
                ErrorKind::Option,
                "size",
                "is 0 or above the greatest",
            ));
        }
        let mut query = String::new();
        for (separator, name, number) in [("", self.page, page), ("&", self.size, size)] {
            query.push_str(separator);
            query.push_str(name);
            query.push('=');
            decimal::push(&mut query, number.into());
        }
        Ok(query)
    }
}

/// Where an error answer says what; the first path that leads somewhere counts.
#[derive(Debug)]
#[non_exhaustive]
pub struct ErrorShape {
    /// Paths to the message.
    pub message: &'static [&'static str],
    /// Paths to a code.
    pub code: &'static [&'static str],
    /// Paths to the id of the request.
    pub request_id: &'static [&'static str],
    /// The path to an object of messages by field.
    pub fields: &'static str,
    /// Statuses after which the same request may be sent again, later.
    pub retry_later: &'static [u16],
    /// Statuses that say that the operation may exist already, if it was sent before.
    pub may_exist: &'static [u16],
}
