// A Worker that makes its client inside the handler, as is usual in Workers. `/?key=…` makes a call with these credentials; with
// `&waitUntil`, refreshes are passed to the `waitUntil` of the request.
//
// The clock of the Worker advances only when the test sets it with `/time`, so that a busy machine causes no timeout. `/state` returns
// the open calls with their pauses, the calls that made token calls, and the number of refreshes.

import { wakapay } from "payauth";

let now = 0;
Date.now = () => now;

/** For each open call, by its number: how many times it has paused since the last event. */
const pauses = new Map();
/** The numbers of the calls that began a token call. */
const leaders = [];
/** How many refreshes `waitUntil` keeps alive. */
let refreshes = 0;

/** The longest pause. A longer `sleep` is the timeout of a token call. */
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

/** Records an event: the clock was set, a call was answered, or a refresh ended. Now, a waiting call may find a new state in the store. */
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

/** The pause between two reads of the store. It takes real time, because the clock of the Worker does not advance by itself. */
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
