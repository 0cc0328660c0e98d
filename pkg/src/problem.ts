// Reads the answers of a provider: what went wrong, and whether the request may be sent again.

import * as check from "./check.js";
import { isPayauthError } from "./errors.js";
import { IS_ERROR, IS_JSON, MAY_EXIST, MAY_RETRY } from "./generated/boundary.js";
import { ANSWER_FLAGS, ANSWER_FOUND, ANSWER_WAIT_MS, type AnswerRecord } from "./generated/records.js";
import type { Handle } from "./handle.js";
import { firstTexts } from "./headers.js";
import { answer, core, guarded, placeWithBody, tooLarge } from "./scratch.js";

/**
 * An error answer, as `client.readError` returns it.
 *
 * @category Requests
 */
export interface Problem {
  /** The status of the answer. */
  readonly status: number;
  /** The provider's message; the whole body if it is not JSON or is longer than 64 KiB; absent for an unknown format. */
  readonly message?: string;
  /** The provider's code; absent if the answer has none. */
  readonly code?: string;
  /** The provider's id of the request, for questions to the provider's support; absent if the answer has none. */
  readonly requestId?: string;
  /** The provider's message for each field of the request that is invalid, by the name of the field. */
  readonly fields: { readonly [name: string]: string };
  /** `"later"` if the same request, with the same idempotency key, may be sent again after a pause; otherwise `"no"`. */
  readonly retry: "later" | "no";
  /**
   * When to retry, at most a week after `now`: the time in `Retry-After`, or in a header field that `retryAfter` of the definition
   * names. Absent without such a field, or without `now`.
   */
  readonly retryAt?: Date;
  /** Whether the operation may have been done already, for example by an earlier attempt. Look it up before you do anything else. */
  readonly mayExist: boolean;
}

/** A problem, and whether the answer is an error: an answer with a status of 200 to 299 can be an error. */
export interface Said extends Problem {
  readonly isError: boolean;
}

/** The facts about a provider that are needed to read its answers. */
export interface AnswerReader {
  readonly description: { readonly answerFields: readonly string[] };
  /** Whether copies and logs omit the property `isError`, because the built-in clients did not have it at first. */
  readonly isBuiltIn: boolean;
}

const ANSWER = ["status", "headers", "body", "now"];

/** Reads an answer with the client of `handle`. */
export function readProblem(handle: Handle, answered: unknown, { description, isBuiltIn }: AnswerReader): Said {
  const options = check.options("answer", answered, ANSWER);
  const status = check.status(options["status"]);
  const body = check.stringOrBytes("body", options["body"]);
  const fields = options["headers"] === undefined ? [] : firstTexts("headers", options["headers"], description.answerFields);
  const now = options["now"] === undefined ? undefined : check.date("now", options["now"]);
  const [flags, wait, json] = read(handle, status, now ?? 0, fields, typeof body === "string" ? body.toWellFormed() : body);
  const retryAt = now !== undefined && wait > 0 ? new Date(now + wait) : undefined;
  const isJson = (flags & IS_JSON) !== 0;
  const problem = {
    status,
    ...(isJson ? told(json) : untold(body)),
    retry: flags & MAY_RETRY ? ("later" as const) : ("no" as const),
    ...(retryAt && { retryAt }),
    mayExist: (flags & MAY_EXIST) !== 0,
  };
  return Object.defineProperty(problem, "isError", { value: (flags & IS_ERROR) !== 0, enumerable: !isBuiltIn }) as Said;
}

type Reading = readonly [flags: number, wait: number, json: string];

/** Reads an answer with the core, which ignores a body that is not UTF-8 or is longer than the scratch buffer. */
function read(handle: Handle, status: number, now: number, fields: readonly string[], body: string | Uint8Array): Reading {
  try {
    return guarded(() => {
      const client = handle.live();
      const [head, length] = placeWithBody("headers", fields, body, "peer");
      if (length < 0) throw tooLarge("body", "is longer than 64 KiB", "peer");
      return readAnswer(answer(core().clientReadError(client, status, now, head, length)));
    });
  } catch (error) {
    if (body.length === 0 || !isPayauthError(error) || error.argument === "headers" || error.blame !== "peer") throw error;
    return read(handle, status, now, fields, "");
  }
}

function readAnswer(record: string): Reading {
  const lines = record.split("\n") as AnswerRecord;
  return [Number(lines[ANSWER_FLAGS]), Number(lines[ANSWER_WAIT_MS]), lines[ANSWER_FOUND]];
}

/** The message for a body that is not JSON: the body itself. */
function untold(body: string | Uint8Array): Pick<Said, "message" | "fields"> {
  const message = typeof body === "string" ? body : new TextDecoder().decode(body);
  return { ...(message.trim() && { message }), fields: {} };
}

/** The message, the code and the fields of a JSON body. */
function told(json: string): Pick<Said, "message" | "code" | "requestId" | "fields"> {
  const [message, code, requestId, fields] = JSON.parse(json) as [string | null, string | null, string | null, object];
  const texts = Object.entries({ message, code, requestId }).filter(([, text]) => text !== null);
  return { ...(Object.fromEntries(texts) as { [name: string]: string }), fields: { ...fields } };
}
