//! The servers of a provider's API.

use alloc::string::String;
use alloc::vec::Vec;

use super::text::Text;

/// The server of a provider's API in one environment.
#[derive(Debug)]
#[non_exhaustive]
pub struct Server {
    /// The provider's name for the environment.
    pub name: String,
    /// The base URL; `None` if the base URL is not public.
    pub url: Option<Text>,
    /// The known hosts of this environment: the hosts of its URLs, with the names of placeholders in braces, and
    /// the hosts that `hosts` lists.
    pub hosts: Vec<String>,
    /// The constants of this environment, each with its name.
    pub variables: Vec<(String, String)>,
    /// How the path of a base URL identifies the environment.
    pub base_path: BasePath,
}

impl Server {
    /// A server without a name and a URL.
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
    /// The path must contain this segment. On a known host of the environment, it must be the first segment.
    With(String),
    /// The path must not contain a segment that a server could read as this segment.
    Without(String),
}
