// The message that a webhook handler passes to the caller's function.

import * as check from "../check.js";
import { type ErrorCode, refuse, typeError } from "../errors.js";
import { isToken, ofPeer } from "../headers.js";
import { type Answer, type AnswerFields, answerOf } from "./handler-answer.js";
import type { WebhookMessage, WebhookReply } from "./handler-types.js";
import type { OnceContext } from "./once.js";

/** @param answer - receives the reply of the caller's function */
export function messageOf<R>(
  request: R,
  body: Uint8Array,
  context: OnceContext | undefined,
  answer: (reply: Answer) => void,
): WebhookMessage<R> {
  const text = (): string => read(() => new TextDecoder("utf-8", { fatal: true }).decode(body), "ERR_ENCODING", "is not UTF-8");
  const parse = <T>(json: string): T => read(() => JSON.parse(json) as T, "ERR_JSON", "is not JSON");
  const message = { request, bytes: () => body, text, json: <T>() => parse<T>(text()), reply: (reply: WebhookReply) => answer(readReply(reply)) };
  return Object.assign(message, context);
}

function read<T>(call: () => T, code: ErrorCode, detail: string): T {
  try {
    return call();
  } catch {
    throw ofPeer(code, "body", detail);
  }
}

function readReply(given: WebhookReply): Answer {
  const { status = 200, headers, body = "" } = check.options("reply", given, ["status", "headers", "body"]);
  check.integer("status", status, 200, 299);
  if (check.string("body", body) !== "" && (status === 204 || status === 205)) {
    throw refuse("ERR_OPTION", "body", "must be empty with the status 204 or 205");
  }
  return answerOf(body as string, status as number, headers === undefined ? undefined : readFields(headers));
}

/** The fields of a reply. A field that the platform would reject later is rejected here, while the caller's function still runs. */
function readFields(headers: unknown): AnswerFields {
  if (!check.isPlainObject(headers)) throw typeError("headers", "a plain object", headers);
  const taken = new Set(FRAMING);
  for (const [name, value] of Object.entries(headers)) {
    if (!isToken(name)) throw refuse("ERR_FIELD_NAME", "headers", "has a name that RFC 9110 (5.1) does not allow; use letters, digits and -");
    const place = `headers.${name}`;
    if (!FIELD_VALUE.test(check.string(place, value))) throw refuse("ERR_FIELD_VALUE", place, "must be visible ASCII, with spaces and tabs only inside");
    if (taken.size === taken.add(name.toLowerCase()).size) throw refuse("ERR_FIELD_FORBIDDEN", place, "is written by the platform, or occurs twice; remove it");
  }
  return { ...(headers as AnswerFields) };
}

/**
 * The fields that describe the connection and the body on it. The platform writes them. With a wrong value, the sender would wait, or would
 * read a part of the body as another answer.
 */
const FRAMING = "connection content-encoding content-length keep-alive proxy-connection te trailer transfer-encoding upgrade".split(" ");

const FIELD_VALUE = /^([!-~]([\t -~]*[!-~])?)?$/;
