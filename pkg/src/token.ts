// Access tokens. A function gets the stored state, and returns a decision or the new state.

import * as check from "./check.js";
import { answer, core, errorOf, guarded, placeLines, placeWhole, placeWithBody, result, tooLarge, wipe } from "./scratch.js";
import type { PayauthError } from "./errors.js";
import { LEASE_HELD, MAX_DOCUMENT, MAX_LEASE_MS, MIN_LEASE_MS } from "./generated/boundary.js";
import {
  type CommitRecord, DECISION_ACTION, DECISION_AUTHORIZATION, DECISION_FINGERPRINT, DECISION_IS_CLOCK_BACKWARDS,
  DECISION_IS_DEGRADED, DECISION_LINES, DECISION_UNTIL_MS, DECISION_VALID_UNTIL_MS, type DecisionRecord, GRANT_BODY,
  GRANT_GRANTED, GRANT_LINES, GRANT_STATE, GRANT_TICKET, type GrantRecord, HELD_UNTIL_MS, type HeldRecord, type LeaseRecord,
  type NewerRecord, type ReleaseRecord, type UnauthorizedRecord, VERDICT_STATE, VERDICT_VERDICT, type VerdictRecord,
} from "./generated/records.js";
import type { TokenAction, Verdict } from "./generated/words.js";
import type { Handle } from "./handle.js";
import { firstTexts, type HeaderFields } from "./headers.js";
import { REDACTED, RedactedView } from "./redact.js";
import { type AuthorizedRequest, readRequest } from "./request.js";

export type { Verdict } from "./generated/words.js";

/**
 * Decides when an access token is used, refreshed or discarded. It sends nothing and reads no clock. Its state is a text that
 * any store can keep. The state contains the token, so treat it as a secret. `client.fetch` uses this machine automatically.
 *
 * @example The first refresh of a token
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
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-5.1 | RFC 6749, section 5.1}
 * @category Tokens
 */
export interface TokenMachine {
  /** Identifies the credentials and the token endpoint, in 32 hexadecimal digits. Use it as the key in a store. It is safe to log. */
  readonly key: string;

  /**
   * Returns the state before the first token.
   *
   * @returns the state to start with
   */
  initial(): string;

  /**
   * Decides how the next request gets its token. The result depends on the state and the time only.
   *
   * @param state - the latest state that one of these methods returned. A state that was saved with other
   * credentials counts as `initial()`.
   * @param options - the current time
   * @returns what to do, and the token if there is one
   * @throws PayauthError with `ERR_TOKEN_STATE` for a text that is not a state; `ERR_CLOCK` for a time before 2020;
   * `ERR_CREDENTIALS` if the credentials for tokens are missing; `ERR_TIME`; `ERR_OPTION`; `ERR_DISPOSED`
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   */
  decide(state: string, options: { readonly now: Date }): TokenDecision;

  /**
   * Acquires the lease for the next token, if the token must be refreshed and no other caller refreshes it. Store the returned
   * state with compare-and-set before you send the request, so that other callers see the lease. A lease expires by itself.
   *
   * @param state - the current state
   * @param options - the time, the name of the caller and the length of the lease
   * @returns the lease with the request to send, or the time of the next decision
   * @throws PayauthError as `decide`
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   */
  beginRefresh(state: string, options: RefreshOptions): RefreshBegun | RefreshHeld;

  /**
   * Ends a lease with the answer of the token endpoint. It returns a failure and does not throw it, because a failure changes the
   * state. The failure is `ERR_TOKEN_REFUSED`, `ERR_TOKEN_ANSWER`, `ERR_TOKEN_UNAVAILABLE`, or `ERR_STALE_TICKET` if the lease has ended,
   * for example because another caller took the lease over.
   *
   * @param state - the current state of the store
   * @param ticket - the `ticket` of the lease
   * @param answer - the answer; `undefined` if none arrived
   * @param times - when the request was sent, and when the answer arrived
   * @returns the state to store, and the failure if there is one. A log of the object hides the state, but a copy of the object
   * shows the state.
   * @throws PayauthError as `decide`
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   */
  commitRefresh(
    state: string,
    ticket: string,
    answer: TokenAnswer | undefined,
    times: { readonly sentAt: Date; readonly now: Date },
  ): { readonly state: string; readonly error?: PayauthError };

  /**
   * Decides what to do after a 401 of the API.
   *
   * @param state - the current state of the store
   * @param options - the token that was rejected, and the time
   * @returns the state to store, and whether to send the request again
   * @throws PayauthError as `decide`
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   */
  onUnauthorized(state: string, options: UnauthorizedOptions): { readonly state: string; readonly verdict: Verdict };
}

/**
 * The decision of a {@link TokenMachine}. A log of the decision hides the token. But a copy of the decision, such as the result of
 * `structuredClone`, shows the token.
 *
 * @category Tokens
 */
export interface TokenDecision {
  /**
   * `use`: send the request with `authorization`. `use-and-refresh`: send the request, and refresh the token in the background.
   * `refresh`: refresh the token first. `wait`: another caller refreshes the token; decide again at `until`. `fail`: throw `error`.
   */
  readonly action: TokenAction;
  /** The value of the `Authorization` header; absent if there is no valid token. */
  readonly authorization?: string;
  /** Identifies the token in `authorization`, for `onUnauthorized`. It is safe to log. Absent without a token. */
  readonly fingerprint?: string;
  /** The time until which the decision stays the same; absent without a token. */
  readonly validUntil?: Date;
  /** When to decide again, for `wait` and `fail`; otherwise absent. */
  readonly until?: Date;
  /** Whether an old token is used because the refresh failed. */
  readonly degraded: boolean;
  /** Whether the clock went back by more than a minute, so that the remaining lifetime is unknown. */
  readonly clockBackwards: boolean;
  /** The error to throw, for `fail`; otherwise absent. */
  readonly error?: PayauthError;
}

/**
 * The options of `token.beginRefresh`.
 *
 * @category Tokens
 */
export interface RefreshOptions {
  /** The current time; required. */
  readonly now: Date;
  /** A random name of the caller, such as a UUID; required. 1 to 64 characters of a token (RFC 9110, section 5.6.2). */
  readonly owner: string;
  /** The length of the lease in milliseconds, 1,000 to 60,000. The token request must take less time. Default 10,000. */
  readonly leaseMs?: number;
}

/**
 * A lease that `token.beginRefresh` granted.
 *
 * @category Tokens
 */
export interface RefreshBegun {
  /** Always `true`: this caller has the lease. */
  readonly granted: true;
  /** Identifies the lease, for `commitRefresh`. */
  readonly ticket: string;
  /** The state to store. It is a secret, because it may contain the last token. */
  readonly state: string;
  /**
   * The request to send. Its fields are plain: a copy, such as the result of `structuredClone` or of a spread, shows the credentials in a
   * log.
   */
  readonly request: AuthorizedRequest;
}

/**
 * The result of `token.beginRefresh` without a lease: the token needs no refresh, another caller refreshes it, or the back-off
 * after a failure has not ended.
 *
 * @category Tokens
 */
export interface RefreshHeld {
  /** Always `false`: this caller has no lease. */
  readonly granted: false;
  /** When to decide again, at the latest. */
  readonly until: Date;
}

/**
 * The answer of a token endpoint, for `token.commitRefresh`.
 *
 * @category Tokens
 */
export interface TokenAnswer {
  /** The status, 100 to 599; required. */
  readonly status: number;
  /** The header fields, for `Retry-After` and `Date`; required. */
  readonly headers: HeaderFields;
  /** The whole body; required. */
  readonly body: string | Uint8Array | ArrayBuffer;
}

/**
 * The options of `token.onUnauthorized`.
 *
 * @category Tokens
 */
export interface UnauthorizedOptions {
  /** The `fingerprint` of the decision whose token was rejected; required. */
  readonly fingerprint: string;
  /** The `WWW-Authenticate` header of the 401. Default: absent. */
  readonly challenge?: string | null | undefined;
  /** The current time; required. */
  readonly now: Date;
}

/** @internal The token machine of a client. */
export class Tokens implements TokenMachine {
  readonly #handle: Handle;
  readonly #isWork: boolean;

  constructor(handle: Handle, isWork = false) {
    this.#handle = handle;
    this.#isWork = isWork;
  }

  /** The same machine for an operation in flight. It works after `dispose` of the client, until `letGo` is called. */
  static keep(machine: Tokens): { readonly machine: Tokens; readonly letGo: () => void } {
    return { machine: new Tokens(machine.#handle, true), letGo: machine.#handle.keep() };
  }

  /** Whether `state` is newer than `than`. A store may return an older state than the state that was written last. */
  static isNewer(machine: Tokens, state: string, than: string): boolean {
    return machine.#wiped((client) => result(core().tokenNewer(client, placeLines("state", [state, than] satisfies NewerRecord)))) === 1;
  }

  /** Releases the lease of a caller that sends no token request. */
  static release(machine: Tokens, state: string, ticket: string, now: number): string {
    return machine.#call((client) => core().tokenRelease(client, now, placeLines("state", [state, ticket] satisfies ReleaseRecord)));
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
    const lease = check.integer("leaseMs", leaseMs, MIN_LEASE_MS, MAX_LEASE_MS);
    const record = this.#call((client) => core().tokenBegin(client, millis, lease, placeLines("state", [name, text] satisfies LeaseRecord)));
    const lines: string[] = record.split("\n", GRANT_LINES);
    const grant = lines as GrantRecord;
    if (grant[GRANT_GRANTED] === LEASE_HELD) return { granted: false, until: new Date(Number((lines as HeldRecord)[HELD_UNTIL_MS])) };
    const body = grant[GRANT_BODY];
    const sent = body === "" && !/\ncontent-type\n/i.test(record) ? undefined : body;
    const request = readRequest(record, `${lines.join("\n")}\n`.length, sent);
    return kept<RefreshBegun>({ granted: true, ticket: grant[GRANT_TICKET], state: grant[GRANT_STATE], request });
  }

  commitRefresh(
    state: string,
    ticket: string,
    given: TokenAnswer | undefined,
    times: { readonly sentAt: Date; readonly now: Date },
  ): { readonly state: string; readonly error?: PayauthError } {
    const lines = [check.string("state", state), check.string("ticket", ticket)] as const;
    const { status, retryAfter, date, body } = given === undefined ? NO_ANSWER : readAnswer(given);
    const { sentAt, now } = check.options("times", times, ["sentAt", "now"]);
    const [sent, came] = [check.date("sentAt", sentAt), check.date("now", now)];
    const [next, ...failure] = this.#call((client) => {
      const [head, length] = placeWithBody("state", [...lines, retryAfter, date] satisfies CommitRecord, body, "caller");
      if (length < 0) throw tooLarge("state", "is longer than any state that payauth returns", "caller");
      return core().tokenCommit(client, status, sent, came, head, length);
    }).split("\n") as [string, ...string[]];
    const error = readError(failure);
    return kept({ state: next, ...(error && { error }) });
  }

  onUnauthorized(state: string, options: UnauthorizedOptions): { readonly state: string; readonly verdict: Verdict } {
    const text = check.string("state", state);
    const { fingerprint, challenge, now } = check.options("options", options, ["fingerprint", "challenge", "now"]);
    const field = challenge === undefined || challenge === null ? "" : check.string("challenge", challenge);
    const lines: UnauthorizedRecord = [text, check.string("fingerprint", fingerprint), field.toWellFormed()];
    const millis = check.date("now", now);
    const record = this.#call((client) => core().tokenUnauthorized(client, millis, placeLines("challenge", lines, "peer")));
    const answered = record.split("\n") as VerdictRecord;
    return kept({ state: answered[VERDICT_STATE], verdict: answered[VERDICT_VERDICT] as Verdict });
  }

  #call(call: (client: number) => number): string {
    return this.#wiped((client) => answer(call(client)));
  }

  #wiped<T>(call: (client: number) => T): T {
    return guarded(() => {
      try {
        return call(this.#handle.live(this.#isWork));
      } finally {
        // Both the old and the new state contain the token.
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

  constructor(lines: string[]) {
    super();
    const record = lines as DecisionRecord;
    const [validUntil, until] = [record[DECISION_VALID_UNTIL_MS], record[DECISION_UNTIL_MS]];
    const authorization = record[DECISION_AUTHORIZATION];
    const given = {
      ...(authorization && { authorization, fingerprint: record[DECISION_FINGERPRINT] }),
      ...(validUntil !== "0" && { validUntil: new Date(Number(validUntil)) }),
      ...(until !== "0" && { until: new Date(Number(until)) }),
    };
    this.action = record[DECISION_ACTION] as TokenAction;
    this.degraded = record[DECISION_IS_DEGRADED] !== "";
    this.clockBackwards = record[DECISION_IS_CLOCK_BACKWARDS] !== "";
    const error = readError(lines.slice(DECISION_LINES), given.until);
    Object.assign(this, given, error && { error });
  }

  override toJSON(): unknown {
    return { ...this, ...(this.authorization && { authorization: REDACTED }) };
  }
}

/** Makes an object with a state, which is hidden when the object is logged. */
function kept<T extends { readonly state: string }>(fields: T): T {
  return Object.assign(new RedactedState(), fields) as unknown as T;
}

class RedactedState extends RedactedView {
  override toJSON(): unknown {
    return { ...this, state: REDACTED };
  }
}

const NO_ANSWER = { status: 0, retryAfter: "", date: "", body: /* @__PURE__ */ new Uint8Array() };

/** The number of bytes of a body that are read: one byte above the limit is enough to reject it. */
const ENOUGH = MAX_DOCUMENT + 1;

/** The maximum length of a field. A number of seconds or a date is shorter; a longer field is ignored. */
export const MAX_TIME = 256;

function readAnswer(given: TokenAnswer): { status: number; retryAfter: string; date: string; body: Uint8Array } {
  const options = check.options("answer", given, ["status", "headers", "body"]);
  const status = check.status(options["status"]);
  const fields = firstTexts("headers", options["headers"], ["retry-after", "date"]);
  const [retryAfter, date] = ["retry-after", "date"].map((name) => {
    const value = fields[fields.indexOf(name) + 1] ?? "";
    return value.length > MAX_TIME ? "" : value;
  }) as [string, string];
  const body = options["body"];
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : check.buffer("body", body);
  return { status, retryAfter, date, body: bytes.subarray(0, ENOUGH) };
}

/** The error whose record is at the end of an answer, if there is one. */
function readError(lines: readonly string[], retryAt?: Date): PayauthError | undefined {
  return lines.length > 1 ? errorOf(lines, retryAt) : undefined;
}
