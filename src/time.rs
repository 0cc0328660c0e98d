//! Instants, and the formats in which they are written. The time is always an argument: no function of this module
//! reads a clock.

mod calendar;
pub(crate) mod http_date;
pub(crate) mod retry_after;
mod timestamp_format;
mod unix_time;

pub use self::timestamp_format::TimestampFormat;
#[cfg(feature = "wasm-facts")]
pub(crate) use self::unix_time::MAX_MS;
pub use self::unix_time::UnixTime;
