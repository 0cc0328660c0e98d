//! Records: texts that cross the boundary between the wasm module and JavaScript together, each text as a line.

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
    ($($(#[doc = $doc:literal])+ $record:ident { $($(#[doc = $about:literal])+ $line:ident,)+ })+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Copy, Debug)]
            #[non_exhaustive]
            pub struct $record<'a> {
                $($(#[doc = $about])+ pub $line: &'a str,)+
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
            lines: &[$((stringify!($line), concat!($($about),+))),+],
        }),+];
    };
}

records! {
    /// An error. The name of the argument is last, because it may contain line feeds: it ends at the last line feed
    /// of the record.
    ErrorRecord {
        /// The code of the error.
        code,
        /// The side that must fix the error.
        blame,
        /// The index of the byte that caused the error; empty if absent.
        index,
        /// The path of the member of a definition that caused the error; empty if absent.
        path,
        /// What is wrong, and what to do.
        detail,
        /// The name of the argument that caused the error, or the path of the member of a definition.
        argument,
    }

    /// The options of a client. The credentials follow; each credential is a name and a text.
    ClientRecord {
        /// The environment; empty if absent.
        environment,
        /// The base URL; empty if absent.
        base_url,
        /// The URL of the token endpoint; empty if absent.
        token_url,
        /// How many milliseconds before its expiry a token is refreshed; empty if absent.
        early_ms,
        /// Whether the claim `exp` of a token is used if the answer of the token endpoint contains no lifetime.
        reads_exp,
    }

    /// A call of a client. More lines follow: the nonce if there is a nonce, then the names and values of the path's
    /// parameters, then the names and values of the header fields.
    CallRecord {
        /// The path of the call.
        path,
        /// The method; empty if absent.
        method,
        /// The idempotency key; empty if absent.
        key,
        /// The way to authenticate the call; empty if absent.
        auth,
        /// The value of the header field `Authorization`; empty if absent.
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
        /// A JSON array with four elements: the message, the code, the request id, and an object. Each of the first three elements is
        /// a text or null. The object has a member for each wrong field: its name is the name of the field, and its value is the
        /// message about this field.
        found,
    }

    /// A decision about a token. If the decision reports an error, an `ErrorRecord` follows.
    DecisionRecord {
        /// The action that the decision requires.
        action,
        /// The time in milliseconds until which the same decision would be made, or 0 if there is no usable token.
        valid_until_ms,
        /// The time in milliseconds at which to ask for a decision again, or 0 if there is no reason to wait.
        until_ms,
        /// Whether an old token is used because the refresh of the token failed.
        is_degraded,
        /// Whether the host's clock was set back.
        is_clock_backwards,
        /// The fingerprint of the token; empty if absent.
        fingerprint,
        /// The value of the header field `Authorization`; empty if absent.
        authorization,
    }

    /// A request for the lease of a token refresh, or of a message of the inbox.
    LeaseRecord {
        /// The name of the caller.
        owner,
        /// The state of the token or of the message.
        state,
    }

    /// A lease of a token refresh that was granted. The method, the URL and the fields of the token request follow as
    /// lines.
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

    /// The answer to a request for a lease that another caller has.
    HeldRecord {
        /// The word `held`.
        granted,
        /// The time in milliseconds at which to ask for a decision again.
        until_ms,
    }

    /// The answer to a token request. The record does not contain the body of the answer.
    CommitRecord {
        /// The state of the token.
        state,
        /// The name of the lease.
        ticket,
        /// The value of the header field `Retry-After`; empty if absent.
        retry_after,
        /// The value of the header field `Date`; empty if absent.
        date,
    }

    /// An answer with the status 401.
    UnauthorizedRecord {
        /// The state of the token.
        state,
        /// The fingerprint of the token that was rejected.
        fingerprint,
        /// The value of the header field `WWW-Authenticate`; empty if absent.
        challenge,
    }

    /// The verdict about an answer with the status 401.
    VerdictRecord {
        /// The verdict.
        verdict,
        /// The state to store.
        state,
    }

    /// Two states of a token that are compared.
    NewerRecord {
        /// The state that may be newer.
        state,
        /// The state with which the first state is compared.
        than,
    }

    /// A lease of a token refresh that the caller releases.
    ReleaseRecord {
        /// The state of the token.
        state,
        /// The name of the lease.
        ticket,
    }

    /// A decision of the inbox, which handles each message only once.
    InboxRecord {
        /// The verdict.
        verdict,
        /// The number of the attempt, or the time in milliseconds at which the lease of another caller ends.
        number,
        /// The state to store.
        state,
    }

    /// A request of one host for permission to make a call, if several hosts share one rate limit.
    ShareRecord {
        /// A random word, with which hosts recognise that the shared state was lost. It is used only if the shared state is empty.
        epoch,
        /// The counts of calls that the host has seen in the shared state, each with the time at which the host saw the
        /// count; empty at first.
        seen,
        /// The shared state; empty at first.
        state,
    }

    /// The decision about a call of one host, if several hosts share one rate limit.
    SharedRecord {
        /// The milliseconds to wait before the call, or 0.
        wait_ms,
        /// The state to store.
        state,
        /// The counts of calls that the host has seen, with their times, for the host's next request.
        seen,
    }

    /// The header field `Date` of an answer, from which the offset of the server's clock is computed.
    ClockRecord {
        /// The state from which the offset of the server's clock is computed.
        state,
        /// The value of the header field `Date`.
        date,
    }

    /// The user-id and the password of Basic authentication.
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
        /// The method of the request.
        method,
        /// The path of the request.
        path,
    }

    /// The facts that are equal for all messages of a scheme or a receiver. The names of the header fields to read
    /// follow.
    LooksRecord {
        /// The name of the sender; empty if absent.
        name,
        /// The path of the event's id in a signed body; empty if absent.
        path,
        /// The parts of the message that the signature covers: a word, or a JSON array of the paths of members.
        covers,
        /// The reasons why the scheme is weak, separated by commas.
        weak,
        /// The body of the answer that acknowledges a message.
        acknowledge,
        /// Why the scheme cannot verify, or nothing.
        unfit,
    }

    /// The data from which the replay key of a message is made. The id of the event is not in this record.
    IdentityRecord {
        /// The name of the sender.
        name,
        /// The path of the event's id in the body.
        path,
        /// The tag of the message in hex.
        tag,
    }

    /// A message to sign. Pairs of names and values follow, which are the header fields and the other values that the scheme may sign.
    MessageRecord {
        /// The id of the message; empty if absent.
        id,
        /// The URL; empty if absent.
        url,
    }
}
