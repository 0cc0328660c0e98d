// Messages of eight processes over a real engine: acted upon once, but for what was killed or stalled.

import { readFile } from "node:fs/promises";
import { equal, ok, same } from "../js/support/harness.mjs";
import { Draw } from "../js/support/random.mjs";
import { entry } from "./engines.mjs";
import { Fleet } from "./fleet.mjs";

const PROCESSES = 8;
const DELIVERIES_EACH = 4;
/** Longer than any process that runs is away from its event loop, on a machine however busy. */
const LEASE_SECONDS = 30;
const MS_EACH = 3;
const AT_ONCE = 250;
const BEGIN = Date.now();

/** @param deliveries - how many deliveries in all; each message is delivered four times, and again until it is acknowledged */
export function messages(test, name, engine, seed, deliveries) {
  const rule = `${PROCESSES} processes act upon every message of ${deliveries} deliveries, once unless one was killed or stopped`;
  test(`${name}: ${rule} (seed ${seed})`, async () => {
    const service = await engine.service();
    const fleet = await Fleet.of(PROCESSES, name, service.url);
    const sender = new Sender(fleet, new Draw(seed), await entry("index"));
    const bodies = Array.from({ length: deliveries / DELIVERIES_EACH }, (_, index) => `{"id":"evt_${index}"}`);
    try {
      await sender.deliver(bodies);
      await judge(fleet, sender, bodies);
    } finally {
      await fleet.stop();
      await service.stop();
    }
  });
}

/** A sender that signs each delivery again, at a later time; each third with a secret that was rotated. */
class Sender {
  /** Bodies that a process got which was killed or stopped. */
  suspects = new Set();
  #fleet;
  #draw;
  #payauth;
  #count = 0;
  #faulty;

  constructor(fleet, draw, payauth) {
    [this.#fleet, this.#draw, this.#payauth] = [fleet, draw, payauth];
    this.#faulty = fleet.members.slice(0, Math.ceil(PROCESSES / 3) + 1);
  }

  /** Delivers each body to several processes; kills a third of them meanwhile, and stops one past its lease. */
  async deliver(bodies) {
    const [stopped, ...doomed] = this.#faulty;
    // As fast as a pool of few connections works on a busy machine: a store that does not answer in time is a fault of its own.
    const during = bodies.length * DELIVERIES_EACH * MS_EACH;
    const all = Promise.all(bodies.flatMap((body) => Array.from({ length: DELIVERIES_EACH }, () => this.#soon(body, during))));
    for (const member of doomed) setTimeout(() => void member.kill(), during / 5 + this.#draw.below(during / 2));
    await wait(during / 2);
    stopped.signal("SIGSTOP");
    // The stopped process holds leases until then: the others acknowledge only what they took over.
    await wait(during / 2);
    await this.#untilAcknowledged(bodies, stopped);
    stopped.signal("SIGCONT");
    await all;
  }

  async #soon(body, during) {
    await wait(this.#draw.below(during));
    const members = this.#fleet.members;
    const member = members[this.#draw.below(members.length)];
    if (this.#faulty.includes(member)) this.suspects.add(body);
    await this.#send(member, body, { ms: this.#draw.below(30), fails: this.#draw.below(20) === 0 });
  }

  async #untilAcknowledged(bodies, stopped) {
    for (let open = bodies, round = 0; open.length > 0; round += 1) {
      if (round > 300) throw new Error(`${open.length} messages are never acknowledged, such as ${open[0]}`);
      const left = [];
      for (let at = 0; at < open.length; at += AT_ONCE) left.push(...(await this.#again(open.slice(at, at + AT_ONCE), stopped)));
      open = left;
      if (open.length > 0) await wait(1_000);
    }
  }

  /** Delivers each body once more; gives those that were not acknowledged. */
  async #again(bodies, stopped) {
    const members = this.#fleet.members.filter((member) => member !== stopped);
    const outcomes = await Promise.all(bodies.map((body) => this.#send(members[this.#draw.below(members.length)], body, { ms: 1 })));
    return bodies.filter((_, index) => outcomes[index] !== "duplicate" && outcomes[index] !== "done");
  }

  #send(member, body, how) {
    const [now, secret] = [BEGIN + (this.#count += 1) * 1_000, this.#count % 3 === 0 ? "whsec_new" : "whsec_old"];
    const headers = this.#payauth.signWebhook(this.#payauth.schemes.stripe, { body, now: new Date(now), secret });
    return member.ask("handle", { body, headers, now, ...how, leaseSeconds: LEASE_SECONDS });
  }
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function judge(fleet, { suspects }, bodies) {
  const lines = (await readFile(fleet.log, "utf8")).trim().split("\n").map((line) => JSON.parse(line));
  const of = (body, what) => lines.filter((line) => line.body === body && line.what === what);
  const stored = await fleet.members[0].ask("stored", { bodies });
  same(stored.filter((state) => !state.endsWith(" (done)")), [], "messages that the store does not say are done");
  same(bodies.filter((body) => of(body, "acted").length === 0), [], "messages that were lost");
  same(bodies.filter((body) => of(body, "acted").length > 1 && !suspects.has(body)), [], "messages without a fault that were acted upon twice");
  ok(suspects.size > 0, "some had a fault");
  for (const [index, body] of bodies.entries()) {
    const runs = of(body, "ran");
    equal(new Set(runs.map(({ idempotencyKey }) => idempotencyKey)).size, 1, "keys of all attempts");
    const attempts = runs.map(({ attempt }) => attempt);
    equal(new Set(attempts).size, attempts.length, `each attempt has a number of its own: ${attempts}`);
    ok(Number(stored[index].split(" ")[1]) >= Math.max(...attempts), "the store's attempt is the last");
  }
  const keys = new Set(lines.map(({ idempotencyKey }) => idempotencyKey).filter(Boolean));
  equal(keys.size, bodies.length, "a key for each message");
}
