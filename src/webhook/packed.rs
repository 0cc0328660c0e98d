//! Writes the profile of a sender as text, and reads the text again.

use alloc::string::String;

use super::{Cell, Row, Sender, Table, Verdict};
use crate::packed::{Packed, Unpacker, packed_struct, packed_words, push_number};

packed_words!(Verdict);

packed_struct! {
    Table { members, rows, words }
    Row { verdict, cells }
    Sender { token_member, own_claim, event_id, told, told_by_token, acknowledge }
}

impl Packed for Cell {
    fn pack(&self, text: &mut String) {
        let kind = match self {
            Self::Absent => 0,
            Self::Text => 1,
            Self::Id => 2,
            Self::Any => 3,
            Self::Word(_) => 4,
        };
        push_number(text, kind);
        if let Self::Word(word) = self {
            word.pack(text);
        }
    }

    fn unpack(text: &mut Unpacker<'_>) -> Self {
        match text.number() {
            0 => Self::Absent,
            1 => Self::Text,
            2 => Self::Id,
            3 => Self::Any,
            _ => Self::Word(Packed::unpack(text)),
        }
    }
}
