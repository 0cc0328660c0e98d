// The part that the webhook handlers of all platforms share. It makes the answer to a received request.

import { isPayauthError } from "../errors.js";
import { type Answer, answerOf, type Incoming, type ReadBody } from "./handler-answer.js";
import { messageOf } from "./handler-message.js";
import { readOptions } from "./handler-options.js";
import { LATER, log, ofBody, ofHandler, ofOption, ofPayauth, type Problem } from "./handler-problem.js";
import { receiver } from "./handler-receive.js";
import type { WebhookFunction, WebhookHandlerOptions, WebhookSender } from "./handler-types.js";
import { inBody, inHeader, inQuery } from "./handshake.js";
import { callable } from "./kept.js";
import { handleOnce, type OnceContext } from "./once.js";
import type { MinimalRequest, ReceiveOptions } from "./receive.js";
import { quietly } from "./response.js";
import type { Store } from "./store.js";
import type { WebhookSecret } from "../webhook.js";

type Arguments<R, Env, Ctx> = readonly [request: R, env: Env, ctx: Ctx];

/** An error that ends the handling of a request. This module catches every such error. */
class Refusal {
  readonly type: ProblemType;
  readonly error: unknown;

  constructor(type: ProblemType, error?: unknown) {
    this.type = type;
    this.error = error;
  }
}

/** The status of each problem that a retry cannot solve. */
const STATUS: { readonly [type in ProblemType]?: number } = {
  "rejected": 400,
  "method": 405,
  "too-large": 413,
  "cut-off": 400,
  "misconfigured": 500,
};
/** The status of a problem after which the sender must try again. */
const LATER = 503;

type Arguments<R, Env, Ctx> = [request: R, env: Env, ctx: Ctx];
type Secrets = readonly WebhookSecret[];

export class Front<R, Env, Ctx> {
  readonly #sender: WebhookSender<R, Env, Ctx>;
  readonly #options: WebhookHandlerOptions<R, Env, Ctx>;
  readonly #handler: WebhookFunction<R, Env, Ctx>;
  readonly #checked: CheckedHandler;
  #secrets: Secrets = [];

  constructor(
    sender: WebhookSender<R, Env, Ctx>,
    options: WebhookHandlerOptions<R, Env, Ctx>,
    handler: WebhookFunction<R, Env, Ctx>,
  ) {
    this.#checked = readOptions(sender, options);
    this.#sender = sender;
    this.#options = options;
    this.#handler = callable("handler", handler);
  }

  /** Handles a request. It never rejects, unless `render` throws for an answer without a body. */
  async respond<T>(incoming: Incoming, given: Arguments<R, Env, Ctx>, render: (answer: Answer) => T): Promise<T> {
    try {
      return render(await this.#handled(incoming, given));
    } catch (error) {
      return render(this.#refused(error, given));
    }
  }

  async #handled(incoming: Incoming, given: Arguments<R, Env, Ctx>): Promise<Answer> {
    const { handshake, methods } = this.#checked;
    const { verifyToken, onSecret } = this.#options;
    const { query, header, body: row } = handshake ?? {};
    if (query && verifyToken !== undefined && incoming.method === "GET") {
      return inQuery(query, incoming.url, await called(verifyToken, given));
    }
    if (!methods.includes(incoming.method)) throw new Refusal("method");
    const expects = (secret: string): unknown => called(onSecret, [secret, ...given]);
    const echoed = header && onSecret && (await inHeader(header, incoming.headers, expects));
    if (echoed) return echoed;
    const { event, body, secrets } = await this.#received(incoming, given);
    return (row && inBody(row, textOf(body, false), secrets ?? [], event.secretId)) || this.#acted(event, body, given);
  }

  /** Verifies the request like `client.receive`. */
  async #received(incoming: Incoming, given: Arguments<R, Env, Ctx>): Promise<Received & { readonly secrets?: Secrets }> {
    const { isScheme, clock, limit } = this.#checked;
    const { url: registered, vars, pastSecs, futureSecs, unsafeSkipTimestamp, secrets: ofScheme, clock: ofCaller } = this.#options;
    const { headers, method, url: address } = incoming;
    const request = { headers, method, url: address, arrayBuffer: () => bodyOf(incoming, limit) } as MinimalRequest;
    // A member that is undefined counts as absent.
    const [signedUrl, signedVars] = [await called(registered, given), await called(vars, given)];
    const more = { url: signedUrl, vars: signedVars, pastSecs, futureSecs, unsafeSkipTimestamp } as ReceiveOptions;
    const delivery = (body: Uint8Array): WebhookDelivery => Object.assign({ headers, method, body, now: new Date(clock()) }, more);
    if (isScheme) {
      const secrets = this.#kept((await called(ofScheme, given)) as Secrets);
      const verify = (body: Uint8Array): VerifiedWebhook =>
        verifyWebhook(this.#sender as Scheme, Object.assign(delivery(body), { secrets }));
      return Object.assign(await received(request, verify), { secrets });
    }
    const client = await called(this.#sender, given);
    if (!isClient(client)) throw typeError("sender", "a client", client);
    const own = ofCaller === undefined && client.receive?.(request, more);
    return own || received(request, (body) => client.verifyWebhook(delivery(body)));
  }

  /** Returns the array of the last request if it has the same texts as `given`, because the keys of that array are cached. */
  #kept(given: Secrets): Secrets {
    const last = this.#secrets;
    const isSame = (text: WebhookSecret, index: number): boolean => typeof text === "string" && text === last[index];
    return Array.isArray(given) && given.length === last.length && given.every(isSame) ? last : (this.#secrets = given);
  }

  async #acted(event: VerifiedWebhook, body: Uint8Array, given: Arguments<R, Env, Ctx>): Promise<Answer> {
    const [request, ...platform] = given;
    let answer = answerOf(event.acknowledge.status, event.acknowledge.body ?? "");
    const act = async (context?: OnceContext): Promise<void> => {
      try {
        const message = messageOf(request, body, context, (reply) => void (answer = reply));
        await this.#handler(event, message, ...platform);
      } catch (error) {
        throw new Refusal("failed", error);
      }
    };
    const { store } = this.#options;
    // If the option is a function that returns no store, `once` throws: without a store, the message would be handled again and again.
    const outcome = await (store === undefined ? act() : once((await called(store, given)) as Store, event, act, this.#checked.once));
    if (outcome === "in-progress") throw new Refusal(outcome);
    return answer;
  }

  #refused(thrown: unknown, [request, ...platform]: Arguments<R, Env, Ctx>): Answer {
    const { type, error } = thrown instanceof Refusal ? thrown : new Refusal(typeOf(thrown), thrown);
    const { handshake, methods } = this.#checked;
    const status = (type === "rejected" && handshake?.rejected) || (STATUS[type] ?? LATER);
    const told = { type, status, ...(isPayauthError(error) && { code: error.code }), ...(error !== undefined && { error }), request };
    quietly(() => (this.#options.onReject ?? log)(told, ...platform));
    const headers: Answer["headers"] = status === LATER ? { "Retry-After": "60" } : {};
    return { status, headers: type === "method" ? { Allow: methods.join(", ") } : headers, body: "" };
  }
}

/** The value of an option. If the option is a function, the result of the function. */
function called(option: unknown, given: readonly unknown[]): unknown {
  // Most options are values, for which no promise is needed.
  return typeof option === "function" ? result(() => option(...given)) : option;
}

/** The result of a function of the caller. Every error of the function is the caller's fault. */
async function result(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    const type = typeOf(error);
    throw new Refusal(type === "misconfigured" ? type : "failed", error);
  }
}

/** The body of a request. An error that payauth did not throw means that the connection failed. */
async function bodyOf(incoming: Incoming, limit: number): Promise<ArrayBuffer> {
  try {
    return await incoming.read(limit);
  } catch (error) {
    if (!isPayauthError(error)) throw new Refusal("cut-off", error);
    throw error.code === "ERR_TOO_LARGE" ? new Refusal("too-large", error) : error;
  }
}

function typeOf(error: unknown): ProblemType {
  if (!isPayauthError(error)) return "failed";
  if (error.code === "ERR_STORE") return "store-failed";
  return error.blame === "peer" ? "rejected" : "misconfigured";
}

/** Writes the reason of a rejection to the console, if the caller passed no `onReject`. */
function log({ type, status, code, error }: WebhookProblem<unknown>): void {
  const what = ["payauth: webhook answered with", status, type, code].filter(Boolean).join(" ");
  // The text of a payauth error is enough, and contains no part of the message; its stack would only fill the log.
  console.error(what, ...(error === undefined ? [] : [type === "failed" ? error : String(error)]));
}
