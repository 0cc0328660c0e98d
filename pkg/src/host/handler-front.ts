// What the handlers of all platforms share: from a received request to its answer.

import { isPayauthError, typeError } from "../errors.js";
import type { Scheme } from "../scheme.js";
import type { VerifiedWebhook } from "../verified.js";
import { verifyWebhook, type WebhookDelivery, type WebhookSecret } from "../webhook.js";
import { type Answer, type Incoming, PLAIN } from "./handler-answer.js";
import { type CheckedHandler, isClient, readOptions } from "./handler-options.js";
import { messageOf, textOf } from "./handler-message.js";
import type { WebhookFunction, WebhookHandlerOptions, WebhookProblem, WebhookSender } from "./handler-types.js";
import { secretOf } from "./handshake.js";
import { once, type OnceContext } from "./once.js";
import { type MinimalRequest, receive, type Received } from "./receive.js";
import { quietly } from "./response.js";
import type { Store } from "./store.js";

type HandlerProblem = Pick<WebhookProblem<never>, "type" | "error">;

/** Ends the handling of a request. It never leaves this module. */
class Refusal {
  readonly problem: HandlerProblem;

  constructor(type: HandlerProblem["type"], error?: unknown) {
    this.problem = { type, error };
  }
}

const STATUS: { readonly [type in HandlerProblem["type"]]: number } = {
  "rejected": 400,
  "method": 405,
  "too-large": 413,
  "cut-off": 400,
  "in-progress": 503,
  "failed": 503,
  "store-failed": 503,
  "misconfigured": 500,
};

export class Front<R, Env, Ctx> {
  readonly #checked: CheckedHandler<R, Env, Ctx>;
  #secrets: Secrets = [];

  constructor(
    sender: WebhookSender<R, Env, Ctx>,
    options: WebhookHandlerOptions<R, Env, Ctx>,
    handler: WebhookFunction<R, Env, Ctx>,
  ) {
    this.#checked = readOptions(sender, options, handler);
  }

  /** Handles a request. It never rejects, unless `render` throws for an answer without a body. */
  async respond<T>(incoming: Incoming, request: R, env: Env, ctx: Ctx, render: (answer: Answer) => T): Promise<T> {
    try {
      return render(await this.#handled(incoming, [request, env, ctx]));
    } catch (error) {
      return render(this.#refused(error, [request, env, ctx]));
    }
  }

  async #handled(incoming: Incoming, given: Arguments<R, Env, Ctx>): Promise<Answer> {
    const { handshake, methods, options } = this.#checked;
    const { verifyToken, onSecret } = options;
    if (handshake?.inQuery && verifyToken !== undefined && incoming.method === "GET") {
      return handshake.inQuery(incoming.url, await called(verifyToken, given));
    }
    if (!methods.includes(incoming.method)) throw new Refusal("method");
    const expects = (secret: string) => called((...all: Arguments<R, Env, Ctx>) => onSecret?.(secret, ...all), given);
    const echoed = onSecret && (await handshake?.inHeader?.(incoming.headers, expects));
    if (echoed) return echoed;
    const { event, body, secrets } = await this.#received(incoming, given);
    const answer = handshake?.inBody?.(textOf(body, false), () => secretOf(secrets, event.secretId));
    if (answer) return answer;
    return this.#acted(event, body, given);
  }

  /** Verifies the request as `client.receive` does. */
  async #received(incoming: Incoming, given: Arguments<R, Env, Ctx>): Promise<Received & { readonly secrets: Secrets }> {
    const { sender, isScheme, options, window, clock, limit } = this.#checked;
    const { headers, url: address } = incoming;
    const request = { headers, url: address, arrayBuffer: () => bodyOf(incoming, limit) } as MinimalRequest;
    const url = await called(options.url, given);
    const more = url === undefined ? window : { ...window, url: url as string };
    if (isScheme) {
      const secrets = this.#kept((await called(options.secrets, given)) as Secrets);
      const verify = (delivery: WebhookDelivery) => verifyWebhook(sender as Scheme, Object.assign(delivery, { secrets }));
      return Object.assign(await receive(request, more, clock, verify), { secrets });
    }
    const client = await called(sender, given);
    if (!isClient(client)) throw typeError("sender", "a client", client);
    const verify = (delivery: WebhookDelivery) => client.verifyWebhook(delivery);
    const received = options.clock === undefined && client.receive?.(request, more);
    return Object.assign(await (received || receive(request, more, clock, verify)), { secrets: [] });
  }

  /** The array of the last request, if it has the same texts: its keys are cached. */
  #kept(given: Secrets): Secrets {
    const last = this.#secrets;
    const isSame = Array.isArray(given) && given.length === last.length && given.every((text, index) => isText(text, last[index]));
    return isSame ? last : (this.#secrets = given);
  }

  async #acted(event: VerifiedWebhook, body: Uint8Array, given: Arguments<R, Env, Ctx>): Promise<Answer> {
    const [request, env, ctx] = given;
    const { options, once: onceOptions } = this.#checked;
    const { status, body: text = "" } = event.acknowledge;
    let answer: Answer = { status, headers: text === "" ? {} : PLAIN, body: text };
    const act = async (context?: OnceContext): Promise<void> => {
      try {
        const message = messageOf(request, body, context, (reply) => void (answer = reply));
        await this.#checked.handler(event, message, env, ctx);
      } catch (error) {
        throw new Refusal("failed", error);
      }
    };
    const store = (await called(options.store, given)) as Store | undefined;
    if (store === undefined) {
      await act();
      return answer;
    }
    if ((await once(store, event, act, onceOptions)) === "in-progress") throw new Refusal("in-progress");
    return answer;
  }

  #refused(error: unknown, [request, env, ctx]: Arguments<R, Env, Ctx>): Answer {
    const { problem } = error instanceof Refusal ? error : new Refusal(typeOf(error), error);
    const { handshake, options } = this.#checked;
    const { type, error: cause } = problem;
    const status = (type === "rejected" && handshake?.rejected) || STATUS[type];
    const told = { type, status, ...(isPayauthError(cause) && { code: cause.code }), ...(cause !== undefined && { error: cause }), request };
    quietly(() => (options.onReject ?? log)(told as WebhookProblem<R>, env, ctx));
    const headers: { [name: string]: string } = status === 503 ? { "Retry-After": "60" } : {};
    if (status === 405) headers["Allow"] = this.#checked.methods.join(", ");
    return { status, headers, body: "" };
  }
}

type Secrets = readonly WebhookSecret[];

function isText(one: unknown, other: unknown): boolean {
  return typeof one === "string" && one === other;
}

type Arguments<R, Env, Ctx> = [request: R, env: Env, ctx: Ctx];

/** The value of an option, or of a function of the caller's; its failure is the caller's, whatever it throws. */
async function called(option: unknown, given: readonly unknown[]): Promise<unknown> {
  if (typeof option !== "function") return option;
  try {
    return await option(...given);
  } catch (error) {
    throw new Refusal(isPayauthError(error) && error.blame === "caller" ? "misconfigured" : "failed", error);
  }
}

/** The body. An error that is not payauth's is one of the connection. */
async function bodyOf(incoming: Incoming, limit: number): Promise<ArrayBuffer> {
  try {
    return await incoming.read(limit);
  } catch (error) {
    if (!isPayauthError(error)) throw new Refusal("cut-off", error);
    throw error.code === "ERR_TOO_LARGE" ? new Refusal("too-large", error) : error;
  }
}

function typeOf(error: unknown): HandlerProblem["type"] {
  if (!isPayauthError(error)) return "failed";
  if (error.code === "ERR_STORE") return "store-failed";
  return error.blame === "peer" ? "rejected" : "misconfigured";
}

/** Without `onReject`, the operator reads the reason in the log. */
function log({ type, status, error = "" }: WebhookProblem<unknown>): void {
  // An error of payauth shows nothing of the message; its stack would only fill the log.
  console.error(`payauth: webhook answered with ${status}, ${type}:`, type === "failed" ? error : String(error));
}
