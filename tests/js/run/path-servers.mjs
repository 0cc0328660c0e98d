// No path that payauth accepts reaches a guarded endpoint of a real server unsigned: [SEED=n] node tests/js/run/path-servers.mjs

import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request as send } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Cases, equal, ok } from "../support/harness.mjs";
import { consumer, pack } from "../tools/consumer.mjs";
import { Draw, seedOf } from "../support/random.mjs";
import { install } from "../end-to-end/servers/install.mjs";
import { NGINX, nginx } from "../end-to-end/servers/nginx.mjs";
import { accepted, clientsOf, GUARDED, PREFIX, spelled, spellings, typed } from "../end-to-end/servers/spellings.mjs";
import { JAVAC, TOMCAT, tomcat } from "../end-to-end/servers/tomcat.mjs";

const RANDOM = 1500;

install({ nginx: NGINX, "tomcat10-common": TOMCAT, "default-jdk-headless": JAVAC });
const consuming = await consumer("path-servers", await pack());
const payauth = createRequire(join(consuming, "main.mjs"))("payauth");
const folder = await mkdtemp(join(tmpdir(), "payauth-servers-"));
const paths = Object.entries(GUARDED).flatMap(([name, guarded]) => guarded.map((path) => PREFIX[name] + path));
const running = [];
const cases = new Cases();
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const seed = seedOf({ env: process.env });

try {
  const [one, other] = await Promise.all([started(nginx(join(folder, "nginx"), paths)), started(tomcat(join(folder, "tomcat"), paths))]);
  const servers = {
    ...mapped(one.sockets, (socketPath) => ({ socketPath })),
    ...mapped(other.ports, (port) => ({ host: "127.0.0.1", port })),
  };
  controls(servers);
  const sent = requests();
  for (const [name, place] of Object.entries(servers)) {
    cases.test(`${name}: none of ${sent.length} accepted requests reaches a guarded endpoint unsigned (seed ${seed})`, () =>
      unreached(place, sent));
  }
  const { passed, failed } = await cases.run();
  console.log(`servers: ${passed} passed, ${failed.length} failed`);
  process.exitCode = failed.length || !passed ? 1 : 0;
} finally {
  agent.destroy();
  await Promise.all(running.map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
}

async function started(starting) {
  const server = await starting;
  running.push(server);
  return server;
}

function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

/** Adds cases that show that the test can fail: paths that a server is known to read as a guarded path. */
function controls(servers) {
  const refund = `${PREFIX.dvpay}${GUARDED.dvpay[0]}`;
  const order = refund.slice(0, -"/refund".length);
  const reached = {
    nginx: [`${order}%2Frefund`, `${order}//refund`, `${order}/x/../refund`, `${order}/x%2F..%2Frefund`],
    "nginx, any case": [`${order}/Refund`, `${order}/refund/`, `${order}%2F%2FREFUND`],
    "nginx behind nginx": [`${order}/%252Frefund`, `${order}/x%252F..%252Frefund`],
    Tomcat: [`${order}/x/..;/refund`, `${order};a=1/refund`, `${order}/.;/refund`, `${order}/refund;jsessionid=1`],
    "Tomcat, lenient": [`${order}%2Frefund`, `${order}/x%2F..%2Frefund`, `${order}%5Crefund`],
  };
  for (const [name, spelled] of Object.entries(reached)) {
    for (const path of spelled) {
      cases.test(`${name} reads ${path.slice(PREFIX.dvpay.length)} as the refund, and payauth rejects it`, async () => {
        equal(await answer(servers[name], path), `guarded ${refund}`);
        equal(accepted(clientsOf(payauth), "dvpay", { path: path.slice(PREFIX.dvpay.length) }), undefined);
      });
    }
  }
}

/** The requests that payauth makes from listed spellings and from random spellings. */
function requests() {
  const clients = clientsOf(payauth);
  const draw = new Draw(seed);
  const sent = [];
  for (const name of Object.keys(GUARDED)) {
    const calls = [
      ...spellings(name).map((path) => ({ path })),
      ...Array.from({ length: RANDOM }, () => ({ path: spelled(draw, name) })),
      ...Array.from({ length: RANDOM }, () => typed(draw, name)),
    ];
    for (const call of calls) {
      const request = accepted(clients, name, call);
      if (request) sent.push({ name, request });
    }
  }
  return sent;
}

async function unreached(place, sent) {
  let guarded = 0;
  await Promise.all(
    Array.from({ length: 8 }, async (_, lane) => {
      for (let at = lane; at < sent.length; at += 8) guarded += await checked(place, sent[at]);
    }),
  );
  ok(guarded > 0, "at least one request that reaches a guarded endpoint by its own path");
}

async function checked(place, { name, request }) {
  const path = request.url.slice("https://api.example".length);
  const [what, reached] = (await answer(place, path)).split(" ");
  if (what !== "guarded") return 0;
  equal(path.split("?")[0], reached, "the path of a request that reached a guarded endpoint");
  if (name === "dvpay") ok(request.headers["X-Signature"] && request.headers["X-Idempotent-Key"], `a signature of the request to ${path}`);
  return 1;
}

/** The first line of the server's answer; `refused` if the status is not 200. */
function answer(place, path) {
  return new Promise((resolve, reject) => {
    const call = send({ ...place, path, method: "POST", agent, headers: { Host: "api.example" } }, (response) => {
      let body = "";
      response.on("data", (chunk) => (body += chunk));
      response.on("end", () => resolve(response.statusCode === 200 ? body.split("\n")[0].trim() : "refused"));
    });
    call.on("error", reject);
    call.end();
  });
}
