// The types of the webhook handlers, for all platforms.

import type { Client } from "../client.js";
import type { ErrorCode } from "../errors.js";
import type { Scheme } from "../scheme.js";
import type { VerifiedWebhook } from "../verified.js";
import type { WebhookDelivery, WebhookSecret } from "../webhook.js";
import type { OnceOptions } from "./once.js";
import type { MinimalRequest } from "./receive.js";
import type { Store } from "./store.js";

/**
 * The `Request` type of the host, or {@link MinimalRequest} if the compiler's libraries have no `Request`.
 *
 * @category Webhooks
 */
export type HostRequest = typeof globalThis extends { readonly Request: { readonly prototype: infer R } }
  ? R
  : MinimalRequest;

/**
 * The sender of webhooks, for a handler: a scheme, a client, or a function that returns the client. The function is called for
 * each request, because on some platforms the credentials are available only then.
 *
 * @category Webhooks
 */
export type WebhookSender<R, Env, Ctx> =
  | Scheme
  | Pick<Client, "verifyWebhook">
  | ((request: R, env: Env, ctx: Ctx) => Pick<Client, "verifyWebhook">);

/**
 * The arguments of a handler after the request: on Workers the environment and the context, on other platforms the second and the
 * third argument of the handler. They are passed to each function in the options, and to your function.
 *
 * @category Webhooks
 */
export type HandlerArguments<Env, Ctx> = unknown extends Env
  ? [env?: unknown, ctx?: unknown]
  : unknown extends Ctx
    ? [env: Env, ctx?: unknown]
    : [env: Env, ctx: Ctx];

/**
 * A value, or a function that returns it. The function receives the request and the platform's arguments.
 *
 * @category Webhooks
 */
export type PerRequest<T, R, Env, Ctx> = T | ((request: R, env: Env, ctx: Ctx) => T | Promise<T>);

/**
 * The options of a webhook handler. A handler for a scheme needs `secrets`; all other options have a default.
 *
 * @category Webhooks
 */
export interface WebhookHandlerOptions<R = HostRequest, Env = unknown, Ctx = unknown>
  extends OnceOptions,
    Pick<WebhookDelivery, "pastSecs" | "futureSecs" | "unsafeSkipTimestamp"> {
  /**
   * 1 to 8 secrets, or a function that returns them. Required for a scheme; absent for a client, which already has secrets. If a
   * secret is `undefined`, {@link WebhookHandlerOptions.onReject} receives an error.
   */
  readonly secrets?: PerRequest<readonly (WebhookSecret | undefined)[], R, Env, Ctx>;
  /**
   * A store that all processes share, or a function that returns it. With a store, the handler runs `once` for each message. Default: no
   * store; then a message that is delivered twice is handled twice. If a function returns `undefined`, the answer is 500.
   */
  readonly store?: PerRequest<Store, R, Env, Ctx>;
  /**
   * The URL exactly as you registered it with the sender. Required if the scheme signs the URL (Square) or a part of the URL (Mercado
   * Pago), or if the sender sends a value in the query (Paymob); otherwise ignored. If a required URL is missing, the answer is 500.
   */
  readonly url?: PerRequest<string, R, Env, Ctx>;
  /**
   * The values of the scheme's variables (dLocal). Take them from your configuration, never from the request. Required if the scheme has
   * variables outside of groups (`[…]`). The default values of a client are its credentials. Names that the scheme does not have are
   * ignored.
   */
  readonly vars?: PerRequest<WebhookDelivery["vars"], R, Env, Ctx>;
  /** The maximum length of a body in bytes, 1 to 33,554,432. The answer to a longer body is 413. Default 1,048,576. */
  readonly maxBytes?: number;
  /**
   * The methods that the sender uses, at least one, in upper case. The answer to any other method is 405, except to a GET if
   * `verifyToken` is set. Default `["POST"]`.
   */
  readonly methods?: readonly string[];
  /**
   * The verify token that you chose at Meta, for its handshake: at most 1,024 characters. Default: no token; then the answer to the
   * handshake is 405.
   */
  readonly verifyToken?: PerRequest<string | undefined, R, Env, Ctx>;
  /**
   * Receives the secret that Asana sends when you create a webhook. This request is not authenticated: return `true` only while you wait
   * for this secret, and store the secret. Default: no function; then the request is rejected.
   */
  readonly onSecret?: (secret: string, request: R, env: Env, ctx: Ctx) => boolean | Promise<boolean>;
  /**
   * The name of the sender whose handshake is answered. Pass it for a scheme of `defineScheme`. Default: the name of the scheme, so a
   * scheme of `defineScheme` has no handshake.
   */
  readonly handshake?: "asana" | "meta" | "slack" | "xero" | "zoom";
  /**
   * A function that is called for each request whose answer is not 2xx. Errors of this function are ignored. Default: the code of the
   * error, or the error that your function threw, is written to the console.
   */
  readonly onReject?: (problem: WebhookProblem<R>, env: Env, ctx: Ctx) => unknown;
}

/**
 * A request whose answer was not 2xx, for `onReject`. The sender receives only the status.
 *
 * @category Webhooks
 */
export interface WebhookProblem<R = HostRequest> {
  /**
   * The kind of the problem, and the status of its answer:
   *
   * - `rejected`: the message could not be verified. 400; 401 for Xero.
   * - `method`: a method that is not in `methods`. 405.
   * - `too-large`: a body above `maxBytes`. 413.
   * - `cut-off`: the body did not arrive completely. 400.
   * - `in-progress`: another call, perhaps in another process, runs the handler for this message. 503.
   * - `failed`: your handler threw, or a function in the options threw. 503. If a function in the options throws an error of payauth with
   *   the blame `caller`, the type is `misconfigured` instead.
   * - `store-failed`: the store failed. 503.
   * - `misconfigured`: the code or the configuration must be fixed; `error` names the mistake. 500.
   */
  readonly type: "rejected" | "method" | "too-large" | "cut-off" | "in-progress" | "failed" | "store-failed" | "misconfigured";
  /** The status of the answer. */
  readonly status: number;
  /** The code of `error`; absent if it is not an error of payauth. */
  readonly code?: ErrorCode;
  /** The error of payauth, or the error that your function threw; absent for `method` and `in-progress`. */
  readonly error?: unknown;
  /** The request as the platform passed it. */
  readonly request: R;
}

/**
 * The message, for your function.
 *
 * @category Webhooks
 */
export interface WebhookMessage<R = HostRequest> {
  /** The request as the platform passed it. Its body has been read; `bytes` returns it. */
  readonly request: R;
  /** The number of this attempt to process the message, counted from 1; absent without a store. */
  readonly attempt?: number;
  /** A key that is the same in each attempt, for operations that must happen only once; absent without a store. */
  readonly idempotencyKey?: string;
  /** The same key as a UUID; absent without a store. */
  readonly idempotencyUuid?: string;
  /**
   * Returns the body that was verified.
   *
   * @returns the bytes
   */
  bytes(): Uint8Array;
  /**
   * Returns the body that was verified, as text.
   *
   * @returns the text, without a byte order mark
   * @throws PayauthError with `ERR_ENCODING` for a body that is not UTF-8
   */
  text(): string;
  /**
   * Returns the body that was verified, as JSON.
   *
   * @returns the parsed value
   * @throws PayauthError with `ERR_JSON` for a body that is not JSON; `ERR_ENCODING`
   */
  json<T = unknown>(): T;
  /**
   * Replaces the default answer, such as with a text for a slash command of Slack. A duplicate delivery gets the default
   * answer.
   *
   * @param reply - the answer
   * @throws PayauthError with `ERR_OPTION` for a status outside 200 to 299, an unknown member, or a body with the status 204 or
   * 205; `ERR_FIELD_NAME` and `ERR_FIELD_VALUE` for a header field that cannot be sent; `ERR_FIELD_FORBIDDEN` for a header field that the
   * platform writes, such as `Content-Length`, or that occurs twice
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for a member of a wrong type
   */
  reply(reply: WebhookReply): void;
}

/**
 * Your answer, for `message.reply`.
 *
 * @category Webhooks
 */
export interface WebhookReply {
  /** The status, 200 to 299. Default 200. */
  readonly status?: number;
  /**
   * The header fields. Default: none or, if there is a body, `Content-Type: text/plain; charset=utf-8` and
   * `X-Content-Type-Options: nosniff`.
   */
  readonly headers?: { readonly [name: string]: string };
  /** The body. Default: empty, as it must be with the status 204 or 205. */
  readonly body?: string;
}

/**
 * Your function. It is called with verified messages only. The result of the function is ignored. If the function throws, the sender gets
 * 503 and tries again.
 *
 * @category Webhooks
 */
export type WebhookFunction<R = HostRequest, Env = unknown, Ctx = unknown> = (
  event: VerifiedWebhook,
  message: WebhookMessage<R>,
  env: Env,
  ctx: Ctx,
) => unknown;
