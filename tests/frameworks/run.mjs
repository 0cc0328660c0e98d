// Sends webhooks, signed by Stripe's own library, to a server of each framework: node tests/frameworks/run.mjs [name]
// With --built, to the frameworks that need a build: node tests/frameworks/run.mjs --built [name]

import { cp, symlink } from "node:fs/promises";
import { request as send } from "node:http";
import { join } from "node:path";
import { hostile } from "../js/end-to-end/examples/hostile.mjs";
import { Cases, equal, ok, same } from "../js/support/harness.mjs";
import { consumer, pack } from "../js/tools/consumer.mjs";
import { tests } from "../js/tools/paths.mjs";
import { BUILT } from "./built.mjs";
import { made } from "./made.mjs";
import { message } from "./message.mjs";
import { SERVERS, started } from "./servers.mjs";

const MIB = 1024 * 1024;
/** Rounds of twenty hostile requests. */
const ROUNDS = Number(process.env.HOSTILE_ROUNDS ?? 5);

const isBuilt = process.argv[2] === "--built";
const only = process.argv[isBuilt ? 3 : 2] ?? "";
const tarball = await pack();
const folder = isBuilt ? "" : await programs();
const sum = { passed: 0, failed: 0 };
for (const server of (isBuilt ? BUILT : SERVERS).filter(({ name }) => name.startsWith(only))) {
  const { place, one } = isBuilt ? await begun(server) : { place: folder, one: await started(server, folder) };
  if (one) await served(server, one);
  else if (place) await held(server, (test) => test("its own tests pass", () => server.check(place, server)));
}
console.log(`frameworks: ${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.passed && !sum.failed ? 0 : 1;

/** Builds a project, and starts its server, if it has a server. Returns an empty object after a failure. */
async function begun(server) {
  let begun = {};
  const begin = async () => {
    const place = await made(server, tarball);
    begun = { place, one: server.check ? undefined : await started(server, place) };
  };
  await held(server, (test) => test("it is built with the packed tarball, and starts", begin));
  return begun;
}

/** Sends messages to a server that was started for them. */
async function served(server, one) {
  try {
    await held(server, (test) => {
      if (!server.isParsedAlone) rules(test, server, one);
      if (!server.isParsedAlone && !server.isBehindGateway && !isBuilt) strangers(test, server, one);
      if (server.parsed) parsed(test, server, one);
    });
    if (!one.isRunning()) console.log(one.printed().slice(-2000));
  } finally {
    await one.stop();
  }
}

async function held({ name }, add) {
  const cases = new Cases();
  add((rule, body) => cases.test(`${name}: ${rule}`, body));
  const { passed, failed } = await cases.run();
  console.log(`   ${name}: ${passed} rules hold${failed.length ? `, ${failed.length} FAILED` : ""}`);
  sum.passed += passed;
  sum.failed += failed.length;
}

/** The folder of the programs, where payauth is installed. */
async function programs() {
  const place = join(await consumer("frameworks", tarball), "programs");
  await cp(join(tests, "frameworks/programs"), place, { recursive: true });
  await symlink(join(tests, "frameworks/node_modules"), join(place, "node_modules"));
  return place;
}

function rules(test, { path = "/webhooks/stripe", raw, others = ["GET", "DELETE"] }, one) {
  const post = (given, at = path) => posted(one.url + at, given);

  test("a message is handled once, and its duplicate is acknowledged", async () => {
    const given = message({ id: "evt_once", size: 5000 });
    same([(await post(given)).status, (await post(given)).status], [200, 200]);
    await post(message({ id: "evt_after" }));
    await one.says("handled evt_after");
    equal(one.printed().split("handled evt_once, attempt 1").length - 1, 1, "how often it was handled");
  });
  test("a forged message and a changed body are answered with 400 and an empty body", async () => {
    for (const given of [message({ secret: "whsec_of_a_forger" }), { ...message(), body: "{}" }, { ...message(), headers: {} }]) {
      const answer = await post(given);
      same([answer.status, await answer.text()], [400, ""]);
    }
    await one.says("rejected");
  });
  test("a handler that throws is answered with 503 and Retry-After, and runs again", async () => {
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const answer = await post(message({ id: "evt_fails", fails: true }));
      same([answer.status, answer.headers.get("retry-after"), await answer.text()], [503, "60", ""]);
    }
    await one.says("an error of the handler");
  });
  test("another method is answered with 405", async () => {
    for (const method of others) equal((await fetch(one.url + path, { method })).status, 405, method);
  });
  if (raw) test("the bytes that express.raw kept are verified", async () => {
    same([(await post(message(), raw)).status, (await post({ ...message(), body: "{}" }, raw)).status], [200, 400]);
  });
}

/** Hostile requests that must disturb no other request. The frameworks with a build use the servers above. */
function strangers(test, { path = "/webhooks/stripe" }, one) {
  const post = (given) => posted(one.url + path, given);
  const good = async () => equal((await post(message())).status, 200, "a good request");

  test("a body above the limit is answered with 413, or the connection is closed", async () => {
    const answer = await post({ ...message(), body: "x".repeat(MIB + 1) }).catch(() => undefined);
    if (answer !== undefined) equal(answer.status, 413);
    await good();
  });
  test("a body in slow pieces is handled, and a truncated body disturbs no other request", async () => {
    same([await slowly(one.url + path, message(), true), await slowly(one.url + path, message(), false)], [200, undefined]);
    await good();
  });
  hostile(test, "strangers", [path], good, { url: one.url, rounds: ROUNDS });
  test("64 simultaneous bodies of 8 MiB are not kept in memory, and the server still answers", () => flat(one, path, good));
}

/** The test sends 512 MiB. The memory of the server must not grow by half of it. */
async function flat(one, path, good) {
  const before = await one.memory();
  const body = new Uint8Array(8 * MIB);
  const answers = await Promise.all(Array.from({ length: 64 }, () => fetch(one.url + path, { method: "POST", body }).catch(() => undefined)));
  for (const answer of answers) if (answer !== undefined) equal(answer.status, 413);
  const grown = (await one.memory()) - before;
  ok(grown < 256, `grew by ${Math.round(grown)} MiB`);
  ok(one.isRunning(), "it runs");
  await good();
}

function parsed(test, { parsed: path }, one) {
  test(`a body that a parser consumed is answered with 500, and the log says which line to add`, async () => {
    const answer = await fetch(one.url + path, message());
    same([answer.status, await answer.text()], [500, ""]);
    await one.says("misconfigured");
    await one.says("raw body");
  });
}

/** Sends a message over a new connection, because the server may have closed a used one. */
function posted(url, { method, headers, body }) {
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, agent: false }, async (response) => {
      const answer = new Response(null, { headers: Object.entries(response.headers) });
      let text = "";
      for await (const piece of response) text += piece;
      resolve({ status: response.statusCode, headers: answer.headers, text: async () => text });
    });
    request.on("error", reject).end(body);
  });
}

/** Sends a body in pieces; returns the status, or undefined if the body is cut off in the middle. */
function slowly(url, { method, headers, body }, isWhole) {
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers: { ...headers, "Content-Length": bytes.length } }, ({ statusCode }) => resolve(statusCode));
    request.on("error", isWhole ? reject : () => resolve(undefined));
    const piece = (at) => {
      if (at >= bytes.length) return request.end();
      if (!isWhole && at > bytes.length / 2) return request.destroy();
      request.write(bytes.subarray(at, at + 8), () => setImmediate(piece, at + 8));
    };
    piece(0);
  });
}
