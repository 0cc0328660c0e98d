// Gets access tokens: the token machine decides, and the host executes the decision.
//
// Calls of an isolate share its memory, and isolates share a store. A call that waits for a lease reads the state again when the
// lease expires.

import { PayauthError, refuse } from "../errors.js";
import { type RefreshBegun, type TokenDecision, type TokenMachine, Tokens, type Verdict } from "../token.js";
import { type Signal, throwIfAborted, unlessAborted } from "./aborts.js";
import type { TokenFailure } from "./failure.js";
import type { Host } from "./options.js";
import { Pauses } from "./pauses.js";
import { quietly } from "./response.js";
import { type Pulled, Share } from "./share.js";
import { type Asked, TokenCall } from "./token-call.js";
import { timeout } from "./turn.js";

/** The token of a request. */
export interface Authorization {
  readonly value: string;
  readonly fingerprint: string;
}

const MARGIN_MS = 2_000;

/** The maximum time, in milliseconds, that a call waits before it fails. It is longer than any lease, even if clocks differ by a minute. */
const MAX_WAIT_MS = 180_000;

/** The number of new tokens, one after another, that may be unusable before the call fails. */
const MAX_REFRESHES = 3;

/** A refresh that ended, perhaps with a failure. */
interface Begun {
  readonly state: string;
  readonly error?: PayauthError;
}

export class TokenDriver {
  readonly #machine: Tokens;
  readonly #host: Host;
  #share: Share | undefined;
  /** The last decision, while it is valid. */
  #decided:
    | { readonly authorization: Authorization; readonly from: number; readonly until: number; readonly state: string }
    | undefined;

  constructor(machine: TokenMachine, host: Host) {
    this.#machine = machine as Tokens;
    this.#host = host;
  }

  /** The token of the last decision, if it is still valid. */
  held(): Authorization | undefined {
    const [decided, now] = [this.#decided, this.#host.clock()];
    if (decided === undefined || now >= decided.until || now < decided.from) return undefined;
    return decided.state === this.#share?.known.state ? decided.authorization : undefined;
  }

  /** Returns a token that is valid now. If necessary, waits for a new token. */
  async get(signal: Signal | undefined): Promise<Authorization> {
    const share = this.#shared();
    const pauses = new Pauses(this.#host);
    for (let refreshes = 0, started = 0; ; ) {
      throwIfAborted(signal);
      const now = refreshes === 0 ? this.#host.clock() : this.#host.latest();
      started ||= now;
      const decision = this.#decide(share.known.state, now);
      const { action } = decision;
      if (action === "use") return this.#use(decision, now);
      const asks = share.asks(action);
      const isTurn = asks ? share.isTurn(action, now) : action === "refresh" || action === "use-and-refresh";
      if (action === "use-and-refresh") {
        if (isTurn) void this.#outlasting(this.#renew(share, true)).catch(() => undefined);
        // Do not cache this decision, so that the next call uses the result of the refresh.
        return authorization(decision);
      }
      if (isTurn) {
        const renewed = await unlessAborted(this.#renew(share), signal);
        if (renewed === undefined) continue;
        const token = this.#renewed(renewed);
        if (token !== undefined) return token;
        if ((refreshes += 1) === MAX_REFRESHES) throw renewed.error ?? unheld(this.#host.latest() < started);
        continue;
      }
      if (action === "fail" && !share.isBusy(now)) throw decision.error;
      if (now - started > MAX_WAIT_MS) throw unavailable("was not fetched, because other callers kept the lease for three minutes; retry later");
      await pauses.wait(decision.until === undefined ? this.#host.storeTimeoutMs : Number(decision.until) - now, signal);
    }
  }

  /** Decides what to do after an answer with the status 401. */
  async unauthorized(fingerprint: string, challenge: string | null, signal: Signal | undefined): Promise<Verdict> {
    this.#decided = undefined;
    const share = this.#shared();
    const decide = (now: number) =>
      this.#machine.onUnauthorized(share.known.state, { fingerprint, challenge, now: new Date(now) });
    const now = this.#host.clock();
    let decided = decide(now);
    // Another isolate may have a newer token. A token that is discarded here is removed from the store with the next lease.
    if (decided.state !== share.known.state && share.asks("refresh") && share.isTurn("refresh", now)) {
      await unlessAborted(share.read(this.#machine), signal);
      decided = decide(this.#host.latest());
    }
    share.keep(decided.state);
    return decided.verdict;
  }

  #shared(): Share {
    return (this.#share ??= new Share(this.#machine, this.#host));
  }

  /** The token that this call has fetched, even if the token expires in a few seconds; `undefined` if it cannot be used. */
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
    const [token, share] = [authorization(decision), this.#shared()];
    this.#decided = { authorization: token, from: now, until: Number(decision.validUntil), state: share.known.state };
    if (decision.degraded) share.report("degraded");
    return token;
  }

  /** Reads the store. Fetches a token if the call still needs a new token, and no other caller fetches one. */
  async #renew(share: Share, isHanded = false): Promise<Begun | undefined> {
    const { machine, letGo } = Tokens.keep(this.#machine);
    try {
      const pulled = share.asks("refresh") ? await share.read(machine) : {};
      const now = this.#host.latest();
      const { action } = machine.decide(share.known.state, { now: new Date(now) });
      if (action !== "refresh" && action !== "use-and-refresh") return undefined;
      // The old token is still valid. Refresh it later, when the store may work again and the new token can be shared.
      if (action === "use-and-refresh" && share.isAlone(pulled)) return undefined;
      // The caller may stop waiting for this work: the result is in the state, or the next call tries again.
      const work = this.#refresh(machine, share, pulled, now);
      return await (isHanded ? work : this.#outlasting(work));
    } finally {
      letGo();
    }
  }

  /** Passes work to `waitUntil`, so that it continues after the response. */
  #outlasting<T>(work: Promise<T>): Promise<T> {
    const settled = work.catch(() => undefined);
    quietly(
      () => this.#host.waitUntil(settled),
      () => this.#share?.report("wait-until-failed", { code: "ERR_OPTION" }),
    );
    return work;
  }

  async #refresh(machine: Tokens, share: Share, pulled: Pulled, millis: number): Promise<Begun | undefined> {
    const owner = Array.from(this.#host.random(8)).join("-");
    const { tokenTimeoutMs, storeTimeoutMs } = this.#host;
    const leaseMs = tokenTimeoutMs + Math.max(MARGIN_MS, 2 * storeTimeoutMs);
    const before = share.known.state;
    const begun = machine.beginRefresh(before, { now: new Date(millis), owner, leaseMs });
    if (!begun.granted) return undefined;
    const timer = new AbortController();
    let end: (() => void) | undefined;
    try {
      // `sleep` is called before the lease is stored: if it fails, no lease must remain.
      const late = timeout(tokenTimeoutMs, this.#host, timer.signal);
      late.catch(() => undefined);
      end = await share.lease(begun, before, pulled, leaseMs, millis + leaseMs);
      return end && (await this.#commit(machine, share, begun, late, millis + leaseMs));
    } finally {
      timer.abort();
      end?.();
    }
  }

  async #commit(machine: Tokens, share: Share, begun: RefreshBegun, late: Promise<void>, until: number): Promise<Begun> {
    const sentAt = this.#host.latest();
    const { answer, failure } = await this.#asked(machine, share, begun, late);
    const commit = () => {
      const times = { sentAt: new Date(sentAt), now: new Date(this.#host.latest()) };
      return machine.commitRefresh(share.known.state, begun.ticket, answer, times);
    };
    let committed = commit();
    if (committed.error !== undefined || this.#host.latest() >= until) {
      // Another isolate may have taken over the lease, and may have a token.
      await share.pull(machine);
      committed = commit();
    }
    const { state, error } = committed;
    share.keep(state);
    if (error === undefined) share.report("refreshed");
    else share.report("failed", { code: withCause(error, failure).code, cause: failure });
    await share.push(machine, begun);
    return { state, ...(error && { error }) };
  }

  /** Sends the token request. If an option of the host is to blame, and not the provider, the lease is released. */
  async #asked(machine: Tokens, share: Share, begun: RefreshBegun, late: Promise<void>): Promise<Asked> {
    try {
      return await new TokenCall(this.#host).ask(begun.request, late);
    } catch (error) {
      share.keep(Tokens.release(machine, share.known.state, begun.ticket, this.#host.latest()));
      await share.push(machine, begun);
      throw error;
    }
  }
}

function authorization({ authorization, fingerprint }: TokenDecision): Authorization {
  return { value: authorization as string, fingerprint: fingerprint as string };
}

/** The error if each refresh returned a token that could not be used. */
function unheld(isBack: boolean): PayauthError {
  const detail = "went back during the call, so the token's lifetime is unknown; correct the clock";
  if (isBack) return refuse("ERR_CLOCK", "clock", detail);
  return unavailable("had already expired in every answer of the provider; check the clock of this machine, and retry later");
}

function unavailable(detail: string): PayauthError {
  return new PayauthError({ code: "ERR_TOKEN_UNAVAILABLE", blame: "peer", argument: "access_token", detail });
}

/** The error with this cause; without a cause, the error itself. */
function withCause(error: PayauthError, cause: PayauthError | TokenFailure | undefined): PayauthError {
  return cause === undefined ? error : Object.defineProperty(error, "cause", { value: cause });
}
