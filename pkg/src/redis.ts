/**
 * A store in Redis or Valkey, by the client that you have. It imports nothing.
 *
 * @module payauth/redis
 */

export { type IoRedis, type NodeRedis, redisStore, type UpstashRedis } from "./host/redis.js";
export type { Store, Stored, StoreOptions } from "./host/store.js";
