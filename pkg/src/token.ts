// Access tokens: state in, decision and new state out.

import * as check from "./check.js";
import { answer, core, errorOf, guarded, placeLines, placeWhole, placeWithBody, wipe } from "./scratch.js";
import type { PayauthError } from "./errors.js";
import type { Handle } from "./handle.js";
import { fieldOf, type HeaderFields } from "./headers.js";
import { REDACTED, RedactedView } from "./redact.js";
import { type AuthorizedRequest, readRequest } from "./request.js";

/**
 * Decides when an access token is used, renewed or given up. Nothing is sent, and no clock is read: what is known is a
 * text, the state, which any store can hold. It holds the token, so keep it as a secret.
 *
 * @example A token, from the first request on
 * ```js
 * import { wakapay } from "payauth";
 *
 * const { token } = wakapay({ apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test" });
 * let state = token.initial();
 * const now = new Date("2026-03-02T12:00:00Z");
 * console.log(token.decide(state, { now }).action); // refresh
 *
 * const begun = token.beginRefresh(state, { now, owner: "request-1" });
 * // const response = await fetch(begun.request.url, begun.request);
 * const body = '{"accessToken":"abc","expiresIn":3600}';
 * ({ state } = token.commitRefresh(begun.state, begun.ticket, { status: 200, headers: {}, body }, { sentAt: now, now }));
 * console.log(token.decide(state, { now }).authorization); // Bearer abc
 * ```
 */
export interface TokenMachine {
  /** Names the credentials and the token endpoint: 32 hex digits, safe to show and to store under. */
  readonly key: string;

  /** The state before the first token. */
  initial(): string;

  /**
   * Decides about a request, from the state and the time alone.
   *
   * @param state - what any of these calls gave; one of other credentials is as good as `initial()`
   * @throws {PayauthError} `ERR_TOKEN_STATE`; `ERR_CLOCK` before 2020; `ERR_CREDENTIALS` without those that ask for
   * tokens; `ERR_TIME`, `ERR_OPTION`, `ERR_DISPOSED`
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  decide(state: string, options: { readonly now: Date }): TokenDecision;

  /**
   * Takes the lease on the next token, if it is to be renewed and nobody else renews it. A lease ends by itself.
   *
   * Store the state before the request is sent, so that others see the lease.
   *
   * @throws {PayauthError} as `decide`
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  beginRefresh(state: string, options: RefreshOptions): RefreshBegun | RefreshHeld;

  /**
   * Ends a lease with what the token endpoint answered. A failure is returned, not thrown, since it changes the state: it
   * is `ERR_TOKEN_REFUSED`, `ERR_TOKEN_ANSWER`, `ERR_TOKEN_UNAVAILABLE`, or `ERR_STALE_TICKET` if the lease was taken
   * over meanwhile.
   *
   * @param state - the current one, out of the store
   * @param ticket - of the lease
   * @param answer - what came; `undefined` if nothing did
   * @param times - when the request was sent, and when the answer came
   * @returns the state to store; logged it shows no token, but a copy of its fields does, as `structuredClone` makes one
   * @throws {PayauthError} as `decide`
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  commitRefresh(
    state: string,
    ticket: string,
    answer: TokenAnswer | undefined,
    times: { readonly sentAt: Date; readonly now: Date },
  ): { readonly state: string; readonly error?: PayauthError };

  /**
   * Decides about a 401.
   *
   * @throws {PayauthError} as `decide`
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  onUnauthorized(state: string, options: UnauthorizedOptions): { readonly state: string; readonly verdict: Verdict };
}

/** What a machine decided. Logged, it shows no token; a copy of its fields does, as `structuredClone` makes one. */
export interface TokenDecision {
  /**
   * `use` the token; `use-and-refresh` it: renew it in passing; `refresh` it first; `wait` until another has; `fail`.
   */
  readonly action: "use" | "use-and-refresh" | "refresh" | "wait" | "fail";
  /** The value of the `Authorization` field, while there is a token that has not ended. */
  readonly authorization?: string;
  /** Names the token in `authorization`, for `onUnauthorized`; safe to show. */
  readonly fingerprint?: string;
  /** Until when the same would be decided, where there is a token. */
  readonly validUntil?: Date;
  /** When to decide again, after `wait` and `fail`. */
  readonly until?: Date;
  /** Whether the token should have been renewed, and could not be. */
  readonly degraded: boolean;
  /** Whether the clock went back by more than a minute, so that no life can be told. */
  readonly clockBackwards: boolean;
  /** What to throw, after `fail`. */
  readonly error?: PayauthError;
}

/** How a lease is taken. */
export interface RefreshOptions {
  readonly now: Date;
  /** A random name of the caller's: 1 to 64 letters, digits and signs of a token (RFC 9110, 5.6.2). */
  readonly owner: string;
  /** How long nobody else asks, 1,000 to 60,000 milliseconds; default 10,000. Longer than the request may take. */
  readonly leaseMs?: number;
}

/** A lease. */
export interface RefreshBegun {
  readonly granted: true;
  /** Names the lease. */
  readonly ticket: string;
  /** The state to store. A secret, as it may hold the last token. */
  readonly state: string;
  /** The request to send. Its fields are plain: `structuredClone` and a spread make a copy that shows the secret. */
  readonly request: AuthorizedRequest;
}

/** No lease, since nothing is to be renewed, another renews it, or a back-off has not passed. */
export interface RefreshHeld {
  readonly granted: false;
  /** When to decide again. */
  readonly until: Date;
}

/** What a token endpoint answered. */
export interface TokenAnswer {
  /** The status, 0 to 999; one that HTTP does not have (RFC 9110, 15) is a failure. */
  readonly status: number;
  readonly headers: HeaderFields;
  /** The whole body. */
  readonly body: string | Uint8Array | ArrayBuffer;
}

/** A 401, and the token that it answered. */
export interface UnauthorizedOptions {
  /** Of the decision whose token was sent. */
  readonly fingerprint: string;
  /** The `WWW-Authenticate` field, if there was one. */
  readonly challenge?: string | null | undefined;
  readonly now: Date;
}

/** What to do about a 401: send the request again, with the token that is there or with a new one; or give up. */
export type Verdict = "retry-with-current" | "refresh-and-retry" | "give-up";

/** @internal The machine of a client. */
export class Tokens implements TokenMachine {
  readonly #handle: Handle;

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  get key(): string {
    return this.#call((client) => core().tokenKey(client));
  }

  initial(): string {
    return this.#call((client) => core().tokenInitial(client));
  }

  decide(state: string, options: { readonly now: Date }): TokenDecision {
    const text = check.string("state", state);
    const now = check.date("now", check.options("options", options, ["now"])["now"]);
    const lines = this.#call((client) => core().tokenDecide(client, now, placeWhole("state", text.toWellFormed()))).split("\n");
    return new Decision(lines);
  }

  beginRefresh(state: string, options: RefreshOptions): RefreshBegun | RefreshHeld {
    const text = check.string("state", state);
    const { owner, now, leaseMs = 10_000 } = check.options("options", options, ["now", "owner", "leaseMs"]);
    const name = check.string("owner", owner);
    const millis = check.date("now", now);
    const lease = check.integer("leaseMs", leaseMs, 1_000, 60_000);
    const record = this.#call((client) => core().tokenBegin(client, millis, lease, placeLines("state", [name, text])));
    const lines = record.split("\n", 4) as [string, string, string, string];
    const [granted, ticket, next, body] = lines;
    if (granted === "held") return { granted: false, until: new Date(Number(ticket)) };
    const request = readRequest(record, `${lines.join("\n")}\n`.length, body);
    return kept<RefreshBegun>({ granted: true, ticket, state: next, request });
  }

  commitRefresh(
    state: string,
    ticket: string,
    given: TokenAnswer | undefined,
    times: { readonly sentAt: Date; readonly now: Date },
  ): { readonly state: string; readonly error?: PayauthError } {
    const lines = [check.string("state", state), check.string("ticket", ticket)];
    const { status, retryAfter, body } = given === undefined ? NO_ANSWER : readAnswer(given);
    const { sentAt, now } = check.options("times", times, ["sentAt", "now"]);
    const [sent, came] = [check.date("sentAt", sentAt), check.date("now", now)];
    const [next, ...failure] = this.#call((client) => {
      const [head, length] = placeWithBody("headers", [...lines, retryAfter], body, "peer");
      return core().tokenCommit(client, status, sent, came, head, length);
    }).split("\n") as [string, ...string[]];
    const error = readError(failure);
    return kept({ state: next, ...(error && { error }) });
  }

  onUnauthorized(state: string, options: UnauthorizedOptions): { readonly state: string; readonly verdict: Verdict } {
    const text = check.string("state", state);
    const { fingerprint, challenge, now } = check.options("options", options, ["fingerprint", "challenge", "now"]);
    const field = challenge === undefined || challenge === null ? "" : check.string("challenge", challenge);
    const lines = [text, check.string("fingerprint", fingerprint), field.toWellFormed()];
    const millis = check.date("now", now);
    const record = this.#call((client) => core().tokenUnauthorized(client, millis, placeLines("challenge", lines, "peer")));
    const [verdict, next] = record.split("\n") as [Verdict, string];
    return kept({ state: next, verdict });
  }

  #call(call: (client: number) => number): string {
    return guarded(() => {
      try {
        return answer(call(this.#handle.live()));
      } finally {
        // The state that was given and the one that came both hold the token.
        wipe();
      }
    });
  }
}

class Decision extends RedactedView implements TokenDecision {
  readonly action: TokenDecision["action"];
  declare readonly authorization?: string;
  declare readonly fingerprint?: string;
  declare readonly validUntil?: Date;
  declare readonly until?: Date;
  readonly degraded: boolean;
  readonly clockBackwards: boolean;
  declare readonly error?: PayauthError;

  constructor(lines: readonly string[]) {
    super();
    const [action, validUntil, until, degraded, backwards, fingerprint, authorization, ...failure] = lines;
    const given = {
      ...(authorization && { authorization, fingerprint }),
      ...(validUntil !== "0" && { validUntil: new Date(Number(validUntil)) }),
      ...(until !== "0" && { until: new Date(Number(until)) }),
    };
    this.action = action as TokenDecision["action"];
    this.degraded = degraded !== "";
    this.clockBackwards = backwards !== "";
    const error = readError(failure, given.until);
    Object.assign(this, given, error && { error });
  }

  override toJSON(): unknown {
    return { ...this, ...(this.authorization && { authorization: REDACTED }) };
  }
}

/** Makes of a state, and what goes with it, an object that shows no token when it is logged. */
function kept<T extends { readonly state: string }>(fields: T): T {
  return Object.assign(new Kept(), fields) as unknown as T;
}

class Kept extends RedactedView {
  override toJSON(): unknown {
    return { ...this, state: REDACTED };
  }
}

const NO_ANSWER = { status: 0, retryAfter: "", body: /* @__PURE__ */ new Uint8Array() };

/** The most of a body that is looked at: one byte above the limit is enough to refuse it. */
const ENOUGH = 64 * 1024 + 1;

/** What every status is taken for that HTTP does not have: an answer that is a failure of the provider's. */
const NO_STATUS = 199;

function readAnswer(given: TokenAnswer): { status: number; retryAfter: string; body: Uint8Array } {
  const options = check.options("answer", given, ["status", "headers", "body"]);
  const told = check.integer("status", options["status"], 0, 999);
  const status = told < 100 || told > 599 ? NO_STATUS : told;
  const retryAfter = fieldOf("headers", options["headers"], "retry-after") ?? "";
  const body = options["body"];
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : check.buffer("body", body);
  return { status, retryAfter: retryAfter.toWellFormed(), body: bytes.subarray(0, ENOUGH) };
}

/** The error whose record is at the end of an answer, if there is one. */
function readError(lines: readonly string[], retryAt?: Date): PayauthError | undefined {
  return lines.length > 1 ? errorOf(lines, retryAt) : undefined;
}
