// The mistakes as the one who receives the message sees them.

/** Whether a secret that was given here has what the mistake is about; the other side's has it otherwise. */
const given = (form) => ({ secrets }) => secrets.some(({ secret }) => form.test(secret));
const whose = (form, mine, theirs) => (message) => (given(form)(message) ? mine : theirs);

/** What happened, in one line, for each mistake. */
const HAPPENED = {
  "body-newline-lost": "Your body lost the line break at its end.",
  "body-newline-added": "Your body gained a line break or blanks around it.",
  "body-crlf-lost": "Your body lost its carriage returns.",
  "body-crlf-added": "Your body gained carriage returns.",
  "body-bom-lost": "Your body lost its byte order mark.",
  "body-bom-added": "Your body gained a byte order mark.",
  "body-reserialised": "Your body gained blanks: compact JSON was signed.",
  "body-spaced": "Your body lost the blanks after its commas and colons.",
  "body-indented": "Your body lost its indentation.",
  "body-keys-sorted": "Your body lost the order of its members.",
  "body-unicode-escaped": "Your body lost its \\u escapes.",
  "body-slashes-escaped": "Your body lost the backslashes before its slashes.",
  "body-slashes-unescaped": "Your body gained backslashes before its slashes.",
  "body-unicode-unescaped": "Your body gained \\u escapes.",
  "body-html-escaped": "Your body lost the escapes of <, > and &.",
  "body-stringified": "Your body became a JSON string, in quotes.",
  "body-empty": "An empty body was signed, and yours is not empty.",
  "body-hex": "One side took the body as hex digits.",
  "body-base64": "One side took the body as base64.",
  "body-form-decoded": "Your form was decoded on the way.",
  "body-form-encoded": "The sender signed its form before it was encoded.",
  "body-form-rewritten": "Your form was written again, with other escapes.",
  "body-form-json": "Your form became JSON.",
  "body-partly-escaped": "Your body lost some of its \\u escapes.",
  "body-latin1": "Your body was decoded as Latin-1.",
  "url-query": "The URL that you gave has a query, and the signed one has none.",
  "url-slash": "The URL that you gave differs in the slash at its end.",
  "url-http": "The URL that you gave has http for https, or the other way round.",
  "url-host-case": "The URL that you gave has capitals in its host.",
  "url-port": "The URL that you gave has a port.",
  "url-path": "The sender signed the path alone, and you gave the whole URL.",
  "url-escapes": "The URL that you gave has other escapes than the signed one.",
  "secret-pasted-with-more": "Your secret was pasted with more beside it.",
  "secret-invisible": "Your secret has characters that nobody sees.",
  "secret-newline": whose(/[\r\n]$/, "Your secret ends in a line break.", "The sender's secret ends in a line break."),
  "secret-spaces": whose(/^\s|\s$/, "Your secret has blanks around it.", "The sender's secret has blanks around it."),
  "secret-quoted": whose(/^["'`]|["'`]$/, "Your secret has quotes around it.", "The sender's secret has quotes around it."),
  "secret-prefix-kept": "The sender kept whsec_ in its key.",
  "secret-prefix-stripped": "The sender cut whsec_ off its key.",
  "secret-not-decoded": "The sender did not decode its secret.",
  "secret-decoded-base64": "The sender decoded its secret as base64.",
  "secret-decoded-hex": "The sender decoded its secret as hex.",
  "secret-swapped": "The two halves of the secret are exchanged.",
  "secret-half": "One half of your secret was the key.",
  "secret-not-in-use": "The secret that fits is not in use at this time.",
  milliseconds: "The sender wrote its time in milliseconds.",
  seconds: "The sender wrote its time in seconds.",
  "timestamp-first": "The sender signed its time first.",
  "timestamp-last": "The sender signed its time last.",
  "timestamp-missing": "The sender left its time out of what it signed.",
  "timestamp-elsewhere": "The sender signed the time of another header field.",
  "timestamp-separator": "The sender put another mark beside its time.",
  "body-alone": "The sender signed the body alone.",
  "id-missing": "The sender left the id out of what it signed.",
  "body-and-url-swapped": "The sender signed the body and the URL in the other order.",
  "separators-missing": "The sender put nothing between the parts that it signed.",
  "version-missing": "The sender left out the text before what it signed.",
  "message-newline": "The sender signed a line break at the end.",
  "tag-base64": "The signature came in base64.",
  "tag-hex": "The signature came in hex.",
  "tag-case": "The signature came in the other case.",
  "tag-base64url": "The signature came in base64url.",
  "tag-unpadded": "The signature lost its padding.",
  "tag-hex-in-base64": "The signature is hex digits in base64.",
  "tag-0x": "The signature came with 0x before it.",
  "tag-prefix-missing": "The signature lost what stands before it.",
  "tag-prefix-extra": "The signature came with another prefix.",
  "hash-sha1": "The sender used SHA-1.",
  "hash-sha256": "The sender used SHA-256.",
  "hash-sha384": "The sender used SHA-384.",
  "hash-sha512": "The sender used SHA-512.",
  "hash-plain": "The sender made a plain hash of the secret and the message.",
  "hash-without-secret": "The sender made a hash without the secret.",
  "key-and-message-swapped": "The sender exchanged the key and the message.",
  "too-old": "The message is older than the window.",
  "too-new": "The message is newer than your clock.",
};

/** What happened, as the receiver sees it; the name of the mistake where the page does not know it, or where you signed. */
export function happened(mistake, message) {
  const known = message.sender.isRequest ? undefined : HAPPENED[mistake];
  return typeof known === "function" ? known(message) : (known ?? name(mistake));
}

/** Whether the page has words for a mistake. */
export const isKnown = (mistake) => Object.hasOwn(HAPPENED, mistake);

/** `body-newline-added` is `Body newline added`. */
const name = (mistake) => mistake[0].toUpperCase() + mistake.slice(1).replaceAll("-", " ");

/** Why a body that was parsed has other bytes. */
const PARSED = "A parser read the body here, and something wrote it again. The signature is over the bytes as they came.";

/** What more there is to be said, in place of what payauth says to both sides. */
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
