//! The shape of a provider.

use alloc::string::String;

use super::{doorpay, dvpay};
use crate::encoding::decimal;
use crate::scheme::Scheme;
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
    /// The signature of those endpoints that are signed.
    pub signature: Option<Signature>,
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
    /// What an error answer looks like.
    pub errors: ErrorShape,
}

impl Profile {
    /// The profile of the provider called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        const ALL: &[&Profile] = &[&dvpay::PROFILE, &doorpay::PROFILE];
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
}

/// One of the places where a provider runs its API.
#[derive(Debug)]
#[non_exhaustive]
pub struct Environment {
    /// The provider's word for it; empty where there is only one.
    pub name: &'static str,
    /// The base URL; empty where it is not public.
    pub base_url: &'static str,
    /// What the path of a base URL tells about the environment.
    pub base_path: BasePath,
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
}
