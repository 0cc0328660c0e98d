//! Records: texts that cross the boundary together, each as a line.

use crate::text::cut;

/// The description of a record.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Record {
    /// Its name.
    pub name: &'static str,
    /// Its documentation.
    pub doc: &'static str,
    /// Its lines: the name and the meaning of each.
    pub lines: &'static [(&'static str, &'static str)],
}

macro_rules! records {
    ($($(#[doc = $doc:literal])+ $record:ident { $(#[doc = $about:literal] $line:ident,)+ })+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Copy, Debug)]
            #[non_exhaustive]
            pub struct $record<'a> {
                $(#[doc = $about] pub $line: &'a str,)+
            }

            impl<'a> $record<'a> {
                /// Reads the lines, and returns the text after them.
                #[must_use]
                pub fn take(text: &'a str) -> (Self, &'a str) {
                    $(let ($line, text) = cut(text, b'\n');)+
                    (Self { $($line),+ }, text)
                }

                /// The lines in their order.
                #[must_use]
                pub fn lines(&self) -> [&'a str; [$(stringify!($line)),+].len()] {
                    [$(self.$line),+]
                }
            }
        )+

        /// Every record.
        pub const RECORDS: &[Record] = &[$(Record {
            name: stringify!($record),
            doc: concat!($($doc),+),
            lines: &[$((stringify!($line), $about)),+],
        }),+];
    };
}

records! {
    /// An error. The argument may contain line feeds, so it is last: it ends at the last line feed.
    ErrorRecord {
        /// The code.
        code,
        /// Who must fix it.
        blame,
        /// The byte at fault, or nothing.
        index,
        /// The member of a definition at fault, or nothing.
        path,
        /// What is wrong.
        detail,
        /// The argument.
        argument,
    }

    /// The options of a client; pairs of credentials follow, each a name and a text.
    ClientRecord {
        /// The environment, or nothing.
        environment,
        /// The base URL, or nothing.
        base_url,
        /// The URL of the token endpoint, or nothing.
        token_url,
        /// The early window in milliseconds, or nothing.
        early_ms,
        /// Whether the `exp` of a token counts.
        reads_exp,
    }

    /// A call; its nonce follows if it has one, then the parameters of its path and its header fields, each a name and
    /// a value.
    CallRecord {
        /// The path.
        path,
        /// The method, or nothing.
        method,
        /// The idempotency key, or nothing.
        key,
        /// The way to authenticate, or nothing.
        auth,
        /// The value of `Authorization`, or nothing.
        authorization,
    }

    /// A secret.
    SecretRecord {
        /// Its id.
        id,
        /// Its text, or its bytes in hex.
        text,
        /// Whether it is bytes.
        is_bytes,
        /// The milliseconds from which it is in use, or nothing.
        not_before,
        /// The milliseconds up to which it is in use, or nothing.
        not_after,
    }

    /// The facts in an answer of a provider.
    AnswerRecord {
        /// The sum of its flags.
        flags,
        /// The milliseconds to wait, or 0.
        wait_ms,
        /// A JSON array: the message, the code, the request id, each a text or null, and an object of messages by field.
        found,
    }

    /// A decision about a token; an error follows if there is one.
    DecisionRecord {
        /// The action.
        action,
        /// Until when the decision stays the same, or 0.
        valid_until_ms,
        /// When to decide again, or 0.
        until_ms,
        /// Whether an old token is used because the refresh failed.
        is_degraded,
        /// Whether the clock went back.
        is_clock_backwards,
        /// The name of the token, or nothing.
        fingerprint,
        /// The value of `Authorization`, or nothing.
        authorization,
    }

    /// A request for the lease of a token refresh.
    LeaseRecord {
        /// The name of the caller.
        owner,
        /// The state.
        state,
    }

    /// A lease that was granted; the token request follows without its body.
    GrantRecord {
        /// The word `granted`.
        granted,
        /// The name of the lease.
        ticket,
        /// The state to store.
        state,
        /// The body of the token request.
        body,
    }

    /// A lease that another caller has.
    HeldRecord {
        /// The word `held`.
        granted,
        /// When to decide again, in milliseconds.
        until_ms,
    }

    /// The answer to a token request, without its body.
    CommitRecord {
        /// The state.
        state,
        /// The name of the lease.
        ticket,
        /// The value of `Retry-After`, or nothing.
        retry_after,
        /// The value of `Date`, or nothing.
        date,
    }

    /// A 401.
    UnauthorizedRecord {
        /// The state.
        state,
        /// The name of the token that was rejected.
        fingerprint,
        /// The value of `WWW-Authenticate`, or nothing.
        challenge,
    }

    /// What to do about a 401.
    VerdictRecord {
        /// The verdict.
        verdict,
        /// The state to store.
        state,
    }

    /// Two states.
    NewerRecord {
        /// The state that may be newer.
        state,
        /// The state that it is compared with.
        than,
    }

    /// A lease to release.
    ReleaseRecord {
        /// The state.
        state,
        /// The name of the lease.
        ticket,
    }

    /// A decision of the inbox.
    InboxRecord {
        /// The verdict.
        verdict,
        /// The attempt, or the milliseconds at which the lease of another caller ends.
        number,
        /// The state to store.
        state,
    }

    /// A request for a call of one host, if many hosts share the limit.
    ShareRecord {
        /// A new epoch.
        epoch,
        /// The part of the state that the host has seen.
        seen,
        /// The state.
        state,
    }

    /// A decision about a call of one host, if many hosts share the limit.
    SharedRecord {
        /// The milliseconds to wait, or 0.
        wait_ms,
        /// The state to store.
        state,
        /// The part of the state that the host has now seen.
        seen,
    }

    /// The `Date` of an answer.
    ClockRecord {
        /// The state.
        state,
        /// The value of `Date`.
        date,
    }

    /// Basic credentials.
    BasicRecord {
        /// The user-id.
        user_id,
        /// The password.
        password,
    }

    /// An operation whose idempotency key is derived.
    OperationRecord {
        /// The id of the operation.
        id,
        /// The method.
        method,
        /// The path.
        path,
    }

    /// The facts that are the same for all messages of a scheme or a receiver; the names of the header fields to read follow.
    LooksRecord {
        /// The name of the sender, or nothing.
        name,
        /// The path of the id in a signed body, or nothing.
        path,
        /// What the signature covers: a word, or members as a JSON array of their paths.
        covers,
        /// Why the scheme is weak, separated by commas.
        weak,
        /// The body of the answer that acknowledges a message.
        acknowledge,
    }

    /// The data that a replay key is made from, in addition to the id of the event.
    IdentityRecord {
        /// The name of the sender.
        name,
        /// The path of the id in the body.
        path,
        /// The tag in hex.
        tag,
    }

    /// A message to sign; pairs of header fields and other signed values follow.
    MessageRecord {
        /// The id of the message, or nothing.
        id,
        /// The URL, or nothing.
        url,
    }
}
