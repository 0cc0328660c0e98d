// Describes a run in numbers and in a sentence.

/** Counts the events of a run. */
export function count({ tokens, calls, requests }) {
  const waited = requests.filter(({ at, servedAt }) => servedAt > at);
  return {
    tokens: tokens.length,
    calls: calls.length,
    failedCalls: calls.filter(({ code }) => code).length,
    requests: requests.length,
    atOnce: requests.filter(({ at, servedAt }) => servedAt === at).length,
    waited: waited.length,
    longestWaitMs: Math.max(0, ...waited.map(({ at, servedAt }) => servedAt - at)),
    failed: requests.filter(({ servedAt }) => servedAt === undefined).length,
    degraded: requests.filter(({ degraded }) => degraded).length,
  };
}

/** Describes the picture of a run in words. */
export function describe(run) {
  const { tokens, calls, failedCalls, requests, atOnce, waited, failed } = count(run);
  const calls_ = failedCalls ? `${calls} token calls, ${failedCalls} of which failed` : `${calls} token calls`;
  return `${requests} requests: ${atOnce} served at once, ${waited} waited, ${failed} failed. ${calls_}; ${tokens} tokens.`;
}
