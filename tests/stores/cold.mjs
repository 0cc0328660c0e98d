// What a cold decision costs: a call of a client that has nothing in its memory, while the store has a token. Beside it, a bare
// read of what the store has.

import { quantile } from "../bench/rounds.mjs";

const CREDENTIALS = { apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test" };
const ROUNDS = 200;
/** Whoever else uses the machine makes most calls slower, so of all times that is taken which a tenth is below. */
const SHARE = 0.1;

/** The network of the client: it costs nothing. */
const fetch = async (url) => new Response(url.endsWith("/auth") ? '{"accessToken":"abc","expiresIn":3600}' : "{}");

/**
 * Gives the times in microseconds.
 *
 * @param batch - how many calls are timed together, where the clock has whole milliseconds
 */
export async function cold(wakapay, store, read, batch = 1) {
  let key;
  const decide = async () => {
    // With a clock of its own, a client has a memory of its own.
    const client = wakapay({ ...CREDENTIALS, store, fetch, clock: () => Date.now(), storeTimeoutMs: 10_000 });
    key = client.token.key;
    await client.fetch("/business/balance");
    client.dispose();
  };
  const [decisions, reads] = [[], []];
  await decide();
  for (let round = 0; round < ROUNDS / batch; round += 1) {
    decisions.push(await timed(decide, batch));
    reads.push(await timed(() => read(key), batch));
  }
  const [decision, bare] = [decisions, reads].map((times) => quantile(times, SHARE));
  return { decision, read: bare, ratio: decision / bare };
}

async function timed(call, batch) {
  const start = performance.now();
  for (let done = 0; done < batch; done += 1) await call();
  return (1000 * (performance.now() - start)) / batch;
}
