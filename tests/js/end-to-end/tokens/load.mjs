// Serves a Worker for a load test, and the sandbox that the Worker calls. The Worker and the sandbox use the clock of the test, which
// advances only while all calls wait.

import { request } from "node:http";
import { start } from "../../../sandbox/server.mjs";
import { seedOf } from "../../support/random.mjs";

/** The timeout for events that must happen, even on a busy machine. */
const DEADLINE_MS = 600_000;

/** A call that paused this many times since the last event has read the store after this event, and waits for the next event. */
const PAUSES = 2;

/** The step by which the clock is advanced. */
export const STEP_MS = 50;

export const unique = (answers) => [...new Set(answers.map(({ status, text }) => status === 200 ? 200 : `${status} ${text}`))].join();
export const slowest = (answers) => Math.max(...answers.map(({ ms }) => ms));

export class Load {
  seed = seedOf({ env: process.env });
  #now = Date.now();
  #sandbox;
  #worker;
  #keys = 0;
  #calls = 0;

  /** @param worker - a served Worker, as `serveWorker` returns it */
  static async of(worker) {
    const load = new Load();
    load.#sandbox = await start({ clock: () => load.#now });
    load.#worker = worker;
    return load;
  }

  /** Runs a case with credentials that the Worker has never used. */
  async fresh(body) {
    this.#sandbox.control.reset();
    this.#keys += 1;
    this.#sandbox.control.configure({ provider: "wakapay", credentials: { apiKey: this.#key } });
    await this.pass(0);
    await body();
  }

  get #key() {
    return `key-${this.#keys}`;
  }

  settings(settings) {
    this.#sandbox.control.configure({ provider: "wakapay", settings });
  }

  /** Delays the answer of the next token call until the test releases it. */
  holdToken() {
    this.#sandbox.control.fail({ provider: "wakapay", at: "token", how: "slow" });
  }

  release() {
    this.#sandbox.control.release();
  }

  get tokenCalls() {
    return this.#sandbox.control.state({ provider: "wakapay" }).tokenCalls;
  }

  /** The number of calls to the sandbox that were cancelled before their answer. */
  get givenUp() {
    return this.#sandbox.control.state({ provider: "wakapay" }).givenUp;
  }

  /** The state of the Worker. The Worker has one thread, so it has already noticed every earlier reset of a connection. */
  async state() {
    return JSON.parse((await this.#send("/state").answer).text);
  }

  /** Begins a call; returns its number, its answer, and a function that resets its connection. */
  call(more = "") {
    const number = (this.#calls += 1);
    const began = this.#now;
    const baseUrl = encodeURIComponent(this.#sandbox.url("wakapay"));
    const { answer, reset } = this.#send(`/?key=${this.#key}&number=${number}&baseUrl=${baseUrl}${more}`);
    return { number, reset, answer: answer.then((given) => ({ ...given, ms: this.#now - began })) };
  }

  calls(count, more) {
    return Array.from({ length: count }, () => this.call(more));
  }

  /** Waits until the Worker serves these calls. */
  arrived(calls) {
    return this.until(async () => {
      const { pauses } = await this.state();
      return calls.every(({ number }) => pauses.some(([served]) => served === number));
    });
  }

  /** The answers to the calls. The clock is advanced only while all these calls wait, and no call refreshes a token. */
  async answers(calls) {
    let isDone = false;
    const answers = Promise.all(calls.map(({ answer }) => answer)).finally(() => (isDone = true));
    await this.until(async () => {
      if (!isDone && (await this.#isWaiting(calls))) await this.pass(STEP_MS);
      return isDone;
    });
    return answers;
  }

  async #isWaiting(calls) {
    const { pauses, refreshes } = await this.state();
    const served = pauses.filter(([served]) => calls.some(({ number }) => number === served));
    return refreshes === 0 && served.length > 0 && served.every(([, count]) => count >= PAUSES);
  }

  /** Advances the clock by this many milliseconds. */
  async pass(ms) {
    this.#now += ms;
    await this.#send(`/time?now=${this.#now}`).answer;
  }

  /** Waits until a condition is true. */
  async until(isSo) {
    for (const end = performance.now() + DEADLINE_MS; !(await isSo()); await pause(5)) {
      if (performance.now() > end) throw new Error(`the condition is still false after ${DEADLINE_MS} ms: ${isSo}`);
    }
  }

  #send(path) {
    const sent = request({ host: "127.0.0.1", port: this.#worker.port, path, agent: false }).end();
    const answer = new Promise((resolve) => {
      sent.on("response", (response) => {
        let text = "";
        response.on("data", (chunk) => (text += chunk)).on("end", () => resolve({ status: response.statusCode, text }));
        response.on("error", ({ code }) => resolve({ status: code }));
      });
      sent.on("error", ({ code }) => resolve({ status: code }));
    });
    return { answer, reset: () => sent.socket.resetAndDestroy() };
  }

  async stop() {
    await this.#worker.stop();
    await this.#sandbox.close();
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
