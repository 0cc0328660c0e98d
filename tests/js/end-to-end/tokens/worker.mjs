// A Worker that makes its client inside the handler, as Workers do: `/?key=…` makes a call with the credentials of that
// name, `&waitUntil` puts refreshes under the request's `waitUntil`.
//
// Its clock does not advance until the test sets it by `/time`, so that a busy machine causes no timeout. `/state`
// returns the calls that are served, and those that wait.

import { wakapay } from "payauth";

let now = 0;
Date.now = () => now;

/** The number of pauses of each open call since the last event, by the call's number. */
const pauses = new Map();
/** The numbers of the calls that began a token call. */
const leaders = [];
/** How many refreshes `waitUntil` keeps alive. */
let refreshes = 0;

/** A longer wait is the timeout of a token call. */
const MAX_PAUSE_MS = 50;
const POLL_MS = 5;

export default {
  async fetch(request, env, ctx) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/time") setTime(Number(searchParams.get("now")));
    if (pathname !== "/") return Response.json({ pauses: [...pauses], leaders, refreshes });
    const number = Number(searchParams.get("number"));
    pauses.set(number, 0);
    const response = await serve(searchParams, number, ctx);
    pauses.delete(number);
    happened();
    return response;
  },
};

function setTime(time) {
  now = time;
  happened();
}

/** An event: the clock was set, a call was answered, or a refresh ended. A waiting call may now find a new state in the store. */
function happened() {
  for (const number of pauses.keys()) pauses.set(number, 0);
}

async function serve(given, number, ctx) {
  const client = wakapay({
    apiKey: given.get("key"),
    apiSecret: "waka_sandbox_secret",
    environment: "test",
    baseUrl: given.get("baseUrl"),
    tokenTimeoutMs: 500,
    sleep: (ms, signal) => (ms > MAX_PAUSE_MS ? timeout(ms, signal, number) : pause(ms, number)),
    ...(given.has("waitUntil") && { waitUntil: (work) => ctx.waitUntil(counted(work)) }),
  });
  try {
    const response = await client.fetch("/business/balance?currency=USD");
    return new Response(await response.text(), { status: response.status });
  } catch (error) {
    return new Response(`${error}, because of ${error.cause}`, { status: 599 });
  }
}

/** The pause between two reads of the store. It takes real time, so that the store is read. */
async function pause(ms, number) {
  await real(ms);
  if (pauses.has(number)) pauses.set(number, pauses.get(number) + 1);
}

/** The timeout of a token call. It ends when the test has advanced the clock by this time. */
async function timeout(ms, signal, number) {
  leaders.push(number);
  for (const end = now + ms; now < end; ) {
    await real(POLL_MS);
    if (signal.aborted) throw signal.reason;
  }
}

async function counted(work) {
  refreshes += 1;
  await work;
  refreshes -= 1;
  happened();
}

const real = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
