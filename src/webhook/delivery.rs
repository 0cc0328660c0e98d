//! A received message without its body, and the time window.

use crate::pairs::Pairs;
use crate::scheme::{Compiled, Received};
use crate::{Error, ErrorKind, TimestampFormat, UnixTime};

/// A received message, without its body.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Delivery<'a> {
    /// The received header fields: each name with its value.
    pub fields: &'a [(&'a str, &'a str)],
    /// The URL as it is registered with the sender, if the scheme signs it; otherwise empty.
    pub url: &'a str,
    /// When the message was received.
    pub now: UnixTime,
    /// The time window.
    pub window: Window,
    /// The method of the request, if the scheme signs it; otherwise empty.
    pub method: &'a str,
    /// The values of the scheme's variables, by their names.
    pub vars: &'a [(&'a str, &'a str)],
}

impl<'a> Delivery<'a> {
    /// A message with these header fields, received at `now`.
    #[must_use]
    pub const fn new(fields: &'a [(&'a str, &'a str)], now: UnixTime) -> Self {
        Self {
            fields,
            url: "",
            now,
            window: Window::OfScheme,
            method: "",
            vars: &[],
        }
    }

    /// The same delivery with the URL as it is registered with the sender.
    #[must_use]
    pub const fn url(self, url: &'a str) -> Self {
        Self { url, ..self }
    }

    /// The same delivery with the method of the request.
    #[must_use]
    pub const fn method(self, method: &'a str) -> Self {
        Self { method, ..self }
    }

    /// The same delivery with the values of the scheme's variables.
    #[must_use]
    pub const fn vars(self, vars: &'a [(&'a str, &'a str)]) -> Self {
        Self { vars, ..self }
    }

    /// The same delivery with another window.
    #[must_use]
    pub const fn window(self, window: Window) -> Self {
        Self { window, ..self }
    }
}

/// How far the timestamp of a message may be from now. Both limits are accepted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Window {
    /// The scheme's tolerance, in both directions.
    #[default]
    OfScheme,
    /// These numbers of seconds; 0 accepts only the current time.
    Secs {
        /// The maximum age of a message.
        past: u32,
        /// How far ahead the sender's clock may be.
        future: u32,
    },
    /// Accepts every timestamp. A captured message is then accepted at any time.
    UnsafeSkip,
}

/// A replay key is kept for this much longer than its message is accepted.
const MARGIN_SECS: u64 = 60;

impl Window {
    /// The seconds into the past and into the future; `None` if no timestamp is checked.
    fn secs(self, scheme: &Compiled) -> Result<Option<(u32, u32)>, Error> {
        let tolerance = scheme.window_secs();
        match (self, scheme.timestamp()) {
            (Self::OfScheme, Some(_)) => Ok(tolerance.map(|secs| (secs, secs))),
            (Self::Secs { past, future }, Some(_)) => Ok(Some((past, future))),
            (Self::Secs { .. }, None) => {
                let detail = "cannot be checked: this scheme has no timestamp";
                Err(Error::new(ErrorKind::Option, "window", detail))
            }
            (Self::OfScheme, None) | (Self::UnsafeSkip, _) => Ok(None),
        }
    }
}

/// The parts of a message that are kept until the body is complete.
#[derive(Debug)]
pub(super) struct ReceivedHeader {
    pub(super) received: Received,
    pub(super) now: UnixTime,
    /// The seconds into the past and into the future.
    window: Option<(u32, u32)>,
}

impl ReceivedHeader {
    /// Reads the scheme's carriers in the header.
    ///
    /// The receiver's variables are added after those of the delivery. The first value of a name is used.
    pub(super) fn read(
        scheme: &Compiled,
        delivery: &Delivery<'_>,
        vars: &Pairs,
    ) -> Result<Self, Error> {
        let Delivery {
            method,
            url,
            fields,
            ..
        } = *delivery;
        let mut head = Self {
            received: scheme.receive(method, url, fields, delivery.vars)?,
            now: delivery.now,
            window: delivery.window.secs(scheme)?,
        };
        for (name, value) in vars.iter() {
            head.received.inputs.vars.push(name, value);
        }
        scheme.read_header(delivery.fields, &mut head.received)?;
        Ok(head)
    }

    /// For how many seconds a replay key must be kept: the length of the window, and a margin.
    pub(super) fn ttl_secs(&self) -> Option<u64> {
        let (past, future) = self.window?;
        let both = u64::from(past).saturating_add(future.into());
        Some(both.saturating_add(MARGIN_SECS))
    }

    /// Compares the time of an authentic message with the window.
    ///
    /// `now` is rounded down to the unit of the format, so that a message is in the window for the whole
    /// second in which it was signed.
    pub(super) fn check_window(
        &self,
        scheme: &Compiled,
        instant: Option<UnixTime>,
    ) -> Result<(), Error> {
        let unit_ms = scheme.timestamp().map_or(1, TimestampFormat::unit_ms);
        let (Some(instant), Some((past, future))) = (instant, self.window) else {
            return Ok(());
        };
        let (instant, now) = (instant.as_millis(), self.now.as_millis());
        let now = now.saturating_sub(now.checked_rem(unit_ms).unwrap_or_default());
        let millis = |secs: u32| u64::from(secs).saturating_mul(1000);
        let (kind, detail) = if now.saturating_sub(instant) > millis(past) {
            (
                ErrorKind::TooOld,
                "has a timestamp that is too old for the window",
            )
        } else if instant.saturating_sub(now) > millis(future) {
            (
                ErrorKind::TooNew,
                "has a timestamp that is too new for the window",
            )
        } else {
            return Ok(());
        };
        Err(Error::named(kind, scheme.time_name(), detail))
    }
}
