// A short run with definitions that were changed at random. `cargo xtask test fuzz` has the long run.

import { providers } from "../../support/shipped-providers.mjs";
import { BUILT_IN } from "../../support/built-in-definitions.mjs";
import { ok } from "../../support/harness.mjs";
import { mutate, schemesIn } from "../../support/mutated-definitions.mjs";
import { seedOf } from "../../support/random.mjs";

const OF_PROVIDERS = [...Object.values(providers), ...Object.values(BUILT_IN)].map(({ definition }) => definition);
export const DEFINITIONS = OF_PROVIDERS.concat(schemesIn(OF_PROVIDERS));

export default function ({ test, host }) {
  const seed = seedOf(host);
  test(`each of 2,000 changed definitions is rejected with an error that has a code, or obeys the safety rules (seed ${seed})`, () => {
    const taken = mutate(DEFINITIONS, seed, 2_000);
    ok(taken > 20 && taken < 1_980, `some accepted and some rejected definitions, not ${taken} accepted definitions`);
  });
}
