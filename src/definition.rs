//! A definition that a user writes as JSON: its members by their paths, and errors that name them.

mod forms;
mod member;

pub(crate) use forms::with_form;
pub(crate) use member::{Member, list};
