// The message that a webhook handler passes to the caller's function.

import * as check from "../check.js";
import { ofPeer } from "../headers.js";
import { type Answer, answerOf } from "./handler-answer.js";
import type { WebhookMessage, WebhookReply } from "./handler-types.js";
import type { OnceContext } from "./once.js";

/** @param answer - receives the reply of the caller's function */
export function messageOf<R>(
  request: R,
  body: Uint8Array,
  context: OnceContext | undefined,
  answer: (reply: Answer) => void,
): WebhookMessage<R> {
  const text = (): string => textOf(body, true);
  return {
    ...context,
    request,
    bytes: () => body,
    text,
    json: <T>() => parsed(text()) as T,
    reply: (reply) => answer(readReply(reply)),
  };
}

/** The text of a body, without a byte order mark. */
export function textOf(body: Uint8Array, fatal: boolean): string {
  try {
    return new TextDecoder("utf-8", { fatal }).decode(body);
  } catch {
    throw ofPeer("ERR_ENCODING", "body", "is not UTF-8");
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw ofPeer("ERR_JSON", "body", "is not JSON");
  }
}

function readReply(given: WebhookReply): Answer {
  const { status = 200, headers, body = "" } = check.options("reply", given, ["status", "headers", "body"]);
  const answer = answerOf(check.integer("status", status, 200, 299), check.string("body", body));
  return { ...answer, headers: { ...((headers ?? answer.headers) as Answer["headers"]) } };
}
