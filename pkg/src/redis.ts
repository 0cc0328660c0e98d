/**
 * A store in Redis or Valkey, through your client. It has no dependencies.
 *
 * @module payauth/redis
 */

export { type IoRedis, type NodeRedis, redisStore, type UpstashRedis } from "./host/redis.js";
export type { Store, Stored, StoreOptions } from "./host/store.js";
