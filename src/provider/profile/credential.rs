//! A credential by the provider's own name.

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
    pub(crate) const fn new(name: &'static str) -> Self {
        Self {
            name,
            prefixes: &[],
            pair: "",
        }
    }
}
