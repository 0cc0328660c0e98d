// A store in Deno KV. It has no dependencies.

import * as check from "./coded.js";
import type { Store } from "./store.js";

/**
 * The part of a `Deno.Kv` that the store uses.
 *
 * @category Stores
 */
export interface DenoKv {
  /** Returns an entry. */
  readonly get: (key: readonly string[]) => Promise<{ readonly value: unknown; readonly versionstamp: string | null }>;
  /** Begins a transaction. */
  readonly atomic: () => DenoKvAtomic;
}

/**
 * The part of a `Deno.AtomicOperation` that the store uses.
 *
 * @category Stores
 */
export interface DenoKvAtomic {
  /** Compares the version of an entry. */
  readonly check: (check: { readonly key: readonly string[]; readonly versionstamp: string | null }) => DenoKvAtomic;
  /** Sets the value of an entry. */
  readonly set: (key: readonly string[], value: unknown, options: { readonly expireIn: number }) => DenoKvAtomic;
  /** Ends the transaction. */
  readonly commit: () => Promise<{ readonly ok: boolean }>;
}

/**
 * Makes a store in Deno KV. If processes share a file, they can block each other briefly, and Deno then throws
 * `database is locked`. Such a call is retried up to 19 times.
 *
 * @param kv - the result of `await Deno.openKv()`
 * @param options - `prefix`, the first parts of all keys. Default `["payauth"]`.
 * @returns a store with `atomic: true`
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for a `kv` that is not a `Deno.Kv`, or an option of a wrong type; PayauthError with
 * `ERR_OPTION` for an unknown option. The methods of the store throw every error of `kv`.
 *
 * @example The store of a deployment
 * ```js
 * import { denoKvStore } from "payauth/deno-kv";
 *
 * const kv = { get: async (key) => ({ value: null, versionstamp: null }) }; // await Deno.openKv()
 * const store = denoKvStore(kv);
 * console.log(await store.get("k")); // null
 * ```
 *
 * @see {@link https://docs.deno.com/deploy/kv/transactions/ | Deno: Transactions}
 * @category Stores
 */
export function denoKvStore(kv: DenoKv, options: { readonly prefix?: readonly string[] } = {}): Store {
  check.checkClient("kv", kv, ["get"], "the result of await Deno.openKv()");
  const { prefix = ["payauth"] } = check.options("options", options, ["prefix"]);
  if (!Array.isArray(prefix)) throw check.typeError("prefix", "an array of strings", prefix);
  for (const [index, part] of prefix.entries()) check.ofType(`prefix[${index}]`, part, "string");
  const read = async (key: string): Promise<{ value: string; version: string } | null> => {
    const { value, versionstamp } = await unlocked(() => kv.get([...prefix, key]));
    const { text, ends } = Object(value) as { text?: string; ends?: number };
    // Deno deletes an expired entry up to a minute late. Until then, `check` still finds the version of the entry.
    const version = `${versionstamp}${(ends ?? 0) > Date.now() ? "" : ENDED}`;
    return versionstamp === null || text === undefined ? null : { value: text, version };
  };
  return {
    atomic: true,
    async get(key) {
      const held = await read(key);
      return held?.version.endsWith(ENDED) ? null : held;
    },
    async set(key, value, { ttlSeconds, ifVersion }) {
      // Deno throws for a text that is not a versionstamp.
      if (typeof ifVersion === "string" && !/^[0-9a-f]{20}$/.test(ifVersion)) return false;
      const of = [...prefix, key];
      const write = async (versionstamp: string | null | undefined): Promise<boolean> => {
        const expireIn = Math.ceil(ttlSeconds * 1000);
        const entry = { text: value, ends: Date.now() + expireIn };
        const begun = versionstamp === undefined ? kv.atomic() : kv.atomic().check({ key: of, versionstamp });
        return (await unlocked(() => begun.set(of, entry, { expireIn }).commit())).ok;
      };
      if (await write(ifVersion)) return true;
      // With `ifVersion: null`, an expired entry counts as absent.
      const ended = ifVersion === null ? (await read(key))?.version : undefined;
      return ended?.endsWith(ENDED) ? write(ended.slice(0, -ENDED.length)) : false;
    },
  };
}

/** Marks the version of an entry that has expired. */
const ENDED = " ended";

const MAX_TRIES = 20;

/** Retries a call while another process has locked the file. */
async function unlocked<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (tries === MAX_TRIES || !String(error).includes("locked")) throw error;
      const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
      await new Promise<undefined>((resolve) => setTimeout(resolve, 1 + (random * tries) / 64));
    }
  }
}
