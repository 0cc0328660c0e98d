// Texts for the receiver of a message: what each mistake is, and what to do.

/** Whether one of the receiver's secrets has the fault. If no secret of the receiver has the fault, the sender's secret has the fault. */
const given = (form) => ({ secrets }) => secrets.some(({ secret }) => form.test(secret));
const whose = (form, mine, theirs) => (message) => (given(form)(message) ? mine : theirs);

/** What happened, in one line, for each mistake. */
const HAPPENED = {
  "body-newline-lost": "Your body lost the line break at its end.",
  "body-newline-added": "Your body gained a line break or spaces around it.",
  "body-crlf-lost": "Your body lost its carriage returns.",
  "body-crlf-added": "Your body gained carriage returns.",
  "body-bom-lost": "Your body lost its byte order mark.",
  "body-bom-added": "Your body gained a byte order mark.",
  "body-reserialised": "Your body gained spaces: compact JSON was signed.",
  "body-spaced": "Your body lost the spaces after its commas and colons.",
  "body-indented": "Your body lost its indentation.",
  "body-keys-sorted": "Your body lost the order of its members.",
  "body-unicode-escaped": "Your body lost its \\u escapes.",
  "body-slashes-escaped": "Your body lost the backslashes before its slashes.",
  "body-slashes-unescaped": "Your body gained backslashes before its slashes.",
  "body-unicode-unescaped": "Your body gained \\u escapes.",
  "body-html-escaped": "Your body lost the escapes of <, > and &.",
  "body-stringified": "Your body became a JSON string, in quotes.",
  "body-empty": "An empty body was signed, but yours is not empty.",
  "body-hex": "One side signed the body in hex, the other side its bytes.",
  "body-base64": "One side signed the body in base64, the other side its bytes.",
  "body-form-decoded": "Your form was decoded before it was verified.",
  "body-form-encoded": "The sender signed its form before it was encoded.",
  "body-form-rewritten": "Your form was written again, with different escapes.",
  "body-form-json": "Your form was converted to JSON.",
  "body-partly-escaped": "Your body lost some of its \\u escapes.",
  "body-latin1": "Your body was decoded as Latin-1.",
  "url-query": "Your URL has a query, but the signed URL has none.",
  "url-slash": "Either your URL or the signed URL ends in a slash, but not both.",
  "url-http": "Your URL has http and the signed URL has https, or the reverse.",
  "url-host-case": "The host of your URL has upper-case letters.",
  "url-port": "Your URL has a port, but the signed URL has none.",
  "url-path": "The sender signed only the path, and you passed the whole URL.",
  "url-escapes": "Your URL and the signed URL have different escapes.",
  "url-host": "The sender signed the host of another environment.",
  "url-prefix": "The sender signed the path without its first segments.",
  "url-whole": "The sender signed more of the URL than the scheme does.",
  "method-case": "The method is in the wrong letter case.",
  "method-other": "The sender signed another method.",
  "secret-pasted-with-more": "Your secret was pasted with other text.",
  "secret-invisible": "Your secret has invisible characters.",
  "secret-newline": whose(/[\r\n]$/, "Your secret ends in a line break.", "The sender's secret ends in a line break."),
  "secret-spaces": whose(/^\s|\s$/, "Your secret has spaces around it.", "The sender's secret has spaces around it."),
  "secret-quoted": whose(/^["'`]|["'`]$/, "Your secret has quotes around it.", "The sender's secret has quotes around it."),
  "secret-prefix-kept": "The sender kept whsec_ in its key.",
  "secret-prefix-stripped": "The sender removed whsec_ from its key.",
  "secret-not-decoded": "The sender did not decode its secret.",
  "secret-decoded-base64": "The sender decoded its secret as base64.",
  "secret-decoded-hex": "The sender decoded its secret as hex.",
  "secret-swapped": "The two halves of the secret are in the wrong order.",
  "secret-half": "Only one half of your secret was used as the key.",
  "secret-not-in-use": "The secret that matches is not in use at this time.",
  milliseconds: "The sender wrote its time in milliseconds.",
  seconds: "The sender wrote its time in seconds.",
  "timestamp-format": "The sender wrote its time in another format.",
  "timestamp-first": "The sender signed its time first.",
  "timestamp-last": "The sender signed its time last.",
  "timestamp-missing": "The sender did not sign its time.",
  "timestamp-elsewhere": "The sender signed the time from another header field.",
  "timestamp-separator": "The sender used another separator next to its time.",
  "body-alone": "The sender signed only the body.",
  "id-missing": "The sender did not sign the id.",
  "body-and-url-swapped": "The sender signed the body and the URL in reverse order.",
  "separators-missing": "The sender signed the parts without separators.",
  "version-missing": "The sender left out the text at the start of its message.",
  "message-newline": "The sender signed a line break at the end.",
  "tag-base64": "The signature is in base64.",
  "tag-hex": "The signature is in hex.",
  "tag-case": "The signature's hex digits are in the other case.",
  "tag-base64url": "The signature is in base64url.",
  "tag-unpadded": "The signature lost its padding.",
  "tag-hex-in-base64": "The signature is hex digits in base64.",
  "tag-0x": "The signature begins with 0x.",
  "tag-prefix-missing": "The signature lost its prefix.",
  "tag-prefix-extra": "The signature has another prefix.",
  "hash-sha1": "The sender used SHA-1.",
  "hash-sha256": "The sender used SHA-256.",
  "hash-sha384": "The sender used SHA-384.",
  "hash-sha512": "The sender used SHA-512.",
  "hash-plain": "The sender made a plain hash of the secret and the message.",
  "hash-without-secret": "The sender made a hash without the secret.",
  "key-and-message-swapped": "The sender swapped the key and the message.",
  "too-old": "The message is older than the window.",
  "too-new": "The time of the message is ahead of your clock.",
};

/** Describes a mistake to the receiver. Returns the name of the mistake if the page has no text for it, or if the user signed. */
export function happened(mistake, message) {
  const known = message.sender.isRequest ? undefined : HAPPENED[mistake];
  return typeof known === "function" ? known(message) : (known ?? name(mistake));
}

/** Whether the page has a text for a mistake. */
export const isKnown = (mistake) => Object.hasOwn(HAPPENED, mistake);

/** The name of a mistake as words: `Body newline added` for `body-newline-added`. */
const name = (mistake) => mistake[0].toUpperCase() + mistake.slice(1).replaceAll("-", " ");

/** Why a parsed body has different bytes. */
const PARSED = "On your side, the body was parsed and written again. The signature covers the bytes that were received.";

/** The page's advice for the receiver. If the page has no advice, payauth's advice, which is for sender and receiver. */
export function advice(mistake, fix, { sender }) {
  return !sender.isRequest && REWRITTEN.includes(mistake) ? PARSED : fix;
}

const REWRITTEN = [
  "body-form-rewritten",
  "body-form-json",
  "body-partly-escaped",
  "body-reserialised",
  "body-spaced",
  "body-indented",
  "body-keys-sorted",
  "body-unicode-escaped",
  "body-slashes-escaped",
  "body-slashes-unescaped",
  "body-unicode-unescaped",
  "body-html-escaped",
];
