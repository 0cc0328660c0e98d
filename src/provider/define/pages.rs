//! Reads the parameters for the pages of a list.

use super::common::{MISSING, check_name};
use crate::definition::Member;
use crate::provider::profile::Pages;
use crate::{Error, grammar};

pub(super) fn read(root: &Member<'_, '_>, into: &mut Option<Pages>) -> Result<(), Error> {
    let Some(member) = root.get("pages") else {
        return Ok(());
    };
    member.only(&["page", "first", "size", "defaultSize", "maxSize"])?;
    let name = |name| {
        let given = member.need(name, MISSING)?;
        let text = given.short(64)?;
        check_name(&text, &given)?;
        let is_of_name = |byte| grammar::is_unreserved(byte) || matches!(byte, b'[' | b']');
        if text.bytes().all(is_of_name) {
            Ok(text)
        } else {
            Err(given.fault("may contain only letters, digits and -._~[]"))
        }
    };
    let number = |name, least, other| match member.get(name) {
        Some(number) => number.number(least, i32::MAX.unsigned_abs(), ""),
        None => Ok(other),
    };
    let pages = into.insert(Pages {
        page: name("page")?,
        first: number("first", 0, 1)?,
        size: name("size")?,
        default_size: number("defaultSize", 1, 0)?,
        max_size: number("maxSize", 1, u32::MAX)?,
    });
    if pages.default_size > pages.max_size {
        return Err(member.missing("defaultSize", "must not be greater than `maxSize`"));
    }
    if pages.page == pages.size {
        return Err(member.missing("size", "must not be the same parameter as `page`"));
    }
    Ok(())
}
