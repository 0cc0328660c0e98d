// Signals without a `reason`, such as the signals of the npm package abort-controller. If such a signal aborts, a call rejects with an
// AbortError, like the global `fetch`.

import { MemoryStore, sharedRateLimit } from "payauth";
import { sandbox } from "payauth/testing";
import { equal, same, throws } from "../../support/harness.mjs";
import { SimulatedHost } from "../../support/simulated-host.mjs";
import { PROVIDERS, WITH_TOKENS } from "../../support/providers.mjs";
import { START } from "../../support/token-machine.mjs";

/** A signal of an older version of the standard. It has no `reason`. */
class OldSignal {
  aborted = false;
  #listeners = new Set();

  addEventListener(_, listener) {
    this.#listeners.add(listener);
  }

  removeEventListener(_, listener) {
    this.#listeners.delete(listener);
  }

  abort() {
    this.aborted = true;
    for (const listener of [...this.#listeners]) listener();
    return this;
  }
}

async function aborted(promise) {
  const error = await promise.then(() => "answered", (error) => error);
  same([error instanceof Error, error?.name], [true, "AbortError"]);
}

export default function ({ test }) {
  for (const { name, path, options } of PROVIDERS) {
    test(`${name}: a call whose signal has aborted without a reason rejects with an AbortError`, async () => {
      const world = new SimulatedHost();
      await aborted(world.client(name).fetch(path, { ...options, signal: new OldSignal().abort() }));
      equal(world.sent.length, 0);
    });
  }
  for (const row of WITH_TOKENS) {
    tokens(test, row);
    ignored(test, row);
  }
  limits(test);
  test("the sandbox rejects with an AbortError for a signal without a reason", async () => {
    const box = sandbox();
    const at = "https://x.example/api/v1/payment-gateway/none";
    await aborted(box.fetch(at, { signal: new OldSignal().abort() }));
    box.fail({ provider: "dvpay", at: "api", how: "slow" });
    const signal = new OldSignal();
    const call = box.fetch(at, { signal });
    call.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 5));
    signal.abort();
    await aborted(call);
  });
}

function tokens(test, { name, path, options }) {
  for (const [what, during] of Object.entries({
    "its token call": () => ({}),
    "a read of the store that hangs": () => ({ store: { atomic: true, get: () => new Promise(() => {}), set: async () => true }, storeTimeoutMs: 10_000 }),
    "the wait for the lease of another caller": (world) => {
      const { token } = world.client(name);
      const { state } = token.beginRefresh(token.initial(), { now: new Date(START), owner: "other", leaseMs: 60_000 });
      return { store: { atomic: true, get: async () => ({ value: state }), set: async () => false } };
    },
    "the wait with a sleep that rejects without an error": (world) => {
      const { token } = world.client(name);
      const { state } = token.beginRefresh(token.initial(), { now: new Date(START), owner: "other", leaseMs: 60_000 });
      const sleep = (ms, signal) => new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject());
        world.sleep(ms).then(resolve);
      });
      return { sleep, store: { atomic: true, get: async () => ({ value: state }), set: async () => false } };
    },
  })) {
    test(`${name}: a call that is aborted without a reason during ${what} rejects with an AbortError`, async () => {
      const [world, signal] = [new SimulatedHost(), new OldSignal()];
      world.tokenMs = 5_000;
      const call = world.client(name, during(world)).fetch(path, { ...options, signal });
      call.catch(() => undefined);
      await world.pass(100);
      signal.abort();
      await aborted(world.run(call));
    });
  }
  test(`${name}: a call that is aborted without a reason after a 401 rejects with an AbortError`, async () => {
    const [world, signal] = [new SimulatedHost(), new OldSignal()];
    const fetch = (url, init) => world.fetch(url, { ...init, signal: undefined });
    const client = world.client(name, { fetch });
    await world.run(client.fetch(path, options));
    await world.pass(2_000);
    world.revoke();
    const call = client.fetch(path, { ...options, signal });
    call.catch(() => undefined);
    await world.pass(50);
    signal.abort();
    await aborted(world.run(call));
  });
}

/** Tests that nothing is sent for a call whose signal has aborted. `fetch` ignores the signal. */
function ignored(test, { name, path, options }) {
  for (const [what, during] of Object.entries({
    "while its request is sent, and another call fetches a token": async (world, client, caller) => {
      await world.run(client.fetch(path, options));
      caller.abort(new DOMException("enough", "AbortError"));
    },
    "while its request is sent, and no other call has a token": async (world, client, caller) => {
      caller.abort(new DOMException("enough", "AbortError"));
    },
    "while the body of its answer 401 is discarded": async (world, client, caller, cancelling) => {
      cancelling.push(() => caller.abort(new DOMException("enough", "AbortError")));
    },
  })) {
    test(`${name}: if the signal of a call aborts ${what}, the call sends nothing more, and rejects`, async () => {
      const [world, caller, cancelling, open] = [new SimulatedHost(), new AbortController(), [], new Set()];
      const fetch = async (url, init) => {
        const response = await world.fetch(url, { ...init, signal: undefined });
        if (response.status !== 401) return response;
        const body = { cancel: () => (open.delete(body), cancelling.shift()?.()) };
        open.add(body);
        return Object.assign(response, { body });
      };
      const client = world.client(name, { fetch });
      await world.run(client.fetch(path, options));
      await world.pass(2_000);
      world.revoke();
      world.apiMs = 1_000;
      const call = client.fetch(path, { ...options, signal: caller.signal });
      call.catch(() => undefined);
      await world.pass(10);
      world.apiMs = 10;
      await during(world, client, caller, cancelling);
      const before = world.apiCalls.length;
      await aborted(world.run(call));
      equal(world.apiCalls.length, before, "requests");
      equal(open.size, 0, "answers 401 whose body was not cancelled");
    });
  }
}

function limits(test) {
  test("take of a shared rate limit rejects with an AbortError if its signal aborts without a reason", async () => {
    const world = new SimulatedHost();
    const host = { clock: () => world.now, sleep: world.sleep, random: world.random };
    const limit = sharedRateLimit(new MemoryStore(), { key: "k", perSecond: 1, ...host });
    await aborted(limit.take({ signal: new OldSignal().abort() }));
    await world.run(limit.take());
    const signal = new OldSignal();
    const waiting = limit.take({ signal });
    waiting.catch(() => undefined);
    await world.pass(100);
    signal.abort();
    await aborted(world.run(waiting));
  });
  test("a rate limit and a client reject a value that is not a signal, even if only removeEventListener is missing", async () => {
    const limit = sharedRateLimit(new MemoryStore(), { key: "k", perSecond: 1_000 });
    const wrong = [null, 0, 5, "x", true, {}, [], () => 1, { aborted: true }, { aborted: false, addEventListener() {} }];
    for (const [index, signal] of wrong.entries()) {
      const error = await limit.take({ signal }).catch((error) => error);
      same([error?.code, error?.argument], ["ERR_ARGUMENT_TYPE", "signal"], `error of the rate limit for value ${index}`);
      const { name, path, options } = PROVIDERS[0];
      const refused = await new SimulatedHost().client(name).fetch(path, { ...options, signal }).catch((error) => error);
      same([refused?.code, refused?.argument], ["ERR_ARGUMENT_TYPE", "signal"], `error of the client for value ${index}`);
    }
    throws("ERR_ARGUMENT_TYPE", () => sharedRateLimit(new MemoryStore(), null));
  });
}
