// hmacKey, compared with another implementation for random messages: node:crypto, or WebCrypto if the runtime has no node:crypto.

import { hmacKey } from "payauth";
import { digest, written } from "../support/hmac-reference.mjs";
import { equal, ok } from "../support/harness.mjs";
import { Draw, seedOf } from "../support/random.mjs";
import { isWhole } from "../support/whole.mjs";

const ALGORITHMS = ["SHA-1", "SHA-256", "SHA-384", "SHA-512"];
const ENCODINGS = ["hex", "HEX", "base64", "base64url", "base64url_nopad"];

/** The length of the module's buffer. A longer message is passed to the module in pieces. */
const SCRATCH = 80 * 1024;
const MESSAGES_PER_KEY = 100;

/** The number of messages for each algorithm. WebCrypto is the slowest implementation, because it is asynchronous. */
function count(host) {
  if (!host.createHmac) return 500;
  return isWhole(host) ? 25_000 : 2500;
}

export default function ({ test, host }) {
  const [seed, messages] = [seedOf(host), count(host)];
  const oracle = host.createHmac ? "node:crypto" : "WebCrypto";
  const draw = new Draw(seed);
  const pool = { bytes: draw.bytes(2 * SCRATCH), text: draw.text(2 * SCRATCH) };
  for (const algorithm of ALGORITHMS) {
    test(`hmac agrees with ${oracle} for ${messages} random messages with ${algorithm} (seed ${seed})`, async () => {
      for (let done = 0; done < messages; done += MESSAGES_PER_KEY) await agree(host, draw, pool, algorithm);
    });
  }
}

/** Compares the tags of random messages with one random key. */
async function agree(host, draw, pool, algorithm) {
  const secret = draw.bytes(1 + draw.below(200));
  const key = hmacKey({ algorithm, secret });
  for (let index = 0; index < MESSAGES_PER_KEY; index += 1) {
    const [message, encoding] = [random(draw, pool), draw.of(ENCODINGS)];
    const expected = written(await digest(host, algorithm, secret, message), encoding);
    const what = `message ${index} of type ${typeof message} and length ${message.length}, in ${encoding}, with a key of ${secret.length} bytes`;
    equal(key.sign(message, encoding), expected, what);
    if (index % 10 === 0) verified(key, message, expected, encoding, what);
  }
  key.dispose();
}

function verified(key, message, tag, encoding, what) {
  ok(key.verify(message, tag, encoding), `a tag that verifies, for ${what}`);
  ok(
    !key.verify(typeof message === "string" ? `${message}x` : "x", tag, encoding),
    `a tag that does not verify another message, for ${what}`,
  );
}

/** A random text without half characters, or random bytes. The length is at most 5,000; in one of a hundred cases, it is about the length of the buffer. */
function random(draw, pool) {
  const length = draw.below(100) === 0 ? SCRATCH - 3 + draw.below(7) : draw.below(5001);
  if (draw.below(2) === 0) {
    const start = draw.below(pool.bytes.length - length);
    return pool.bytes.subarray(start, start + length);
  }
  const start = draw.below(pool.text.length - length);
  return pool.text.slice(start, start + length).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
}
