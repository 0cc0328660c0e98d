// Eight processes share a real engine and handle messages. Each message is handled only once, unless a process that got the message
// was killed or suspended.

import { readFile } from "node:fs/promises";
import { equal, ok, same } from "../js/support/harness.mjs";
import { Draw } from "../js/support/random.mjs";
import { entry } from "./entry.mjs";
import { Fleet } from "./fleet.mjs";

const PROCESSES = 8;
const DELIVERIES_EACH = 4;
/** The duration of a lease on the shared clock. The test advances this clock after the faults; no lease expires before. */
const LEASE_SECONDS = 30;
/** The time for each delivery, in milliseconds. A pool of a few connections can handle deliveries at this rate. */
const MS_EACH = 3;
const AT_ONCE = 250;
const BEGIN = Date.now();

/** @param deliveries - the number of deliveries, four for each message. At the end, each message is delivered once more. */
export function messages(name, engine, seed, deliveries) {
  const rule = `${PROCESSES} processes get ${deliveries} deliveries and handle each message once, unless a process was killed or suspended`;
  return { rule: `${rule} (seed ${seed})`, body: () => handled(name, engine, seed, deliveries) };
}

async function handled(name, engine, seed, deliveries) {
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
}

/** A sender. It signs each delivery with a later time than the delivery before, and every third delivery with the new secret. */
class Sender {
  /** Bodies that were delivered to a process that the test kills or suspends. */
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

  /**
   * Delivers each body to several processes. Meanwhile, it kills a third of the processes, and suspends one process until the leases of
   * that process have expired.
   */
  async deliver(bodies) {
    const [stopped, ...doomed] = this.#faulty;
    const during = bodies.length * DELIVERIES_EACH * MS_EACH;
    const sent = bodies.flatMap((body) => Array.from({ length: DELIVERIES_EACH }, () => this.#soon(body, during)));
    const killed = doomed.map((member) => wait(during / 5 + this.#draw.below(during / 2)).then(() => member.kill()));
    await wait(during / 2);
    stopped.signal("SIGSTOP");
    const others = await Promise.all(sent);
    await Promise.all([...killed, ...others.filter(({ member }) => member !== stopped).map(({ answer }) => answer)]);
    // The running processes have finished their messages. This lets the leases of the other processes expire.
    this.#fleet.clock.jump((LEASE_SECONDS + 1) * 1000);
    await this.#untilAcknowledged(bodies, stopped);
    stopped.signal("SIGCONT");
    await Promise.all(others.map(({ answer }) => answer));
  }

  /** Returns the process that got the delivery, and a promise of its answer. */
  async #soon(body, during) {
    await wait(this.#draw.below(during));
    const members = this.#fleet.members;
    const member = members[this.#draw.below(members.length)];
    if (this.#faulty.includes(member)) this.suspects.add(body);
    return { member, answer: this.#send(member, body, { ms: this.#draw.below(30), fails: this.#draw.below(20) === 0 }) };
  }

  /** Delivers each body once more. Now no running process handles a message, and no lease is valid, so each message is acknowledged. */
  async #untilAcknowledged(bodies, stopped) {
    const members = this.#fleet.members.filter((member) => member !== stopped);
    for (let at = 0; at < bodies.length; at += AT_ONCE) {
      const some = bodies.slice(at, at + AT_ONCE);
      const outcomes = await Promise.all(some.map((body) => this.#send(members[this.#draw.below(members.length)], body, { ms: 1 })));
      same(some.filter((_, index) => !["duplicate", "done"].includes(outcomes[index])), [], "messages that are not acknowledged");
    }
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
  same(stored.filter((state) => !state.endsWith(" (done)")), [], "messages that are not marked as done in the store");
  same(bodies.filter((body) => of(body, "acted").length === 0), [], "messages that were lost");
  same(bodies.filter((body) => of(body, "acted").length > 1 && !suspects.has(body)), [], "messages that were handled twice, although no process that got them was killed or suspended");
  ok(suspects.size > 0, "some messages were delivered to a process that was killed or suspended");
  for (const [index, body] of bodies.entries()) {
    const runs = of(body, "ran");
    equal(new Set(runs.map(({ idempotencyKey }) => idempotencyKey)).size, 1, "idempotency keys of one message");
    const attempts = runs.map(({ attempt }) => attempt);
    equal(new Set(attempts).size, attempts.length, `each attempt at a message has a different number; got ${attempts}`);
    ok(Number(stored[index].split(" ")[1]) >= Math.max(...attempts), "the number of attempts in the store is not below the number of the last attempt");
  }
  const keys = new Set(lines.map(({ idempotencyKey }) => idempotencyKey).filter(Boolean));
  equal(keys.size, bodies.length, "idempotency keys of all messages");
}
