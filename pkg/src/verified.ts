// What a verified webhook tells, out of a record of the module.

import { answer, core, guarded, malformed, placeWithBody } from "./scratch.js";

/** What was found out about a message that is authentic. */
export interface VerifiedWebhook {
  /** The id of the secret that fitted; without ids, `secret1`, `secret2` and so on. */
  readonly secretId: string;
  /** When it was signed, where the scheme tells. */
  readonly timestamp?: Date;
  /**
   * Names the message, from authenticated data alone; absent where the signature covers nothing of it.
   *
   * Where the sender has an id of the event in what it signs, the key is made of the sender's name and that id: it is the
   * same when the event is sent again, signed at another time and with another secret, and it is the same at each endpoint
   * that the event is sent to. Elsewhere it is made of the tag of the secret that fits. A body above 1 MiB has no id that
   * is read.
   *
   * It is made when it is first read, by a getter of the object itself: spread, `Object.keys`, `JSON.stringify`,
   * `structuredClone` and `console.log` have it as they have any other member.
   */
  readonly replayKey?: string;
  /** For how many seconds it could be let through again; absent where no window ends that. */
  readonly replayTtlSecs?: number;
  /** What the signature binds: the whole body, these members of it, or nothing in it. */
  readonly covers: "body" | "nothing" | readonly string[];
  /** What became of the payment, where the provider's profile tells. `word` is the provider's own. */
  readonly outcome?: { readonly verdict: "paid" | "failed" | "other"; readonly word: string };
  /** The claims of a signed token, as JSON. */
  readonly claims?: string;
  /** What to answer, so that it is not sent again. */
  readonly acknowledge: { readonly status: 200; readonly body?: string };
}

/** Whose the ids of messages are, and the path of the id in the body; both empty where there is none. */
export interface EventId {
  readonly name: string;
  readonly path: string;
}

/** Reads a record; `body` is what the message came with. */
export function readVerified(record: string, event: EventId, body: string | Uint8Array): VerifiedWebhook {
  const line = lineReader(record);
  return new Evidence(line, event, body, record.length);
}

/** The longest body in which an id is read. */
const LONGEST = 1024 * 1024;

/**
 * Its members are its own, also the getter of `replayKey`, so that a copy has them all: a copy without the key would pass
 * for a message that cannot be told from another.
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
  /** Where the id is to be read; text, or a copy of bytes, which their owner may change. */
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

  /** Logged, it is the plain object that it looks like. */
  [Symbol.for("nodejs.util.inspect.custom")](): unknown {
    return { ...this };
  }

  [Symbol.for("Deno.customInspect")](inspect: (value: unknown) => string): string {
    return inspect({ ...this });
  }
}

/** One for all, so that objects with it have one shape: a getter of each object's own makes it ten times as slow. */
const KEY: PropertyDescriptor & ThisType<Evidence> = {
  get() {
    return Evidence.keyOf(this);
  },
  enumerable: true,
  configurable: true,
};

/** The id of an authentic body: text that is not empty, else nothing. */
function idIn(body: string | Uint8Array, path: string): string {
  if (body.length === 0) return "";
  try {
    const text = typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    let value: unknown = JSON.parse(text);
    for (const name of path.split(".")) value = memberOf(value, name);
    return typeof value === "string" && value.isWellFormed() ? value : "";
  } catch {
    // What is no JSON has no id.
    return "";
  }
}

/** A member by its name; by `*`, the only element of an array. */
function memberOf(value: unknown, name: string): unknown {
  if (name === "*") return Array.isArray(value) && value.length === 1 ? value[0] : undefined;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** Gives a record line by line, in half the time of `split`; or all that is left, up to `end`. */
function lineReader(record: string): (end?: number) => string {
  let start = 0;
  return (end = record.indexOf("\n", start)) => {
    if (end < start) throw malformed();
    const line = record.slice(start, end);
    start = end + 1;
    return line;
  };
}
