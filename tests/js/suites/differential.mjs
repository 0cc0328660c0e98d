// hmacKey against another implementation, on random messages: node:crypto, or WebCrypto if the runtime has no node:crypto.

import { hmacKey } from "payauth";
import { digest, written } from "../support/hmac-reference.mjs";
import { equal, ok } from "../support/harness.mjs";
import { Draw, seedOf } from "../support/random.mjs";

const ALGORITHMS = ["SHA-1", "SHA-256", "SHA-384", "SHA-512"];
const ENCODINGS = ["hex", "HEX", "base64", "base64url", "base64url_nopad"];

/** The length of the scratch buffer. A longer message is passed in pieces. */
const SCRATCH = 80 * 1024;
const MESSAGES_PER_KEY = 100;

/** Messages for each algorithm. WebCrypto is asynchronous, and so the slowest. */
function count(host) {
  if (!host.createHmac) return 500;
  return host.env.RUNTIME === "Node (import)" ? 25_000 : 2500;
}

export default function ({ test, host }) {
  const [seed, messages] = [seedOf(host), count(host)];
  const oracle = host.createHmac ? "node:crypto" : "WebCrypto";
  const draw = new Draw(seed);
  const pool = { bytes: draw.bytes(2 * SCRATCH), text: draw.text(2 * SCRATCH) };
  for (const algorithm of ALGORITHMS) {
    test(`hmac agrees with ${oracle} on ${messages} random messages under ${algorithm} (seed ${seed})`, async () => {
      for (let done = 0; done < messages; done += MESSAGES_PER_KEY) await agree(host, draw, pool, algorithm);
    });
  }
}

/** One random key, and messages under it. */
async function agree(host, draw, pool, algorithm) {
  const secret = draw.bytes(1 + draw.below(200));
  const key = hmacKey({ algorithm, secret });
  for (let index = 0; index < MESSAGES_PER_KEY; index += 1) {
    const [message, encoding] = [random(draw, pool), draw.of(ENCODINGS)];
    const expected = written(await digest(host, algorithm, secret, message), encoding);
    const what = `message ${index} of ${message.length} ${typeof message}, ${encoding}, key of ${secret.length} bytes`;
    equal(key.sign(message, encoding), expected, what);
    if (index % 10 === 0) verified(key, message, expected, encoding, what);
  }
  key.dispose();
}

function verified(key, message, tag, encoding, what) {
  ok(key.verify(message, tag, encoding), `${what}: its own tag`);
  ok(
    !key.verify(typeof message === "string" ? `${message}x` : "x", tag, encoding),
    `${what}: the tag of another message`,
  );
}

/** Text or bytes, up to 5,000 long, without half characters. One in a hundred is about as long as the buffer. */
function random(draw, pool) {
  const length = draw.below(100) === 0 ? SCRATCH - 3 + draw.below(7) : draw.below(5001);
  if (draw.below(2) === 0) {
    const start = draw.below(pool.bytes.length - length);
    return pool.bytes.subarray(start, start + length);
  }
  const start = draw.below(pool.text.length - length);
  return pool.text.slice(start, start + length).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
}
