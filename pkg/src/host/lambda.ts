// The webhook handler for AWS Lambda behind API Gateway, a function URL or a load balancer.

import * as check from "../check.js";
import { decode } from "../base64.js";
import { typeError } from "../errors.js";
import { type HeaderFields, ofPeer } from "../headers.js";
import type { Answer, Incoming, ReadBody } from "./handler-answer.js";
import { bounded } from "./handler-body.js";
import { responder } from "./handler-front.js";
import type { WebhookFunction, WebhookHandlerOptions, WebhookSender } from "./handler-types.js";

/**
 * The part of an event of version 1 or 2 that a handler reads.
 *
 * @category Webhooks
 */
export interface LambdaEvent {
  /** The header fields. Default: absent; then the message has no header fields. */
  readonly headers?: { readonly [name: string]: string | undefined } | null | undefined;
  /** The header fields of version 1, with all values of a repeated field. Default: absent; then `headers` is read. */
  readonly multiValueHeaders?: { readonly [name: string]: readonly string[] | undefined } | null | undefined;
  /** The body. Default: absent, which means empty. */
  readonly body?: string | null | undefined;
  /** Whether the body is written in base64. Default: absent, which means no. */
  readonly isBase64Encoded?: boolean | undefined;
  /** The method, in version 1. Default: absent. */
  readonly httpMethod?: string | undefined;
  /** The query, in version 2. Default: absent. */
  readonly rawQueryString?: string | undefined;
  /** The query, in version 1. Default: absent. */
  readonly queryStringParameters?: { readonly [name: string]: string | undefined } | null | undefined;
  /** The query of version 1, with all values of a repeated parameter. Default: absent; then `queryStringParameters` is read. */
  readonly multiValueQueryStringParameters?: { readonly [name: string]: readonly string[] | undefined } | null | undefined;
  /**
   * An object. In version 2, the object has the method. In an event from a load balancer, the object has the member `elb`. Default:
   * absent.
   */
  readonly requestContext?: unknown;
}

/**
 * An answer of {@link lambdaHandler}.
 *
 * @category Webhooks
 */
export interface LambdaAnswer {
  /** The status. */
  readonly statusCode: number;
  /** The header fields; absent if the answer has `multiValueHeaders`. */
  readonly headers?: { [name: string]: string };
  /** The header fields as lists, for a load balancer that sent lists; otherwise absent. */
  readonly multiValueHeaders?: { [name: string]: string[] };
  /** The body, as text. */
  readonly body: string;
  /** Always `false`: the body is not written in base64. */
  readonly isBase64Encoded: false;
}

/**
 * Makes a webhook handler for AWS Lambda: for events of API Gateway in versions 1 and 2, of function URLs and of load balancers,
 * with bodies as text or in base64. It works like `webhookHandler` of `payauth`.
 *
 * @param sender - a member of `schemes`, the result of `defineScheme`, a client, or a function that returns a client
 * @param options - the secrets, the store and, if needed, other options; functions in them receive the event and the context
 * @param handler - processes a verified message; its result is ignored
 * @returns a function from an event to an answer. It never rejects.
 * @throws PayauthError with `ERR_OPTION` for an unknown or invalid option, and `ERR_SCHEME` for a scheme that only signs
 * requests, when the handler is made
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type, when the handler is made
 *
 * @example An event of version 2
 * ```js
 * import { schemes, signWebhook } from "payauth";
 * import { lambdaHandler } from "payauth/node";
 *
 * const secrets = ["hunter2"];
 * const handler = lambdaHandler(schemes.github, { secrets }, (event, { text }) => {
 *   console.log("handled", text()); // handled {}
 * }); // export it
 * const headers = signWebhook(schemes.github, { body: "{}", now: new Date(), secret: "hunter2" }); // what GitHub does
 * const requestContext = { http: { method: "POST" } };
 * const event = { version: "2.0", requestContext, headers, body: "e30=", isBase64Encoded: true };
 * console.log((await handler(event)).statusCode); // 200
 * ```
 *
 * @see {@link https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html | AWS: Lambda integrations}
 * @category Webhooks
 */
export function lambdaHandler<E extends LambdaEvent = LambdaEvent, Ctx = unknown>(
  sender: WebhookSender<E, Ctx, unknown>,
  options: WebhookHandlerOptions<E, Ctx>,
  handler: WebhookFunction<E, Ctx>,
): (event: E, context?: Ctx) => Promise<LambdaAnswer> {
  const respond = responder(sender, options, handler);
  return (event, context) => {
    const given = Object(event) as LambdaEvent;
    return respond(() => headOf(given), readerOf(given), [event, context as Ctx, undefined], (answer) => render(given, answer));
  };
}

/** The method; `undefined` for an event that is not an HTTP request, which `readerOf` rejects. */
function methodOf({ httpMethod, requestContext }: LambdaEvent): string | undefined {
  const { http } = Object(requestContext) as { readonly http?: { readonly method?: string } };
  return httpMethod ?? http?.method;
}

function headOf(event: LambdaEvent): Incoming {
  const headers = either(event.multiValueHeaders, event.headers) as HeaderFields;
  return { method: methodOf(event) ?? "POST", url: `?${event.rawQueryString ?? queryOf(event)}`, headers };
}

/** The lists of version 1. If the lists are absent, or are empty although there are texts, the texts are returned instead. */
function either(lists: object | null | undefined, texts: object | null | undefined): object {
  return lists && (Object.keys(lists).length > 0 || !texts) ? lists : texts ?? {};
}

function readerOf(event: LambdaEvent): ReadBody {
  return async (limit) => {
    if (methodOf(event) === undefined) throw typeError("event", HTTP_EVENT, event);
    return bounded(bodyOf(event), limit);
  };
}

const HTTP_EVENT = "an HTTP event with httpMethod or requestContext.http.method";

/** The query of version 1. A gateway decodes it; a load balancer does not. */
function queryOf({ multiValueQueryStringParameters, queryStringParameters, requestContext }: LambdaEvent): string {
  const given = Object.entries(either(multiValueQueryStringParameters, queryStringParameters) as Record<string, unknown>);
  const isEncoded = isBalanced(requestContext);
  const written = (text: unknown): string => (isEncoded ? String(text) : encodeURIComponent(String(text).toWellFormed()));
  const pairs = given.flatMap(([name, values]) => [values ?? ""].flat().map((value) => `${written(name)}=${written(value)}`));
  return pairs.join("&");
}

function bodyOf({ body, isBase64Encoded }: LambdaEvent): Uint8Array {
  const text = check.string("event.body", body ?? "");
  if (!isBase64Encoded) return new TextEncoder().encode(text);
  // Some decoders skip characters that are not base64; others stop at them. So such a text is rejected.
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return decode(text);
  throw ofPeer("ERR_ENCODING", "event.body", "must be base64 if isBase64Encoded is true");
}

/** A load balancer that sends lists of values also expects lists. A gateway accepts texts. */
function render({ multiValueHeaders, headers: texts, requestContext }: LambdaEvent, { status, headers, body }: Answer): LambdaAnswer {
  const lists = isBalanced(requestContext) && either(multiValueHeaders, texts) === multiValueHeaders;
  const fields = Object.entries(headers ?? {});
  const given = lists ? { multiValueHeaders: Object.fromEntries(fields.map(([name, value]) => [name, [value]])) } : { headers: { ...headers } };
  return { statusCode: status, ...given, body, isBase64Encoded: false };
}

/** Whether the event is from a load balancer. */
function isBalanced(requestContext: unknown): boolean {
  return "elb" in Object(requestContext);
}
