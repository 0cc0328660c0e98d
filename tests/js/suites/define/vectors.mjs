// Published and derived inputs and outputs of the providers of payauth/providers, and of the five built-in providers.

import { defineProvider } from "payauth";
import * as pure from "payauth/pure";
import { providers } from "../../support/shipped-providers.mjs";
import { BUILT_IN } from "../../support/built-in-definitions.mjs";
import { checkVector, KINDS, vectorsOf } from "../../support/definition-vectors.mjs";
import { ok, same } from "../../support/harness.mjs";

export default function ({ test }) {
  for (const provider of Object.values(providers)) {
    const { definition } = provider;
    const { name } = definition;
    test(`${name}: the examples have every kind that the definition needs, and no unknown kind`, async () => {
      const kinds = new Set((await vectorsOf(name)).map(({ kind }) => kind));
      same([...kinds].filter((kind) => !KINDS.includes(kind) && kind !== "note"), [], "unknown kinds");
      const needed = ["request", ...(definition.token ? ["token-request", "token-answer"] : []), ...(definition.webhook ? ["webhook"] : [])];
      same(needed.filter((kind) => !kinds.has(kind) && !(kind.startsWith("token") && kinds.has("token-key"))), [], "kinds without an example");
    });
    test(`${name}: every example passes with payauth/providers`, () => every(name, provider));
    test(`${name}: every example passes with the same definition in defineProvider`, () => every(name, defineProvider(definition)));
    test(`${name}: every example passes with the JSON of the definition in payauth/pure`, () => every(name, pure.defineProvider(JSON.parse(JSON.stringify(definition)))));
  }
  for (const [name, { make, definition }] of Object.entries(BUILT_IN)) {
    test(`${name}: every example passes with the client of payauth`, () => every(name, Object.assign((options) => make(options), { definition })));
    test(`${name}: every example passes with its definition in defineProvider`, () => every(name, defineProvider(definition)));
  }
  test("there are at least 81 examples", async () => {
    const names = [...Object.values(providers).map(({ definition }) => definition.name), ...Object.keys(BUILT_IN)];
    const counts = await Promise.all(names.map(async (name) => (await vectorsOf(name)).length));
    ok(counts.reduce((sum, count) => sum + count) >= 81, `at least 81 examples in the files with ${counts}`);
  });
}

/** Checks all examples, and reports all examples that fail. */
async function every(name, provider) {
  const failed = [];
  for (const vector of await vectorsOf(name)) {
    try {
      checkVector(provider, vector);
    } catch (error) {
      failed.push(`${vector.kind}: ${vector.name}: ${error.message}`);
    }
  }
  same(failed, [], "examples that fail");
}
