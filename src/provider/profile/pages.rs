//! The parameters with which a list is read page by page.

use alloc::string::String;

use crate::encoding::decimal;
use crate::{Error, ErrorKind};

/// The parameters with which a list is read page by page.
#[derive(Debug)]
#[non_exhaustive]
pub struct Pages {
    /// The query parameter for the number of a page.
    pub page: String,
    /// The number of the first page.
    pub first: u32,
    /// The query parameter for the number of elements of a page.
    pub size: String,
    /// The default number of elements of a page. If it is 0, the parameter is not sent, and the provider chooses
    /// the number.
    pub default_size: u32,
    /// The maximum number of elements of a page.
    pub max_size: u32,
}

impl Pages {
    /// The query for the page `page` with `size` elements. `None` selects the default value.
    ///
    /// # Examples
    ///
    /// ```
    /// use payauth::provider::Profile;
    ///
    /// let doorpay = Profile::named("doorpay").unwrap();
    /// let pages = doorpay.pages.as_ref().unwrap();
    /// assert_eq!(pages.query(None, Some(50))?, "page=0&size=50");
    /// assert!(pages.query(None, Some(101)).is_err());
    /// # Ok::<(), payauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Option`] for a page before the first page, for a size of 0, and for a size above `max_size`.
    pub fn query(&self, page: Option<u32>, size: Option<u32>) -> Result<String, Error> {
        let refuse = |name: &str, words, limit: u32| {
            let limit = decimal::text(usize::try_from(limit).unwrap_or(usize::MAX));
            Err(Error::named(ErrorKind::Option, name, "").in_words(&[words, &limit]))
        };
        let page = page.unwrap_or(self.first);
        if page < self.first {
            return refuse(&self.page, "must be at least ", self.first);
        }
        let is_left_out = size.is_none() && self.default_size == 0;
        let size = size.unwrap_or(self.default_size);
        if !is_left_out && (size == 0 || size > self.max_size) {
            return refuse(&self.size, "must be from 1 to ", self.max_size);
        }
        let mut query = String::new();
        for (separator, name, number) in [("", &self.page, page), ("&", &self.size, size)] {
            if !separator.is_empty() && is_left_out {
                break;
            }
            query.push_str(separator);
            for character in name.chars() {
                match character {
                    '[' => query.push_str("%5B"),
                    ']' => query.push_str("%5D"),
                    plain => query.push(plain),
                }
            }
            query.push('=');
            decimal::push(&mut query, number.into());
        }
        Ok(query)
    }
}
