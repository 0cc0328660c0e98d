// The growth of the memory after a million calls of each kind that an entry of the package has. Each entry runs in a separate process:
// node --expose-gc memory.mjs <entry>, in a folder with own.mjs and with payauth in its node_modules. Prints JSON: the size of the
// module's memory at the start, the growth of this memory, and the growth of the heap of JavaScript, in bytes.

import { decided, headerSet, oneShot, tag, verifier } from "./own.mjs";

const CALLS = 1_000_000;
/** After this number of calls, the host has compiled the called code. */
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

/** The measured calls. `needs` are the exports that a call needs. */
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

/** Signs a different message in each call. */
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
