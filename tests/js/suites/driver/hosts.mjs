// Functions of the host that fail (`waitUntil`, `report`, and streams without `cancel`), and signals with many listeners.

import { equal, ok, rejects, same } from "../../support/harness.mjs";
import { unheard, SimulatedHost } from "../../support/simulated-host.mjs";
import { WITH_TOKENS } from "../../support/providers.mjs";

const throws = () => {
  throw new TypeError("Illegal invocation");
};
const rejected = () => Promise.reject(new Error("the log server is down"));
const strange = () => ({
  get then() {
    throw new Error("the error of a thenable");
  },
});

/** Ways in which `waitUntil` or `report` of the host can fail. */
const FAILING = { "throws": throws, "rejects": rejected, "returns a thenable that throws": strange };

export default function ({ test }) {
  waiting(test);
  reporting(test);
  bodies(test);
  listeners(test);
}

function waiting(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    for (const [what, waitUntil] of Object.entries(FAILING)) {
      test(`${provider}: a waitUntil that ${what} does not make a call fail, and the report has a code`, () =>
        unheard(async () => {
          const world = new SimulatedHost();
          world.life = 100;
          const client = world.client(provider, { waitUntil, earlyMs: 50_000 });
          equal((await world.run(client.fetch(path, options))).status, 200, "status of a call with the first token");
          await world.pass(74_000);
          equal((await world.run(client.fetch(path, options))).status, 200, "status of a call with an early refresh");
          const told = world.events.filter(({ type }) => type === "wait-until-failed");
          same(told.map(({ code, key }) => [code, key]), [["ERR_OPTION", client.token.key], ["ERR_OPTION", client.token.key]]);
          ok(!JSON.stringify(world.events).includes("Illegal"), "reports without the text of the host's error");
        }));
    }
  }
  test("a waitUntil that needs its context does not make a call fail", () =>
    unheard(async () => {
      class Context {
        #work = [];
        waitUntil(work) {
          this.#work.push(work);
        }
      }
      const world = new SimulatedHost();
      const { waitUntil } = new Context();
      const [{ name: provider, path, options }] = WITH_TOKENS;
      equal((await world.run(world.client(provider, { waitUntil }).fetch(path, options))).status, 200);
    }));
  test("a waitUntil that never settles does not delay a call", async () => {
    const world = new SimulatedHost();
    const { name: provider, path, options } = WITH_TOKENS.at(-1);
    const client = world.client(provider, { waitUntil: () => new Promise(() => {}) });
    equal((await world.run(client.fetch(path, options))).status, 200);
    same(world.events.map(({ type }) => type), ["refreshed"]);
  });
}

function reporting(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    for (const [what, report] of Object.entries(FAILING)) {
      test(`${provider}: a report that ${what} does not make a call fail, and causes no unhandled rejection`, () =>
        unheard(async () => {
          const world = new SimulatedHost();
          world.tokenAnswers = [{ status: 503 }];
          const client = world.client(provider, { report, waitUntil: throws });
          await rejects("ERR_TOKEN_UNAVAILABLE", world.run(client.fetch(path, options)));
          await world.pass(1_000);
          equal((await world.run(client.fetch(path, options))).status, 200);
        }));
    }
  }
}

/** Bodies of answers with the status 401. payauth does not read them. */
const BODIES = {
  "of node-fetch, without cancel": () => ({ pipe() {} }),
  "of Node, with destroy": () => ({ destroy() {} }),
  "whose destroy throws": () => ({ destroy: throws }),
  "whose cancel throws": () => ({ cancel: throws }),
  "whose cancel rejects": () => ({ cancel: rejected }),
  "whose cancel never resolves": () => ({ cancel: () => new Promise(() => {}) }),
  "whose cancel returns undefined": () => ({ cancel() {} }),
  "whose cancel is not a function": () => ({ cancel: 7 }),
  "whose cancel cannot be read": () => ({
    get cancel() {
      return throws();
    },
  }),
  "that is locked": () => {
    const stream = new ReadableStream();
    stream.getReader();
    return stream;
  },
  "that is null": () => null,
  "that is missing": () => undefined,
  "that is text": () => "text",
};

function bodies(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    for (const [what, make] of Object.entries(BODIES)) {
      test(`${provider}: after an answer 401 with a body ${what}, the second request is sent`, () =>
        unheard(async () => {
          const world = new SimulatedHost();
          let calls = 0;
          const fetch = async (url, init) => {
            const response = await world.fetch(url, init);
            if (world.sent.at(-1).token || (calls += 1) !== 1) return response;
            return { status: 401, headers: new Headers(), body: make(), arrayBuffer: async () => new ArrayBuffer(0) };
          };
          equal((await world.run(world.client(provider, { fetch }).fetch(path, options))).status, 200);
          same([world.apiCalls.length, world.tokenCalls], [2, 2]);
        }));
    }
  }
}

/** Counts the listeners of a signal. */
function counted(signal) {
  const count = { now: 0, most: 0 };
  const { addEventListener, removeEventListener } = signal;
  const heard = new Set();
  signal.addEventListener = (type, listener, ...more) => {
    heard.add(listener);
    count.now = heard.size;
    count.most = Math.max(count.most, heard.size);
    return addEventListener.call(signal, type, listener, ...more);
  };
  signal.removeEventListener = (type, listener, ...more) => {
    heard.delete(listener);
    count.now = heard.size;
    return removeEventListener.call(signal, type, listener, ...more);
  };
  return count;
}

function listeners(test) {
  for (const { name: provider, path, options } of WITH_TOKENS) {
    test(`${provider}: sixty calls with one signal add one listener to the signal, and remove this listener at the end`, async () => {
      const world = new SimulatedHost();
      world.tokenMs = 2_000;
      const { signal } = new AbortController();
      const count = counted(signal);
      const fetch = (url, init) => world.fetch(url, { ...init, signal: undefined });
      const client = world.client(provider, { fetch });
      const calls = Array.from({ length: 60 }, () => client.fetch(path, { ...options, signal }));
      same((await world.run(Promise.all(calls))).filter(({ status }) => status !== 200), []);
      same([count.most, count.now], [1, 0]);
    });
    test(`${provider}: an abort ends all sixty calls with this signal, and no call with another signal`, () =>
      unheard(async () => {
        const world = new SimulatedHost();
        world.tokenMs = 2_000;
        const [one, other, reason] = [new AbortController(), new AbortController(), new Error("the reason of the caller")];
        const count = counted(one.signal);
        const fetch = (url, init) => world.fetch(url, { ...init, signal: undefined });
        const client = world.client(provider, { fetch });
        const call = ({ signal }) => client.fetch(path, { ...options, signal }).then(({ status }) => status, (error) => error);
        const [ends, lasts] = [one, other].map((each) => Array.from({ length: 60 }, () => call(each)));
        await world.pass(500);
        one.abort(reason);
        const before = world.now;
        ok((await world.run(Promise.all(ends))).every((outcome) => outcome === reason), "rejections with the reason of the caller");
        ok(world.now - before <= 50, `at most 50 ms, not ${world.now - before}`);
        ok((await world.run(Promise.all(lasts))).every((outcome) => outcome === 200), "answers for the calls with the other signal");
        equal(count.now, 0);
      }));
  }
}
