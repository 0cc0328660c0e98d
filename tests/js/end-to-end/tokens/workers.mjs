// A Worker under load in workerd. Some of its requests are cut off: their connection is reset during a fetch. All times are times of
// the test's clock, and all limits are computed from the lease, so that no limit depends on the load of the machine.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { equal, ok } from "../../support/harness.mjs";
import { tests } from "../../tools/paths.mjs";
import { bundleWorker, serveWorker } from "../../tools/workerd.mjs";
import { Draw } from "../../support/random.mjs";
import { Load, slowest, STEP_MS, unique } from "./load.mjs";

const RUNS = ["workerd", "workerd-newest"].flatMap((binary) =>
  ["2024-09-23", "2026-04-01"].map((date) => ({ binary, date }))
);

/** The length of a lease: the `tokenTimeoutMs` of the Worker, and a margin. */
const LEASE_MS = 500 + 2_000;

/** Adds the cases, and reports measurements through `figure`; returns a function that stops the Worker and the sandbox. */
export async function workers(test, folder, figure) {
  const loads = [];
  for (const { binary, date } of RUNS) {
    const place = join(folder, `load-${binary}-${date}`);
    await mkdir(place, { recursive: true });
    const program = join(tests, "js/end-to-end/tokens/worker.mjs");
    const file = await bundleWorker(`export { default } from ${JSON.stringify(program)};`, place, date);
    const load = await Load.of(await serveWorker(binary, file));
    loads.push(load);
    for (const scenario of [together, leaderCutOff, leaderUnderWaitUntil, thirdCutOff, expiry]) {
      scenario(
        (title, body) => test(`${binary} at ${date}: ${title}`, () => load.fresh(body)),
        load,
        (name, value) => figure(`${binary} ${date}`, name, value),
      );
    }
  }
  return () => Promise.all(loads.map((load) => load.stop()));
}

function together(test, load, figure) {
  test("fifty simultaneous requests make one token call", async () => {
    load.holdToken();
    const calls = load.calls(50);
    await load.arrived(calls);
    await load.until(() => load.tokenCalls > 0);
    load.release();
    const answers = await load.answers(calls);
    served(answers, 0);
    equal(load.tokenCalls, 1, "token calls");
    figure("50 at once", `${load.tokenCalls} token call`);
  });
}

function leaderCutOff(test, load, figure) {
  test("a cancelled leader blocks no other request for longer than its lease", async () => {
    const leader = await leading(load);
    const waiting = load.calls(20);
    await load.arrived(waiting);
    leader.reset();
    await load.until(() => load.givenUp === 1);
    const answers = await load.answers(waiting);
    served(answers, LEASE_MS);
    equal(slowest(answers), LEASE_MS, "milliseconds of the slowest request");
    equal(load.tokenCalls, 2, "token calls");
    await next(load, 2);
    figure("leader cut off", `20 of 20 after ${slowest(answers)} ms, ${load.tokenCalls} token calls`);
  });
}

function leaderUnderWaitUntil(test, load, figure) {
  test("under waitUntil, a request that is cut off during its token call still stores the token for the other requests", async () => {
    const leader = await leading(load, "&waitUntil");
    const waiting = load.calls(20, "&waitUntil");
    await load.arrived(waiting);
    leader.reset();
    await load.state();
    load.release();
    const answers = await load.answers(waiting);
    served(answers, 0);
    equal(load.tokenCalls, 1, "token calls");
    await next(load, 1);
    figure("the same, waitUntil", `20 of 20 without a wait, ${load.tokenCalls} token call`);
  });
}

function thirdCutOff(test, load, figure) {
  for (const more of ["", "&waitUntil"]) {
    test(`${more && "under waitUntil, "}if a third of a hundred requests are cut off, all other requests get an answer`, async () => {
      load.holdToken();
      const calls = load.calls(100, more);
      await load.until(() => load.tokenCalls > 0);
      const draw = new Draw(load.seed);
      const cut = calls.filter(() => draw.below(3) === 0);
      for (const call of cut) await load.arrived([call]).then(call.reset);
      const { leaders } = await load.state();
      const isLeader = ({ number }) => leaders.includes(number);
      const isLost = !more && cut.some(isLeader);
      if (isLost) await load.until(() => load.givenUp === 1);
      load.release();
      const answers = await load.answers(calls.filter((call) => !cut.includes(call)));
      served(answers, isLost ? LEASE_MS : 0, `, seed ${load.seed}`);
      equal(load.tokenCalls, isLost ? 2 : 1, `token calls, seed ${load.seed}`);
      figure(
        `a third cut off${more && ", waitUntil"}`,
        `${answers.length} served after ${slowest(answers)} ms, ${load.tokenCalls} token calls`,
      );
    });
  }
}

function expiry(test, load, figure) {
  for (const [more, most] of [["", LEASE_MS], ["&waitUntil", 0]]) {
    test(`${more && "under waitUntil, "}no call fails if a token expires under load`, async () => {
      load.settings({ lifetime: 1 });
      const answers = [];
      for (let time = 0; time < 3_500; time += STEP_MS) {
        answers.push(...(await load.answers(load.calls(5, more))));
        await load.until(async () => (await load.state()).refreshes === 0);
        await load.pass(STEP_MS);
      }
      served(answers, most);
      ok(load.tokenCalls >= 3 && load.tokenCalls <= 12, `3 to 12 token calls; got ${load.tokenCalls}`);
      figure(
        `expiry under load${more && ", waitUntil"}`,
        `${answers.length} calls, ${load.tokenCalls} token calls for tokens of 1 s, slowest ${slowest(answers)} ms`,
      );
    });
  }
}

/** Begins a call, and waits until its token call has reached the sandbox, which does not answer it yet. */
async function leading(load, more) {
  load.holdToken();
  const call = load.call(more);
  await load.until(() => load.tokenCalls > 0);
  return call;
}

/** Fails unless all calls were served, and no call waited longer than the limit. */
function served(answers, mostMs, where = "") {
  equal(unique(answers), "200", `statuses${where}`);
  ok(slowest(answers) <= mostMs, `at most ${mostMs} ms for each call; got ${slowest(answers)}${where}`);
}

/** Fails unless the next call finds a token. */
async function next(load, tokenCalls) {
  served(await load.answers([load.call()]), 0);
  equal(load.tokenCalls, tokenCalls, "token calls after the next call");
}
