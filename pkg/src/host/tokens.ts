// Gets access tokens: the machine decides, the host acts.
//
// Calls share nothing but the store. None ever waits for a promise that another made: in a Worker the other request may be
// gone, and its promise with it. They wait for a lease to end, and read the store again.

import { type PayauthError, refuse } from "../errors.js";
import type { RefreshBegun, TokenAnswer, TokenDecision, TokenMachine, Verdict } from "../token.js";
import { endLease, takeLease } from "./lease.js";
import type { Host, Signal } from "./options.js";
import { Pauses } from "./pauses.js";
import { MemoryStore, sharedStore, type Stored, type TokenStore } from "./store.js";

/** What the driver sends with a request. */
export interface Authorization {
  readonly value: string;
  readonly fingerprint: string;
}

const TTL_SECONDS = 86_400;
const MARGIN_MS = 2_000;

/** So many tokens in a row that a call got and another ended at once are no accident. */
const MOST_REFRESHES = 3;

/** Which state was read, and out of which version of the store's. */
interface Held {
  readonly state: string;
  readonly version: string | null | undefined;
}

/** A refresh that ended, perhaps with a failure. */
interface Begun {
  readonly begun: true;
  readonly state: string;
  readonly error?: PayauthError;
}

/** What became of a refresh: if another was sooner, perhaps until when its lease lasts. */
type Refreshed = Begun | { readonly begun: false; readonly until?: number };

export class TokenDriver {
  readonly #machine: TokenMachine;
  readonly #host: Host;
  readonly #store: TokenStore;
  #key: string | undefined;
  /** The last decision, as long as it holds. */
  #decided: { readonly authorization: Authorization; readonly from: number; readonly until: number } | undefined;

  constructor(machine: TokenMachine, host: Host) {
    this.#machine = machine;
    this.#host = host;
    this.#store = host.store ?? (host.isOwn ? new MemoryStore() : sharedStore);
  }

  /** The token of the last decision, if it still holds. */
  held(): Authorization | undefined {
    const [decided, now] = [this.#decided, this.#host.clock()];
    return decided !== undefined && now < decided.until && now >= decided.from ? decided.authorization : undefined;
  }

  /** A token that can be sent now; waits for one if it must. */
  async get(signal: Signal | undefined): Promise<Authorization> {
    const pauses = new Pauses(this.#host);
    for (let refreshes = 0; ; ) {
      const held = await this.#read();
      const now = this.#host.clock();
      const decision = this.#decide(held.state, now);
      switch (decision.action) {
        case "use":
          return this.#use(decision, now);
        case "use-and-refresh":
          void this.#refresh(held);
          // Not kept for the next call, which is to see what came of it.
          return authorization(decision);
        case "wait":
          await pauses.wait(Number(decision.until) - now, signal);
          continue;
        case "fail":
          throw decision.error;
        case "refresh":
      }
      const refreshed = await unlessAborted(this.#refresh(held), signal);
      if (refreshed.begun) {
        const token = this.#renewed(refreshed);
        if (token !== undefined) return token;
        if ((refreshes += 1) === MOST_REFRESHES) throw refreshed.error;
      } else if (refreshed.until === undefined) await pauses.lost(signal);
      else await pauses.wait(refreshed.until - now, signal);
    }
  }

  /** What to do about a 401. */
  async unauthorized(fingerprint: string, challenge: string | null): Promise<Verdict> {
    this.#decided = undefined;
    const now = (): Date => new Date(this.#host.clock());
    const change = (state: string) => this.#machine.onUnauthorized(state, { fingerprint, challenge, now: now() });
    return (await this.#change(change)).verdict;
  }

  /** The token that this call's own refresh led to, if there is one. Even the last seconds of its life will do. */
  #renewed({ state, error }: Begun): Authorization | undefined {
    const now = this.#host.clock();
    const decision = this.#decide(state, now);
    if (decision.action === "use") return this.#use(decision, now);
    if (decision.action === "fail") throw withCause(decision, error);
    return decision.authorization === undefined ? undefined : authorization(decision);
  }

  #decide(state: string, now: number): TokenDecision {
    return this.#machine.decide(state, { now: new Date(now) });
  }

  #use(decision: TokenDecision, now: number): Authorization {
    const token = authorization(decision);
    this.#decided = { authorization: token, from: now, until: Number(decision.validUntil) };
    if (decision.degraded) this.#report("degraded");
    return token;
  }

  /**
   * Takes the lease if nobody else has, and fetches a token.
   *
   * Nobody need hear of its end: it is in the state, or the next call tries again.
   */
  #refresh(held: Held): Promise<Refreshed> {
    const work = this.#lease(held);
    const settled = work.catch(() => undefined);
    this.#host.waitUntil(settled);
    return work;
  }

  async #lease(held: Held): Promise<Refreshed> {
    const now = this.#host.clock();
    const leaseMs = this.#host.tokenTimeoutMs + MARGIN_MS;
    if (typeof held.version === "string") return this.#fetchToken(held, now, leaseMs);
    const { taken, until } = takeLease(this.#store, this.#machine.key, now, leaseMs);
    if (!taken) return { begun: false, until };
    try {
      return await this.#fetchToken(held, now, leaseMs);
    } finally {
      endLease(this.#store, this.#machine.key, until);
    }
  }

  async #fetchToken(held: Held, millis: number, leaseMs: number): Promise<Refreshed> {
    const owner = Array.from(this.#host.random(8)).join("-");
    const begun = this.#machine.beginRefresh(held.state, { now: new Date(millis), owner, leaseMs });
    if (!begun.granted || !(await this.#write(begun.state, held.version))) return { begun: false };
    const sentAt = new Date(this.#host.clock());
    const answer = await this.#ask(begun).catch(() => undefined);
    const now = (): Date => new Date(this.#host.clock());
    const commit = (state: string) => this.#machine.commitRefresh(state, begun.ticket, answer, { sentAt, now: now() });
    const { state, error } = await this.#change(commit, begun.state);
    this.#report(error ? "failed" : "refreshed", error?.code);
    return { begun: true, state, ...(error && { error }) };
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
      // A browser shows a redirect that it did not follow as a status of 0.
      return { status: response.status || 302, headers, body: await response.arrayBuffer() };
    };
    try {
      return await Promise.race([send(), late.then(() => undefined)]);
    } finally {
      timer.abort();
    }
  }

  /**
   * Reads the state, changes it and writes it; once more, if another call wrote meanwhile.
   *
   * @param known - what was written last, for a store that cannot tell versions and may give what was there before
   */
  async #change<T extends { readonly state: string }>(change: (state: string) => T, known?: string): Promise<T> {
    const pauses = new Pauses(this.#host);
    for (;;) {
      const held = await this.#read();
      const changed = change(typeof held.version === "string" ? held.state : (known ?? held.state));
      if (changed.state === held.state || (await this.#write(changed.state, held.version))) return changed;
      await pauses.lost(undefined);
    }
  }

  async #read(): Promise<Held> {
    this.#key ??= this.#machine.key;
    const stored: unknown = await this.#store.get(this.#key);
    if (stored === undefined) return { state: this.#machine.initial(), version: null };
    const { value, version } = Object(stored) as Partial<Stored>;
    const isVersion = version === undefined || typeof version === "string";
    if (typeof value !== "string" || !isVersion) throw refuse("ERR_STORE", "store.get", "gave no state and version");
    return { state: value, version };
  }

  async #write(state: string, version: string | null | undefined): Promise<boolean> {
    const condition = version === undefined ? {} : { ifVersion: version };
    const options = { ttlSeconds: TTL_SECONDS, ...condition };
    const isSet: unknown = await this.#store.set(this.#key as string, state, options);
    if (typeof isSet !== "boolean") throw refuse("ERR_STORE", "store.set", "gave neither true nor false");
    return isSet;
  }

  #report(type: "refreshed" | "failed" | "degraded", code?: string): void {
    this.#host.report({ type, key: this.#key as string, ...(code !== undefined && { code }) });
  }
}

function authorization({ authorization, fingerprint }: TokenDecision): Authorization {
  return { value: authorization as string, fingerprint: fingerprint as string };
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
