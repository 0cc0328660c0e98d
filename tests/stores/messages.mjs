// Messages of eight processes over a real engine: acted upon once, but for what was killed or stalled.

import { equal, ok, same } from "../js/support/harness.mjs";
import { Draw } from "../js/support/random.mjs";
import { Fleet } from "./fleet.mjs";

const MESSAGES = 250;
const LEASE_SECONDS = 5;

export function messages(test, name, engine, seed) {
  test(`${name}: 8 processes act upon every message, once unless one was killed or stopped (seed ${seed})`, async () => {
    const [service, draw] = [await engine.service(), new Draw(seed)];
    const fleet = await Fleet.of(8, name, service.url);
    try {
      const keys = Array.from({ length: MESSAGES }, (_, index) => (index + 1).toString(16).padStart(32, "0"));
      const suspects = await deliver(fleet, keys, draw);
      // The sender tries again until each message was acknowledged.
      for (let round = 0; round < 20; round += 1) {
        const outcomes = await Promise.all(keys.map((replayKey) => one(fleet, draw).ask("handle", { replayKey, ms: 1, leaseSeconds: LEASE_SECONDS })));
        if (outcomes.every((outcome) => outcome === "duplicate" || outcome === "done")) break;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
      judge(fleet, keys, suspects);
    } finally {
      await fleet.stop();
      await service.stop();
    }
  });
}

const one = (fleet, draw) => fleet.members[draw.below(fleet.members.length)];

/** Delivers each message to several processes at once; kills a third of them meanwhile, and stops one past its lease. */
async function deliver(fleet, keys, draw) {
  const [doomed, stopped] = [fleet.members.slice(0, 3), fleet.members[3]];
  const suspects = new Set();
  const deliveries = keys.flatMap((replayKey) =>
    Array.from({ length: 4 }, async () => {
      await new Promise((resolve) => setTimeout(resolve, draw.below(1_500)));
      const member = one(fleet, draw);
      if (doomed.includes(member) || member === stopped) suspects.add(replayKey);
      await member.ask("handle", { replayKey, ms: draw.below(30), fails: draw.below(20) === 0, leaseSeconds: LEASE_SECONDS });
    }),
  );
  for (const member of doomed) setTimeout(() => void member.kill(), 300 + draw.below(900));
  setTimeout(() => stopped.signal("SIGSTOP"), 700);
  setTimeout(() => stopped.signal("SIGCONT"), 700 + LEASE_SECONDS * 1000 + 2_000);
  await Promise.all(deliveries);
  return suspects;
}

function judge(fleet, keys, suspects) {
  const acts = new Map(keys.map((key) => [key, 0]));
  for (const { replayKey } of fleet.acts) acts.set(replayKey, acts.get(replayKey) + 1);
  same(keys.filter((key) => acts.get(key) === 0), [], "messages that were lost");
  same(keys.filter((key) => acts.get(key) > 1 && !suspects.has(key)), [], "messages without a fault that were acted upon twice");
  ok(suspects.size > 0, "some had a fault");
  for (const { replayKey, idempotencyKey } of fleet.runs) equal(idempotencyKey, replayKey, "the key of each attempt");
  for (const key of keys) {
    const attempts = fleet.runs.filter(({ replayKey }) => replayKey === key).map(({ attempt }) => attempt);
    equal(new Set(attempts).size, attempts.length, `each attempt has a number of its own: ${attempts}`);
  }
}
