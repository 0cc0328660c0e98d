// Simulates the APIs of the payment providers on loopback, as far as the documentation of the providers describes them.
//
//   node tests/sandbox/server.mjs        prints the addresses and serves until it is stopped

import { once } from "node:events";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { makeControl } from "./control.mjs";
import { dogpay } from "./dogpay.mjs";
import { doorpay } from "./doorpay.mjs";
import { dvpay } from "./dvpay.mjs";
import { redirectTarget } from "./redirect-target.mjs";
import { deliver } from "./faults.mjs";
import { readObject } from "./json.mjs";
import { APIS } from "./open-apis.mjs";
import { serve as serveApi } from "./open-serve.mjs";
import { pledg } from "./pledg.mjs";
import { ProviderState } from "./provider-state.mjs";
import { Time } from "./time.mjs";
import { wakapay } from "./wakapay.mjs";

const OPEN = Object.fromEntries(Object.entries(APIS).map(([name, api]) => [`open-${name}`, serveApi(api)]));
const PROVIDERS = { dogpay, wakapay, pledg, dvpay, doorpay, "redirect-target": redirectTarget, ...OPEN };

/**
 * Starts the sandbox: each provider, `redirect-target` (another origin, which records its requests) and `control`. Each of these has a
 * separate free loopback port. `url(name)` is the base URL for a client.
 *
 * @param options.clock - returns the time in milliseconds
 */
export async function start({ clock = Date.now } = {}) {
  const time = new Time(clock);
  const states = Object.fromEntries(Object.entries(PROVIDERS).map(([name, provider]) => [name, new ProviderState(provider)]));
  const control = makeControl(states, time);
  const handlers = Object.fromEntries(Object.entries(states).map(([name, state]) => [name, serve(state, time)]));
  const servers = { ...handlers, control: serveControl(control) };
  for (const name of Object.keys(servers)) servers[name] = await listen(servers[name]);
  return {
    control,
    credentials: (name) => states[name].credentials,
    urls: () => Object.fromEntries(Object.keys(servers).map((name) => [name, address(name, servers[name])])),
    url: (name) => address(name, servers[name]),
    async close() {
      time.release();
      await Promise.all(Object.values(servers).map(stop));
    },
  };
}

function address(name, server) {
  return `http://127.0.0.1:${server.address().port}${PROVIDERS[name]?.base ?? ""}`;
}

/** Serves a provider. It handles one call after another. The time of a call is the time of its arrival. */
function serve(state, time) {
  let number = 0;
  return async (request, response) => {
    const call = await read(request, { number: (number += 1), now: time.now() });
    const { answer, fault } = state.answer(call);
    response.on("close", () => response.writableFinished || (state.givenUp += 1));
    response.setHeader("Date", new Date(call.now).toUTCString());
    await deliver(response, answer, fault, time.released);
  };
}

function serveControl(control) {
  return async (request, response) => {
    const call = await read(request, {});
    await deliver(response, command(control, call));
  };
}

function command(control, { method, path, body }) {
  const name = path.replace(/^\/control\//, "");
  if (method !== "POST" || !Object.hasOwn(control, name)) return { status: 404, body: `no ${method} ${path}` };
  try {
    return { status: 200, body: JSON.stringify(control[name](readObject(body) ?? {}) ?? null) };
  } catch (error) {
    return { status: 400, body: error.message };
  }
}

async function read(request, facts) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const [path, search = ""] = request.url.split("?", 2);
  const { method, headers, socket, url: target } = request;
  const [query, body] = [new URLSearchParams(search), Buffer.concat(chunks)];
  return { ...facts, method, path, search, target, query, headers, body, address: socket.remoteAddress };
}

async function listen(handler) {
  const server = createServer((request, response) => {
    handler(request, response).catch((error) => response.destroy(error));
  });
  // Only the caller closes an idle connection. If the server closed it, the caller might already have sent the next request.
  Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function stop(server) {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const sandbox = await start();
  console.log(JSON.stringify(sandbox.urls(), null, 2));
}
