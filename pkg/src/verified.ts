// Reads the facts of a verified webhook from a record of the module.

import { answer, core, guarded, malformed, placeWithBody } from "./scratch.js";
import type { VerifiedWebhook } from "./webhook.js";

/** The name of the sender, and the path of the event's id in the body; both empty if the body has no id. */
export interface EventId {
  readonly name: string;
  readonly path: string;
}

/** Reads a record; `body` is the body of the message. */
export function readVerified(record: string, event: EventId, body: string | Uint8Array): VerifiedWebhook {
  const line = lineReader(record);
  return new Evidence(line, event, body, record.length);
}

/** The longest body in which the id is read. */
const LONGEST = 1024 * 1024;

/**
 * All members are own properties, including the getter of `replayKey`, so that a copy has all of them. A copy without the key
 * would look like a message that cannot be identified.
 */
class Evidence implements VerifiedWebhook {
  declare readonly secretId: string;
  declare readonly timestamp?: Date;
  declare readonly replayKey?: string;
  declare readonly replayTtlSecs?: number;
  declare readonly covers: VerifiedWebhook["covers"];
  declare readonly outcome?: NonNullable<VerifiedWebhook["outcome"]>;
  declare readonly claims?: string;
  declare readonly acknowledge: VerifiedWebhook["acknowledge"];
  readonly #event: EventId;
  readonly #id: string;
  readonly #tag: string;
  /** The body that has the id: text, or a copy of bytes, because the caller may change the original. */
  #body: string | Uint8Array = "";
  #key: string | undefined;

  constructor(line: (end?: number) => string, event: EventId, body: string | Uint8Array, end: number) {
    this.secretId = line();
    const signed = line();
    if (signed) this.timestamp = new Date(Number(signed));
    const id = line();
    this.#event = event;
    this.#id = id && (JSON.parse(id) as string);
    this.#tag = line();
    if (this.#id || this.#tag) Object.defineProperty(this, "replayKey", KEY);
    const ttl = line();
    if (ttl) this.replayTtlSecs = Number(ttl);
    const verdict = line();
    const word = line();
    const answered = line();
    const covers = line();
    this.covers = covers.startsWith("[") ? (JSON.parse(covers) as string[]) : (covers as "body" | "nothing");
    if (verdict) this.outcome = { verdict: verdict as "paid", word: JSON.parse(word) as string };
    const claims = line(end);
    if (claims) this.claims = claims;
    this.acknowledge = answered ? { status: 200, body: answered } : { status: 200 };
    if (event.path && covers === "body" && !claims && body.length <= LONGEST) {
      this.#body = typeof body === "string" ? body : body.slice();
    }
  }

  static keyOf(evidence: Evidence): string {
    return (evidence.#key ??= evidence.#makeKey());
  }

  #makeKey(): string {
    const { name, path } = this.#event;
    const id = this.#id || idIn(this.#body, path);
    this.#body = "";
    return guarded(() => {
      const [head, length] = placeWithBody("body", [name, path, this.#tag], id, "peer");
      return answer(core().replayKey(head, Math.max(length, 0)));
    });
  }

  /** A log shows a plain object. */
  [Symbol.for("nodejs.util.inspect.custom")](): unknown {
    return { ...this };
  }

  [Symbol.for("Deno.customInspect")](inspect: (value: unknown) => string): string {
    return inspect({ ...this });
  }
}

/** One descriptor for all objects, so that they have one shape. A separate getter for each is ten times slower. */
const KEY: PropertyDescriptor & ThisType<Evidence> = {
  get() {
    return Evidence.keyOf(this);
  },
  enumerable: true,
  configurable: true,
};

/** The id in an authentic body, if it is text; otherwise an empty text. */
function idIn(body: string | Uint8Array, path: string): string {
  if (body.length === 0) return "";
  try {
    const text = typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    let value: unknown = JSON.parse(text);
    for (const name of path.split(".")) value = memberOf(value, name);
    return typeof value === "string" && value.isWellFormed() ? value : "";
  } catch {
    // A body that is not JSON has no id.
    return "";
  }
}

/** The member of that name; for `*`, the only element of an array. */
function memberOf(value: unknown, name: string): unknown {
  if (name === "*") return Array.isArray(value) && value.length === 1 ? value[0] : undefined;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** Returns the lines of a record one by one, in half the time of `split`; with `end`, everything up to it. */
function lineReader(record: string): (end?: number) => string {
  let start = 0;
  return (end = record.indexOf("\n", start)) => {
    if (end < start) throw malformed();
    const line = record.slice(start, end);
    start = end + 1;
    return line;
  };
}
