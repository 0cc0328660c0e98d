// A simulated host for clients. Its time advances only while all calls wait. Its network has a token endpoint and an API; the test chooses
// the answers of both.

import { PROVIDERS } from "./providers.mjs";
import { START } from "./token-machine.mjs";

const MAKE = Object.fromEntries(PROVIDERS.map(({ name, make }) => [name, make]));

/** A number of turns of promises that is larger than any number of turns between two waits. */
const TICKS = 300;

export class SimulatedHost {
  now = START;
  /** All requests that were sent. Each has its time, `url` and `init`; `token` says whether it was a token call. */
  sent = [];
  /** The promises that `waitUntil` got, and the reported events. */
  work = [];
  events = [];
  /** The duration of each answer in milliseconds. */
  tokenMs = 100;
  apiMs = 10;
  /** Answers that replace the usual answers: a list, from which each call takes one answer, or a function of the call. */
  tokenAnswers = [];
  apiAnswers = [];
  life = 3600;
  #valid = new Set();
  #timers = [];
  #issued = 0;
  #drawn = 0;

  /** A client that uses this host. */
  client(provider, options) {
    return MAKE[provider]({ ...this.host, ...options });
  }

  get host() {
    return {
      fetch: this.fetch,
      clock: () => this.now,
      sleep: this.sleep,
      random: this.random,
      report: (event) => void this.events.push(event),
    };
  }

  waitUntil = (work) => void this.work.push(work);

  /** Returns different bytes at each call. */
  random = (length) => Uint8Array.from({ length }, () => (this.#drawn += 37) % 251);

  sleep = (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => reject(signal.reason);
      const end = () => (signal?.removeEventListener("abort", stop), resolve());
      this.#timers.push({ at: this.now + ms, resolve: end });
      signal?.addEventListener("abort", stop);
    });

  fetch = async (url, init) => {
    const token = /token|\/auth$/.test(new URL(url).pathname);
    const call = { url, init, at: this.now, token, number: this.sent.length };
    this.sent.push(call);
    const answer = this.#next(token ? this.tokenAnswers : this.apiAnswers, call) ??
      (token ? this.#issue() : this.#serve(init));
    await this.sleep(answer.delayMs ?? (token ? this.tokenMs : this.apiMs), init.signal);
    if (answer.error) throw answer.error;
    return new Answer(answer, this, init.signal);
  };

  /** Makes all tokens invalid, so that the API answers 401. */
  revoke() {
    this.#valid.clear();
  }

  /** Lets time pass until the promise is settled. */
  async run(promise) {
    let isSettled = false;
    const done = () => (isSettled = true);
    promise.then(done, done);
    for (await settle(); !isSettled; await settle()) {
      if (!this.#advance(Infinity)) throw new Error("all calls wait, and there is no timer that could end the wait");
    }
    return promise;
  }

  /** Lets this many milliseconds pass. */
  async pass(ms) {
    const end = this.now + ms;
    await settle();
    while (this.#advance(end)) await settle();
    this.now = end;
  }

  get tokenCalls() {
    return this.sent.filter(({ token }) => token).length;
  }

  get apiCalls() {
    return this.sent.filter(({ token }) => !token);
  }

  #next(answers, call) {
    return typeof answers === "function" ? answers(call) : answers.shift();
  }

  #issue() {
    const name = `token-${(this.#issued += 1)}`;
    this.#valid.add(`Bearer ${name}`);
    const [life, flat] = [this.life, `"access_token":"${name}","expires_in":${this.life}`];
    return { status: 200, body: `{"accessToken":"${name}","expiresIn":${life},${flat},"data":{${flat}}}` };
  }

  #serve({ headers }) {
    const isOpen = headers.Authorization === undefined || headers.Authorization.startsWith("Basic ");
    return isOpen || this.#valid.has(headers.Authorization)
      ? { status: 200, body: '{"ok":true}' }
      : { status: 401, body: "{}" };
  }

  /** Advances the clock to the next timers, and ends all timers that are due at that time. */
  #advance(end) {
    const next = this.#timers.reduce((least, { at }) => Math.min(least, at), Infinity);
    if (this.#timers.length === 0 || next > end) return false;
    const due = this.#timers.filter(({ at }) => at === next);
    this.#timers = this.#timers.filter(({ at }) => at !== next);
    this.now = Math.max(this.now, next);
    for (const { resolve } of due) resolve();
    return true;
  }
}

async function settle() {
  for (let tick = 0; tick < TICKS; tick += 1) await undefined;
}

class Answer {
  isCancelled = false;
  #answer;
  #world;
  #signal;

  constructor(answer, world, signal) {
    this.#answer = answer;
    this.#world = world;
    this.#signal = signal;
    this.status = answer.status;
    this.headers = new Headers(answer.headers ?? {});
    this.body = { cancel: async () => void (this.isCancelled = answer.isCancelled = true) };
  }

  async arrayBuffer() {
    if (this.#answer.bodyMs) await this.#world.sleep(this.#answer.bodyMs, this.#signal);
    if (this.#answer.cut) throw new TypeError("the connection was lost");
    return new TextEncoder().encode(this.#answer.body ?? "").buffer;
  }

  async text() {
    return this.#answer.body ?? "";
  }
}

/** Returns a promise that rejects later, because workerd at older dates reports a promise that is already rejected as unhandled. */
export async function rejection(error) {
  await undefined;
  throw error;
}

/** The unhandled rejections since the listener was added. Only one listener is added, because the edge runtime cannot remove it. */
let rejections;

function listen() {
  rejections = [];
  const hear = (event) => {
    event.preventDefault?.();
    rejections.push(event.reason ?? event);
  };
  if (globalThis.process?.on) globalThis.process.on("unhandledRejection", hear);
  else globalThis.addEventListener?.("unhandledrejection", hear);
}

/** Runs a case, and fails if a rejection was unhandled. An unhandled rejection would end Node, Deno and Bun. */
export async function unheard(body) {
  if (!rejections) listen();
  rejections.length = 0;
  await body();
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  const [first] = rejections;
  if (first) throw new Error(`an unhandled rejection: ${first.stack ?? first}`);
}
