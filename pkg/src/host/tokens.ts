// Gets access tokens: the token machine decides, the host acts.
//
// Calls share only the store. A call never waits for a promise of another call: in a Worker, the other request may have ended,
// and its promise with it. It waits until the lease expires, and reads the store again.

import { isPayauthError, PayauthError, refuse } from "../errors.js";
import type { AuthorizedRequest } from "../request.js";
import type { RefreshBegun, TokenAnswer, TokenDecision, TokenMachine, Verdict } from "../token.js";
import { type Signal, unlessAborted } from "./aborts.js";
import { ofAnswer, ofError, type TokenFailure } from "./failure.js";
import { endLease, takeLease } from "./lease.js";
import { answered, type Host, type TokenEvent } from "./options.js";
import { Pauses } from "./pauses.js";
import { fieldOf, type MinimalResponse, quietly, readBody } from "./response.js";
import { MemoryStore, sharedStore, type Stored, type TokenStore } from "./store.js";

/** The token of a request. */
export interface Authorization {
  readonly value: string;
  readonly fingerprint: string;
}

/** Longer than the longest `Retry-After` that is respected. */
const TTL_SECONDS = 8 * 86_400;

/** The longest answer, in bytes. */
const LONGEST_ANSWER = 64 * 1024;

/** A number of seconds or a date, with room to spare; anything else is ignored. */
const LONGEST_RETRY_AFTER = 256;
const VISIBLE = /^[ -~]+$/;

const MARGIN_MS = 2_000;

/** If this many fresh tokens in a row are invalidated at once, the call fails. */
const MOST_REFRESHES = 3;

/** The state that was read, and its version in the store. */
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

/** The answer of a token endpoint, if one arrived, and the reason if it has no token. */
interface Asked {
  readonly answer?: TokenAnswer;
  readonly failure: TokenFailure;
}

/** The result of a refresh. If another caller was sooner, `until` is when its lease expires, if that is known. */
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

  /** The token of the last decision, if it is still valid. */
  held(): Authorization | undefined {
    const [decided, now] = [this.#decided, this.#host.clock()];
    return decided !== undefined && now < decided.until && now >= decided.from ? decided.authorization : undefined;
  }

  /** Returns a token that is valid now, and waits for one if necessary. */
  async get(signal: Signal | undefined): Promise<Authorization> {
    const pauses = new Pauses(this.#host);
    for (let refreshes = 0, started = 0; ; ) {
      const held = await this.#read();
      const now = refreshes === 0 ? this.#host.clock() : this.#host.latest();
      started ||= now;
      const decision = this.#decide(held.state, now);
      switch (decision.action) {
        case "use":
          return this.#use(decision, now);
        case "use-and-refresh":
          void this.#refresh(held);
          // Not cached, so that the next call sees the result of the refresh.
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
        if ((refreshes += 1) === MOST_REFRESHES) throw refreshed.error ?? unheld(this.#host.latest() < started);
      } else if (refreshed.until === undefined) await pauses.lost(signal);
      else await pauses.wait(refreshed.until - now, signal);
    }
  }

  /** Decides what to do after a 401. */
  async unauthorized(fingerprint: string, challenge: string | null): Promise<Verdict> {
    this.#decided = undefined;
    const now = (): Date => new Date(this.#host.clock());
    const change = (state: string) => this.#machine.onUnauthorized(state, { fingerprint, challenge, now: now() });
    return (await this.#change(change)).verdict;
  }

  /** The token of the refresh by this call, if there is one, even if it expires in a few seconds. */
  #renewed({ state, error }: Begun): Authorization | undefined {
    const now = this.#host.latest();
    const decision = this.#decide(state, now);
    if (decision.action === "use") return this.#use(decision, now);
    if (decision.action === "fail") throw decision.error && withCause(decision.error, error);
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
   * Takes the lease if no other caller has it, and fetches a token.
   *
   * A caller need not wait for the result: it is in the state, or the next call tries again.
   */
  #refresh(held: Held): Promise<Refreshed> {
    const work = this.#lease(held);
    const settled = work.catch(() => undefined);
    quietly(
      () => this.#host.waitUntil(settled),
      () => this.#report("wait-until-failed", { code: "ERR_OPTION" }),
    );
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
    if (!begun.granted) return { begun: false };
    const timer = new AbortController();
    try {
      // Called before the lease is written: a `sleep` that fails must leave nothing behind.
      const timeout = this.#host.sleep(this.#host.tokenTimeoutMs, timer.signal);
      timeout.catch(() => undefined);
      if (!(await this.#write(begun.state, held.version))) return { begun: false };
      return await this.#commit(held, begun, timeout);
    } finally {
      timer.abort();
    }
  }

  async #commit(held: Held, begun: RefreshBegun, timeout: Promise<void>): Promise<Begun> {
    const sentAt = this.#host.latest();
    const { answer, failure } = await this.#asked(held, begun, timeout);
    const times = (): { sentAt: Date; now: Date } => ({ sentAt: new Date(sentAt), now: new Date(this.#host.latest()) });
    const commit = (state: string) => this.#machine.commitRefresh(state, begun.ticket, answer, times());
    const { state, error } = await this.#change(commit, begun.state);
    if (error === undefined) this.#report("refreshed");
    else this.#report("failed", { code: withCause(error, failure).code, cause: failure });
    return { begun: true, state, ...(error && { error }) };
  }

  /** Asks; where the `fetch` option is to blame, and not the provider, the lease is given back. */
  async #asked(held: Held, begun: RefreshBegun, timeout: Promise<void>): Promise<Asked> {
    try {
      return await this.#ask(begun, timeout);
    } catch (error) {
      await this.#change((state) => ({ state: state === begun.state ? held.state : state }), begun.state);
      throw error;
    }
  }

  /** Sends the token request and reads its answer, all within the time that it may take. */
  async #ask({ request }: RefreshBegun, timeout: Promise<void>): Promise<Asked> {
    const call = new AbortController();
    const late = { failure: { name: "TimeoutError" } };
    const ended = timeout.then(
      () => call.abort(),
      () => undefined,
    );
    try {
      return await Promise.race([this.#send(request, call.signal), ended.then(() => late)]);
    } catch (error) {
      if (isOfOption(error)) throw error;
      return call.signal.aborted ? late : { failure: ofError(error) };
    }
  }

  async #send(request: AuthorizedRequest, signal: Signal): Promise<Asked> {
    const response = answered(await this.#host.fetch(request.url, Object.assign(request, { signal })));
    const retryAfter = fieldOf(response, "retry-after", LONGEST_RETRY_AFTER) ?? "";
    const headers: { [name: string]: string } = VISIBLE.test(retryAfter) ? { "retry-after": retryAfter } : {};
    const body = await readBody(response, LONGEST_ANSWER, signal);
    return { answer: { status: statusOf(response), headers, body }, failure: ofAnswer(response.status, body, request) };
  }

  /**
   * Reads the state, changes it and writes it, and starts again if another call wrote in between.
   *
   * @param known - the state that was written last, for a store without versions, which may return an older one
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

  #report(type: TokenEvent["type"], facts: Pick<TokenEvent, "code" | "cause"> = {}): void {
    this.#host.report({ type, key: this.#key as string, ...facts });
  }
}

function authorization({ authorization, fingerprint }: TokenDecision): Authorization {
  return { value: authorization as string, fingerprint: fingerprint as string };
}

/** Whether the `fetch` option gave no response. Any property of what it rejects with may throw. */
function isOfOption(error: unknown): boolean {
  try {
    return isPayauthError(error) && error.argument === "fetch";
  } catch {
    return false;
  }
}

/** What to throw where each refresh gave a token, and none could be used. */
function unheld(isBack: boolean): PayauthError {
  if (isBack) return refuse("ERR_CLOCK", "clock", "went back during the call, so that no life of a token can be told");
  const detail = "gave tokens that had all ended when they came";
  return new PayauthError({ code: "ERR_TOKEN_UNAVAILABLE", blame: "peer", argument: "access_token", detail });
}

/** A browser shows a redirect that it did not follow as a status of 0; any other odd one is a status that no answer has. */
function statusOf({ status }: MinimalResponse): number {
  if (status === 0) return 302;
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : 199;
}

/** An error with the error of this call as its cause. */
function withCause(error: PayauthError, cause: unknown): PayauthError {
  return cause === undefined ? error : Object.defineProperty(error, "cause", { value: cause });
}
