// Tests the search with which other suites look for parts of a secret in memory. A search that finds too few parts would hide a leak.

import { ok } from "../support/harness.mjs";
import { findInMemory } from "../support/memory-search.mjs";

const SIZE = 64;

/** The search skips zeros, so some secrets begin or end with zeros. */
const SECRETS = [
  [1, 2, 3, 4, 5, 6, 7, 8],
  [0, 2, 3, 4, 5, 0, 0, 0],
  [0, 0, 0, 0, 5, 6, 7, 8],
  [0, 0, 0, 0, 0, 0, 0, 8],
];

export default function ({ test }) {
  for (const secret of SECRETS) {
    test(`the search finds ${secret.join(" ")} at each address between zeros`, () => {
      for (let at = 0; at + secret.length <= SIZE; at += 1) {
        const memory = new Uint8Array(SIZE);
        memory.set(secret, at);
        const found = findInMemory({ wasm: () => ({ memory }) }, Uint8Array.from(secret));
        ok(found.includes(`bytes at ${at}`), `the secret at ${at}, not ${found.join(", ") || "an empty result"}`);
      }
    });
  }
}
