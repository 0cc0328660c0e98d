// A store in Redis or Valkey, through your client. It has no dependencies.

import * as check from "./coded.js";
import type { Store } from "./store.js";

/**
 * The part of node-redis 5 and 6 that the store uses.
 *
 * @category Stores
 */
export interface NodeRedis {
  /** Runs a script. */
  readonly eval: (script: string, options: { keys: string[]; arguments: string[] }) => Promise<unknown>;
  /** Identifies node-redis. */
  readonly sendCommand: unknown;
}

/**
 * The methods of ioredis 5 and 6 that the store uses. Bun's `RedisClient` has no `eval`: pass `{ eval: (...a) => client.send("EVAL", a) }`.
 *
 * @category Stores
 */
export interface IoRedis {
  /** Runs a script. */
  readonly eval: (script: string, keys: number, ...args: string[]) => Promise<unknown>;
}

/**
 * The part of `@upstash/redis` that the store uses. Create the client with `automaticDeserialization: false`; otherwise, the client may
 * change values.
 *
 * @category Stores
 */
export interface UpstashRedis {
  /** Runs a script. */
  readonly eval: (script: string, keys: string[], args: string[]) => Promise<unknown>;
  /** Identifies `@upstash/redis`. */
  readonly createScript: unknown;
}

// Each script uses one key, so that it works in a cluster. The value of an entry is also the version of the entry.
const GET = "return redis.call('GET',KEYS[1])";
const SET =
  "local h=redis.call('GET',KEYS[1]) " +
  "if ARGV[3]=='1' and h or ARGV[3]=='2' and h~=ARGV[4] then return 0 end " +
  "redis.call('SET',KEYS[1],ARGV[1],'EX',ARGV[2]) return 1";

/**
 * Makes a store in Redis. A script compares and sets one key in one step, so the store also works in a cluster.
 *
 * If a replica is promoted, the last writes may be lost. Then a token may be requested again, and the handler of `once` may run
 * again.
 *
 * @param client - a connected client of node-redis, ioredis or `@upstash/redis`
 * @param options - `prefix`, the text with which all keys begin. Default: none.
 * @returns a store with `atomic: true`
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for a value that is not one of these clients, or an option of a wrong type; PayauthError
 * with `ERR_OPTION` for an unknown option. The methods of the store throw every error of the client.
 *
 * @example A client of ioredis
 * ```js
 * import { redisStore } from "payauth/redis";
 *
 * const redis = { eval: async (script, keys, key) => (script.includes("SET") ? 1 : `value of ${key}`) }; // new Redis(url)
 * const store = redisStore(redis, { prefix: "shop:" });
 * console.log(await store.get("k")); // { value: 'value of shop:k' }
 * ```
 *
 * @see {@link https://redis.io/docs/latest/develop/programmability/eval-intro/ | Redis: Scripting with Lua}
 * @category Stores
 */
export function redisStore(client: NodeRedis | IoRedis | UpstashRedis, options: { readonly prefix?: string } = {}): Store {
  check.checkClient("client", client, ["eval"], "a client of node-redis, ioredis or @upstash/redis, with the method eval");
  const { prefix = "" } = check.options("options", options, ["prefix"]);
  check.ofType("prefix", prefix, "string");
  const run = (script: string, key: string, args: string[]): Promise<unknown> => {
    const keys = [prefix + key];
    // Upstash is recognised by `createScript`; ioredis by `defineCommand`, which node-redis does not have.
    if ("createScript" in client) return client.eval(script, keys, args);
    const of = client as Partial<NodeRedis> & { defineCommand?: unknown };
    if (of.sendCommand && !of.defineCommand) return (client as NodeRedis).eval(script, { keys, arguments: args });
    return (client as IoRedis).eval(script, 1, ...keys, ...args);
  };
  return {
    atomic: true,
    async get(key) {
      const value = await run(GET, key, []);
      return value === null || value === undefined ? null : { value: value as string };
    },
    async set(key, value, { ttlSeconds, ifVersion }) {
      const mode = ifVersion === undefined ? "0" : ifVersion === null ? "1" : "2";
      return (await run(SET, key, [value, String(Math.ceil(ttlSeconds)), mode, ifVersion ?? ""])) === 1;
    },
  };
}
