//! Instants and how they are written. Time is always an argument: nothing here reads a clock.

mod calendar;
pub(crate) mod http_date;
pub(crate) mod retry_after;
mod timestamp_format;
mod unix_time;

pub use self::timestamp_format::TimestampFormat;
pub use self::unix_time::UnixTime;
