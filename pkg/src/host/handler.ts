// The webhook handler for platforms with `Request` and `Response`.

import type { Answer, Incoming } from "./handler-answer.js";
import { readRequest } from "./handler-body.js";
import { responder } from "./handler-front.js";
import type { HandlerArguments, HostRequest, WebhookFunction, WebhookHandlerOptions, WebhookSender } from "./handler-types.js";
import type { HostResponse } from "./options.js";
import type { MinimalRequest } from "./receive.js";

/**
 * Makes a webhook handler for Workers, Deno, Bun, Hono, Next, SvelteKit and every other platform with `Request` and
 * `Response`.
 *
 * The handler reads the raw body, verifies the message, and calls your function with verified messages only. If you pass a store, the
 * handler calls your function only once for each message, with the exceptions of {@link once}. The handler answers as the sender expects:
 * with 2xx for a message that was handled; with 4xx for a message that cannot be verified; with 500 for a mistake in your configuration;
 * with 503 and `Retry-After` if your function or the store failed, or if another call (perhaps in another process) is handling the
 * message. The handler passes the reason of a 4xx or 5xx to `onReject`, not to the sender. The handler answers the handshakes of Slack,
 * Zoom, Meta, Asana and Xero.
 *
 * @param sender - a member of {@link schemes}, the result of {@link defineScheme}, a client, or a function that returns a client
 * @param options - the secrets, the store and, if needed, other options
 * @param handler - processes a verified message; its result is ignored
 * @returns a function from `Request` to `Response`. This function passes its second and its third argument to the functions of `options`
 * and to `handler`. Its promise never rejects.
 * @throws PayauthError with `ERR_OPTION` for an unknown or invalid option, and `ERR_SCHEME` for a scheme that only signs
 * requests, when the handler is made
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type, when the handler is made
 *
 * @example A Worker
 * ```js
 * import { MemoryStore, schemes, signWebhook, webhookHandler } from "payauth";
 *
 * const store = new MemoryStore(); // in production, one that all processes share
 * const secrets = (request, env) => [env.STRIPE_WEBHOOK_SECRET];
 * const onReject = ({ code }) => console.log(code); // ERR_SIGNATURE
 * const handle = webhookHandler(schemes.stripe, { secrets, store, onReject }, async (event, { json }) => {
 *   console.log("handled", json().id); // handled evt_1
 * });
 * const worker = { fetch: handle }; // export default it
 *
 * const env = { STRIPE_WEBHOOK_SECRET: "whsec_test" };
 * const body = '{"id":"evt_1"}';
 * const headers = signWebhook(schemes.stripe, { body, now: new Date(), secret: "whsec_test" }); // what Stripe does
 * const deliver = async (body) => (await worker.fetch(new Request("https://shop.example", { method: "POST", headers, body }), env)).status;
 * console.log([await deliver("{}"), await deliver(body), await deliver(body)].join()); // 400,200,200
 * ```
 *
 * @see {@link https://docs.stripe.com/webhooks/quickstart | Stripe: Set up and deploy a webhook}
 * @category Webhooks
 */
export function webhookHandler<Env = unknown, Ctx = unknown>(
  sender: WebhookSender<HostRequest, Env, Ctx>,
  options: WebhookHandlerOptions<HostRequest, Env, Ctx>,
  handler: WebhookFunction<HostRequest, Env, Ctx>,
): (request: HostRequest, ...platform: HandlerArguments<Env, Ctx>) => Promise<HostResponse> {
  const respond = responder(sender, options, handler);
  const handle = (request: HostRequest, env: Env, ctx: Ctx): Promise<HostResponse> => {
    // `readRequest` rejects everything that is not a request.
    const read = (limit: number): Promise<Uint8Array> => readRequest(request as MinimalRequest, limit);
    return respond(() => Object(request) as Incoming, read, [request, env, ctx], render);
  };
  return handle as (request: HostRequest, ...platform: HandlerArguments<Env, Ctx>) => Promise<HostResponse>;
}

function render(answer: Answer): HostResponse {
  return new Response(answer.body || null, answer) as unknown as HostResponse;
}
