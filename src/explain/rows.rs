//! Short names that are used in the rows of the table of mistakes.

use super::body::Rewrite;
use super::change::Change;
use super::form_text::FormStyle;
use super::json_text::{Spacing, Style};
use super::layout::Layout;
use super::method::MethodChange;
use super::secret::SecretReading;
use super::tag::Written;
use super::timing::Timing;
use crate::TimestampFormat;
use crate::encoding::hex::Case;

pub(super) const SPACED: Style = Style::laid(Spacing::Spaced);
pub(super) const AS_IT_IS: Style = Style::laid(Spacing::AsItIs);
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";
pub(super) const UNIX: TimestampFormat = TimestampFormat::Unix;
pub(super) const MILLIS: TimestampFormat = TimestampFormat::UnixMillis;

pub(super) const fn json(style: Style) -> Change {
    body(Rewrite::Json(style))
}

pub(super) const fn body(rewrite: Rewrite) -> Change {
    Change::Body(rewrite)
}

pub(super) const fn key(reading: SecretReading) -> Change {
    Change::Key(reading)
}

pub(super) const fn time(of: TimestampFormat, signed: TimestampFormat, differs: bool) -> Change {
    Change::Time(Timing::Unit {
        of,
        signed,
        differs,
    })
}

pub(super) const fn message(layout: Layout) -> Change {
    Change::Message(layout)
}

pub(super) const fn method(change: MethodChange) -> Change {
    Change::Method(change)
}

pub(super) const fn written(written: Written) -> Change {
    Change::Tag(written)
}

pub(super) const fn form(style: FormStyle) -> Change {
    body(Rewrite::FormIn(style))
}

/// How browsers and `URLSearchParams` write a form.
pub(super) const URL_STANDARD: FormStyle = FormStyle {
    space: "+",
    plain: "*",
    case: Case::Upper,
};

pub(super) const PYTHON: FormStyle = FormStyle {
    plain: "~",
    ..URL_STANDARD
};

pub(super) const PHP: FormStyle = FormStyle {
    plain: "",
    ..URL_STANDARD
};

pub(super) const RFC_3986: FormStyle = FormStyle {
    space: "%20",
    ..PYTHON
};

/// How programs that encode each name and value with `encodeURIComponent` write a form.
pub(super) const JAVASCRIPT: FormStyle = FormStyle {
    plain: "!~*'()",
    ..RFC_3986
};

pub(super) const DOT_NET: FormStyle = FormStyle {
    space: "+",
    plain: "!()*",
    case: Case::Lower,
};
