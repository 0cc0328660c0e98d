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
    /// How it is written; none for its bytes.
    pub(super) encoding: Option<Encoding>,
    pub(super) of: Parts,
    /// What it is over.
    pub(super) set: Part,
}
