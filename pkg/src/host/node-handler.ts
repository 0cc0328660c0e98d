// The webhook handler for Node's `(request, response)`.

import type { Answer, Incoming, ReadBody } from "./handler-answer.js";
import { responder } from "./handler-front.js";
import type { WebhookFunction, WebhookHandlerOptions, WebhookSender } from "./handler-types.js";
import { fieldsOf, type NodeRequest, type Parsed, readNode } from "./node-body.js";

/**
 * The part of Node's `ServerResponse` that a handler uses.
 *
 * @category Webhooks
 */
export interface NodeResponse {
  /** The status. */
  statusCode: number;
  /** Whether the header was sent. */
  readonly headersSent: boolean;
  /**
   * Sets a header field.
   *
   * @param name - the name
   * @param value - the value
   * @returns anything
   */
  setHeader(name: string, value: string): unknown;
  /**
   * Ends the response.
   *
   * @param body - the body
   * @returns anything
   */
  end(body: string): unknown;
}

/**
 * Makes a webhook handler for `node:http`, Express 4 and 5, Connect and Nest. It works like `webhookHandler` of `payauth`. In
 * Fastify, register {@link fastifyPlugin} instead.
 *
 * It reads the raw body itself, or uses the bytes that `express.raw` or Nest's `rawBody: true` kept. If a parser has read the body, the
 * parser must have kept the bytes or an unchanged text. If not, the sender gets 500, and `onReject` gets `ERR_BODY_NOT_RAW` with the line
 * to add. A text counts as changed if its length in bytes differs from `Content-Length`. If the request has `Content-Encoding`, or has no
 * `Content-Length`, the lengths are not compared.
 *
 * @param sender - a member of `schemes`, the result of `defineScheme`, a client, or a function that returns a client
 * @param options - the secrets, the store and, if needed, other options
 * @param handler - processes a verified message; its result is ignored
 * @returns a function that answers the request. It never rejects, and does not call `next`.
 * @throws PayauthError with `ERR_OPTION` for an unknown or invalid option, and `ERR_SCHEME` for a scheme that only signs
 * requests, when the handler is made
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type, when the handler is made
 *
 * @example A server of `node:http`
 * ```js
 * import { createServer } from "node:http";
 * import { schemes } from "payauth";
 * import { nodeHandler } from "payauth/node";
 *
 * const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];
 * const server = createServer(nodeHandler(schemes.stripe, { secrets }, (event, { json }) => {
 *   console.log("handled", json().id);
 * }));
 * server.listen(3000);
 * ```
 *
 * @see {@link https://expressjs.com/en/guide/using-middleware.html | Express: Using middleware}
 * @category Webhooks
 */
export function nodeHandler<R extends NodeRequest = NodeRequest>(
  sender: WebhookSender<R, unknown, unknown>,
  options: WebhookHandlerOptions<R>,
  handler: WebhookFunction<R>,
): (request: R, response: NodeResponse) => Promise<void> {
  const respond = responder(sender, options, handler);
  return (request, response) => {
    const render = (answer: Answer): void => send(request, response, answer);
    return respond(() => headOf(request), readerOf(request, request as Parsed), [request, undefined, undefined], render);
  };
}

export function headOf(request: NodeRequest): Incoming {
  return { method: request.method ?? "", url: request.url ?? "", headers: fieldsOf(request) };
}

/** @param parsed - the object to which parsers add the body */
export function readerOf(request: NodeRequest, parsed: Parsed): ReadBody {
  return (limit) => readNode(request, parsed, limit);
}

function send(request: NodeRequest, response: NodeResponse, { status, headers, body }: Answer): void {
  if (response.headersSent) return;
  response.statusCode = status;
  for (const [name, value] of [...Object.entries(headers ?? {}), ...closing(request)]) response.setHeader(name, value);
  response.end(body);
}

/** Closes a connection with an unread body: the next request could only be read after the rest of that body. */
export function closing({ complete = true, httpVersionMajor = 1 }: NodeRequest): [name: string, value: string][] {
  return complete || httpVersionMajor > 1 ? [] : [["Connection", "close"]];
}
