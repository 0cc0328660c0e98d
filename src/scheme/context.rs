//! The context in which the definition of a scheme is read: the rules that depend on the place of the definition.

/// The context in which a scheme is read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Context<'a> {
    /// Whether the scheme is part of another definition. If it is, the index of an error is the index of the byte
    /// in the template, not in the JSON.
    pub(crate) is_nested: bool,
    /// Whether the scheme is only for signing requests.
    pub(crate) is_for_requests: bool,
    /// The variables that the definition around the scheme has, in addition to the variables of the scheme.
    pub(crate) vars: &'a [&'a str],
    /// The name of the scheme in the catalogue; empty for a scheme that is not in the catalogue.
    pub(crate) name: &'a str,
    /// Whether the scheme may have the member `about`, which describes the scheme.
    pub(crate) is_about: bool,
}
