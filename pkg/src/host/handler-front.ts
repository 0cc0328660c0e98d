// The part that the handlers of all platforms share: from a received request to its answer.

import { type Answer, answerOf, type Incoming, type ReadBody } from "./handler-answer.js";
import { messageOf } from "./handler-message.js";
import { readOptions } from "./handler-options.js";
import { type Facts, factsOf, LATER, log, ofBody, ofHandler, ofOption, ofPayauth, type HandlerProblem } from "./handler-problem.js";
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

/** Handles a request. It never rejects, unless `render` throws for an answer without a body. `head` may throw. */
export type Respond<R, Env, Ctx> = <T>(
  head: () => Incoming,
  read: ReadBody,
  given: Arguments<R, Env, Ctx>,
  render: (answer: Answer) => T,
) => Promise<T>;

export function responder<R, Env, Ctx>(
  sender: WebhookSender<R, Env, Ctx>,
  options: WebhookHandlerOptions<R, Env, Ctx>,
  handler: WebhookFunction<R, Env, Ctx>,
): Respond<R, Env, Ctx> {
  const { isScheme, handshake, limit, methods, host, rule } = readOptions(sender, options);
  const { verifyToken: query, onSecret: field, body: member, rejected } = handshake;
  const { verifyToken, onSecret, store, pastSecs, futureSecs, unsafeSkipTimestamp } = options;
  const receiverOf = receiver(sender, isScheme);
  callable("handler", handler);
  return async (head, read, given, render) => {
    const [request, env, ctx] = given;
    /** Makes the problem of an error that is thrown now. Replaced while a function of the caller runs, and while the body is read. */
    let judge = ofPayauth;
    const run = async (option: OptionFunction, ...first: unknown[]): Promise<unknown> => {
      judge = ofOption;
      const value = await option(...first, ...given);
      judge = ofPayauth;
      return value;
    };
    // Most options are values, for which no promise is needed.
    const called = (option: unknown): unknown => (typeof option === "function" ? run(option as OptionFunction) : option);
    const refused = ([type, usual]: HandlerProblem, error?: unknown, facts?: Facts): Answer => {
      const status = (type === "rejected" && rejected) || usual;
      const told = { type, status, ...(facts && { code: facts.code }), ...(error !== undefined && { error }), request };
      quietly(() => (options.onReject ?? log)(told, env, ctx));
      return answerOf("", status, status === LATER ? { "Retry-After": "60" } : status === 405 ? { Allow: methods.join(", ") } : undefined);
    };
    const handled = async (): Promise<Answer> => {
      const { url, headers, method = "POST" } = head();
      if (query && verifyToken !== undefined && method === "GET") return inQuery(query, url, await called(verifyToken));
      if (!methods.includes(method)) return refused(["method", 405]);
      const echoed = field && onSecret && (await inHeader(field, headers, (secret) => run(onSecret as OptionFunction, secret)));
      if (echoed) return echoed;
      const more = { url: await called(options.url), vars: await called(options.vars), pastSecs, futureSecs, unsafeSkipTimestamp } as ReceiveOptions;
      const by = await called(isScheme ? options.secrets : sender);
      const receiver = receiverOf(by);
      judge = ofBody;
      const body = await read(limit);
      judge = ofPayauth;
      const delivery = Object.assign({ headers, method, body, now: new Date(host.clock()) }, more);
      const unread = { headers, method, url, arrayBuffer: async () => body } as unknown as MinimalRequest;
      // Without the option `clock`, the client's clock is used.
      const event = options.clock || !receiver.receive ? receiver.verifyWebhook(delivery) : (await receiver.receive(unread, more)).event;
      let answer = member && inBody(member, body, by as WebhookSecret[], event.secretId);
      if (answer) return answer;
      answer = answerOf(event.acknowledge.body ?? "", event.acknowledge.status);
      const act = async (context?: OnceContext): Promise<void> => {
        const message = messageOf(request, body, context, (reply) => void (answer = reply));
        judge = ofHandler;
        await handler(event, message, env, ctx);
        judge = ofPayauth;
      };
      // A function that returns no store is a mistake: without a store, the message would be handled again and again.
      const outcome = await (store === undefined ? act() : handleOnce((await called(store)) as Store, event, act, rule, host));
      return outcome === "in-progress" ? refused([outcome, LATER]) : answer;
    };
    try {
      return render(await handled());
    } catch (error) {
      const facts = factsOf(error);
      return render(refused(judge(facts), error, facts));
    }
  };
}

type OptionFunction = (...all: unknown[]) => unknown;
