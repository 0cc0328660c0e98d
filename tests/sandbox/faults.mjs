// The faults that a test can cause in answers of the sandbox.
//
//   { at: "token" | "api", times: 1, how, … }
//
//   answer     another answer: { status, headers, body }; without a body, the provider's own error for this status
//   garbage    status 200, and an HTML page with the content type of JSON
//   redirect   a redirect with status 307 (or `status`) to the URL `to`
//   truncated  the first half of the true answer, as if it were complete
//   reset      the first half of the true answer, then a reset of the connection
//   slow       the true answer, after `delayMs`, or after the test has released it
//
// With `truncated`, `reset` and `slow`, the provider handles the call before the fault happens.

const REPLACED = {
  answer: ({ status, headers, body }) => {
    return (call, provider) => {
      const own = provider.refuse(status, call);
      return { ...own, headers: { ...own.headers, ...headers }, ...(body !== undefined && { body }) };
    };
  },
  garbage: () => () => ({ status: 200, body: "<!doctype html><title>Bad gateway</title>" }),
  redirect:
    ({ to, status = 307 }) =>
    () => ({ status, headers: { Location: to }, body: "" }),
};

const DELIVERED = ["truncated", "reset", "slow"];

/** Makes a fault from the description of a test. Impossible descriptions are rejected. */
export function makeFault({ at, times = 1, how = "answer", ...details }) {
  if (at !== "token" && at !== "api") throw new Error(`at: expected "token" or "api", got ${JSON.stringify(at)}`);
  if (!Number.isInteger(times) || times < 1) throw new Error("times: is not a positive integer");
  if (!DELIVERED.includes(how) && !Object.hasOwn(REPLACED, how)) throw new Error(`how: unknown ${JSON.stringify(how)}`);
  if (how === "answer" && !(details.status >= 200 && details.status <= 599)) throw new Error("status: is not a number from 200 to 599");
  if (how === "redirect" && typeof details.to !== "string") throw new Error("to: is not a text; expected a URL");
  return { at, times, how, ...details, ...(REPLACED[how] && { replaces: REPLACED[how](details) }) };
}

/** Writes an answer with its fault. The promise `released` ends the wait of a slow answer. */
export async function deliver(response, { status, headers, body }, fault, released) {
  if (fault?.how === "slow") await Promise.race([released, ...timer(fault.delayMs)]);
  const whole = Buffer.from(body);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const sent = fault?.how === "truncated" ? half : whole;
  const length = String(sent.length);
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": length, ...headers });
  if (fault?.how !== "reset") return response.end(sent);
  return response.write(half, () => response.socket.resetAndDestroy());
}

function timer(delayMs) {
  return delayMs === undefined ? [] : [new Promise((resolve) => setTimeout(resolve, delayMs))];
}
