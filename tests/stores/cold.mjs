// The time of a cold decision: a call of a client without a token in its memory, while the store has one. For comparison, a bare
// read of what the store has.

import { quantile } from "../bench/rounds.mjs";

const CREDENTIALS = { apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test" };
const ROUNDS = 200;
/** Other programs on the machine make most calls slower, so the result is the 10th percentile of all times. */
const SHARE = 0.1;

/** The network of the client, which takes no time. */
const fetch = async (url) => new Response(url.endsWith("/auth") ? '{"accessToken":"abc","expiresIn":3600}' : "{}");

/**
 * Returns the times in microseconds.
 *
 * @param batch - the number of calls that are timed together if the clock has whole milliseconds
 */
export async function cold(wakapay, store, read, batch = 1) {
  let key;
  const decide = async () => {
    // A client with its own clock function has a separate memory.
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
