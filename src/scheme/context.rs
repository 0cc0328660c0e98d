//! What surrounds a scheme that is read.

/// What surrounds a scheme that is read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Context<'a> {
    /// Whether it stands in another definition: an error then tells the byte of its template.
    pub(crate) is_nested: bool,
    /// Whether requests are signed by it, and nothing is verified.
    pub(crate) is_for_requests: bool,
    /// The variables that are there, beside those that it names.
    pub(crate) vars: &'a [&'a str],
    /// Its name in the catalogue, where it is of that.
    pub(crate) name: &'a str,
    /// Whether its member `about` says something about it.
    pub(crate) is_about: bool,
}
