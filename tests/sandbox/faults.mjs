// The faults of answers that a test can ask for.
//
//   { at: "token" | "api", times: 1, how, … }
//
//   answer     another answer: { status, headers, body }; without a body, the provider's own error of that status
//   garbage    status 200 and a page of HTML that says it is JSON
//   redirect   status 307 (or `status`) to the address `to`
//   truncated  the true answer, cut in half, as if it were whole
//   reset      the true answer, cut in half by a reset of the connection
//   slow       the true answer, after `delayMs`, or when it is released
//
// With the last three, the provider handles the call before its answer is lost.

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

/** A fault as a test describes it. Impossible descriptions are rejected. */
export function makeFault({ at, times = 1, how = "answer", ...details }) {
  if (at !== "token" && at !== "api") throw new Error(`at: neither "token" nor "api" but ${JSON.stringify(at)}`);
  if (!Number.isInteger(times) || times < 1) throw new Error("times: not a positive integer");
  if (!DELIVERED.includes(how) && !Object.hasOwn(REPLACED, how)) throw new Error(`how: unknown ${JSON.stringify(how)}`);
  if (how === "answer" && !(details.status >= 200 && details.status <= 599)) throw new Error("status: not 200 to 599");
  if (how === "redirect" && typeof details.to !== "string") throw new Error("to: no address");
  return { at, times, how, ...details, ...(REPLACED[how] && { replaces: REPLACED[how](details) }) };
}

/** Writes an answer with its fault; `released` is a promise that ends the wait of a slow answer. */
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
