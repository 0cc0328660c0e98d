// States in a store that have a correct checksum, but were not written by payauth. The checksum has no key, so everyone who can write to the
// store can make such a state. The state may cause a token call, but no call fails and no process stops.

import { equal, ok, rejects, same } from "../../support/harness.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { SimulatedHost } from "../../support/simulated-host.mjs";
import { WITH_TOKENS } from "../../support/providers.mjs";
import { START } from "../../support/token-machine.mjs";

export default function ({ test, host }) {
  for (const row of WITH_TOKENS) {
    impossible(test, row);
    endless(test, row);
    random(test, row, seedOf(host));
  }
}

const YEAR = 31_536_000_000;
const MAX = (1n << 64n) - 1n;
const GOOD = {
  ...{ generation: 1, seen: START, rejections: 0, issued: START, expires: START + 3_600_000, since: 0, until: 0 },
  ...{ owner: "-", failures: 0, retry: 0, last: "-", token: "token" },
};
const BASE = { ...GOOD, token: "-", issued: 0, expires: 0 };

/** A state with these values and a correct checksum. */
async function stateOf(key, { generation, seen, rejections, issued, expires, since, until, owner, failures, retry, last, token }) {
  const fields = ["payauth1", key, generation, seen, rejections, issued, expires, since, until, owner, failures, retry, last].join(" ");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${fields} ${token}`));
  const check = Array.from(new Uint8Array(digest).subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${fields} ${check} ${token}`;
}

/** States that no token machine writes. */
const IMPOSSIBLE = {
  "a lease of an hour": { ...BASE, owner: "x", since: START, until: START + 3_600_000 },
  "a lease until 2058": { ...BASE, owner: "x", since: START - 1, until: START + 1e12 },
  "a lease without end": { ...BASE, owner: "x", until: MAX },
  "a lease that ends before it begins": { ...BASE, owner: "x", since: START + 30_000, until: START + 1 },
  "a lease of a caller with a line break": { ...BASE, owner: "a\nb", since: START, until: START + 1_000 },
  "a lifetime of two years": { ...GOOD, expires: START + 2 * YEAR },
  "a lifetime without end": { ...GOOD, expires: MAX },
  "a token after the last Date": { ...GOOD, issued: 8_640_000_000_000_000, expires: 8_640_000_000_000_001 },
  ...Object.fromEntries(
    ["a,b", "é", "undefined", "null", "", "a\rb", "a\nb", "a\0b", "t".repeat(8_193)].map((token) => [
      `the token ${JSON.stringify(token.slice(0, 20))}`,
      { ...GOOD, token },
    ]),
  ),
};

function impossible(test, { name: provider, path, options }) {
  for (const [what, values] of Object.entries(IMPOSSIBLE)) {
    for (const isSet of [true, false]) {
      test(`${provider}: a state with ${what} in a store that ${isSet ? "can be written" : "rejects every write"} is ignored, and delays no call`, async () => {
        const world = new SimulatedHost();
        const { token } = world.client(provider);
        let value = await stateOf(token.key, values);
        await rejects("ERR_TOKEN_STATE", (async () => token.decide(value, { now: new Date(START) }))());
        const set = async (_, next) => isSet && ((value = next), true);
        const client = world.client(provider, { store: { atomic: true, get: async () => ({ value }), set } });
        for (let call = 0; call < 3; call += 1) equal((await world.run(client.fetch(path, options))).status, 200);
        ok(world.now - START < 5_000, `less than 5,000 ms, not ${world.now - START}`);
        equal(world.tokenCalls, 1, "token calls");
        ok(world.events.some(({ fault }) => fault === "unreadable"), `a report of an unreadable state among ${JSON.stringify(world.events)}`);
      });
    }
  }
}

/** Tests a store in which another caller takes the lease every second. */
function endless(test, { name: provider, path, options }) {
  test(`${provider}: if other callers take the lease again and again, a call ends after three minutes, and later calls are not blocked`, async () => {
    const world = new SimulatedHost();
    const { token } = world.client(provider);
    let isHostile = true;
    const at = (second) => START + second * 1_000;
    const lease = (second) => stateOf(token.key, { ...BASE, seen: at(second), owner: "x", since: at(second), until: at(second + 60) });
    // The checksums are made here, because the runtime computes them in real time, and not in simulated time.
    const leases = await Promise.all(Array.from({ length: 300 }, (_, second) => lease(second)));
    const get = async () => (isHostile ? { value: leases[Math.floor((world.now - START) / 1_000)] } : null);
    const client = world.client(provider, { store: { atomic: true, get, set: async () => true } });
    const settled = await world.run(client.fetch(path, options).catch((error) => error));
    same([settled.code, settled.blame], ["ERR_TOKEN_UNAVAILABLE", "peer"]);
    ok(world.now - START < 300_000, `less than 300,000 ms, not ${world.now - START}`);
    isHostile = false;
    await world.pass(121_000);
    equal((await world.run(client.fetch(path, options))).status, 200);
  });
}

function random(test, { name: provider, path, options }, seed) {
  test(`${provider}: with any state in the store, a call ends with an answer, with an error that blames the peer, or with the rejection in the state (seed ${seed})`, async () => {
    const draw = new Draw(seed);
    for (let round = 0; round < 60; round += 1) {
      const world = new SimulatedHost();
      const { key } = world.client(provider).token;
      const values = { ...GOOD };
      for (const name of Object.keys(values)) if (draw.below(3) === 0) values[name] = drawn(draw, name);
      let value = await stateOf(key, values);
      const isSet = draw.below(2) === 0;
      const set = async (_, next) => isSet && ((value = next), true);
      const client = world.client(provider, { store: { atomic: draw.below(4) > 0, get: async () => ({ value }), set } });
      const settled = await world.run(client.fetch(path, options).catch((error) => error));
      // A state may say that the provider rejected the credentials of the client: the fault of the caller.
      const isRefused = values.last === "refused" && settled.code === "ERR_TOKEN_REFUSED";
      ok(settled.status !== undefined || settled.blame === "peer" || isRefused, `an answer or an error that blames the peer, not ${settled.message} for ${JSON.stringify(value)}`);
      ok(world.now - START < 600_000, `less than 600,000 ms, not ${world.now - START}, for ${JSON.stringify(value)}`);
    }
  });
}

function drawn(draw, name) {
  if (name === "owner" || name === "last") return ["-", "x", "refused", "a,b", "é", "a\nb", ""][draw.below(7)];
  if (name === "token") return ["-", "token", "a,b", "undefined", "", "a\nb"][draw.below(6)];
  return [0, 1, START - 1, START, START + draw.below(120_000), START + 1e12, MAX, MAX - 1n, "-1", "1.5", "007"][draw.below(11)];
}
