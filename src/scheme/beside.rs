//! Checks, when a template is compiled, that the values in it stay distinct, whatever their texts are.

use super::Compiled;
use super::apart::{Bones, GAP};
use super::compile::{MESSAGE, refuse};
use super::part::Part;
use super::template::Parts;
use crate::Error;

/// The maximum number of groups, which are the parts of a message that can be left out. There is a limit because
/// each choice of groups makes a different message, and each message is checked.
const MAX_GROUPS: u32 = 4;

impl Compiled {
    /// Rejects a scheme if two values are adjacent for some choice of the groups of its message.
    ///
    /// An id and a member can be any text. If another value follows directly, the border between the two values
    /// could move without a change of the tag. If text separates the values, the border cannot move.
    pub(super) fn set_apart(&self, parts: &Parts) -> Result<(), Error> {
        let set = parts.set_from(0);
        let (mut values, mut groups) = (0_usize, 0_u32);
        // `Compiled::check` rejects {body} in a scheme that parses the body as JSON.
        let is_read = set.has(Part::ANY_FIELD);
        let any = Part::VALUE.or(if is_read { Part::VALUE } else { Part::FREE });
        for index in 0..parts.len() {
            let (part, text) = parts.get(index);
            values = values.saturating_add(part.has(any).into());
            groups = groups.saturating_add((part == Part::GROUP).into());
            if part == Part::LITERAL && set.has(Part::GROUP) && text.contains(GAP) {
                return Err(refuse(
                    MESSAGE,
                    "cannot contain a NUL character and a group […]",
                ));
            }
        }
        if groups > MAX_GROUPS {
            return Err(refuse(MESSAGE, "has more than 4 groups […]"));
        }
        let those = match self.is_joined {
            true if self.names.is_whole => Part::END,
            false if values > 1 || groups > 0 => Part::VALUE,
            _ => Part::ID,
        };
        for left_out in 0..1_u32 << groups {
            self.check_separated(MESSAGE, (parts, 0), those, left_out)?;
        }
        if self.is_joined {
            return Ok(());
        }
        if set.has(Part::PARAMS) && !self.params.is_marked() {
            let detail = "has {params}, so `params.kv` and `params.join` must differ and not be empty, unless `unsafe` has joined-members";
            return Err(refuse(MESSAGE, detail));
        }
        let lower_params = Part::PARAMS.or(Part::LOWER);
        if parts.0.iter().any(|(part, _)| *part == lower_params) && self.params.has_letters() {
            let detail = "has {lower:params}, so `params.kv` and `params.join` cannot have letters, unless `unsafe` has joined-members";
            return Err(refuse(MESSAGE, detail));
        }
        if set.has(Part::PARAMS) && self.params.from_query && self.params.from_form {
            let detail = "has {params}, so `params.from` must be either query or form, unless `unsafe` has joined-members";
            return Err(refuse(MESSAGE, detail));
        }
        if groups > 0 && set.has(Part::BODY.or(Part::DIGEST)) {
            let detail = "cannot contain a group […] together with {body} or {digest:…}";
            return Err(refuse(MESSAGE, detail));
        }
        tell_groups(parts, groups)
    }

    /// Rejects `{body}` after a digest of the body, because the whole body would be needed twice.
    pub(super) fn check_order(&self) -> Result<(), Error> {
        let mut is_after = false;
        for index in 0..self.parts.len() {
            let (part, name) = self.parts.get(index);
            is_after |= self.is_late(part, name);
            if is_after && part == Part::BODY {
                let detail = "has {body} after a digest of the body; write {body} first";
                return Err(refuse(MESSAGE, detail));
            }
        }
        Ok(())
    }

    /// Checks that, from the index `start` on, no two of the placeholders `those` are adjacent, and that no digit
    /// is next to a timestamp. Otherwise, the border between two values could move. The groups of `left_out` are
    /// not checked.
    pub(super) fn check_separated(
        &self,
        argument: &'static str,
        (parts, start): (&Parts, usize),
        those: Part,
        left_out: u32,
    ) -> Result<(), Error> {
        let (mut seen, mut before, mut left) = (Part::END, Part::LITERAL, "");
        let mut groups = Groups::new(left_out);
        let between = if argument != MESSAGE {
            Part::LITERAL
        } else if parts.set_from(start).has(Part::GROUP) {
            BETWEEN.without(Part::VAR)
        } else {
            BETWEEN
        };
        for index in start..parts.len() {
            let (part, right) = parts.get(index);
            if groups.leave_out(part) {
                continue;
            }
            let both = before.or(part);
            let is_marked = before.has(Part::METHOD) && part.has(AFTER_METHOD);
            let is_close = both.has(those) && !both.has(between) && !is_marked;
            let is_fraction = argument == MESSAGE
                && before.has(Part::TIMESTAMP)
                && self.could_be_fraction(part, right);
            let beside = match (before.has(Part::TIMESTAMP), part.has(Part::TIMESTAMP)) {
                _ if is_fraction => Some(b'0'),
                (true, _) if part == Part::LITERAL => right.bytes().next(),
                (_, true) if seen.has(Part::FREE) => left.bytes().next_back(),
                _ => None,
            };
            let is_open = argument == MESSAGE
                && !self.is_joined
                && both.has(Part::TIMESTAMP)
                && (both.has(MOVABLE) || before.has(Part::URL))
                && self.has_open_time();
            let detail = if is_close && argument == MESSAGE && self.names.is_whole {
                "has two placeholders without text between them; if the sender joins them so, write joined-members into `unsafe`"
            } else if is_close {
                "has two placeholders without text between them"
            } else if is_open && !is_fraction {
                "has {timestamp} next to a value, so `timestamp.format` must have a fixed number of digits"
            } else if beside.is_some_and(|byte| byte.is_ascii_digit()) {
                if is_fraction {
                    "has {timestamp} followed by a period or a value that could be read as a fraction"
                } else {
                    "has {timestamp} next to a digit that could be read as part of the time"
                }
            } else {
                let text = if part == Part::LITERAL { right } else { "" };
                (seen, before, left) = (seen.or(part), part, text);
                continue;
            };
            return Err(refuse(argument, detail));
        }
        Ok(())
    }
}

impl Compiled {
    /// Whether the texts of a timestamp may have different numbers of digits. Next to such a timestamp, digits of a
    /// value could be moved into the time.
    fn has_open_time(&self) -> bool {
        let formats = self.timestamp.iter().chain(&self.formats);
        let mut lengths = formats.filter_map(|format| format.usual_length());
        let Some(first) = lengths.next() else {
            return false;
        };
        first == usize::MAX || lengths.any(|length| length != first)
    }

    /// Whether the part after a timestamp could be read as the fraction of the timestamp, because some formats of
    /// the scheme have a fraction and others do not.
    fn could_be_fraction(&self, part: Part, text: &str) -> bool {
        let has = |is_one: fn(usize) -> bool| {
            let mut lengths = self.formats.iter().filter_map(|one| one.usual_length());
            lengths.any(is_one)
        };
        has(|length| length < usize::MAX)
            && has(|length| length == usize::MAX)
            && (part.has(Part::VALUE.or(Part::FREE).or(Part::VAR))
                || part == Part::LITERAL && text.starts_with('.'))
    }
}

/// The parts that can separate two values. In a message with groups, only literals are counted, so a variable does not
/// separate values.
const BETWEEN: Part = Part::LITERAL.or(Part::VAR).or(Part::SECRET);

/// The parts whose texts may begin or end with digits.
const MOVABLE: Part = Part::VALUE
    .or(Part::FREE)
    .or(Part::VAR)
    .without(Part::METHOD);

/// The parts that can follow a method without a separator, because a method cannot end with the first character of
/// such a part.
const AFTER_METHOD: Part = Part::URL.or(Part::PATH).or(Part::TARGET);

/// Rejects groups if all literals occur equally often for two choices of the groups.
fn tell_groups(parts: &Parts, groups: u32) -> Result<(), Error> {
    for one in 0..1_u32 << groups {
        for other in 0..one {
            let (one, other) = (bones(parts, one), bones(parts, other));
            let is_told = |index| {
                let (part, literal) = parts.get(index);
                part == Part::LITERAL && one.count(literal) != other.count(literal)
            };
            if !(0..parts.len()).any(is_told) {
                return Err(refuse(
                    MESSAGE,
                    "has groups […] that cannot be distinguished; write different text in each",
                ));
            }
        }
    }
    Ok(())
}

/// The literals of a message in which some of the groups are left out.
fn bones(parts: &Parts, left_out: u32) -> Bones {
    let (mut bones, mut groups) = (Bones::default(), Groups::new(left_out));
    for index in 0..parts.len() {
        let (part, text) = parts.get(index);
        if !groups.leave_out(part) {
            bones.push(part, text);
        }
    }
    bones
}

/// The choice of the groups that are left out, with one bit for each group.
struct Groups {
    /// The bits of the groups that follow.
    left_out: u32,
    is_out: bool,
}

impl Groups {
    const fn new(left_out: u32) -> Self {
        Self {
            left_out,
            is_out: false,
        }
    }

    /// Whether the next part is left out. The brackets of a group are always left out.
    fn leave_out(&mut self, part: Part) -> bool {
        match part {
            Part::GROUP => {
                self.is_out = self.left_out & 1 == 1;
                self.left_out >>= 1;
                true
            }
            Part::CLOSE => {
                self.is_out = false;
                true
            }
            _ => self.is_out,
        }
    }
}
