//! A definition that a user writes as JSON: its members, and errors that name the path of a member.

mod forms;
mod member;

pub(crate) use forms::with_form;
pub(crate) use member::{Member, list};
