//! A definition that a user writes as JSON: its members by their paths, and errors that name them.

mod member;

pub(crate) use member::Member;
