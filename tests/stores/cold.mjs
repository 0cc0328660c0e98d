// Measures a cold decision: a call of a client that has no token in memory, while the store has a token. For comparison, it also
// measures a direct read of the token's key from the engine.

import { quantile } from "../bench/rounds.mjs";

const CREDENTIALS = { apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test" };
const ROUNDS = 200;
/** Other programs on the machine make most calls slower, so the result is the 10th percentile of all times. */
const SHARE = 0.1;

/** A simulated network that answers at once. */
const fetch = async (url) => new Response(url.endsWith("/auth") ? '{"accessToken":"abc","expiresIn":3600}' : "{}");

/**
 * Returns the times in microseconds.
 *
 * @param batch - the number of calls that are timed together; above 1 for a clock that has only whole milliseconds
 */
export async function cold(wakapay, store, read, batch = 1) {
  let key;
  const decide = async () => {
    // A client with a different clock function shares no memory with the earlier clients.
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
