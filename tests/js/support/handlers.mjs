// For the suites of webhook handlers: messages of Stripe as requests, and a handler that records its calls.

import { schemes, signWebhook, webhookHandler } from "payauth";

export const SECRET = "whsec_hunter2";
export const OTHER = "whsec_hunter3";
export const EVENT = '{"id":"evt_1","type":"charge.succeeded"}';
export const URL_ = "https://shop.example/hook";

/** The header fields that Stripe sends with a body. */
export const signed = (body = EVENT, secret = SECRET, now = new Date()) => signWebhook(schemes.stripe, { body, now, secret });

/** A request as Stripe sends it, except for the members of `changes`. */
export function stripe(changes = {}) {
  const { body = EVENT, secret = SECRET, now = new Date(), headers = signed(body, secret, now), ...more } = changes;
  return new Request(URL_, { method: "POST", headers, body, ...more });
}

/** A handler that records its calls and the reported problems. */
export function watched(options = {}, act = () => undefined, sender = schemes.stripe) {
  const [calls, problems] = [[], []];
  const onReject = (problem) => void problems.push(problem);
  const given = { ...(sender === schemes.stripe && { secrets: [SECRET] }), onReject, ...options };
  const handle = webhookHandler(sender, given, (...all) => {
    calls.push(all);
    return act(...all);
  });
  return { handle, calls, problems };
}

/** Everything in an answer that a stranger can see. */
export async function seen(response) {
  const { status, headers } = response;
  return JSON.stringify({ status, headers: [...headers].sort(), body: await response.text() });
}

/** A stream of pieces, and its state: the number of reads, and whether it was cancelled. */
export function streamed(pieces) {
  const state = { pulled: 0, cancelled: false };
  const body = new ReadableStream({
    pull(controller) {
      const piece = typeof pieces === "function" ? pieces(state.pulled) : pieces[state.pulled];
      state.pulled += 1;
      if (piece instanceof Error) controller.error(piece);
      else if (piece === undefined) controller.close();
      else controller.enqueue(piece);
    },
    cancel() {
      state.cancelled = true;
    },
  });
  return { body, state };
}
