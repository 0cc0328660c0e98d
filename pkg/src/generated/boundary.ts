// Facts that the wasm module and the facade share: numbers and texts.
// Written by `cargo xtask generate` from src/facts. Change src/facts instead of this file.

/** A call has a method. */
export const HAS_METHOD = 1;

/** A call has an idempotency key. */
export const HAS_KEY = 2;

/** A call has a body. */
export const HAS_BODY = 4;

/** A call selects the way to authenticate. */
export const HAS_AUTH = 8;

/** A call has an access token. */
export const HAS_AUTHORIZATION = 16;

/** A call has a nonce, which is an additional line. */
export const HAS_NONCE = 32;

/** The lowest of the bits that contain the number of parameters of the path. */
export const PARAMS_SHIFT = 8;

/** The same request may be sent again after a pause. */
export const MAY_RETRY = 1;

/** The operation of the request may exist already. */
export const MAY_EXIST = 2;

/** The answer is an error. */
export const IS_ERROR = 4;

/** The body of the answer is JSON. */
export const IS_JSON = 8;

/** The time window of the scheme applies to a message. */
export const WINDOW_OF_SCHEME = -1;

/** No time window applies to a message: its time is not checked. */
export const WINDOW_UNSAFE_SKIP = -2;

/** An optional handle, number or length is absent. */
export const ABSENT = -1;

/** A step of the inbox: acquire the lease of a message. */
export const INBOX_BEGIN = 0;

/** A step of the inbox: extend the lease. */
export const INBOX_RENEW = 1;

/** A step of the inbox: mark the message as handled. */
export const INBOX_FINISH = 2;

/** A step of the inbox: release the lease. */
export const INBOX_RELEASE = 3;

/** The number that selects HMAC-SHA-256. */
export const ALGORITHM_SHA256 = 1;

/** The number that selects the encoding of a secret that is plain text. */
export const SECRET_UTF8 = 0;

/** The number that selects lower-case hexadecimal digits as the encoding of a tag. */
export const TAG_HEX = 0;

/** The number of hash functions. Each hash function has two names. */
export const ALGORITHMS = 4;

/** The length of the longest JSON document that is read, in bytes. */
export const MAX_DOCUMENT = 65536;

/** The maximum depth of the objects and arrays in a JSON document. */
export const MAX_DEPTH = 32;

/** The maximum number of members of an object in a JSON document. */
export const MAX_MEMBERS = 512;

/** The length of the longest body, in bytes, from which the id of an event is read. */
export const MAX_BODY_WITH_ID = 1048576;

/** The maximum length of the text of a tag, in characters. */
export const MAX_TAG_TEXT = 128;

/** The size of the scratch buffer in bytes: the longest document, and 16 KiB for everything else. */
export const SCRATCH_LENGTH = 81920;

/** The highest number of calls per second that a rate limit can allow. */
export const MAX_PER_SECOND = 1000;

/** The maximum number of milliseconds that a write to the store of a shared rate limit may take, so that other hosts see a call before the call is made. */
export const SHARED_WRITE_MS = 100;

/** The shortest lease of a token refresh, in milliseconds. */
export const MIN_LEASE_MS = 1000;

/** The longest lease of a token refresh, in milliseconds. */
export const MAX_LEASE_MS = 60000;

/** The earliest time, in milliseconds, at which a clock counts as set: the beginning of 2020. */
export const MIN_CLOCK_MS = 1577836800000;

/** The last instant, in milliseconds: the end of the year 9999. */
export const MAX_TIME_MS = 253402300799999;

/** The maximum number of seconds of a window, and the maximum number of a page. */
export const MAX_INT = 2147483647;

/** The text that is shown instead of a secret. */
export const REDACTED = "[redacted]";

/** The beginning of a path that names a header field of an answer. */
export const FIELD_PREFIX = "header:";

/** The line of a record for a flag that is set. The line for a flag that is not set is empty. */
export const YES = "1";

/** The name under which the header fields contain the method of a message. No real field has a name with a colon. */
export const NAME_METHOD = ":method";

/** The name under which the header fields contain the nonce of a message. */
export const NAME_NONCE = ":nonce";

/** The name under which the header fields contain the key id of a message. */
export const NAME_KEY_ID = ":key";

/** The beginning of the name under which the header fields contain an id of a message. */
export const ID_PREFIX = ":#";

/** The beginning of the name under which the header fields contain the value of a scheme's variable. */
export const VAR_PREFIX = "::";

/** The message to explain belongs to a scheme. */
export const EXPLAINS_SCHEME = "scheme";

/** The message to explain is a webhook of a provider. */
export const EXPLAINS_WEBHOOK = "webhook";

/** The message to explain is a request to a provider. */
export const EXPLAINS_REQUEST = "request";

/** Another caller has the lease of the token refresh. */
export const LEASE_HELD = "held";

/** This caller has the lease of the token refresh. */
export const LEASE_GRANTED = "granted";

/** The caller must run the handler. */
export const INBOX_RUN = "run";

/** The message was handled before. */
export const INBOX_DUPLICATE = "duplicate";

/** Another caller handles the message. */
export const INBOX_IN_PROGRESS = "in-progress";

/** The step of the inbox was executed. */
export const INBOX_KEPT = "kept";

/** Another caller has taken over the lease of the message. */
export const INBOX_LOST = "lost";

/** The signature covers the whole body. */
export const COVERS_BODY = "body";

/** The signature covers no part of the message: the signature is a constant text. */
export const COVERS_NOTHING = "nothing";
