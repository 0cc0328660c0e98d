// The memory after a million calls, of each kind that a door of the package offers, each in a process by itself:
// node --expose-gc memory.mjs <door>, beside own.mjs and a node_modules that has payauth. Prints JSON: bytes of the module's
// memory at the start, by how much it grew, and by how much the heap of JavaScript grew.

import { decided, headerSet, oneShot, tag, verifier } from "./own.mjs";

const CALLS = 1_000_000;
/** The number of calls after which the host has compiled the called code. */
const WARM = 20_000;

const instances = [];
WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(...given) {
    super(...given);
    instances.push(this);
  }
};

const door = await import(process.argv[2]);
const body = JSON.stringify({ id: "evt_1", object: "event", padding: "x".repeat(980) });

/** The measured calls, by the exports that they need. */
const KINDS = [
  { name: "signatures", needs: ["hmacKey"], make: () => numbered(tag(door)) },
  { name: "keys", needs: ["hmacKey"], make: () => numbered(oneShot(door)) },
  { name: "signed requests", needs: ["dvpay"], make: () => headerSet(door) },
  { name: "verifications", needs: ["verifyWebhook"], make: () => verifier(door, "stripe", body, ({ replayKey }) => replayKey) },
  { name: "token decisions", needs: ["wakapay"], make: () => decisions(decided(door)) },
];

const rows = {};
for (const { name, make } of KINDS.filter(({ needs }) => needs.every((used) => used in door))) rows[name] = grownBy(make());
console.log(JSON.stringify({ start: size(), rows }));

function grownBy(call) {
  for (let called = 0; called < WARM; called += 1) call(called);
  const [linear, heap] = [size(), used()];
  for (let called = 0; called < CALLS; called += 1) call(called);
  return { linear: size() - linear, heap: used() - heap };
}

/** Each message is another text. */
function numbered(sign) {
  return (called) => sign(`message ${called}`);
}

function decisions({ token, state, now }) {
  return () => token.decide(state, { now });
}

function size() {
  return instances.reduce((sum, { exports }) => sum + exports.memory.buffer.byteLength, 0);
}

function used() {
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
