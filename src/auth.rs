//! HTTP authentication ([RFC 9110, section 11](https://www.rfc-editor.org/rfc/rfc9110#section-11)).

pub mod basic;
pub mod bearer;
pub mod challenge;
