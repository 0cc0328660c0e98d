// Four processes share tokens in a real engine. The tests count the token calls, and cause each fault of a process or of the engine.

import { equal, ok, same } from "../js/support/harness.mjs";
import { Fleet } from "./fleet.mjs";
import { Provider } from "./provider.mjs";
import { CuttingProxy } from "./proxies.mjs";

const HOUR = 3_600_000;
const PROCESSES = 4;
const CALLS = 25;
/** Timeouts on the shared clock. This clock is slow, so that a running engine answers in time even on a busy machine. */
const PATIENT = { tokenTimeoutMs: 25_000, storeTimeoutMs: 10_000 };
const LEASE_MS = 45_000;
/** Timeouts for tests with an engine that is not running: the timeout of the store is short. */
const IMPATIENT = { tokenTimeoutMs: 25_000, storeTimeoutMs: 2_500 };
/** The longest time of a call that does not wait for a lease. It is long, so that no test depends on the speed of the machine. */
const SLACK_MS = 60_000;

/**
 * Functions that add cases, by the names in the table of engines. A case has a rule and a body; the body uses the service, the
 * provider, the proxy and a fleet of four processes. The cases of one list share a fleet, so a case that kills the engine is the last
 * case of the list.
 */
export const TOKEN_CASES = { expiries, leaders, cuts, faults, promotion, lost };

export class World {
  static async of(name, engine) {
    const world = new World();
    world.service = await engine.service();
    const { port, url } = world.service;
    world.proxy = port && (await new CuttingProxy().up(port, /redis\.call\('SET'|INSERT INTO|UPDATE /));
    world.fleet = await Fleet.of(1, name, world.proxy ? url.replace(port, world.proxy.port) : url);
    return world;
  }

  /** Starts a new provider, which has no token yet, and makes a client of this provider in each of four processes. */
  async begin(options) {
    await this.provider?.stop();
    this.provider = await new Provider().up();
    const missing = PROCESSES - this.fleet.members.length;
    await Promise.all(Array.from({ length: missing }, () => this.fleet.add()));
    this.fleet.clock.slow();
    this.fleet.events.length = 0;
    await this.fleet.clients({ provider: this.provider.url, options });
  }

  async stop() {
    await this.fleet.stop();
    await Promise.all([this.provider?.stop(), this.proxy?.stop()]);
    await this.service.stop();
  }
}

/** Returns the cases of one list in the table of engines. */
export function tokenCases(engine) {
  const cases = [];
  const over = (rule, body, options = PATIENT) => cases.push({ rule, body: async (world) => (await world.begin(options), body(world)) });
  for (const each of engine) TOKEN_CASES[each](over);
  return cases;
}

function expiries(over) {
  over("4 processes make one token call for 100 calls, and one more after each of three expiries", async ({ provider, fleet }) => {
    for (let life = 0; life < 4; life += 1) {
      allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
      equal(provider.asked.length, life + 1, "token calls");
      fleet.clock.jump(HOUR);
    }
    same(fleet.events.filter(({ type }) => type !== "refreshed"), []);
  });
}

function leaders(over) {
  over("if a leader is killed during its token call, the other processes wait only until the leader's lease expires", async ({ provider, fleet }) => {
    const [leader] = fleet.members;
    const [asked, lost] = [provider.next(LATE_MS), leader.ask("calls", { count: 5 })];
    await asked;
    await leader.kill();
    await lost;
    await takenOver(provider, fleet, fleet.members);
    await servedByNew(provider, fleet, 2);
  });

  over("a leader that is suspended until its lease has expired does not overwrite the newer token after it continues", async ({ provider, fleet }) => {
    const [leader, ...others] = fleet.members;
    const [asked, stopped] = [provider.next(LATE_MS), leader.ask("calls", { count: 5 })];
    await asked;
    leader.signal("SIGSTOP");
    await takenOver(provider, fleet, others);
    leader.signal("SIGCONT");
    allServed(await stopped, 5);
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    await servedByNew(provider, fleet, 2);
  });
}

/** The duration of the leader's token call, in milliseconds. It is longer than the delivery of a signal. */
const LATE_MS = 500;

/** The other processes wait while the lease of the leader is valid. After the lease has expired, their calls succeed. */
async function takenOver(provider, fleet, others) {
  let served = 0;
  const calls = others.map((member) => member.ask("calls", { count: CALLS }).then((calls) => ((served += 1), calls)));
  await wait(500);
  equal(served, 0, "processes that did not wait");
  equal(provider.asked.length, 1, "token calls while the lease is valid");
  fleet.clock.jump(LEASE_MS);
  allServed((await Promise.all(calls)).flat(), others.length * CALLS, LEASE_MS);
  equal(provider.asked.length, 2, "token calls");
}

/** A process without a token in its memory finds the newest token in the store. */
async function servedByNew(provider, fleet, newest) {
  provider.used.clear();
  const member = await fleet.add();
  allServed(await member.ask("calls", { count: CALLS }), CALLS);
  same([...provider.used], [newest], "tokens that were sent");
  equal(provider.asked.length, newest, "token calls");
  await member.kill();
}

function faults(over) {
  over("if the engine is suspended for 3 s, no call fails", async ({ service, provider, fleet }) => {
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    const before = provider.asked.length;
    fleet.clock.run();
    fleet.clock.jump(HOUR);
    service.signal("SIGSTOP");
    const calls = fleet.all("calls", { count: CALLS });
    await wait(3_000);
    service.signal("SIGCONT");
    allServed(await calls, 4 * CALLS);
    ok(provider.asked.length - before <= 4, `at most 4 more token calls; got ${provider.asked.length - before}`);
  }, IMPATIENT);

  over("if the engine restarts empty during a token call, no call fails", async ({ service, provider, fleet }) => {
    fleet.clock.run();
    const [asked, calls] = [provider.next(800), fleet.all("calls", { count: CALLS })];
    await asked;
    await service.crash();
    await service.up();
    allServed(await calls, 4 * CALLS);
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    ok(provider.asked.length <= 4, `at most 4 token calls; got ${provider.asked.length}`);
  });

  over("if the engine is down, no call fails, and each process makes at most one token call", async ({ service, provider, fleet }) => {
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    await service.crash();
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    equal(provider.asked.length, 1, "token calls while the token is valid");
    fleet.clock.run();
    fleet.clock.jump(HOUR);
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    ok(fleet.events.some(({ type, code }) => type === "store-failed" && code === "ERR_STORE"), "an event store-failed with ERR_STORE");
    ok(provider.asked.length <= 5, `at most 5 token calls; got ${provider.asked.length}`);
  }, IMPATIENT);
}

function cuts(over) {
  over("if a connection is cut before the answer to a write arrives, no call fails, and no second token call is made", async ({ provider, fleet, proxy }) => {
    for (let life = 0; life < 2; life += 1) {
      proxy.writes = 1;
      allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
      equal(provider.asked.length, life + 1, "token calls");
      equal(proxy.cuts, life + 1, "connections that were cut");
      fleet.clock.jump(HOUR);
    }
    proxy.writes = 4;
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    equal(provider.asked.length, 3, "token calls");
  });
}

function promotion(over) {
  over("if a replica is promoted, no call fails, and no token call is made", async ({ service, provider, fleet }) => {
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    const promoted = service.promote();
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    await promoted;
    await servedByNew(provider, fleet, 1);
    fleet.clock.jump(HOUR);
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    equal(provider.asked.length, 2, "token calls");
  });
}

function lost(over) {
  over("if the promoted replica lacks the last writes, at most one more token call is made", async ({ service, provider, fleet }) => {
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    await service.lag();
    fleet.clock.jump(HOUR);
    allServed(await fleet.all("calls", { count: CALLS }), 4 * CALLS);
    equal(provider.asked.length, 2, "token calls");
    await service.promote();
    const others = await Promise.all([fleet.add(), fleet.add()]);
    allServed((await Promise.all(others.map((member) => member.ask("calls", { count: CALLS })))).flat(), 2 * CALLS);
    allServed(await fleet.all("calls", { count: CALLS }), 6 * CALLS);
    ok(provider.asked.length <= 3, `at most 3 token calls; got ${provider.asked.length}`);
  });
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function allServed(calls, count, most = 0) {
  same(calls.filter(({ status }) => status !== 200).map(({ status }) => status), [], "calls that failed");
  equal(calls.length, count, "calls");
  ok(calls.every(({ ms }) => ms <= most + SLACK_MS), `each call takes at most ${most + SLACK_MS} ms; got ${Math.max(...calls.map(({ ms }) => ms))} ms`);
}
