// From the options of `sign` to a request that `fetch` takes.

import * as check from "./check.js";
import { absorb, answer, placeWithBody, recover, result } from "./scratch.js";
import * as raw from "./raw.js";
import { typeError } from "./errors.js";
import type { Handle } from "./handle.js";
import { type HeaderFields, headerLines } from "./headers.js";
import { type JsonArray, type JsonObject, writeJson } from "./json.js";
import { REDACTED, RedactedView, redactFields } from "./redact.js";

/** The parameters of a query: an object, or the host's `URLSearchParams`. */
export type Query =
  | { readonly [name: string]: string | number | bigint | boolean | undefined }
  | { readonly size: number; toString(): string; getAll(name: string): string[] };

/** A request that is to be authorized. */
export interface SignOptions {
  /** Begins with `/`, may carry a query, and is appended to the base URL. */
  readonly path: string;
  /** The time of signing. */
  readonly now: Date;
  /** Default: the known endpoint's method, else POST with a body and GET without. */
  readonly method?: string;
  /** Appended to the path. */
  readonly query?: Query;
  /** Header fields of your own. `Content-Type: application/json` is set where there is a body, unless given. */
  readonly headers?: HeaderFields;
  /**
   * Text or bytes are signed and sent as they are. A plain object or an array is written as JSON, once; a bigint becomes
   * its digits, and a number that would lose digits is refused.
   */
  readonly body?: string | Uint8Array | JsonObject | JsonArray;
  /** One for an operation, the same for each of its attempts: 1 to 255 visible ASCII characters. */
  readonly idempotencyKey?: string;
}

/**
 * A request that carries its authorization, ready for `fetch(request.url, request)`.
 *
 * Its fields are plain, for `fetch` to read; logged or made JSON of, it shows `[redacted]` for its header values and
 * body. A redirect is not followed: `fetch` would send the credentials to wherever it points.
 */
export interface AuthorizedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { [name: string]: string };
  /** The very body that was signed. */
  readonly body?: string | Uint8Array;
  readonly redirect: "manual";
}

const SIGN_OPTIONS = ["path", "now", "method", "query", "headers", "body", "idempotencyKey"];

/** Authorizes a request by the client that `handle` stands for. */
export function sign(handle: Handle, given: unknown): AuthorizedRequest {
  const options = check.options("options", given, SIGN_OPTIONS);
  const path = pathOf(check.string("path", options["path"]), options["query"]);
  const method = optional("method", options["method"]);
  const key = optional("idempotencyKey", options["idempotencyKey"]);
  const headers = options["headers"] === undefined ? [] : headerLines("headers", options["headers"]);
  const body = bodyOf(options["body"]);
  const now = check.date("now", options["now"]);
  const flags = (method === undefined ? 0 : 1) | (key === undefined ? 0 : 2) | (body === undefined ? 0 : 4);
  const lines = [path, method ?? "", key ?? "", ...headers];
  try {
    const client = handle.live();
    const [head, length] = placeWithBody(lines, body ?? "");
    if (length >= 0) return request(answer(raw.clientSign(client, now, flags, head, length)), body);
    result(raw.clientBegin(client, now, flags, head));
    absorb("body", body ?? "");
    return request(answer(raw.clientEnd()), body);
  } catch (error) {
    throw recover(error);
  }
}

class Request extends RedactedView implements AuthorizedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { [name: string]: string } = redactFields({});
  declare readonly body?: string | Uint8Array;
  readonly redirect = "manual";

  constructor(method: string, url: string, body: string | Uint8Array | undefined) {
    super();
    this.method = method;
    this.url = url;
    if (body !== undefined) this.body = body;
  }

  override toJSON(): unknown {
    const { method, url, headers, redirect } = this;
    return { method, url, headers, ...(this.body !== undefined && { body: REDACTED }), redirect };
  }
}

/** The record's lines are the method, the URL, then names and values; `split` takes twice as long as this. */
function request(record: string, body: string | Uint8Array | undefined): AuthorizedRequest {
  let from = 0;
  const line = (): string => record.slice(from, (from = record.indexOf("\n", from) + 1) - 1);
  const request = new Request(line(), line(), body);
  while (from < record.length) request.headers[line()] = line();
  return request;
}

function optional(argument: string, value: unknown): string | undefined {
  return value === undefined ? undefined : check.string(argument, value);
}

function bodyOf(value: unknown): string | Uint8Array | undefined {
  if (value === undefined || typeof value === "string") return value;
  if (check.isBytes(value)) return check.stringOrBytes("body", value);
  if (Array.isArray(value) || check.isPlainObject(value)) return writeJson("body", value);
  throw typeError("body", "a string, a Uint8Array, a plain object or an array", value);
}

function pathOf(path: string, query: unknown): string {
  if (query === undefined) return path;
  const text = isSearchParams(query) ? String(query) : search(query);
  return text === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${text}`;
}

function isSearchParams(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object URLSearchParams]";
}

function search(query: unknown): string {
  if (!check.isPlainObject(query)) throw typeError("query", "a plain object or URLSearchParams", query);
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.append(queryText("query", name), queryText(`query.${name}`, value));
  }
  return parameters.toString();
}

function queryText(argument: string, value: unknown): string {
  if (typeof value === "string") return check.wellFormed(argument, value, "ERR_ENCODING");
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  throw typeError(argument, "a string, a finite number, a bigint or a boolean", value);
}
