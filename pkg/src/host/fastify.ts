// The webhook handler as a plugin of Fastify.

import type { Answer } from "./handler-answer.js";
import { responder } from "./handler-front.js";
import type { WebhookFunction, WebhookHandlerOptions, WebhookSender } from "./handler-types.js";
import type { NodeRequest, Parsed } from "./node-body.js";
import { closing, headOf, readerOf } from "./node-handler.js";

/**
 * The part of Fastify's request that a handler reads.
 *
 * @category Webhooks
 */
export interface FastifyRequestLike {
  /** The request of Node. */
  readonly raw: NodeRequest;
}

/**
 * The part of Fastify's reply that a handler uses.
 *
 * @category Webhooks
 */
export interface FastifyReplyLike {
  /**
   * Sets the status.
   *
   * @param status - the status
   * @returns anything
   */
  code(status: number): unknown;
  /**
   * Sets a header field.
   *
   * @param name - the name
   * @param value - the value
   * @returns anything
   */
  header(name: string, value: string): unknown;
  /**
   * Sends the reply.
   *
   * @param body - the body
   * @returns anything
   */
  send(body: string): unknown;
}

/**
 * The part of a Fastify instance that {@link fastifyPlugin} uses.
 *
 * @category Webhooks
 */
export interface FastifyLike {
  /**
   * Removes the parsers of the instance.
   *
   * @returns anything
   */
  removeAllContentTypeParsers(): unknown;
  /**
   * Adds a parser.
   *
   * @param type - the type of content
   * @param parser - the parser
   * @returns anything
   */
  addContentTypeParser(type: string, parser: (request: any, payload: any, done: (error: Error | null) => void) => void): unknown;
  /**
   * Adds a route for all methods.
   *
   * @param path - the path
   * @param handler - answers a request
   * @returns anything
   */
  all(path: string, handler: (request: any, reply: any) => Promise<unknown>): unknown;
}

/**
 * Makes a plugin of Fastify that handles webhooks at its prefix. It works like `webhookHandler` of `payauth`. The plugin has a
 * separate context, so it does not change the parsers of your other routes.
 *
 * @param sender - a member of `schemes`, the result of `defineScheme`, a client, or a function that returns a client
 * @param options - the secrets, the store and, if needed, other options
 * @param handler - processes a verified message; its result is ignored
 * @returns a plugin to register with a `prefix`
 * @throws PayauthError with `ERR_OPTION` for an unknown or invalid option, and `ERR_SCHEME` for a scheme that only signs
 * requests, when the plugin is made
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type, when the plugin is made
 *
 * @example A route
 * ```js
 * import { schemes } from "payauth";
 * import { fastifyPlugin } from "payauth/node";
 *
 * const act = async (event, { json }) => {}; // your function
 * const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];
 * const plugin = fastifyPlugin(schemes.stripe, { secrets }, act); // fastify.register(plugin, { prefix: "/webhooks/stripe" })
 * console.log(typeof plugin); // function
 * ```
 *
 * @see {@link https://fastify.dev/docs/latest/Reference/Plugins/ | Fastify: Plugins}
 * @category Webhooks
 */
export function fastifyPlugin<R extends FastifyRequestLike = FastifyRequestLike>(
  sender: WebhookSender<R, unknown, unknown>,
  options: WebhookHandlerOptions<R>,
  handler: WebhookFunction<R>,
): (fastify: FastifyLike) => Promise<void> {
  const respond = responder(sender, options, handler);
  return async (fastify) => {
    fastify.removeAllContentTypeParsers();
    // The route itself reads the body, up to its limit.
    fastify.addContentTypeParser("*", (_request, _payload, done) => done(null));
    fastify.all("/", (request: R, reply: FastifyReplyLike) => {
      const render = (answer: Answer): unknown => send(request.raw, reply, answer);
      return respond(() => headOf(request.raw), readerOf(request.raw, request as Parsed), [request, undefined, undefined], render);
    });
  };
}

function send(request: NodeRequest, reply: FastifyReplyLike, { status, headers, body }: Answer): unknown {
  reply.code(status);
  for (const [name, value] of [...Object.entries(headers ?? {}), ...closing(request)]) reply.header(name, value);
  reply.send(body);
  return reply;
}
