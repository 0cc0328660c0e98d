// Gets access tokens: the machine decides, the host acts.
//
// Calls share nothing but the store. None ever waits for a promise that another made: in a Worker the other request may be
// gone, and its promise with it. They wait for a lease to end, and read the store again.

import { PayauthError } from "../errors.js";
import type { RefreshBegun, TokenAnswer, TokenDecision, TokenMachine, Verdict } from "../token.js";
import type { Host, Signal } from "./options.js";

/** What the driver sends with a request. */
export interface Authorization {
  readonly value: string;
  readonly fingerprint: string;
}

const TTL_SECONDS = 86_400;
const MARGIN_MS = 2_000;
const FIRST_STEP_MS = 10;
const LAST_STEP_MS = 50;

/** Which state was read, and out of which version of the store's. */
interface Held {
  readonly state: string;
  readonly version: string | null | undefined;
}

export class TokenDriver {
  readonly #machine: TokenMachine;
  readonly #host: Host;
  #key: string | undefined;
  /** The last decision, as long as it holds. */
  #decided: { readonly authorization: Authorization; readonly from: number; readonly until: number } | undefined;

  constructor(machine: TokenMachine, host: Host) {
    this.#machine = machine;
    this.#host = host;
  }

  /** The token of the last decision, if it still holds. */
  held(): Authorization | undefined {
    const [decided, now] = [this.#decided, this.#host.clock()];
    return decided !== undefined && now < decided.until && now >= decided.from ? decided.authorization : undefined;
  }

  /** A token that can be sent now; waits for one if it must. */
  async get(signal: Signal | undefined): Promise<Authorization> {
    let [step, cause]: [number, unknown] = [FIRST_STEP_MS, undefined];
    for (;;) {
      const held = await this.#read();
      const now = this.#host.clock();
      const decision = this.#machine.decide(held.state, { now: new Date(now) });
      switch (decision.action) {
        case "use":
          return this.#use(decision, now);
        case "use-and-refresh":
          void this.#refresh(held);
          return this.#use(decision, now);
        case "refresh":
          cause = await unlessAborted(this.#refresh(held), signal);
          break;
        case "wait":
          await this.#pause(Math.min(step, Math.max(1, Number(decision.until) - now)), signal);
          step = Math.min(step * 1.5, LAST_STEP_MS);
          break;
        case "fail":
          throw withCause(decision, cause);
      }
    }
  }

  /** What to do about a 401. */
  async unauthorized(fingerprint: string, challenge: string | null): Promise<Verdict> {
    this.#decided = undefined;
    for (;;) {
      const held = await this.#read();
      const now = new Date(this.#host.clock());
      const { state, verdict } = this.#machine.onUnauthorized(held.state, { fingerprint, challenge, now });
      if (state === held.state || (await this.#write(state, held.version))) return verdict;
    }
  }

  #use({ authorization, fingerprint, validUntil, degraded }: TokenDecision, now: number): Authorization {
    const token = { value: authorization as string, fingerprint: fingerprint as string };
    this.#decided = { authorization: token, from: now, until: Number(validUntil) };
    if (degraded) this.#report("degraded");
    return token;
  }

  /** Takes the lease if nobody else has, and fetches a token; gives why there is none. Never rejects. */
  #refresh(held: Held): Promise<PayauthError | undefined> {
    const work = this.#lease(held).then(
      (begun) => begun && this.#renew(begun),
      () => undefined,
    );
    this.#host.waitUntil(work);
    return work;
  }

  async #lease(held: Held): Promise<RefreshBegun | undefined> {
    const now = new Date(this.#host.clock());
    const owner = Array.from(this.#host.random(8), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const begun = this.#machine.beginRefresh(held.state, { now, owner, leaseMs: this.#host.tokenTimeoutMs + MARGIN_MS });
    return begun.granted && (await this.#write(begun.state, held.version)) ? begun : undefined;
  }

  async #renew(begun: RefreshBegun): Promise<PayauthError | undefined> {
    const sentAt = new Date(this.#host.clock());
    const answer = await this.#ask(begun).catch(() => undefined);
    for (;;) {
      const held = await this.#read();
      const times = { sentAt, now: new Date(this.#host.clock()) };
      const { state, error } = this.#machine.commitRefresh(held.state, begun.ticket, answer, times);
      if (state !== held.state && !(await this.#write(state, held.version))) continue;
      this.#report(error ? "failed" : "refreshed", error?.code);
      return error;
    }
  }

  /** Sends the token request and reads its answer, all within the time that it may take. */
  async #ask({ request }: RefreshBegun): Promise<TokenAnswer | undefined> {
    const [call, timer] = [new AbortController(), new AbortController()];
    const late = this.#host.sleep(this.#host.tokenTimeoutMs, timer.signal).then(
      () => call.abort(),
      () => undefined,
    );
    const send = async (): Promise<TokenAnswer> => {
      const response = await this.#host.fetch(request.url, { ...request, signal: call.signal });
      const retryAfter = response.headers.get("retry-after");
      const headers: { [name: string]: string } = retryAfter === null ? {} : { "retry-after": retryAfter };
      return { status: response.status, headers, body: await response.arrayBuffer() };
    };
    try {
      return await Promise.race([send(), late.then(() => undefined)]);
    } finally {
      timer.abort();
    }
  }

  async #read(): Promise<Held> {
    this.#key ??= this.#machine.key;
    const stored = await this.#host.store.get(this.#key);
    return stored === undefined
      ? { state: this.#machine.initial(), version: null }
      : { state: stored.value, version: stored.version };
  }

  #write(state: string, version: string | null | undefined): Promise<boolean> {
    const condition = version === undefined ? {} : { ifVersion: version };
    return this.#host.store.set(this.#key as string, state, { ttlSeconds: TTL_SECONDS, ...condition });
  }

  #pause(ms: number, signal: Signal | undefined): Promise<void> {
    return this.#host.sleep(ms, signal ?? new AbortController().signal);
  }

  #report(type: "refreshed" | "failed" | "degraded", code?: string): void {
    this.#host.report({ type, key: this.#key as string, ...(code !== undefined && { code }) });
  }
}

/** What a promise gives, unless the signal aborts first; the promise goes on. */
function unlessAborted<T>(promise: Promise<T>, signal: Signal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** The error of a decision, with what led to it in this very call. */
function withCause({ error }: TokenDecision, cause: unknown): unknown {
  if (error !== undefined && cause !== undefined) Object.defineProperty(error, "cause", { value: cause });
  return error;
}
