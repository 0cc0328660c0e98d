//! Errors about one item of a list.

use alloc::string::String;

use crate::Error;
use crate::encoding::decimal;

impl Error {
    /// The same error, about the item at the index `place` of the list `list`. An error about another argument than
    /// the list is about this member of the item.
    #[cold]
    pub(crate) fn of_item(self, list: &str, place: u64) -> Self {
        let mut name = String::from(list);
        name.push('[');
        decimal::push(&mut name, place);
        name.push(']');
        if self.argument() != list {
            name.push('.');
            name.push_str(self.argument());
        }
        self.about(&name)
    }
}
