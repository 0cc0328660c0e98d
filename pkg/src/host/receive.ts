// `client.receive`: the raw body and the header of a request, read once.

import * as check from "../check.js";
import { notRaw, typeError } from "../errors.js";
import { DELIVERY, type VerifiedWebhook, type WebhookDelivery } from "../webhook.js";

/** A request of the platform, as far as it is read: a `Request`. */
export interface MinimalRequest {
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly url: string;
  readonly bodyUsed?: boolean;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What `receive` takes beside the request. */
export interface ReceiveOptions extends Partial<Omit<WebhookDelivery, "headers" | "body">> {}

/** A webhook that is authentic, and its body. */
export interface Received {
  readonly event: VerifiedWebhook;
  /** The very bytes that were verified; parse these. */
  readonly body: Uint8Array;
}

/** A client that reads webhooks out of requests. */
export interface ReceivingClient {
  /**
   * Reads a request once, and verifies it as `verifyWebhook` does.
   *
   * @param request - a `Request` whose body nobody has read
   * @throws as `verifyWebhook`, also `ERR_BODY_NOT_RAW` for a request that was read; and whatever the reading throws
   */
  receive(request: MinimalRequest, options?: ReceiveOptions): Promise<Received>;
}

/** Receives by `verify`, at the time of `clock` unless the caller says. */
export async function receive(
  request: MinimalRequest,
  options: ReceiveOptions,
  clock: () => number,
  verify: (delivery: WebhookDelivery) => VerifiedWebhook,
): Promise<Received> {
  if (typeof (request as MinimalRequest | null)?.arrayBuffer !== "function") throw typeError("request", "a Request", request);
  const { now, ...given } = check.options("options", options, OPTIONS) as ReceiveOptions;
  if (request.bodyUsed) throw notRaw(request);
  const body = new Uint8Array(await request.arrayBuffer());
  const event = verify({ ...given, now: now ?? new Date(clock()), headers: request.headers, body });
  return { event, body };
}

const OPTIONS = /* @__PURE__ */ (() => DELIVERY.filter((name) => name !== "headers" && name !== "body"))();
