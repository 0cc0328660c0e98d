//! The context in which a scheme is read.

/// The context in which a scheme is read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Context<'a> {
    /// Whether it is part of another definition: an error then has the byte in its template.
    pub(crate) is_nested: bool,
    /// Whether it only signs requests.
    pub(crate) is_for_requests: bool,
    /// The variables of the context, besides its own.
    pub(crate) vars: &'a [&'a str],
    /// Its name in the catalogue, if it has one.
    pub(crate) name: &'a str,
    /// Whether its member `about` describes it.
    pub(crate) is_about: bool,
}
