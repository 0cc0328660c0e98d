//! The description of a digest.

use alloc::string::String;

use super::part::Part;
use super::template::Parts;
use crate::{Algorithm, Encoding};

/// A plain hash of a template that is filled with values.
#[derive(Clone, Debug)]
pub(super) struct Digest {
    pub(super) name: String,
    pub(super) hash: Algorithm,
    /// The encoding of the digest as text; `None` if the bytes of the digest are used.
    pub(super) encoding: Option<Encoding>,
    pub(super) of: Parts,
    /// The set of the parts in the template.
    pub(super) set: Part,
}
