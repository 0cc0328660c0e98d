// For each engine, a function that makes the store of a process. A process imports only the client library of its engine.

import { entry } from "./entry.mjs";

/** All keys with this prefix are in slot 3300, on the first master of the cluster. */
const FIRST_MASTER = "{b}";

/** For each engine, a function of a URL or a path. It returns a store, and a function that reads a key directly from the engine. */
export const CLIENTS = {
  "Redis by node-redis 6": (url) => nodeRedis("redis", url),
  "Redis by node-redis 5": (url) => nodeRedis("redis-5", url),
  "Redis by ioredis 6": (url) => ioRedis("ioredis-6", url),
  "Redis by ioredis 5": (url) => ioRedis("ioredis", url),
  "Redis Cluster by node-redis 6": nodeRedisCluster,
  "Redis Cluster by ioredis 6": ioRedisCluster,
  "Upstash (a proxy that speaks its protocol)": upstashRedis,
  "Postgres by pg": pg,
  "Postgres by postgres": postgresJs,
  "Neon (a proxy that speaks its protocol)": neonHttp,
  "SQLite by node:sqlite": nodeSqlite,
  "SQLite by better-sqlite3": betterSqlite,
  "SQLite in Bun": bunSqlite,
  "Deno KV": denoKv,
};

const SELECT = "SELECT value FROM payauth_store WHERE key =";

const quiet = (client) => client.on("error", () => {});

async function nodeRedis(name, url) {
  const { createClient } = await import(name);
  const { redisStore } = await entry("redis");
  const client = await quiet(createClient({ url })).connect();
  return { store: redisStore(client), read: (key) => client.get(key) };
}

async function ioRedis(name, url) {
  const { Redis } = await import(name);
  const { redisStore } = await entry("redis");
  const client = quiet(new Redis(url));
  return { store: redisStore(client), read: (key) => client.get(key) };
}

async function nodeRedisCluster(urls) {
  const { createCluster } = await import("redis");
  const { redisStore } = await entry("redis");
  // By default, node-redis looks for the new master five seconds after the old master has stopped.
  const topologyRefreshOnReconnectionAttemptStrategy = 200;
  const rootNodes = urls.split(",").map((url) => ({ url }));
  const client = await quiet(createCluster({ rootNodes, topologyRefreshOnReconnectionAttemptStrategy })).connect();
  return { store: redisStore(client, { prefix: FIRST_MASTER }), read: (key) => client.get(FIRST_MASTER + key) };
}

async function ioRedisCluster(urls) {
  const { Cluster } = await import("ioredis-6");
  const { redisStore } = await entry("redis");
  const client = quiet(new Cluster(urls.split(",")));
  return { store: redisStore(client, { prefix: FIRST_MASTER }), read: (key) => client.get(FIRST_MASTER + key) };
}

async function upstashRedis(url) {
  const { Redis } = await import("@upstash/redis");
  const { redisStore } = await entry("redis");
  const client = new Redis({ url, token: "upstash_token", automaticDeserialization: false });
  return { store: redisStore(client), read: (key) => client.get(key) };
}

async function pg(url) {
  const { default: pg } = await import("pg");
  const { sqlStore, sqlTable } = await entry("sql");
  const pool = quiet(new pg.Pool({ connectionString: url }));
  await made(() => pool.query(sqlTable()));
  return { store: sqlStore(pool), read: (key) => pool.query(`${SELECT} $1`, [key]) };
}

async function postgresJs(url) {
  const { default: connect } = await import("postgres");
  const { sqlStore, sqlTable } = await entry("sql");
  const sql = connect(url, { onnotice: () => {} });
  await made(() => sql.unsafe(sqlTable()));
  return { store: sqlStore(sql), read: (key) => sql.unsafe(`${SELECT} $1`, [key]) };
}

async function neonHttp(url) {
  const { neon, neonConfig } = await import("@neondatabase/serverless");
  const { sqlStore, sqlTable } = await entry("sql");
  neonConfig.fetchEndpoint = () => `${url}/sql`;
  const sql = neon("postgres://payauth:password@database.example/postgres");
  await made(() => sql.query(sqlTable()));
  return { store: sqlStore(sql), read: (key) => sql.query(`${SELECT} $1`, [key]) };
}

async function nodeSqlite(path) {
  const { DatabaseSync } = await import("node:sqlite");
  return sqlite(new DatabaseSync(path));
}

async function betterSqlite(path) {
  const { default: Database } = await import("better-sqlite3");
  return sqlite(new Database(path));
}

async function bunSqlite(path) {
  const { Database } = await import("bun:sqlite");
  return sqlite(new Database(path, { create: true }));
}

async function sqlite(db) {
  const { sqlStore, sqlTable } = await entry("sql");
  db.exec("PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL;");
  db.exec(sqlTable());
  return { store: sqlStore(db), read: (key) => db.prepare(`${SELECT} ?`).all(key) };
}

/** Makes the table. If two processes make the table at the same time, one of them fails, and tries a second time. */
const made = (make) => make().catch(make);

async function denoKv(path) {
  const { denoKvStore } = await entry("deno-kv");
  // Opening a file that another process opens may fail.
  const open = () => Deno.openKv(path).catch(() => new Promise((resolve) => setTimeout(resolve, 20)).then(open));
  const kv = await open();
  return { store: denoKvStore(kv), read: (key) => kv.get(["payauth", key]) };
}
