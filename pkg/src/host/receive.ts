// `client.receive`: reads the raw body of a request, and verifies it.

import * as check from "../check.js";
import { notRaw, typeError } from "../errors.js";
import { DELIVERY } from "../delivery.js";
import type { VerifiedWebhook } from "../verified.js";
import type { WebhookDelivery } from "../webhook.js";

/**
 * The part of a `Request` that `client.receive` reads.
 *
 * @category Webhooks
 */
export interface MinimalRequest {
  /** The received header fields. */
  readonly headers: Iterable<readonly [name: string, value: string]>;
  /** The method, in upper case, for senders that sign it. Default: absent. */
  readonly method?: string;
  /** The URL of the request. */
  readonly url: string;
  /** Whether the body has been read, which is rejected. Default: absent, which means no. */
  readonly bodyUsed?: boolean;
  /**
   * Returns the whole body.
   *
   * @returns a promise of the bytes
   */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * The options of `client.receive`, all optional: the options of `client.verifyWebhook`, except `headers` and `body`.
 *
 * @category Webhooks
 */
export interface ReceiveOptions extends Partial<Omit<WebhookDelivery, "headers" | "body">> {}

/**
 * An authentic webhook and its body, returned by `client.receive`.
 *
 * @category Webhooks
 */
export interface Received {
  /** The verified facts. */
  readonly event: VerifiedWebhook;
  /** The verified bytes. Parse these bytes: `JSON.parse(new TextDecoder().decode(body))`. */
  readonly body: Uint8Array;
}

/**
 * The method with which a client reads webhooks from requests.
 *
 * @category Clients
 */
export interface ReceivingClient {
  /**
   * Reads the body of a request, and verifies it as `verifyWebhook` does.
   *
   * @param request - a `Request` whose body has not been read
   * @param options - the time window; `now` defaults to the current time
   * @returns the verified facts, and the body
   * @throws PayauthError as `verifyWebhook`
   * @throws TypeError with `ERR_BODY_NOT_RAW` for a request whose body has been read; `ERR_ARGUMENT_TYPE` for an argument of a wrong
   * type
   * @throws every error of `request.arrayBuffer()`, unchanged
   *
   * @example A webhook of DVPay
   * ```js
   * import { dvpay, isPayauthError } from "payauth";
   *
   * const dv = dvpay({ apiKey: "your-api-key", apiSecret: "your-api-secret", webhookSecrets: ["your-webhook-secret"] });
   * const headers = { "X-DVPay-Signature": "0".repeat(64) };
   * const request = new Request("https://shop.example/hook", { method: "POST", headers, body: "{}" });
   * const received = await dv.receive(request).catch((error) => {
   *   if (!isPayauthError(error) || error.blame !== "peer") throw error;
   *   return undefined;
   * });
   * console.log(received === undefined ? 400 : received.event.acknowledge.status); // 400
   * ```
   */
  receive(request: MinimalRequest, options?: ReceiveOptions): Promise<Received>;
}

/** `client.receive`, at the time of `clock` unless the caller passes a time. */
export async function receive(
  request: MinimalRequest,
  options: ReceiveOptions,
  clock: () => number,
  verify: (delivery: WebhookDelivery) => VerifiedWebhook,
): Promise<Received> {
  refuseOther(request);
  const given = check.options("options", options, OPTIONS) as ReceiveOptions;
  if (request.bodyUsed) throw notRaw(request, "caller", UNREAD);
  const { headers, method } = request;
  const now = given.now === undefined ? new Date(clock()) : given.now;
  const body = bytesOf(await request.arrayBuffer());
  return { event: verify({ ...(method !== undefined && { method }), ...given, now, headers, body }), body };
}

/** Rejects a value that is not a `Request`. */
export function refuseOther(request: unknown): void {
  if (typeof (request as MinimalRequest | null)?.arrayBuffer === "function") return;
  throw typeError("request", "a Request of the Fetch API", request);
}

/** The bytes that a request returned. A request that the caller made may return anything. */
export function bytesOf(body: unknown): Uint8Array {
  return check.buffer("request.arrayBuffer()", body, "an ArrayBuffer that was not detached");
}

/** What was expected if the body of a request was already read. */
export const UNREAD = "a Request whose raw body is unread (other code must read a clone)";

/** The options except the headers and the body, which are read from the request. */
const OPTIONS = /* @__PURE__ */ (() => DELIVERY.slice(2))();
