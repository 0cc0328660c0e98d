//! Mistakes in the signed parts other than the body, and in their order.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::attempt::Attempt;
use crate::encoding::decimal;
use crate::scheme::{Compiled, Part, TemplatePiece};

/// A difference between the signed message and the scheme.
#[derive(Clone, Copy, Debug)]
pub(super) enum Layout {
    /// The timestamp is first, and this separator follows. `None` is the separator of the scheme.
    TimeFirst(Option<&'static str>),
    /// The timestamp is last, after this separator. `None` is the separator of the scheme.
    TimeLast(Option<&'static str>),
    /// This text separates the timestamp from the part next to it.
    Separator(&'static str),
    /// This part is left out.
    Without(Part),
    /// The message is only the body.
    BodyAlone,
    /// The message has no separators.
    Joined,
    /// The text at the beginning of the message is left out.
    Bare,
    /// The message ends with a line break.
    LineBreak,
    /// Only for a scheme without a time: the time of a header field is first, followed by this separator.
    FieldFirst(&'static str),
    /// Only for a scheme without a time: the time of a header field is last, after this separator.
    FieldLast(&'static str),
    /// The URL and the body are exchanged.
    Crossed,
    /// The first part of the URL is replaced by the second.
    Wider(Part, Part),
}

impl Layout {
    pub(super) fn undo<'a>(self, attempt: &Attempt<'a>) -> Option<Attempt<'a>> {
        if let Self::Wider(part, other) = self {
            return wider(attempt, part, other);
        }
        let message = attempt.scheme.message_pieces();
        let changed = match self {
            Self::FieldFirst(between) => {
                let time = time_of_field(attempt, &message)?;
                [&[time, (Part::LITERAL, between.into())], &*message].concat()
            }
            Self::FieldLast(between) => {
                let time = time_of_field(attempt, &message)?;
                [&*message, &[(Part::LITERAL, between.into()), time]].concat()
            }
            _ => self.change(&message)?,
        };
        (changed != message).then(|| attempt.with_message(&changed))
    }

    fn change(self, message: &[TemplatePiece]) -> Option<Vec<TemplatePiece>> {
        let is_body = |piece: &TemplatePiece| piece.0 == Part::BODY;
        let is_url = |piece: &TemplatePiece| piece.0 == Part::URL;
        let is_time = |piece: &TemplatePiece| piece.0 == Part::TIMESTAMP;
        let mut changed = Vec::from(message);
        match self {
            Self::TimeFirst(_) if message.first().is_some_and(is_time) => return None,
            Self::TimeLast(_) if message.last().is_some_and(is_time) => return None,
            Self::TimeFirst(separator) => {
                let (time, between) = take(&mut changed, Part::TIMESTAMP)?;
                let between = separator.map_or(between, String::from);
                changed.splice(..0, [time, (Part::LITERAL, between)]);
            }
            Self::TimeLast(separator) => {
                let (time, between) = take(&mut changed, Part::TIMESTAMP)?;
                let between = separator.map_or(between, String::from);
                changed.extend([(Part::LITERAL, between), time]);
            }
            Self::Separator(text) => separate(&mut changed, text)?,
            Self::Without(part) => drop(take(&mut changed, part)?),
            Self::BodyAlone => changed = vec![message.iter().find(|piece| is_body(piece))?.clone()],
            Self::Joined => {
                let last = message.len().checked_sub(1)?;
                let mut place = 0..;
                changed.retain(|(part, _)| {
                    let place = place.next().unwrap_or_default();
                    *part != Part::LITERAL || place == 0 || place == last
                });
            }
            Self::Bare => {
                let (Part::LITERAL, _) = message.first()? else {
                    return None;
                };
                changed.remove(0);
            }
            Self::Crossed => {
                let body = message.iter().position(is_body)?;
                changed.swap(body, message.iter().position(is_url)?);
            }
            Self::FieldFirst(_) | Self::FieldLast(_) | Self::Wider(..) => return None,
            Self::LineBreak => {
                message.last().filter(|piece| !is_body(piece))?;
                changed.push((Part::LITERAL, "\n".into()));
            }
        }
        changed.retain(|(part, text)| *part != Part::LITERAL || !text.is_empty());
        Some(changed)
    }
}

/// The message with another part of the URL.
fn wider<'a>(attempt: &Attempt<'a>, part: Part, other: Part) -> Option<Attempt<'a>> {
    let mut is_changed = false;
    let scheme = Compiled::clone(&attempt.scheme).with_parts(&mut |(found, _)| {
        if found.has(part) {
            *found = found.without(part).or(other);
            is_changed = true;
        }
    });
    is_changed.then(|| attempt.with_scheme(scheme))
}

/// The text of the first header field that looks like a time, which is a Unix time or an ISO 8601 date. `None` if
/// no field looks like a time, or if the message already has a timestamp.
fn time_of_field(attempt: &Attempt<'_>, message: &[TemplatePiece]) -> Option<TemplatePiece> {
    if message.iter().any(|piece| piece.0 == Part::TIMESTAMP) {
        return None;
    }
    let is_date = |value: &str| value.get(10..11) == Some("T") && value.ends_with('Z');
    let is_age = |value: &str| matches!(value.len(), 10 | 13) && decimal::read(value).is_some();
    let mut values = attempt.fields.iter().map(|(_, value)| &**value);
    let time = values.find(|value| is_age(value) || is_date(value))?;
    Some((Part::LITERAL, time.into()))
}

/// Removes a part and the text after it. If the part is last, removes the text before it. Returns the part and the
/// text.
fn take(pieces: &mut Vec<TemplatePiece>, part: Part) -> Option<(TemplatePiece, String)> {
    let place = pieces.iter().position(|piece| piece.0 == part)?;
    let piece = pieces.remove(place);
    let is_last = place == pieces.len();
    let beside = if is_last {
        place.checked_sub(1)
    } else {
        Some(place)
    };
    let literal = beside.filter(|beside| {
        let piece = pieces.get(*beside);
        piece.is_some_and(|piece| piece.0 == Part::LITERAL)
    });
    let text = literal.map_or_else(String::new, |literal| pieces.remove(literal).1);
    Some((piece, text))
}

/// Replaces the text after the timestamp. If the timestamp is last, replaces the text before it.
fn separate(pieces: &mut Vec<TemplatePiece>, text: &str) -> Option<()> {
    let time = pieces.iter().position(|piece| piece.0 == Part::TIMESTAMP)?;
    let after = time.saturating_add(1);
    let is_last = after == pieces.len();
    let beside = if is_last { time.checked_sub(1)? } else { after };
    match pieces.get_mut(beside) {
        Some((Part::LITERAL, literal)) => *literal = text.into(),
        _ => pieces.insert(
            after.saturating_sub(is_last.into()),
            (Part::LITERAL, text.into()),
        ),
    }
    Some(())
}
