//! Where a provider runs its API.

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
    pub(crate) const fn new(name: &'static str, base_url: &'static str) -> Self {
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
    /// This segment: at the provider's own hosts as the first.
    With(&'static str),
    /// No segment like this.
    Without(&'static str),
}
