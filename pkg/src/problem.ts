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
  /**
   * The provider's message; absent if the JSON has an unknown format. If the body is too long or is not JSON, this is the message in a
   * header field that `errors.message` of the definition names. If there is no such header field either, it is the whole body.
   */
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
   * names. Absent without such a field, without `now`, or if the time has passed.
   */
  readonly retryAt?: Date;
  /**
   * Whether the operation may have been done already. It may have been done by an earlier attempt. Or the status is 200 to 299, and
   * payauth cannot read the answer, although `errors.when` of the definition needs a value of the answer. Look up the operation before
   * you do anything else.
   */
  readonly mayExist: boolean;
}

/** A problem, and whether the answer is an error: an answer with a status of 200 to 299 can be an error. */
export interface Said extends Problem {
  readonly isError: boolean;
}

/** The facts about a provider that are needed to read its answers. */
export interface AnswerReader {
  readonly definition: { readonly errors?: object };
  readonly description: { readonly answerFields: readonly string[] };
  /** Whether copies and logs omit the property `isError`, because the built-in clients did not have it at first. */
  readonly isBuiltIn: boolean;
}

const ANSWER = ["status", "headers", "body", "now"];

/** Reads an answer with the client of `handle`. */
export function readProblem(handle: Handle, answered: unknown, { definition, description, isBuiltIn }: AnswerReader): Said {
  const options = check.options("answer", answered, ANSWER);
  const status = check.status(options["status"]);
  const given = options["body"];
  const body = typeof given === "string" ? given : check.buffer("body", given);
  const fields = options["headers"] === undefined ? [] : short(firstTexts("headers", options["headers"], description.answerFields));
  const now = options["now"] === undefined ? undefined : check.date("now", options["now"]);
  const reading = (text: string | Uint8Array): Reading => read(handle, status, now ?? 0, fields, text);
  let [flags, wait, json] = reading(typeof body === "string" ? body.toWellFormed() : body);
  // The strict reader could not read an answer whose status means success, so it cannot know whether the answer is an error.
  if (status < 300 && (flags & (IS_ERROR | IS_JSON)) === IS_ERROR) [flags, wait, json] = reading(simplified(body, definition.errors));
  const retryAt = now !== undefined && wait > 0 ? new Date(now + wait) : undefined;
  const isJson = (flags & IS_JSON) !== 0;
  const problem = {
    status,
    ...(isJson ? {} : untold(body)),
    ...told(json),
    retry: flags & MAY_RETRY ? ("later" as const) : ("no" as const),
    ...(retryAt && { retryAt }),
    mayExist: (flags & MAY_EXIST) !== 0,
  };
  return Object.defineProperty(problem, "isError", { value: (flags & IS_ERROR) !== 0, enumerable: !isBuiltIn }) as Said;
}

type Reading = readonly [flags: number, wait: number, json: string];

/** A body that is not JSON. It replaces a body that the core cannot receive. */
const UNREADABLE = "?";

/** Reads an answer with the core. A body that is not UTF-8 or is longer than the scratch buffer is read as a body that is not JSON. */
function read(handle: Handle, status: number, now: number, fields: readonly string[], body: string | Uint8Array): Reading {
  try {
    return guarded(() => {
      const client = handle.live();
      const [head, length] = placeWithBody("headers", fields, body, "peer");
      if (length < 0) throw tooLarge("body", "is longer than 64 KiB", "peer");
      return readAnswer(answer(core().clientReadError(client, status, now, head, length)));
    });
  } catch (error) {
    if (body === UNREADABLE || !isPayauthError(error) || error.blame !== "peer") throw error;
    return read(handle, status, now, fields, UNREADABLE);
  }
}

/** The first fields whose names and values together have at most 8 KiB. The peer chose their length, so a longer field is left out. */
function short(fields: readonly string[]): string[] {
  let length = 0;
  const texts: string[] = [];
  for (let index = 0; index < fields.length; index += 2) {
    const pair = fields.slice(index, index + 2);
    const longer = length + pair.join("").length;
    if (longer > 8192) continue;
    length = longer;
    texts.push(...pair);
  }
  return texts;
}

/**
 * The body as JSON that the strict reader of the core accepts: only members whose names occur in the paths of the definition. Like
 * `JSON.parse`, it uses the last of several members with the same name.
 */
function simplified(body: string | Uint8Array, errors: object | undefined): string {
  try {
    return JSON.stringify(pruned(JSON.parse(textOf(body)), new Set(segments(errors)), 0));
  } catch {
    return UNREADABLE;
  }
}

/** The names in all paths, and other words of the definition. */
function segments(value: unknown): string[] {
  if (typeof value === "string") return value.split(".");
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(segments) : [];
}

function pruned(value: unknown, names: ReadonlySet<string>, depth: number): unknown {
  if (typeof value === "string") return value.slice(0, 8192).toWellFormed();
  // A larger number has lost digits, so the result only shows that there is a value.
  if (typeof value === "number") return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : true;
  if (typeof value !== "object" || value === null) return value;
  if (depth > 30) return true;
  if (Array.isArray(value)) return value.slice(0, 512).map((element) => pruned(element, names, depth + 1));
  const all = Object.entries(value);
  const known = all.filter(([name]) => names.has(name)).map(([name, member]) => [name, pruned(member, names, depth + 1)]);
  // An object that was not empty must not become empty, because an empty object could mean that there is no error.
  return Object.fromEntries(known.length > 0 || all.length === 0 ? known : [["", 0]]) as unknown;
}

function readAnswer(record: string): Reading {
  const lines = record.split("\n") as AnswerRecord;
  return [Number(lines[ANSWER_FLAGS]), Number(lines[ANSWER_WAIT_MS]), lines[ANSWER_FOUND]];
}

function textOf(body: string | Uint8Array): string {
  return typeof body === "string" ? body.replace(/^\ufeff/, "") : new TextDecoder().decode(body);
}

/** The message for a body that is not JSON: the body itself. */
function untold(body: string | Uint8Array): Pick<Said, "message"> {
  const message = textOf(body);
  return message.trim() ? { message } : {};
}

/** What the core found in the JSON body and in the header fields. */
function told(json: string): Pick<Said, "message" | "code" | "requestId" | "fields"> {
  const [message, code, requestId, fields] = JSON.parse(json) as [string | null, string | null, string | null, object];
  const texts = Object.entries({ message, code, requestId }).filter(([, text]) => text !== null);
  return { ...(Object.fromEntries(texts) as { [name: string]: string }), fields: { ...fields } };
}
