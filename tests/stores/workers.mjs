// Durable Objects, Workers KV and D1 in workerd. One process runs all isolates and their stores. A single isolate cannot be killed, so
// the tests kill or suspend the whole process.

import { equal, ok, same } from "../js/support/harness.mjs";
import { Isolates, ISOLATES } from "./isolates.mjs";
import { Provider } from "./provider.mjs";

const HOUR = 3_600_000;
const LEASE_MS = 45_000;

/** Returns the cases. Each case uses four isolates and a new provider. */
export function workerCases() {
  const cases = [];
  const over = (rule, body) => cases.push({ rule, body: (fleet) => served((provider) => body({ provider, fleet })) });
  rules(over);
  faults(over);
  return cases;
}

async function served(body) {
  const provider = await new Provider().up();
  await body(provider).finally(() => provider.stop());
}

function rules(over) {
  over("Durable Objects, D1 and KV follow the rules of checkStore", async ({ fleet }) => {
    await fleet.ask("one", "d1", "table");
    for (const store of ["objects", "d1", "leased"]) same(await fleet.ask("one", store, "check", { ttl: store !== "leased", timeoutMs: 60_000 }), [], store);
    // Miniflare's KV returns a new value at once, so it follows the rules.
    same(await fleet.ask("one", "kv", "check", { ttl: false, timeoutMs: 60_000 }), [], "kv");
  });

  for (const [store, most] of [["objects", 1], ["d1", 1], ["leased", 1], ["kv", ISOLATES.length]]) {
    over(`${store}: 4 isolates × 25 requests make at most ${most} token call${most > 1 ? "s" : ""} at the start, and after each of three expiries`, async ({ provider, fleet }) => {
      await fleet.ask("one", "d1", "table");
      for (let life = 0; life < 4; life += 1) {
        const before = provider.asked.length;
        allServed(await fleet.each(25, store, "call", { provider: provider.url }));
        const calls = provider.asked.length - before;
        ok(calls >= 1 && calls <= most, `1 to ${most} token calls; got ${calls}`);
        fleet.clock.jump(HOUR);
      }
    });
  }

  messages(over);
}

function faults(over) {
  over("if a Durable Object is reset during a token call, no call fails", async ({ provider, fleet }) => {
    const given = { provider: provider.url };
    const key = await fleet.ask("one", "objects", "key", given);
    const [asked, calls] = [provider.next(500), fleet.each(10, "objects", "call", given)];
    await asked;
    await fleet.ask("one", "objects", "reset", { key });
    allServed(await calls);
    ok(provider.asked.length <= ISOLATES.length, `at most ${ISOLATES.length} token calls; got ${provider.asked.length}`);
  });

  for (const store of ["objects", "d1", "leased"]) {
    over(`${store}: if the process is killed during a token call, the next process waits only until the lease of the killed process expires`, async ({ provider, fleet }) => {
      await fleet.ask("one", "d1", "table");
      const asked = provider.next(500);
      const lost = fleet.each(5, store, "call", { provider: provider.url }).catch(() => undefined);
      await asked;
      await fleet.kill();
      await lost;
      await fleet.up();
      let served = 0;
      const calls = fleet.each(10, store, "call", { provider: provider.url }).finally(() => (served += 1));
      await wait(500);
      equal(served + provider.asked.length, 1, "token calls and finished groups of calls, while the lease is valid");
      await fleet.later(LEASE_MS);
      allServed(await calls);
      equal(provider.asked.length, 2, "token calls");
    });

    over(`${store}: if the process is suspended during a token call until its lease has expired, no call fails after it continues`, async ({ provider, fleet }) => {
      await fleet.ask("one", "d1", "table");
      const [asked, calls] = [provider.next(500), fleet.each(10, store, "call", { provider: provider.url })];
      await asked;
      fleet.signal("SIGSTOP");
      const later = fleet.later(LEASE_MS);
      await wait(1_000);
      fleet.signal("SIGCONT");
      await later;
      allServed(await calls);
      const before = provider.asked.length;
      allServed(await fleet.each(10, store, "call", { provider: provider.url }));
      ok(before <= 2 && provider.asked.length === before, `at most 2 token calls, and none later; got ${before}, then ${provider.asked.length}`);
    });
  }
}

function messages(over) {
  over("4 isolates handle a message only once", async ({ fleet }) => {
    await fleet.ask("one", "d1", "table");
    for (const [letter, store] of [["a", "objects"], ["b", "d1"], ["c", "leased"]]) {
      const results = await fleet.each(10, store, "message", { replayKey: letter.repeat(32) });
      equal(results.reduce((sum, { ran }) => sum + ran, 0), 1, store);
      same([...new Set(results.map(({ outcome }) => outcome))].filter((outcome) => !["done", "duplicate", "in-progress"].includes(outcome)), []);
    }
    same(await fleet.ask("one", "kv", "message", { replayKey: "a".repeat(32) }), { outcome: "ERR_OPTION", ran: 0 });
  });
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function allServed(statuses) {
  same(statuses.filter((status) => status !== 200), [], "calls that failed");
}
