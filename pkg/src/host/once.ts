// Runs the handler of a message only once, with a store that all processes share.

import * as check from "../check.js";
import { refuse } from "../errors.js";
import { INBOX_BEGIN, INBOX_FINISH, INBOX_KEPT, INBOX_RELEASE, INBOX_RENEW, INBOX_RUN, MAX_INT } from "../generated/boundary.js";
import { inbox, type InboxStep } from "../inbox.js";
import type { VerifiedWebhook } from "../verified.js";
import type { Signal } from "./aborts.js";
import { faultOf, lateWrite, tooSlow } from "./checked-store.js";
import { callable, HOST_OPTIONS, KeptState, keyPart, type StoreHostOptions } from "./kept.js";
import { type Host, readHost } from "./options.js";
import { Pauses } from "./pauses.js";
import type { Store } from "./store.js";
import { timeout, turn } from "./turn.js";

/**
 * The options of {@link once}. Each option has a default.
 *
 * @category Stores
 */
export interface OnceOptions extends StoreHostOptions {
  /**
   * The name of the endpoint, if several endpoints share a store. Endpoints with different scopes each handle the message.
   * Senders that use the same scheme need different scopes in one store, because their ids may be equal. Default: an empty text.
   */
  readonly scope?: string;
  /**
   * The length of the lease in seconds, 5 to 3,600: a process that died blocks the message for at most this time. The lease is renewed
   * while the handler runs. Two thirds of the lease must be longer than the longest time for which the handler blocks the event loop, and
   * much longer than the difference of the clocks of the processes. Default 60.
   */
  readonly leaseSeconds?: number;
  /**
   * The number of seconds for which a message is remembered, 60 to 31,536,000. A message is remembered at least for the
   * `replayTtlSecs` of the event. Choose a longer time than the time for which the sender retries a message. Default 2,592,000, which is
   * 30 days.
   */
  readonly rememberSeconds?: number;
}

/**
 * The argument of the handler of {@link once}.
 *
 * @category Stores
 */
export interface OnceContext {
  /**
   * The number of this attempt to process the message: 1, and more after a failure or a crash. It is 1 again after the message was
   * forgotten.
   */
  readonly attempt: number;
  /**
   * A key that is the same in each attempt and for each delivery of the message, in 32 hexadecimal digits. Pass it to operations
   * that must happen once.
   */
  readonly idempotencyKey: string;
  /** The same key as a UUID of version 8, for APIs that require a UUID, such as DVPay. */
  readonly idempotencyUuid: string;
}

/**
 * The outcome of {@link once}. `done`: the handler ran and returned. `duplicate`: the handler had already run for this message.
 * `in-progress`: another caller runs the handler. Answer 503, so that the sender tries again in case that caller fails.
 *
 * @category Stores
 */
export type OnceOutcome = "done" | "duplicate" | "in-progress";

/**
 * Runs the handler of a message only once, even if the message is delivered several times or to several processes.
 *
 * The handler runs again only in these cases: it threw; its process died, or stalled for longer than two thirds of the lease; the store
 * failed, lost a write that it had acknowledged, or deleted the entry of the message; `rememberSeconds` has passed; the clocks of two
 * processes differ by more than two thirds of the lease. Then `idempotencyKey` is the same. Use this key for operations that must not be
 * repeated. `attempt` is higher, unless the store lost or deleted data, or `rememberSeconds` has passed.
 *
 * If the sender signs an id of the event, an event that is signed again counts as the same message; see `replayKey` of
 * {@link VerifiedWebhook}.
 *
 * @param store - a store with `atomic: true`, shared by all processes
 * @param event - a verified webhook with a `replayKey`
 * @param handler - processes the message; its result is ignored
 * @param options - the scope, the lease, and how long a message is remembered
 * @returns the outcome. Answer the sender with 2xx for `done` and `duplicate`, and with 503 for `in-progress`.
 * @throws PayauthError with `ERR_STORE` if the store fails; answer 503. `ERR_OPTION` for a store that is not atomic, an event without a
 * `replayKey` (no signed data identifies the event), or an invalid option or member of the event; `ERR_CLOCK` if the clock is not set, or
 * does not advance
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 * @throws every error of the handler, unchanged; the next delivery runs the handler again
 *
 * @example A webhook that is delivered twice
 * ```js
 * import { MemoryStore, once, schemes, signWebhook, verifyWebhook } from "payauth";
 *
 * const [store, secret, body, now] = [new MemoryStore(), "whsec_test", '{"id":"evt_1"}', new Date()];
 * const headers = signWebhook(schemes.stripe, { body, now, secret });
 * const event = verifyWebhook(schemes.stripe, { headers, body, now, secrets: [secret] });
 * const fulfil = () => {}; // your handler
 * console.log(await once(store, event, fulfil)); // done
 * console.log(await once(store, event, fulfil)); // duplicate
 * ```
 *
 * @see {@link https://docs.stripe.com/webhooks#handle-duplicate-events | Stripe: Handle duplicate events}
 * @category Stores
 */
export async function once(
  store: Store,
  event: Pick<VerifiedWebhook, "replayKey" | "replayTtlSecs">,
  handler: (context: OnceContext) => unknown,
  options: OnceOptions = {},
): Promise<OnceOutcome> {
  const host = readHost(check.options("options", options, ONCE_OPTIONS));
  return handleOnce(store, event, handler, readRule(options), host);
}

/** The options of {@link once} after they were checked, except the options of the host. */
export interface OnceRule {
  /** The scope, encoded as a part of a key. */
  readonly scope: string;
  readonly leaseMs: number;
  readonly rememberSeconds: number;
}

/** Checks the options of {@link once}, except the options of the host. Ignores all options that `once` does not have. */
export function readRule({ scope = "", leaseSeconds = 60, rememberSeconds = 30 * 86_400 }: OnceOptions): OnceRule {
  return {
    scope: keyPart("scope", scope, 120),
    leaseMs: check.integer("leaseSeconds", leaseSeconds, 5, 3_600) * 1000,
    rememberSeconds: check.integer("rememberSeconds", rememberSeconds, 60, 31_536_000),
  };
}

/** Like {@link once}, with options that were checked. */
export async function handleOnce(
  store: Store,
  event: Pick<VerifiedWebhook, "replayKey" | "replayTtlSecs">,
  handler: (context: OnceContext) => unknown,
  { scope, leaseMs, rememberSeconds }: OnceRule,
  host: Host,
): Promise<OnceOutcome> {
  const identity = identityOf(event);
  const { replayTtlSecs = 0 } = event;
  const ttl = check.integer("event.replayTtlSecs", replayTtlSecs, 0, MAX_TTL);
  callable("handler", handler);
  const seconds = Math.max(rememberSeconds, ttl, leaseMs / 1000);
  const kept = new KeptState(store, `payauth:inbox1:${scope}:${identity}`, host);
  return new Message(kept, leaseMs, seconds).run(identity, handler);
}

export const ONCE_OPTIONS: readonly (keyof OnceOptions)[] = /* @__PURE__ */ (() =>
  (["scope", "leaseSeconds", "rememberSeconds"] as (keyof OnceOptions)[]).concat(HOST_OPTIONS))();

/** The maximum of `replayTtlSecs`: twice the longest time window, and an additional minute. */
const MAX_TTL = 2 * MAX_INT + 60;

/** The number of slow answers in a row after which the store is too slow. An answer is slow if it takes more than a third of the lease. */
const MAX_SLOW = 5;

/** The number of renewals after which the event loop gets a turn. With a real `sleep`, 256 renewals take at least 7 minutes. */
const RENEWALS_PER_TURN = 256;

const FIRST_PAUSE_MS = 100;
const LAST_PAUSE_MS = 1_600;

class Message {
  readonly #kept: KeptState;
  readonly #leaseMs: number;
  readonly #seconds: number;
  readonly #owner: string;
  /** The time at which the last step began. The lease is counted from this time. */
  #asked = 0;

  constructor(kept: KeptState, leaseMs: number, seconds: number) {
    this.#kept = kept;
    this.#leaseMs = leaseMs;
    this.#seconds = seconds;
    this.#owner = kept.name();
  }

  async run(identity: string, handler: (context: OnceContext) => unknown): Promise<OnceOutcome> {
    const begun = await this.#begin().catch((error: unknown) => {
      this.#disown(error).catch(() => undefined);
      throw error;
    });
    if (begun.verdict !== INBOX_RUN) return begun.verdict as OnceOutcome;
    const renewals = new AbortController();
    this.#renew(renewals.signal).catch(() => undefined);
    try {
      await handler({ attempt: begun.number, idempotencyKey: identity, idempotencyUuid: uuidOf(identity) });
    } catch (error) {
      // If the store fails, the lease expires by itself.
      await this.#step(INBOX_RELEASE, 0).catch(() => undefined);
      throw error;
    } finally {
      renewals.abort();
    }
    await this.#finish();
    return "done";
  }

  /**
   * Acquires the lease. If the store answered late, or this process was suspended, the lease may have expired, and another caller
   * may run the handler. In this case, the lease is renewed or acquired again before the handler runs.
   */
  async #begin(): Promise<InboxStep> {
    let begun = await this.#step(INBOX_BEGIN, this.#leaseMs);
    for (let slow = 0; slow < MAX_SLOW; slow += 1) {
      if (begun.verdict !== INBOX_RUN || this.#kept.host.latest() - this.#asked < this.#leaseMs / 3) return begun;
      const { verdict } = await this.#step(INBOX_RENEW, this.#leaseMs);
      if (verdict !== INBOX_KEPT) begun = await this.#step(INBOX_BEGIN, this.#leaseMs);
    }
    throw tooSlow(this.#leaseMs / 3, MAX_SLOW);
  }

  /**
   * Ends the lease if the store has written the lease after the timeout. Without this, no process would handle the message until the
   * lease expires.
   */
  async #disown(error: unknown): Promise<void> {
    if ((await lateWrite(error)) === true) await this.#step(INBOX_RELEASE, 0);
  }

  /**
   * Writes that the handler has run. After every fault of the store, the write is retried, for three seconds. Every lease is longer, so no
   * second run starts in this time.
   */
  async #finish(): Promise<void> {
    const pauses = new Pauses(this.#kept.host);
    for (let ms = FIRST_PAUSE_MS; ; ms *= 2) {
      try {
        return void (await this.#step(INBOX_FINISH, this.#seconds * 1000));
      } catch (error) {
        if (faultOf(error) === undefined || ms > LAST_PAUSE_MS) throw error;
        await pauses.pause(ms, undefined);
      }
    }
  }

  /** Renews the lease while the handler runs, until another caller has taken it over. */
  async #renew(signal: Signal): Promise<void> {
    for (let [verdict, renewals] = [INBOX_KEPT as string, 1]; verdict === INBOX_KEPT; renewals += 1) {
      await timeout(this.#leaseMs / 3, this.#kept.host, signal);
      // In a test, `sleep` may advance the clock and resolve at once. Without a turn, the handler would never continue.
      if (renewals % RENEWALS_PER_TURN === 0) await turn();
      if (signal.aborted) return;
      // The store may work again at the next renewal.
      verdict = await this.#step(INBOX_RENEW, this.#leaseMs).then(({ verdict }) => verdict, () => INBOX_KEPT);
    }
  }

  #step(step: number, ms: number) {
    return this.#kept.change(this.#seconds, (state) => {
      this.#asked = this.#kept.host.clock();
      const result = inbox(step, state, this.#owner, this.#asked, ms);
      return { result, ...(result.state !== "" && { state: result.state }) };
    });
  }
}

function identityOf(event: unknown): string {
  const key: unknown = (event as Partial<VerifiedWebhook> | null | undefined)?.replayKey;
  if (key === undefined) {
    const detail = "is missing; pass the result of verifyWebhook. If it has no replayKey, nothing signed identifies the event: read the event from the sender's API";
    throw refuse("ERR_OPTION", "event.replayKey", detail);
  }
  const identity = check.string("event.replayKey", key);
  if (/^[0-9a-f]{32}$/.test(identity)) return identity;
  throw refuse("ERR_OPTION", "event.replayKey", "is not a replay key returned by verifyWebhook");
}

/** Writes a key as a UUID of version 8 (RFC 9562, section 5.8). */
function uuidOf(key: string): string {
  const variant = ((Number.parseInt(key[16] as string, 16) & 3) | 8).toString(16);
  return `${key.slice(0, 8)}-${key.slice(8, 12)}-8${key.slice(13, 16)}-${variant}${key.slice(17, 20)}-${key.slice(20)}`;
}
