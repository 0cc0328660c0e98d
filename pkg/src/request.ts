// From the options of `sign` to a request that `fetch` takes.

import * as check from "./check.js";
import { absorb, answer, bounded, core, guarded, isTextTooLong, malformed, placeLines, placeWithBody, result, tooLarge, wipe } from "./scratch.js";
import { typeError } from "./errors.js";
import type { Handle } from "./handle.js";
import { headerLines, type RequestFields } from "./headers.js";
import { counted, type JsonArray, type JsonObject, named, writeJson } from "./json.js";
import { paramLines, type Params } from "./params.js";
import { Fields, harmless, REDACTED, RedactedView } from "./redact.js";

/** The parameters of a query: an object, or the host's `URLSearchParams`. */
export type Query =
  | { readonly [name: string]: string | number | bigint | boolean | undefined }
  | { readonly size: number; toString(): string; getAll(name: string): string[] };

/** A request that is to be authorized. */
export interface SignOptions {
  /** Begins with `/`, may carry a query, and is appended to the base URL. With `params`, a template. */
  readonly path: string;
  /**
   * What stands in the `{name}` places of the path, such as `{ id }` for `/orders/{id}`: the one safe way for a value that
   * somebody else chose. It is percent-encoded; one that is empty, is dots or blanks alone, or has `/ \ ; %`, a character
   * like them, or a control character is refused with `ERR_PATH`, which names the parameter.
   */
  readonly params?: Params;
  /** The time of signing. */
  readonly now: Date;
  /** Default: the known endpoint's method, else POST with a body and GET without. */
  readonly method?: string;
  /** Appended to the path. */
  readonly query?: Query;
  /** Header fields of your own. `Content-Type: application/json` is set where there is a body, unless given. */
  readonly headers?: RequestFields;
  /**
   * Text or bytes are signed and sent as they are. A plain object or an array is written as JSON, once; a bigint becomes
   * its digits, and a number that would lose digits is refused.
   */
  readonly body?: string | Uint8Array | JsonObject | JsonArray;
  /** One for an operation, the same for each of its attempts: 1 to 255 visible ASCII characters. */
  readonly idempotencyKey?: string;
  /** Where an access token is needed: the `authorization` of the token's decision. */
  readonly authorization?: string;
  /** Another of the ways to authenticate that the provider leaves open. */
  readonly auth?: string;
}

/**
 * A request that carries its authorization, ready for `fetch(request.url, request)`.
 *
 * Its fields are plain, for `fetch` to read; logged or made JSON of, it shows `[redacted]` for its header values and
 * body. A copy of it shows them: `structuredClone(request)` and `{ ...request }` are plain objects, and so is what a tool
 * makes of it that reads its fields. A redirect is not followed: `fetch` would send the credentials to wherever it points.
 */
export interface AuthorizedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { [name: string]: string };
  /** The very body that was signed; bytes are a copy of those that were given, made when `sign` was called. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly redirect: "manual";
  /** Next.js would answer from its cache, and send nothing. It is ignored elsewhere. */
  readonly next: { readonly revalidate: 0 };
}

const CALL_OPTIONS = ["params", "method", "query", "headers", "body", "idempotencyKey", "auth"];
const SIGN_OPTIONS = ["path", "now", "authorization", ...CALL_OPTIONS];

/** What a client that fetches takes beside the path. */
export const FETCH_OPTIONS: readonly string[] = ["signal", ...CALL_OPTIONS];

/** A call whose types were checked, as the boundary wants it. */
export interface Call {
  readonly lines: [path: string, method: string, key: string, auth: string, authorization: string, ...fields: string[]];
  readonly flags: number;
  readonly body: Body | undefined;
}

/** Checks the options of a call, all but its time. */
export function readCall(place: unknown, given: unknown, names: readonly string[]): Call {
  const options = check.options("options", given, names);
  const path = pathOf(check.string("path", place), options["query"]);
  const params = options["params"] === undefined ? [] : paramLines(options["params"]);
  const method = optional("method", options["method"]);
  const key = optional("idempotencyKey", options["idempotencyKey"]);
  const headers = options["headers"] === undefined ? [] : ownFields(options["headers"]);
  const body = bodyOf(options["body"]);
  const auth = optional("auth", options["auth"]);
  const authorization = optional("authorization", options["authorization"]);
  const flags =
    bit(method, 1) | bit(key, 2) | bit(body, HAS_BODY) | bit(auth, 8) | bit(authorization, HAS_AUTHORIZATION) |
    ((params.length / 2) << PARAMS);
  return { lines: [path, method ?? "", key ?? "", auth ?? "", authorization ?? "", ...params, ...headers], flags, body };
}

/** The caller's own fields; their names become properties of the request. */
function ownFields(headers: unknown): string[] {
  return headerLines("headers", headers).map((line, index) => (index % 2 === 0 ? harmless(line) : line));
}

const HAS_BODY = 4;
const HAS_AUTHORIZATION = 16;
/** The bits above those: how many parameters the path has. */
const PARAMS = 8;

function bit(value: unknown, flag: number): number {
  return value === undefined ? 0 : flag;
}

/** Authorizes a request by the client that `handle` stands for. */
export function sign(handle: Handle, given: unknown): AuthorizedRequest {
  const { path, now } = Object(given) as SignOptions;
  const call = readCall(path, given, SIGN_OPTIONS);
  return authorize(handle, call, check.date("now", now), call.body);
}

/** The same call with an access token. */
export function withAuthorization({ lines, flags, body }: Call, authorization: string): Call {
  const [path, method, key, auth, , ...fields] = lines;
  return { lines: [path, method, key, auth, authorization, ...fields], flags: flags | HAS_AUTHORIZATION, body };
}

/** Whether a call needs an access token. */
export function takesToken(handle: Handle, { lines, flags }: Call): boolean {
  return guarded(() => result(core().clientTakesToken(handle.live(), flags, placeLines("path", lines)))) === 1;
}

/**
 * Authorizes a call at a time in milliseconds. Each request has bytes of its own, so that whoever sends it can change
 * none of the next.
 */
export function signCall(handle: Handle, call: Call, now: number): AuthorizedRequest {
  return authorize(handle, call, now, typeof call.body === "object" ? call.body.slice() : call.body);
}

function authorize(handle: Handle, { lines, flags, body }: Call, now: number, sent: Body | undefined): AuthorizedRequest {
  const client = handle.live();
  return guarded(() => {
    const [head, length] = placeWithBody("path", lines, body ?? "", "caller");
    if (length >= 0) return readRequest(answer(core().clientSign(client, now, flags, head, length)), 0, sent);
    result(core().clientBegin(client, now, flags, head));
    absorb("body", body ?? "");
    const request = readRequest(answer(core().clientEnd()), 0, sent);
    wipe();
    return request;
  });
}

const UNCACHED = /* @__PURE__ */ Object.freeze({ revalidate: 0 } as const);

class Request extends RedactedView implements AuthorizedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers = new Fields() as unknown as { [name: string]: string };
  declare readonly body?: Body;
  readonly redirect = "manual";
  readonly next = UNCACHED;

  constructor(method: string, url: string, body: Body | undefined) {
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

/** The names of the last request's fields. Most requests have the same ones, and a name that is known costs a tenth. */
const known: string[] = [];

/**
 * A request out of a record, whose lines from `from` on are the method, the URL, then names and values; `split` takes
 * twice as long as this.
 */
export function readRequest(record: string, from: number, body: Body | undefined): AuthorizedRequest {
  const line = (): string => {
    const end = record.indexOf("\n", from);
    if (end < 0) throw malformed();
    return record.slice(from, (from = end + 1) - 1);
  };
  const request = new Request(line(), line(), body);
  for (let index = 0; from < record.length; index += 1) {
    const name = known[index];
    if (name !== undefined && record.startsWith(name, from) && record[from + name.length] === "\n") {
      from += name.length + 1;
    } else {
      known[index] = line();
    }
    request.headers[known[index] as string] = line();
  }
  return request;
}

function optional(argument: string, value: unknown): string | undefined {
  return value === undefined ? undefined : check.string(argument, value);
}

type Body = NonNullable<AuthorizedRequest["body"]>;

/** Bytes are copied: what is signed is what is sent, whatever becomes of the caller's. */
function bodyOf(value: unknown): Body | undefined {
  if (value === undefined || typeof value === "string") return value;
  if (check.isBytes(value)) {
    bounded("body", check.lengthOf(value));
    return check.copy("body", value);
  }
  if (Array.isArray(value) || check.isPlainObject(value)) return writeJson("body", value, counted);
  throw typeError("body", "a string, a Uint8Array, a plain object or an array", value);
}

function pathOf(path: string, query: unknown): string {
  if (query === undefined) return path;
  const text = isSearchParams(query) ? searchText(query) : search(query);
  bounded("query", text.length + path.length);
  return text === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${text}`;
}

/** Of any realm; older workerd has no tag on them. */
function isSearchParams(value: unknown): boolean {
  return value instanceof URLSearchParams || Object.prototype.toString.call(value) === "[object URLSearchParams]";
}

/** The text of a search of any realm. */
function searchText(query: unknown): string {
  try {
    return String(query);
  } catch (error) {
    throw isTextTooLong(error) ? tooLarge("query", "is longer than 32 MiB", "caller") : error;
  }
}

function search(query: unknown): string {
  if (!check.isPlainObject(query)) throw typeError("query", "a plain object or URLSearchParams", query);
  const parameters = new URLSearchParams();
  let length = 0;
  for (const [index, [name, value]] of Object.entries(query).entries()) {
    if (value === undefined) continue;
    const [key, text] = [queryText("query", name), queryText(named("query", index, name), value)];
    bounded("query", (length += key.length + text.length));
    parameters.append(key, text);
  }
  return parameters.toString();
}

function queryText(argument: string, value: unknown): string {
  if (typeof value === "string") return check.wellFormed(argument, value, "ERR_ENCODING");
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  throw typeError(argument, "a string, a finite number, a bigint or a boolean", value);
}
