// Tokens of four processes over a real engine: exact counts, and each fault of a process or of the engine.

import { equal, ok, same } from "../js/support/harness.mjs";
import { Fleet } from "./fleet.mjs";
import { Provider } from "./provider.mjs";
import { CuttingProxy } from "./proxies.mjs";

const HOUR = 3_600_000;
const CALLS = 25;
/** On a busy machine as well, an engine that is there answers in this time. The lease is 28 s long. */
const PATIENT = { tokenTimeoutMs: 8_000, storeTimeoutMs: 10_000 };
const LEASE_MS = 28_000;
/** An engine that is not there is given up soon. */
const IMPATIENT = { tokenTimeoutMs: 8_000, storeTimeoutMs: 1_000 };
/** No test depends on the speed of the machine: this is for what is not waiting. */
const SLACK_MS = 60_000;

/** The cases by the names that an engine says. */
export const TOKEN_CASES = { expiries, leaders, faults, cuts, promotion };

/** Adds a case over four processes, the engine and the provider. */
export function runner(test, name, engine) {
  return (rule, body, options = PATIENT) =>
    test(`${name}: ${rule}`, async () => {
      const [service, provider] = [await engine.service(), await new Provider().up()];
      const proxy = service.port && (await new CuttingProxy().up(service.port, /redis\.call\('SET'|INSERT INTO|UPDATE /));
      const url = proxy ? service.url.replace(service.port, proxy.port) : service.url;
      const start = (count) => Fleet.of(count, name, url, provider.url, options);
      const fleet = await start(4);
      try {
        await body({ service, provider, fleet, proxy, start });
      } finally {
        await fleet.stop();
        await Promise.all([provider.stop(), proxy?.stop()]);
        await service.stop();
      }
    });
}

function expiries(over) {
  over("4 processes make one token call for 100 calls, and one for each of three expiries", async ({ provider, fleet }) => {
    for (let life = 0; life < 4; life += 1) {
      allServed(await fleet.all("calls", { count: CALLS, ahead: life * HOUR }), 4 * CALLS);
      equal(provider.asked.length, life + 1, "token calls");
    }
    same(fleet.events.filter(({ type }) => type !== "refreshed"), []);
  });
}

function leaders(over) {
  expiries(over);

  over("a leader that is killed in its token call holds the others up until its lease ends", async ({ provider, fleet }) => {
    provider.tokenMs = 3_000;
    const [leader] = fleet.members;
    const [asked, lost] = [provider.next(), leader.ask("calls", { count: 5, ahead: 0 })];
    await asked;
    await leader.kill();
    await lost;
    provider.tokenMs = 50;
    allServed(await fleet.all("calls", { count: CALLS, ahead: 0 }), 3 * CALLS, LEASE_MS + provider.tokenMs);
    equal(provider.asked.length, 2, "token calls");
  });

  over("a leader that is stopped past its lease and goes on writes nothing over the newer token", async ({ provider, fleet }) => {
    provider.tokenMs = 500;
    const [leader] = fleet.members;
    const [asked, stopped] = [provider.next(), leader.ask("calls", { count: 5, ahead: 0 })];
    await asked;
    leader.signal("SIGSTOP");
    provider.tokenMs = 50;
    const others = fleet.members.slice(1).map((member) => member.ask("calls", { count: CALLS, ahead: 0 }));
    allServed((await Promise.all(others)).flat(), 3 * CALLS, LEASE_MS + provider.tokenMs);
    leader.signal("SIGCONT");
    allServed(await stopped, 5);
    allServed(await fleet.all("calls", { count: CALLS, ahead: 0 }), 4 * CALLS);
    equal(provider.asked.length, 2, "token calls");
  });
}

function faults(over) {
  over("an engine that is restarted empty in a token call costs no call", async ({ service, provider, fleet }) => {
    provider.tokenMs = 800;
    const [asked, calls] = [provider.next(), fleet.all("calls", { count: CALLS, ahead: 0 })];
    await asked;
    await service.crash();
    await service.up();
    allServed(await calls, 4 * CALLS);
    allServed(await fleet.all("calls", { count: CALLS, ahead: 0 }), 4 * CALLS);
    ok(provider.asked.length <= 4, `${provider.asked.length} token calls`);
  });

  over("an engine that is down costs no call, at one token call for each process", async ({ service, provider, fleet }) => {
    allServed(await fleet.all("calls", { count: CALLS, ahead: 0 }), 4 * CALLS);
    await service.crash();
    allServed(await fleet.all("calls", { count: CALLS, ahead: 0 }), 4 * CALLS);
    equal(provider.asked.length, 1, "a good token needs no engine");
    allServed(await fleet.all("calls", { count: CALLS, ahead: HOUR }), 4 * CALLS);
    ok(fleet.events.some(({ type, code }) => type === "store-failed" && code === "ERR_STORE"), "reported");
    ok(provider.asked.length <= 5, `${provider.asked.length} token calls`);
  });

  over("an engine that is stopped for 3 s costs no call", async ({ service, provider, fleet }) => {
    allServed(await fleet.all("calls", { count: CALLS, ahead: 0 }), 4 * CALLS);
    const before = provider.asked.length;
    service.signal("SIGSTOP");
    const calls = fleet.all("calls", { count: CALLS, ahead: HOUR });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    service.signal("SIGCONT");
    allServed(await calls, 4 * CALLS);
    ok(provider.asked.length - before <= 4, `${provider.asked.length} token calls after ${before}`);
  }, IMPATIENT);
}

function cuts(over) {
  over("a connection that is cut after each process's write costs no call, and no second token call", async ({ provider, fleet, proxy }) => {
    for (let life = 0; life < 2; life += 1) {
      proxy.writes = 1;
      allServed(await fleet.all("calls", { count: CALLS, ahead: life * HOUR }), 4 * CALLS);
      equal(provider.asked.length, life + 1, "token calls");
      equal(proxy.cuts, life + 1, "connections that were cut");
    }
    proxy.writes = 4;
    allServed(await fleet.all("calls", { count: CALLS, ahead: 2 * HOUR }), 4 * CALLS);
    equal(provider.asked.length, 3, "token calls");
  });
}

function promotion(over) {
  over("a replica that is promoted costs no call, and no token call", async ({ service, provider, fleet, start }) => {
    allServed(await fleet.all("calls", { count: CALLS, ahead: 0 }), 4 * CALLS);
    const promoted = service.promote();
    allServed(await fleet.all("calls", { count: CALLS, ahead: 0 }), 4 * CALLS);
    await promoted;
    await servedBy(start, 0);
    equal(provider.asked.length, 1, "token calls");
    allServed(await fleet.all("calls", { count: CALLS, ahead: HOUR }), 4 * CALLS);
    equal(provider.asked.length, 2, "token calls");
  });

  over("a replica that is promoted and lost the last writes costs at most one token call", async ({ service, provider, fleet, start }) => {
    allServed(await fleet.all("calls", { count: CALLS, ahead: 0 }), 4 * CALLS);
    await service.lag();
    allServed(await fleet.all("calls", { count: CALLS, ahead: HOUR }), 4 * CALLS);
    equal(provider.asked.length, 2, "token calls");
    await service.promote();
    await servedBy(start, HOUR);
    allServed(await fleet.all("calls", { count: CALLS, ahead: HOUR }), 4 * CALLS);
    ok(provider.asked.length <= 3, `${provider.asked.length} token calls`);
  });
}

/** Two processes that have nothing in memory are served, too. */
async function servedBy(start, ahead) {
  const others = await start(2);
  allServed(await others.all("calls", { count: CALLS, ahead }), 2 * CALLS);
  await others.stop();
}

function allServed(calls, count, most = 0) {
  same(calls.filter(({ status }) => status !== 200).map(({ status }) => status), [], "calls that failed");
  equal(calls.length, count, "calls");
  ok(calls.every(({ ms }) => ms <= most + SLACK_MS), `${Math.max(...calls.map(({ ms }) => ms))} ms`);
}
