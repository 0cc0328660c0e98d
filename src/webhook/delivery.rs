//! A received message without its body, and the time window.

use crate::pairs::Pairs;
use crate::scheme::{Compiled, Received};
use crate::{Error, ErrorKind, UnixTime};

/// A received message, without its body.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Delivery<'a> {
    /// The received header fields: each name with its value.
    pub fields: &'a [(&'a str, &'a str)],
    /// The URL that is registered with the sender, if the scheme signs the URL; otherwise empty.
    pub url: &'a str,
    /// The time at which the message was received.
    pub now: UnixTime,
    /// The time window for the timestamp of the message.
    pub window: Window,
    /// The method of the request, if the scheme signs the method; otherwise empty.
    pub method: &'a str,
    /// The values of the scheme's variables, each with the name of the variable.
    pub vars: &'a [(&'a str, &'a str)],
}

impl<'a> Delivery<'a> {
    /// A message with these header fields, which was received at the time `now`.
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

    /// The same delivery with the URL that is registered with the sender.
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

/// The maximum difference between the timestamp of a message and now. A difference of exactly the maximum is
/// accepted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Window {
    /// The scheme's tolerance, for the past and for the future.
    #[default]
    OfScheme,
    /// These numbers of seconds. A number of 0 accepts only the current time.
    Secs {
        /// The maximum age of a message, in seconds.
        past: u32,
        /// The maximum number of seconds by which the sender's clock may be ahead.
        future: u32,
    },
    /// Accepts every timestamp. So a captured message is accepted at any time.
    UnsafeSkip,
}

/// The number of seconds for which a replay key is kept after its message is no longer accepted.
const MARGIN_SECS: u64 = 60;

impl Window {
    /// The seconds into the past and into the future; `None` if the timestamp is not checked.
    fn secs(self, scheme: &Compiled) -> Result<Option<(u32, u32)>, Error> {
        let tolerance = scheme.window_secs();
        match (self, scheme.timestamp()) {
            (Self::OfScheme, Some(_)) => Ok(tolerance.map(|secs| (secs, secs))),
            (Self::Secs { past, future }, Some(_)) => Ok(Some((past, future))),
            (Self::Secs { .. }, None) => {
                let detail =
                    "must be left out, like futureSecs, because this scheme has no timestamp";
                Err(Error::new(ErrorKind::Option, "pastSecs", detail))
            }
            (Self::OfScheme, None) | (Self::UnsafeSkip, _) => Ok(None),
        }
    }
}

/// The parts of a message that are stored until the body is complete.
#[derive(Debug)]
pub(super) struct ReceivedHeader {
    pub(super) received: Received,
    pub(super) now: UnixTime,
    /// The seconds into the past and into the future; `None` if the timestamp is not checked.
    window: Option<(u32, u32)>,
}

impl ReceivedHeader {
    /// Reads the scheme's carriers in the header.
    ///
    /// The receiver's variables are added after the variables of the delivery. If a name occurs twice, the first
    /// value is used.
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

    /// The number of seconds for which a replay key must be kept: the length of the window, and a margin.
    pub(super) fn ttl_secs(&self) -> Option<u64> {
        let (past, future) = self.window?;
        let both = u64::from(past).saturating_add(future.into());
        Some(both.saturating_add(MARGIN_SECS))
    }

    /// Compares the time of an authentic message with the window.
    ///
    /// `now` is rounded down to the unit of the timestamp's text. So a message whose time has no fraction is in the
    /// window during the whole second in which it was signed.
    pub(super) fn check_window(
        &self,
        scheme: &Compiled,
        instant: Option<(UnixTime, u64)>,
    ) -> Result<(), Error> {
        let (Some((instant, unit_ms)), Some((past, future))) = (instant, self.window) else {
            return Ok(());
        };
        let (instant, now) = (instant.as_millis(), self.now.as_millis());
        let now = now.saturating_sub(now.checked_rem(unit_ms).unwrap_or_default());
        let millis = |secs: u32| u64::from(secs).saturating_mul(1000);
        let (kind, detail) = if now.saturating_sub(instant) > millis(past) {
            (
                ErrorKind::TooOld,
                "has a timestamp older than the time window allows",
            )
        } else if instant.saturating_sub(now) > millis(future) {
            (
                ErrorKind::TooNew,
                "has a timestamp later than the time window allows",
            )
        } else {
            return Ok(());
        };
        Err(Error::named(kind, scheme.time_name(), detail))
    }
}
