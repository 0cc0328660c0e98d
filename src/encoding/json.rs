//! A strict reader of one small JSON document ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)).
//!
//! The reader rejects texts that many readers accept: a name that occurs twice in an object (two
//! readers would see two documents), a lone surrogate, a byte order mark, anything after the
//! document, and more than the limits below. Numbers stay text, so no digit of a large id is lost.
//!
//! A document is read into a flat list of places. No text is copied, so a token is not copied,
//! either.

mod document;
pub(crate) mod escape;
mod kind;
mod limits;
pub(crate) mod quote;
mod reader;
mod value;

pub use self::document::Document;
pub use self::kind::Kind;
pub use self::limits::{DEEPEST, LONGEST, WIDEST};
pub use self::value::Value;
