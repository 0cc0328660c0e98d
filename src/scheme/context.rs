//! The context in which a scheme is read.

/// The context in which a scheme is read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Context<'a> {
    /// Whether the scheme is part of another definition. An error then has the index of the byte in
    /// its template.
    pub(crate) is_nested: bool,
    /// Whether the scheme only signs requests.
    pub(crate) is_for_requests: bool,
    /// The variables of the context, in addition to those of the scheme.
    pub(crate) vars: &'a [&'a str],
    /// The name of the scheme in the catalogue; otherwise empty.
    pub(crate) name: &'a str,
    /// Whether the scheme may have the member `about`, which describes it.
    pub(crate) is_about: bool,
}
