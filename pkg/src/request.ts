// Turns the options of `sign` into a request for `fetch`.

import * as check from "./check.js";
import { type Body, type Call, type Form, readOptions, readSign } from "./call.js";
import {
  absorb,
  answer,
  cleared,
  core,
  guarded,
  malformed,
  placeLines,
  placeWithBody,
  recover,
  result,
  wipe,
} from "./scratch.js";
import { isPayauthError, refuse } from "./errors.js";
import { HAS_AUTH } from "./generated/boundary.js";
import { CALL_AUTHORIZATION, CALL_KEY, CALL_LINES, type CallRecord } from "./generated/records.js";
import type { Handle } from "./handle.js";
import type { RequestFields } from "./headers.js";
import type { JsonArray, JsonObject } from "./json.js";
import type { Params } from "./params.js";
import { type Plan, planOf, remember } from "./plan.js";
import { Fields, harmless, REDACTED, RedactedView } from "./redact.js";

/**
 * The parameters of a query: an object, or `URLSearchParams`. Members that are `undefined` are left out.
 *
 * @category Requests
 */
export type Query =
  | { readonly [name: string]: string | number | bigint | boolean | undefined }
  | { readonly size: number; toString(): string; getAll(name: string): string[] };

/**
 * The options of `client.sign`: the request to authorize.
 *
 * @category Requests
 */
export interface SignOptions {
  /**
   * The path; required. It begins with `/`, may have a query, and is appended to the base URL. With `params`, it is a
   * template such as `/orders/{id}`.
   */
  readonly path: string;
  /**
   * The values for the `{name}` placeholders of the path, such as `{ id }` for `/orders/{id}`. Use `params` for every value that your
   * program did not choose itself. Values are percent-encoded. A value that is empty, consists only of dots, spaces or `+`, is in
   * parentheses, or contains `/ \ ; %`, a similar character or a control character is rejected with `ERR_PATH`, which names the
   * parameter. Default: no placeholders.
   */
  readonly params?: Params;
  /** The current time; required. */
  readonly now: Date;
  /**
   * The method, which is sent in upper case. Default: POST with a body, and GET without a body. The default is different if the
   * definition lists the path, but not with this method. For an exact path, the last listed method is then the default. For a path that
   * only patterns such as `/orders/{id}` match, the method of the patterns is then the default, with these exceptions: the pattern ends
   * with `*`; the method is DELETE; the method is GET or HEAD, and there is a body; the patterns have different methods.
   */
  readonly method?: string;
  /** The query parameters, which are appended to the path. Default: none. */
  readonly query?: Query;
  /**
   * Additional header fields. Default without a body: none. Default with a body: `Content-Type: application/json` or, for a provider
   * whose bodies are forms, `Content-Type: application/x-www-form-urlencoded`.
   */
  readonly headers?: RequestFields;
  /**
   * The body. Text and bytes are signed and sent unchanged. A plain object or an array is written as JSON once. In it, a bigint
   * is written as its digits, and an integer outside -(2^53-1) to 2^53-1 is rejected. Default: no body.
   */
  readonly body?: string | Uint8Array | JsonObject | JsonArray;
  /**
   * The idempotency key of the operation, the same in each attempt: 1 to 255 visible ASCII characters. Some providers accept only
   * shorter keys, or only UUIDs. Some endpoints require a key, some accept a key, and all other endpoints reject a key. Default: none.
   */
  readonly idempotencyKey?: string;
  /** The `authorization` of `token.decide()`. Required if the request needs an access token; otherwise absent. */
  readonly authorization?: string;
  /**
   * How the request authenticates, if the provider has several ways. Default: the `auth` of the endpoint. If the endpoint has no `auth`,
   * the `auth` of the provider.
   */
  readonly auth?: string;
}

/**
 * A request with its authorization, ready for `fetch(request.url, request)`.
 *
 * `console.log` and `JSON.stringify` show `[redacted]` for its header values and body. The fields themselves are plain,
 * because `fetch` reads them: a copy such as `structuredClone(request)` or `{ ...request }` shows them. `fetch` does not follow
 * a redirect of this request, because the next request would send the credentials to another address.
 *
 * @category Requests
 */
export interface AuthorizedRequest {
  /** The method, in upper case. */
  readonly method: string;
  /** The absolute URL, with the query. */
  readonly url: string;
  /** The header fields, with the credentials and signatures. Treat them as secrets. */
  readonly headers: { [name: string]: string };
  /** The body that was signed; absent if there is none. Bytes are a copy, made when `sign` was called. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Always `"manual"`: `fetch` does not follow a redirect. */
  readonly redirect: "manual";
  /** Makes Next.js send the request instead of answering from its cache. Other hosts ignore it. */
  readonly next: { readonly revalidate: 0 };
}

/** Authorizes a request with the client of `handle`. */
export function sign(handle: Handle, given: unknown, form: Form): AuthorizedRequest {
  const options = readSign(given, form);
  const call = readOptions(options.path, options, form);
  try {
    return authorize(handle, call, check.date("now", options.now), call.body);
  } catch (error) {
    throw withAlternatives(error, handle, call, form.alternatives);
  }
}

/** How a call is authenticated: the index of the auth in the definition, and whether it needs an access token. */
export function authOf(handle: Handle, { lines, flags }: Call): { readonly index: number; readonly takesToken: boolean } {
  const auth = guarded(() => result(core().clientAuth(handle.live(), flags, placeLines("path", lines))));
  return { index: auth >> 1, takesToken: (auth & 1) === 1 };
}

/** The error of a call. If a credential is missing, and the call may choose another auth, the text names the alternatives. */
export function withAlternatives(error: unknown, handle: Handle, call: Call, alternatives: readonly string[]): unknown {
  if (alternatives.length === 0 || (call.flags & HAS_AUTH) !== 0 || !isPayauthError(error)) return error;
  const { code, argument, message } = error;
  const isMissing = MISSING.includes(code) && message.startsWith(`${argument}: is missing`);
  if (!isMissing || authOf(handle, call).index > 0) return error;
  const choices = alternatives.map((name) => `"${name}"`).join(" or ");
  return refuse(code, argument, `${message.slice(argument.length + 2)}; or pass another auth in the call: ${choices}`);
}

/** The codes of errors about a missing credential or token. */
const MISSING: readonly string[] = ["ERR_BEARER_TOKEN", "ERR_CREDENTIALS"];

/**
 * Authorizes a call at a time in milliseconds. Each request gets its own copy of the bytes, so that a `fetch` that changes
 * them does not change the next attempt.
 */
export function signCall(handle: Handle, call: Call, now: number): AuthorizedRequest {
  return authorize(handle, call, now, typeof call.body === "object" ? call.body.slice() : call.body);
}

function authorize(handle: Handle, call: Call, now: number, sent: Body | undefined): AuthorizedRequest {
  const client = handle.live();
  try {
    const { lines, flags, body } = call;
    const plan = planOf(handle, client, call);
    if (plan !== undefined) {
      const [head, length] = placeWithBody("path", varying(lines), body ?? "", "caller");
      if (length >= 0) {
        const record = answer(core().clientAgain(client, plan.place, now, flags, head, length));
        return cleared(fulfil(plan, record, sent));
      }
    }
    const [head, length] = placeWithBody("path", lines, body ?? "", "caller");
    const request = length < 0
      ? authorizeLong(client, call, now, head, sent)
      : readRequest(answer(core().clientSign(client, now, flags, head, length)), 0, sent);
    remember(handle, call);
    return cleared(request);
  } catch (error) {
    throw recover(error);
  }
}

/** Authorizes a call whose lines have been written, and whose body does not fit into the scratch buffer after the lines. */
function authorizeLong(client: number, { flags, body }: Call, now: number, head: number, sent: Body | undefined): AuthorizedRequest {
  result(core().clientBegin(client, now, flags, head));
  absorb("body", body ?? "");
  const request = readRequest(answer(core().clientEnd()), 0, sent);
  wipe();
  return request;
}

/** The lines of a call. Lines that are the same for all calls of the plan are empty, because the plan has their values. */
function varying(lines: Call["lines"]): readonly string[] {
  const nonce = lines[CALL_LINES];
  const record: CallRecord = ["", "", lines[CALL_KEY], "", lines[CALL_AUTHORIZATION]];
  return nonce === undefined ? record : [...record, nonce];
}

/** Makes the request of a plan with the values that differ from call to call. */
function fulfil({ method, url, names, values }: Plan, record: string, body: Body | undefined): AuthorizedRequest {
  let from = record.indexOf("\n");
  const query = record.slice(0, from);
  const request = new Request(method, query === "" ? url : `${url}?${query}`, body);
  const { headers } = request;
  for (let index = 0; index < names.length; index += 1) {
    let value = values[index] as string;
    if (value === "") {
      const end = record.indexOf("\n", from + 1);
      if (end < 0) throw malformed();
      value = record.slice(from + 1, end);
      from = end;
    }
    headers[names[index] as string] = value;
  }
  return request;
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

/** The header names of the last request. Most requests have the same names, and reusing a name takes a tenth of the time. */
const known: string[] = [];

/**
 * Reads a request from a record. From the index `from`, its lines are the method, the URL, then names and values. `split` would
 * take twice as long.
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
      known[index] = harmless(line());
    }
    request.headers[known[index] as string] = line();
  }
  return request;
}
