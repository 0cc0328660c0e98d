// A Worker under load in workerd, some of whose requests are cut off by a reset in mid-fetch.

import { mkdir } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { start } from "../../sandbox/server.mjs";
import { equal, ok } from "../harness.mjs";
import { tests } from "../lib/places.mjs";
import { bundleWorker, serveWorker } from "../lib/workerd.mjs";
import { Draw, seedOf } from "../random.mjs";

const RUNS = ["workerd", "workerd-newest"].flatMap((binary) =>
  ["2024-09-23", "2026-04-01"].map((date) => ({ binary, date }))
);

/** tokenTimeoutMs of the Worker, and the margin of a lease over it. */
const LEASE_MS = 500 + 2_000;

const SLOW_MS = 300;

/** Adds the cases, and tells by `figure` what was measured; gives how to stop what they run on. */
export async function workers(test, folder, figure) {
  const loads = [];
  for (const { binary, date } of RUNS) {
    const place = join(folder, `load-${binary}-${date}`);
    await mkdir(place, { recursive: true });
    const program = join(tests, "js/tokens/worker.mjs");
    const file = await bundleWorker(`export { default } from ${JSON.stringify(program)};`, place, date);
    const load = new Load(await start(), await serveWorker(binary, file));
    loads.push(load);
    scenarios(
      (title, body) => test(`${binary} at ${date}: ${title}`, () => load.fresh(body)),
      load,
      (name, value) => figure(`${binary} ${date}`, name, value),
    );
  }
  return () => Promise.all(loads.map((load) => load.stop()));
}

function scenarios(test, load, figure) {
  test("fifty requests at once make one token call", async () => {
    load.slowToken();
    const { statuses, slowest } = await load.together(50);
    equal(statuses, "200", "statuses");
    equal(load.tokenCalls, 1, "token calls");
    figure("50 at once", `${load.tokenCalls} token call, slowest ${slowest} ms`);
  });

  test("a leader that is cut off hangs nobody: another takes over when its lease ends", async () => {
    load.slowToken();
    const leader = await load.leader();
    const waiting = load.together(20);
    await pause(50);
    leader.reset();
    const { statuses, slowest } = await waiting;
    equal(statuses, "200", "statuses");
    equal(load.tokenCalls, 2, "token calls");
    ok(slowest <= LEASE_MS + SLACK_MS, `${slowest} ms`);
    const next = await load.together(1);
    equal(`${next.statuses} ${load.tokenCalls}`, "200 2", "the next caller");
    figure(
      "leader cut off",
      `20 of 20 after ${slowest} ms, ${load.tokenCalls} token calls; the next after ${next.slowest} ms`,
    );
  });

  test("a leader that is cut off under waitUntil leaves its token to the others", async () => {
    load.slowToken();
    const leader = await load.leader("&waitUntil");
    const waiting = load.together(20, "&waitUntil");
    await pause(50);
    leader.reset();
    const { statuses, slowest } = await waiting;
    equal(statuses, "200", "statuses");
    equal(load.tokenCalls, 1, "token calls");
    ok(slowest <= SLOW_MS + SLACK_MS, `${slowest} ms`);
    const next = await load.together(1);
    equal(`${next.statuses} ${load.tokenCalls}`, "200 1", "the next caller");
    figure(
      "the same, waitUntil",
      `20 of 20 after ${slowest} ms, ${load.tokenCalls} token call; the next after ${next.slowest} ms`,
    );
  });

  for (const more of ["", "&waitUntil"]) {
    test(`a hundred requests, a third of them cut off, leave nobody without an answer${more && ", under waitUntil"}`, async () => {
      load.slowToken();
      const draw = new Draw(load.seed);
      const calls = Array.from({ length: 100 }, () => load.call(more));
      for (const call of calls.filter(() => draw.below(3) === 0)) pause(10 + draw.below(250)).then(call.reset);
      const answers = (await Promise.all(calls.map(({ answer }) => answer))).filter(({ status }) => status !== "reset");
      equal(unique(answers), "200", `statuses (seed ${load.seed})`);
      ok(load.tokenCalls <= 2, `${load.tokenCalls} token calls`);
      ok(slowestOf(answers) <= LEASE_MS + SLACK_MS, `${slowestOf(answers)} ms`);
      figure(
        `a third cut off${more && ", waitUntil"}`,
        `${answers.length} served, slowest ${slowestOf(answers)} ms, ${load.tokenCalls} token calls`,
      );
    });
  }

  for (const [more, most] of [["", LEASE_MS], ["&waitUntil", 0]]) {
    test(`a token that expires under load causes no failed call${more && ", under waitUntil"}`, async () => {
      load.settings({ lifetime: 1 });
      const began = performance.now();
      const calls = [];
      while (performance.now() - began < 3_500) {
        calls.push(load.call(more).answer);
        await pause(10);
      }
      const answers = await Promise.all(calls);
      equal(unique(answers), "200", "statuses");
      ok(load.tokenCalls >= 3 && load.tokenCalls <= 12, `${load.tokenCalls} token calls`);
      ok(slowestOf(answers) <= most + SLACK_MS, `${slowestOf(answers)} ms`);
      figure(
        `expiry under load${more && ", waitUntil"}`,
        `${answers.length} calls, ${load.tokenCalls} token calls for tokens of 1 s, slowest ${slowestOf(answers)} ms`,
      );
    });
  }
}

/** The machine may be busy. */
const SLACK_MS = 1_500;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const unique = (answers) => [...new Set(answers.map(({ status }) => status))].join();
const slowestOf = (answers) => Math.max(...answers.map(({ ms }) => ms));

/** A Worker that is served, and the sandbox that it calls. */
class Load {
  seed = seedOf({ env: process.env });
  #sandbox;
  #worker;
  #key;
  #keys = 0;

  constructor(sandbox, worker) {
    this.#sandbox = sandbox;
    this.#worker = worker;
  }

  /** Runs a case with credentials that the Worker has never used. */
  async fresh(body) {
    this.#sandbox.control.reset();
    this.#key = `key-${(this.#keys += 1)}`;
    this.#sandbox.control.configure({ provider: "wakapay", credentials: { apiKey: this.#key } });
    await body();
  }

  settings(settings) {
    this.#sandbox.control.configure({ provider: "wakapay", settings });
  }

  slowToken() {
    this.#sandbox.control.fail({ provider: "wakapay", at: "token", how: "slow", delayMs: SLOW_MS });
  }

  get tokenCalls() {
    return this.#sandbox.control.state({ provider: "wakapay" }).tokenCalls;
  }

  /** A call, and how to cut its connection off by a reset. */
  call(more) {
    const began = performance.now();
    const path = `/?key=${this.#key}&baseUrl=${encodeURIComponent(this.#sandbox.url("wakapay"))}${more}`;
    const sent = request({ host: "127.0.0.1", port: this.#worker.port, path, agent: false }).end();
    const answer = new Promise((resolve) => {
      const end = (status) => resolve({ status, ms: Math.round(performance.now() - began) });
      sent.on("response", (response) => response.resume().on("end", () => end(response.statusCode)));
      sent.on("error", () => end("reset"));
    });
    return { answer, reset: () => sent.socket?.resetAndDestroy() };
  }

  /** A call whose token call has reached the sandbox. */
  async leader(more = "") {
    const call = this.call(more);
    while (this.tokenCalls === 0) await pause(5);
    return call;
  }

  async together(count, more = "") {
    const answers = await Promise.all(Array.from({ length: count }, () => this.call(more).answer));
    return { statuses: unique(answers), slowest: slowestOf(answers) };
  }

  async stop() {
    await this.#worker.stop();
    await this.#sandbox.close();
  }
}
