// Simulates the life of tokens while requests arrive. The token machine makes every decision. This module simulates the requests, and a
// token endpoint that answers after some time, or fails.

import { arrivals } from "./traffic.js";

const LEASE_MS = 10_000;

/**
 * Runs a token machine for a period of time.
 *
 * @param machine - `client.token`
 * @param options - `start` and `spanMs`; `perMinute`; `latencyMs`; `lifeMs`; `failFromMs` and `failForMs`, counted from
 * the start; `answer(token, seconds)`, the answer of the token endpoint
 * @returns `{ tokens, calls, requests }`, each with the instants at which something happened
 */
export function simulate(machine, options) {
  const run = new Run(machine, options);
  for (const at of arrivals(options.start, options.start + options.spanMs, options.perMinute)) run.request(at);
  run.settle(Infinity);
  return { tokens: run.tokens, calls: run.calls, requests: run.requests };
}

class Run {
  tokens = [];
  calls = [];
  requests = [];
  #machine;
  #options;
  #state;
  #pending;
  #waiting = [];

  constructor(machine, options) {
    this.#machine = machine;
    this.#options = options;
    this.#state = machine.initial();
  }

  /** A request arrives. */
  request(at) {
    this.settle(at);
    const request = { at, servedAt: undefined, action: undefined };
    this.requests.push(request);
    this.#decide(request, at);
  }

  /** Ends the token call in progress, if it ends before `until`. */
  settle(until) {
    if (!this.#pending || this.#pending.endsAt > until) return;
    const { call, ticket, endsAt } = this.#pending;
    this.#pending = undefined;
    const times = { sentAt: new Date(call.sentAt), now: new Date(endsAt) };
    const { state, error } = this.#machine.commitRefresh(this.#state, ticket, this.#answer(endsAt), times);
    this.#state = state;
    Object.assign(call, { endsAt, code: error?.code });
    if (error) call.reopensAt = this.#reopens(endsAt);
    else this.#learn(call.sentAt, endsAt);
    for (const request of this.#waiting.splice(0)) this.#decide(request, endsAt);
  }

  #decide(request, at) {
    const { action, degraded } = this.#machine.decide(this.#state, { now: new Date(at) });
    request.action ??= action;
    if (action === "use" || action === "use-and-refresh") Object.assign(request, { servedAt: at, degraded });
    if (action === "refresh" || action === "use-and-refresh") this.#begin(at);
    if (action === "refresh" || action === "wait") this.#waiting.push(request);
  }

  #begin(at) {
    const owner = `request-${this.requests.length}`;
    const begun = this.#machine.beginRefresh(this.#state, { now: new Date(at), owner, leaseMs: LEASE_MS });
    if (!begun.granted) return;
    this.#state = begun.state;
    const call = { sentAt: at };
    this.calls.push(call);
    this.#pending = { call, ticket: begun.ticket, endsAt: at + this.#options.latencyMs };
  }

  #answer(at) {
    const { start, failFromMs, failForMs, lifeMs, answer } = this.#options;
    const isDown = at >= start + failFromMs && at < start + failFromMs + failForMs;
    if (isDown) return { status: 503, headers: {}, body: "" };
    return { status: 200, headers: {}, body: JSON.stringify(answer(`token-${this.tokens.length + 1}`, lifeMs / 1_000)) };
  }

  /** Finds out from the machine when its decisions about the new token change. */
  #learn(issued, from) {
    const windows = { issued, from, early: undefined, must: undefined, expires: undefined };
    for (let at = from; ; ) {
      const { action, validUntil } = this.#machine.decide(this.#state, { now: new Date(at) });
      if (validUntil === undefined) break;
      if (action === "use-and-refresh") windows.early ??= at;
      if (action === "refresh") windows.must ??= at;
      at = validUntil.getTime();
      windows.expires = at;
    }
    const { expires, early = expires, must = expires } = windows;
    this.tokens.push({ ...windows, early: Math.min(early, must), must });
  }

  /** Finds out from the machine when the next token call is allowed. */
  #reopens(from) {
    for (let at = from; ; ) {
      const { action, until, validUntil } = this.#machine.decide(this.#state, { now: new Date(at) });
      if (action !== "use" && action !== "fail") return at;
      at = (until ?? validUntil).getTime();
    }
  }
}
