//! Where a provider runs its API.

use alloc::string::String;
use alloc::vec::Vec;

use super::text::Text;

/// One of the places where a provider runs its API.
#[derive(Debug)]
#[non_exhaustive]
pub struct Server {
    /// The provider's name for it.
    pub name: String,
    /// The base URL; `None` if it is not public.
    pub url: Option<Text>,
    /// The other hosts where it is known to be served.
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

/// What the path of a base URL must contain.
#[derive(Debug)]
#[non_exhaustive]
pub enum BasePath {
    /// Nothing.
    Any,
    /// This segment.
    With(String),
    /// No segment like this.
    Without(String),
}
