//! The description of a digest.

use alloc::string::String;

use super::part::Part;
use super::template::Parts;
use crate::{Algorithm, Encoding};

/// A plain hash over a template.
#[derive(Clone, Debug)]
pub(super) struct Digest {
    pub(super) name: String,
    pub(super) hash: Algorithm,
    /// The encoding of its text; `None` if its bytes are used.
    pub(super) encoding: Option<Encoding>,
    pub(super) of: Parts,
    /// The set of the parts in its template.
    pub(super) set: Part,
}
