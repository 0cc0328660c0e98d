// The upper limits of the figures of the benchmark. The limit of a figure that was not measured is not checked.

/** The lengths of the messages in bytes. Node measures all lengths, and the other runtimes measure some of them. */
export const LENGTHS = [64, 256, 512, 1024, 4096, 65_536, 1_048_576];
export const FEW_LENGTHS = [64, 1024, 65_536];

/** The entries of the package with a wasm module, and the kinds of calls that are made a million times in each entry. */
export const DOORS = {
  payauth: ["signatures", "keys", "signed requests", "verifications", "token decisions"],
  "payauth/pure": ["signatures", "keys", "signed requests", "verifications", "token decisions"],
  "payauth/hmac": ["signatures", "keys"],
  "payauth/webhooks": ["verifications"],
};

/** The limit for the growth of the heap, in bytes. A million objects that are not garbage-collected would need at least 16 MB. */
const HEAP = 1_000_000;

const flat = ([door, kinds]) =>
  kinds.flatMap((kind) => [
    [`linear memory of ${door} grown by a million ${kind}, bytes`, 0],
    [`heap grown by a million ${kind} of ${door}, bytes`, HEAP],
  ]);

/** The time to make, to use or to dispose one of many values. With ten times as many values, a search would take ten times as long. */
const grown = ["key", "client"].flatMap((what) =>
  [`use one of several ${what}s`, `make a ${what}`, `dispose a ${what}`, `dispose every second ${what}, then the others`].map((does) => [
    `Node, ${does}; number of ${what}s: time at 100,000 / time at 10,000`,
    4,
  ]),
);

const everywhere = (against, atMost) => LENGTHS.map((length) => [`Node, ${length} B, payauth / ${against}`, atMost]);

/** The names of figures in the report, with their limits: ratios of times, milliseconds, microseconds or bytes. */
export const BOUNDS = [
  ["Node, 64 B, payauth / createHmac", 0.5],
  ["Node, 256 B, payauth / createHmac", 0.8],
  ["Node, 512 B, payauth / createHmac", 1],
  ["Node, 256 B, payauth / subtle.sign", 0.1],
  ...everywhere("hash-wasm", 0.85),
  ...everywhere("@noble/hashes", 0.4),
  ["Node, DVPay header set, payauth / recipe", 1],
  ["Node, hot path / createHmac", 0.15],
  ["Node, driver above a bare fetch / createHmac", 3],
  ["Node, verifying, payauth / stripe.constructEvent", 0.9],
  ["Node, verifying, payauth / standardwebhooks", 0.33],
  ["Node, verifying, payauth / octokit", 1.5],
  ["Node, verifying, payauth / stripe.constructEventAsync by WebCrypto", 0.33],
  ["Node, verifying, payauth / octokit by WebCrypto", 0.33],
  ["Node, verifying, payauth / the HMAC of 1 MB without verification", 1.1],
  ["Node, webhookHandler above verifyWebhook, µs", 5],
  ["Node, webhookHandler above verifyWebhook / verifyWebhook", 1],
  ["Node, cold start, ms above an empty module", 6],
  ["Deno, cold start, ms above an empty module", 3],
  ["Chromium, playground / an empty page", 8],
  ...grown,
  ["linear memory of payauth, bytes", 256 * 1024],
  ...Object.entries(DOORS).flatMap(flat),
];
