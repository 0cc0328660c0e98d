//! Where a provider runs its API.

use alloc::string::String;
use alloc::vec::Vec;

use super::text::Text;

/// One of the places where a provider runs its API.
#[derive(Debug)]
#[non_exhaustive]
pub struct Server {
    /// The provider's name for the environment.
    pub name: String,
    /// The base URL; `None` if it is not public.
    pub url: Option<Text>,
    /// The known hosts of this environment: those of its URLs, with placeholders in braces, and those of `hosts`.
    pub hosts: Vec<String>,
    /// The constants of this environment, by name.
    pub variables: Vec<(String, String)>,
    /// How the path of a base URL identifies the environment.
    pub base_path: BasePath,
}

impl Server {
    /// No server.
    pub(crate) const NOWHERE: Self = Self {
        name: String::new(),
        url: None,
        hosts: Vec::new(),
        variables: Vec::new(),
        base_path: BasePath::Any,
    };
}

/// The rule for the path of a base URL.
#[derive(Debug)]
#[non_exhaustive]
pub enum BasePath {
    /// Any path is allowed.
    Any,
    /// The path must contain this segment.
    With(String),
    /// The path must not contain a segment that a server could read as this segment.
    Without(String),
}
