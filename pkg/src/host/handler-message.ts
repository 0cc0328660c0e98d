// The message that a webhook handler passes to the caller's function.

import * as check from "../check.js";
import { refuse, typeError } from "../errors.js";
import { isToken, ofPeer } from "../headers.js";
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
  if (body !== "" && (status === 204 || status === 205)) throw refuse("ERR_OPTION", "body", "must be empty with the status 204 or 205");
  return headers === undefined ? answer : { ...answer, headers: readFields(headers) };
}

/** The fields of a reply. A field that the platform would reject later is rejected here, while the caller's function still runs. */
function readFields(headers: unknown): Answer["headers"] {
  if (!check.isPlainObject(headers)) throw typeError("headers", "a plain object", headers);
  for (const [name, value] of Object.entries(headers)) {
    if (!isToken(name)) throw refuse("ERR_FIELD_NAME", "headers", "has a name that is not a token (RFC 9110, 5.1)");
    if (!FIELD_VALUE.test(check.string(`headers.${name}`, value))) {
      throw refuse("ERR_FIELD_VALUE", `headers.${name}`, "has a line break, a character outside visible ASCII, or a space at its start or end");
    }
  }
  return { ...(headers as Answer["headers"]) };
}

const FIELD_VALUE = /^([!-~]([\t -~]*[!-~])?)?$/;
