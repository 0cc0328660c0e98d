// Calls that must not compile.

import { type ErrorCode, basicAuth, bearerAuth, doorpay, dvpay, hmacKey, idempotencyKey, rateLimit } from "payauth";
// @ts-expect-error: what the wasm module exports is not public
import { macKey } from "payauth";
// @ts-expect-error: nor are the package's inner files
import { Handle } from "payauth/dist/handle.js";

const now = new Date(0);
const key = hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
const dv = dvpay({ apiKey: "key", apiSecret: "secret" });
const door = doorpay({ apiKey: "dp_test_a", apiSecret: "sk_test_b", environment: "sandbox" });

// @ts-expect-error: MD5 is none of the hash functions
hmacKey({ algorithm: "MD5", secret: "Jefe" });
// @ts-expect-error: a key has an algorithm
hmacKey({ secret: "Jefe" });
// @ts-expect-error: a key has a secret
hmacKey({ algorithm: "SHA-256" });
// @ts-expect-error: a secret is text or bytes
hmacKey({ algorithm: "SHA-256", secret: new ArrayBuffer(8) });
// @ts-expect-error: an array of numbers is not bytes
hmacKey({ algorithm: "SHA-256", secret: [1, 2, 3] });
// @ts-expect-error: wider elements are not bytes
hmacKey({ algorithm: "SHA-256", secret: new Uint16Array(8) });
// @ts-expect-error: an option that does not exist
hmacKey({ algorithm: "SHA-256", secret: "Jefe", digest: "hex" });
// @ts-expect-error: a message is text or bytes
key.sign({ amount: 1 });
// @ts-expect-error: latin1 is no encoding of a tag
key.sign("message", "latin1");
// @ts-expect-error: a tag is text
key.verify("message", new Uint8Array(32));
// @ts-expect-error: a tag must be given
key.verify("message");
// @ts-expect-error: the class is not for calling
new HmacKey();

// @ts-expect-error: a password is text
basicAuth("user", 7);
// @ts-expect-error: no such mode
basicAuth("user", "pass", { mode: "rfc2617" });
// @ts-expect-error: a token is text
bearerAuth(undefined);

// @ts-expect-error: randomness comes from the host
idempotencyKey.random();
// @ts-expect-error: text is not randomness
idempotencyKey.random("0123456789abcdef");
// @ts-expect-error: a derived key has a path
idempotencyKey.derive({ secret: "s", operation: "1", method: "POST" });

// @ts-expect-error: the time is always given
rateLimit(undefined, { perSecond: 10 });
// @ts-expect-error: a time is a Date, never a number
rateLimit(undefined, { now: 1709380800, perSecond: 10 });
// @ts-expect-error: the state is the text that came before
rateLimit({}, { now, perSecond: 10 });

// @ts-expect-error: DVPay has a secret
dvpay({ apiKey: "key" });
// @ts-expect-error: DVPay has one environment
dvpay({ apiKey: "key", apiSecret: "secret", environment: "sandbox" });
// @ts-expect-error: DoorPay has two environments, and one is chosen
doorpay({ apiKey: "dp_test_a", apiSecret: "sk_test_b" });
// @ts-expect-error: and no other
doorpay({ apiKey: "dp_test_a", apiSecret: "sk_test_b", environment: "staging" });

// @ts-expect-error: the time is always given
dv.sign({ path: "/" });
// @ts-expect-error: a time is a Date, never text
dv.sign({ path: "/", now: "2024-03-02T12:00:00Z" });
// @ts-expect-error: a path is given
dv.sign({ now });
// @ts-expect-error: a path is text
dv.sign({ path: new URL("https://shop.example"), now });
// @ts-expect-error: a body is text, bytes or JSON
dv.sign({ path: "/", now, body: 7 });
// @ts-expect-error: JSON has no dates
dv.sign({ path: "/", now, body: { at: now } });
// @ts-expect-error: a header field's value is text
dv.sign({ path: "/", now, headers: { "X-Count": 1 } });
// @ts-expect-error: an idempotency key is text
dv.sign({ path: "/", now, idempotencyKey: 1 });
// @ts-expect-error: an option that does not exist
dv.sign({ path: "/", now, timestamp: 1 });
// @ts-expect-error: what was authorized stays as it is
dv.sign({ path: "/", now }).url = "/";

// @ts-expect-error: a page is counted
door.page({ page: "1" });
// @ts-expect-error: a status is a number
door.readError({ status: "404", body: "" });
// @ts-expect-error: DVPay has no pages
dv.page();

// @ts-expect-error: a code that does not exist
export const code: ErrorCode = "ERR_WHATEVER";
export { Handle, macKey };
