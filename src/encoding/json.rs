//! A strict reader of one small JSON document ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)).
//!
//! The reader rejects texts that many readers accept: a name that occurs twice in an object, a lone surrogate, a
//! byte order mark, anything after the document, and a document above the limits below. A repeated name is rejected
//! because two readers could choose different values. Numbers stay text, so no digit of a large id is lost.
//!
//! A document is read into a flat list of positions. No text is copied, so the reader makes no copy of a token.

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
