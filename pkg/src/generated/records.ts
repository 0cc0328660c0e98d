// The lines of the records that the wasm module and the facade pass to each other.
// Written by `cargo xtask generate` from src/facts. Change src/facts instead of this file.

/** An error. The name of the argument is last, because it may contain line feeds: it ends at the last line feed of the record. */
export type ErrorRecord = [code: string, blame: string, index: string, path: string, detail: string, argument: string];
/** The number of lines of the record. */
export const ERROR_LINES = 6;
/** The code of the error. */
export const ERROR_CODE = 0;
/** The side that must fix the error. */
export const ERROR_BLAME = 1;
/** The index of the byte that caused the error; empty if absent. */
export const ERROR_INDEX = 2;
/** The path of the member of a definition that caused the error; empty if absent. */
export const ERROR_PATH = 3;
/** What is wrong, and what to do. */
export const ERROR_DETAIL = 4;
/** The name of the argument that caused the error, or the path of the member of a definition. */
export const ERROR_ARGUMENT = 5;

/** The options of a client. The credentials follow; each credential is a name and a text. */
export type ClientRecord = [environment: string, baseUrl: string, tokenUrl: string, earlyMs: string, readsExp: string];
/** The number of lines of the record. */
export const CLIENT_LINES = 5;
/** The environment; empty if absent. */
export const CLIENT_ENVIRONMENT = 0;
/** The base URL; empty if absent. */
export const CLIENT_BASE_URL = 1;
/** The URL of the token endpoint; empty if absent. */
export const CLIENT_TOKEN_URL = 2;
/** How many milliseconds before its expiry a token is refreshed; empty if absent. */
export const CLIENT_EARLY_MS = 3;
/** Whether the claim `exp` of a token is used if the answer of the token endpoint contains no lifetime. */
export const CLIENT_READS_EXP = 4;

/** A call of a client. More lines follow: the nonce if there is a nonce, then the names and values of the path's parameters, then the names and values of the header fields. */
export type CallRecord = [path: string, method: string, key: string, auth: string, authorization: string];
/** The number of lines of the record. */
export const CALL_LINES = 5;
/** The path of the call. */
export const CALL_PATH = 0;
/** The method; empty if absent. */
export const CALL_METHOD = 1;
/** The idempotency key; empty if absent. */
export const CALL_KEY = 2;
/** The way to authenticate the call; empty if absent. */
export const CALL_AUTH = 3;
/** The value of the header field `Authorization`; empty if absent. */
export const CALL_AUTHORIZATION = 4;

/** A secret. */
export type SecretRecord = [id: string, text: string, isBytes: string, notBefore: string, notAfter: string];
/** The number of lines of the record. */
export const SECRET_LINES = 5;
/** The id of the secret. */
export const SECRET_ID = 0;
/** The text of the secret, or its bytes in hex. */
export const SECRET_TEXT = 1;
/** Whether the secret is bytes. */
export const SECRET_IS_BYTES = 2;
/** The first millisecond at which the secret is in use; empty if absent. */
export const SECRET_NOT_BEFORE = 3;
/** The last millisecond at which the secret is in use; empty if absent. */
export const SECRET_NOT_AFTER = 4;

/** The facts in an answer of a provider. */
export type AnswerRecord = [flags: string, waitMs: string, found: string];
/** The number of lines of the record. */
export const ANSWER_LINES = 3;
/** The sum of the flags of the answer. */
export const ANSWER_FLAGS = 0;
/** The milliseconds to wait before a retry, or 0. */
export const ANSWER_WAIT_MS = 1;
/** A JSON array with four elements: the message, the code, the request id, and an object. Each of the first three elements is a text or null. The object has a member for each wrong field: its name is the name of the field, and its value is the message about this field. */
export const ANSWER_FOUND = 2;

/** A decision about a token. If the decision reports an error, an `ErrorRecord` follows. */
export type DecisionRecord = [action: string, validUntilMs: string, untilMs: string, isDegraded: string, isClockBackwards: string, fingerprint: string, authorization: string];
/** The number of lines of the record. */
export const DECISION_LINES = 7;
/** The action that the decision requires. */
export const DECISION_ACTION = 0;
/** The time in milliseconds until which the same decision would be made, or 0 if there is no usable token. */
export const DECISION_VALID_UNTIL_MS = 1;
/** The time in milliseconds at which to ask for a decision again, or 0 if there is no reason to wait. */
export const DECISION_UNTIL_MS = 2;
/** Whether an old token is used because the refresh of the token failed. */
export const DECISION_IS_DEGRADED = 3;
/** Whether the host's clock was set back. */
export const DECISION_IS_CLOCK_BACKWARDS = 4;
/** The fingerprint of the token; empty if absent. */
export const DECISION_FINGERPRINT = 5;
/** The value of the header field `Authorization`; empty if absent. */
export const DECISION_AUTHORIZATION = 6;

/** A request for the lease of a token refresh, or of a message of the inbox. */
export type LeaseRecord = [owner: string, state: string];
/** The number of lines of the record. */
export const LEASE_LINES = 2;
/** The name of the caller. */
export const LEASE_OWNER = 0;
/** The state of the token or of the message. */
export const LEASE_STATE = 1;

/** A lease of a token refresh that was granted. The method, the URL and the fields of the token request follow as lines. */
export type GrantRecord = [granted: string, ticket: string, state: string, body: string];
/** The number of lines of the record. */
export const GRANT_LINES = 4;
/** The word `granted`. */
export const GRANT_GRANTED = 0;
/** The name of the lease. */
export const GRANT_TICKET = 1;
/** The state to store. */
export const GRANT_STATE = 2;
/** The body of the token request. */
export const GRANT_BODY = 3;

/** The answer to a request for a lease that another caller has. */
export type HeldRecord = [granted: string, untilMs: string];
/** The number of lines of the record. */
export const HELD_LINES = 2;
/** The word `held`. */
export const HELD_GRANTED = 0;
/** The time in milliseconds at which to ask for a decision again. */
export const HELD_UNTIL_MS = 1;

/** The answer to a token request. The record does not contain the body of the answer. */
export type CommitRecord = [state: string, ticket: string, retryAfter: string, date: string];
/** The number of lines of the record. */
export const COMMIT_LINES = 4;
/** The state of the token. */
export const COMMIT_STATE = 0;
/** The name of the lease. */
export const COMMIT_TICKET = 1;
/** The value of the header field `Retry-After`; empty if absent. */
export const COMMIT_RETRY_AFTER = 2;
/** The value of the header field `Date`; empty if absent. */
export const COMMIT_DATE = 3;

/** An answer with the status 401. */
export type UnauthorizedRecord = [state: string, fingerprint: string, challenge: string];
/** The number of lines of the record. */
export const UNAUTHORIZED_LINES = 3;
/** The state of the token. */
export const UNAUTHORIZED_STATE = 0;
/** The fingerprint of the token that was rejected. */
export const UNAUTHORIZED_FINGERPRINT = 1;
/** The value of the header field `WWW-Authenticate`; empty if absent. */
export const UNAUTHORIZED_CHALLENGE = 2;

/** The verdict about an answer with the status 401. */
export type VerdictRecord = [verdict: string, state: string];
/** The number of lines of the record. */
export const VERDICT_LINES = 2;
/** The verdict. */
export const VERDICT_VERDICT = 0;
/** The state to store. */
export const VERDICT_STATE = 1;

/** Two states of a token that are compared. */
export type NewerRecord = [state: string, than: string];
/** The number of lines of the record. */
export const NEWER_LINES = 2;
/** The state that may be newer. */
export const NEWER_STATE = 0;
/** The state with which the first state is compared. */
export const NEWER_THAN = 1;

/** A lease of a token refresh that the caller releases. */
export type ReleaseRecord = [state: string, ticket: string];
/** The number of lines of the record. */
export const RELEASE_LINES = 2;
/** The state of the token. */
export const RELEASE_STATE = 0;
/** The name of the lease. */
export const RELEASE_TICKET = 1;

/** A decision of the inbox, which handles each message only once. */
export type InboxRecord = [verdict: string, number: string, state: string];
/** The number of lines of the record. */
export const INBOX_LINES = 3;
/** The verdict. */
export const INBOX_VERDICT = 0;
/** The number of the attempt, or the time in milliseconds at which the lease of another caller ends. */
export const INBOX_NUMBER = 1;
/** The state to store. */
export const INBOX_STATE = 2;

/** A request of one host for permission to make a call, if several hosts share one rate limit. */
export type ShareRecord = [epoch: string, seen: string, state: string];
/** The number of lines of the record. */
export const SHARE_LINES = 3;
/** A random word, with which hosts recognise that the shared state was lost. It is used only if the shared state is empty. */
export const SHARE_EPOCH = 0;
/** The counts of calls that the host has seen in the shared state, each with the time at which the host saw the count; empty at first. */
export const SHARE_SEEN = 1;
/** The shared state; empty at first. */
export const SHARE_STATE = 2;

/** The decision about a call of one host, if several hosts share one rate limit. */
export type SharedRecord = [waitMs: string, state: string, seen: string];
/** The number of lines of the record. */
export const SHARED_LINES = 3;
/** The milliseconds to wait before the call, or 0. */
export const SHARED_WAIT_MS = 0;
/** The state to store. */
export const SHARED_STATE = 1;
/** The counts of calls that the host has seen, with their times, for the host's next request. */
export const SHARED_SEEN = 2;

/** The header field `Date` of an answer, from which the offset of the server's clock is computed. */
export type ClockRecord = [state: string, date: string];
/** The number of lines of the record. */
export const CLOCK_LINES = 2;
/** The state from which the offset of the server's clock is computed. */
export const CLOCK_STATE = 0;
/** The value of the header field `Date`. */
export const CLOCK_DATE = 1;

/** The user-id and the password of Basic authentication. */
export type BasicRecord = [userId: string, password: string];
/** The number of lines of the record. */
export const BASIC_LINES = 2;
/** The user-id. */
export const BASIC_USER_ID = 0;
/** The password. */
export const BASIC_PASSWORD = 1;

/** An operation whose idempotency key is derived. */
export type OperationRecord = [id: string, method: string, path: string];
/** The number of lines of the record. */
export const OPERATION_LINES = 3;
/** The id of the operation. */
export const OPERATION_ID = 0;
/** The method of the request. */
export const OPERATION_METHOD = 1;
/** The path of the request. */
export const OPERATION_PATH = 2;

/** The facts that are equal for all messages of a scheme or a receiver. The names of the header fields to read follow. */
export type LooksRecord = [name: string, path: string, covers: string, weak: string, acknowledge: string, unfit: string];
/** The number of lines of the record. */
export const LOOKS_LINES = 6;
/** The name of the sender; empty if absent. */
export const LOOKS_NAME = 0;
/** The path of the event's id in a signed body; empty if absent. */
export const LOOKS_PATH = 1;
/** The parts of the message that the signature covers: a word, or a JSON array of the paths of members. */
export const LOOKS_COVERS = 2;
/** The reasons why the scheme is weak, separated by commas. */
export const LOOKS_WEAK = 3;
/** The body of the answer that acknowledges a message. */
export const LOOKS_ACKNOWLEDGE = 4;
/** Why the scheme cannot verify, or nothing. */
export const LOOKS_UNFIT = 5;

/** The data from which the replay key of a message is made. The id of the event is not in this record. */
export type IdentityRecord = [name: string, path: string, tag: string];
/** The number of lines of the record. */
export const IDENTITY_LINES = 3;
/** The name of the sender. */
export const IDENTITY_NAME = 0;
/** The path of the event's id in the body. */
export const IDENTITY_PATH = 1;
/** The tag of the message in hex. */
export const IDENTITY_TAG = 2;

/** A message to sign. Pairs of names and values follow, which are the header fields and the other values that the scheme may sign. */
export type MessageRecord = [id: string, url: string];
/** The number of lines of the record. */
export const MESSAGE_LINES = 2;
/** The id of the message; empty if absent. */
export const MESSAGE_ID = 0;
/** The URL; empty if absent. */
export const MESSAGE_URL = 1;
