//! Records: texts that cross the boundary together, each text as a line.

use crate::text::cut;

/// The description of a record.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Record {
    /// The name of the record.
    pub name: &'static str,
    /// The documentation of the record.
    pub doc: &'static str,
    /// The lines of the record: the name and the meaning of each line.
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
                /// Reads the lines of the record, and returns the record and the text after it.
                #[must_use]
                pub fn take(text: &'a str) -> (Self, &'a str) {
                    $(let ($line, text) = cut(text, b'\n');)+
                    (Self { $($line),+ }, text)
                }

                /// The lines of the record in their order.
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
    /// An error. The argument is last, because it may contain line feeds: it ends at the last line feed of the
    /// record.
    ErrorRecord {
        /// The code of the error.
        code,
        /// Who must fix it.
        blame,
        /// The index of the byte that caused the error; empty if absent.
        index,
        /// The path of the member of a definition that caused the error; empty if absent.
        path,
        /// What is wrong, and what to do.
        detail,
        /// The name of the argument.
        argument,
    }

    /// The options of a client. Pairs of credentials follow; each pair is a name and a text.
    ClientRecord {
        /// The environment; empty if absent.
        environment,
        /// The base URL; empty if absent.
        base_url,
        /// The URL of the token endpoint; empty if absent.
        token_url,
        /// The early window in milliseconds; empty if absent.
        early_ms,
        /// Whether the claim `exp` of a token is used if the answer contains no lifetime.
        reads_exp,
    }

    /// A call. More lines follow: the nonce if there is a nonce, then the names and values of the path's parameters and of the
    /// header fields.
    CallRecord {
        /// The path.
        path,
        /// The method; empty if absent.
        method,
        /// The idempotency key; empty if absent.
        key,
        /// The way to authenticate; empty if absent.
        auth,
        /// The value of `Authorization`; empty if absent.
        authorization,
    }

    /// A secret.
    SecretRecord {
        /// The id of the secret.
        id,
        /// The text of the secret, or its bytes in hex.
        text,
        /// Whether the secret is bytes.
        is_bytes,
        /// The first millisecond at which the secret is in use; empty if absent.
        not_before,
        /// The last millisecond at which the secret is in use; empty if absent.
        not_after,
    }

    /// The facts in an answer of a provider.
    AnswerRecord {
        /// The sum of the flags of the answer.
        flags,
        /// The milliseconds to wait before a retry, or 0.
        wait_ms,
        /// A JSON array of the message, the code and the request id, each a text or null, and an object with the messages by field.
        found,
    }

    /// A decision about a token. If there is an error, the error follows.
    DecisionRecord {
        /// The action that the decision requires.
        action,
        /// The time in milliseconds until which the decision stays the same, or 0.
        valid_until_ms,
        /// The time in milliseconds at which to decide again, or 0.
        until_ms,
        /// Whether an old token is used because the refresh failed.
        is_degraded,
        /// Whether the clock was set back.
        is_clock_backwards,
        /// The fingerprint of the token; empty if absent.
        fingerprint,
        /// The value of `Authorization`; empty if absent.
        authorization,
    }

    /// A request for the lease of a token refresh, or of a message of the inbox.
    LeaseRecord {
        /// The name of the caller.
        owner,
        /// The state of the token or of the message.
        state,
    }

    /// A lease that was granted. The token request follows without its body.
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
        /// The time in milliseconds at which to decide again.
        until_ms,
    }

    /// The answer to a token request, without its body.
    CommitRecord {
        /// The state of the token.
        state,
        /// The name of the lease.
        ticket,
        /// The value of `Retry-After`; empty if absent.
        retry_after,
        /// The value of `Date`; empty if absent.
        date,
    }

    /// An answer with the status 401.
    UnauthorizedRecord {
        /// The state of the token.
        state,
        /// The fingerprint of the token that was rejected.
        fingerprint,
        /// The value of `WWW-Authenticate`; empty if absent.
        challenge,
    }

    /// The verdict about an answer with the status 401.
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
        /// The state with which the first state is compared.
        than,
    }

    /// A lease to release.
    ReleaseRecord {
        /// The state of the token.
        state,
        /// The name of the lease.
        ticket,
    }

    /// A decision of the inbox.
    InboxRecord {
        /// The verdict.
        verdict,
        /// The number of the attempt, or the time in milliseconds at which the lease of another caller ends.
        number,
        /// The state to store.
        state,
    }

    /// A request of one host for permission to make a call. It is used if several hosts share the limit.
    ShareRecord {
        /// A new epoch.
        epoch,
        /// The part of the shared state that the host has seen.
        seen,
        /// The shared state.
        state,
    }

    /// The decision about a call of one host. It is used if several hosts share the limit.
    SharedRecord {
        /// The milliseconds to wait before the call, or 0.
        wait_ms,
        /// The state to store.
        state,
        /// The part of the shared state that the host has now seen.
        seen,
    }

    /// The `Date` of an answer, for the offset of the server's clock.
    ClockRecord {
        /// The state of the clock's offset.
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

    /// The facts that are equal for all messages of a scheme or a receiver. The names of the header fields to read
    /// follow.
    LooksRecord {
        /// The name of the sender; empty if absent.
        name,
        /// The path of the id in a signed body; empty if absent.
        path,
        /// The parts of the message that the signature covers: a word, or a JSON array of the paths of members.
        covers,
        /// The reasons why the scheme is weak, separated by commas.
        weak,
        /// The body of the answer that acknowledges a message.
        acknowledge,
    }

    /// The data from which a replay key is made, in addition to the id of the event.
    IdentityRecord {
        /// The name of the sender.
        name,
        /// The path of the id in the body.
        path,
        /// The tag of the message in hex.
        tag,
    }

    /// A message to sign; pairs of header fields and other signed values follow.
    MessageRecord {
        /// The id of the message; empty if absent.
        id,
        /// The URL; empty if absent.
        url,
    }
}
