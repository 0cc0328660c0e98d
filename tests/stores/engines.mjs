// Each engine: the service that it needs, and how a process makes its store.

import { FIRST_MASTER, redisCluster } from "./cluster.mjs";
import { neon, upstash } from "./proxies.mjs";
import { file, nodeWithSqlite, postgres, redis } from "./services.mjs";

/** The package under test. */
export const entry = (name) => import(new URL(`dist/${name}.js`, process.env.PAYAUTH).href);

const quiet = (client) => client.on("error", () => {});

/** `cases`: what else than the rules of `checkStore` is tested. */
export const ENGINES = {
  "Redis by node-redis 6": { service: redis, store: (url) => nodeRedis("redis", url), cases: ["leaders", "faults", "messages", "cuts"] },
  "Redis by node-redis 5": { service: redis, store: (url) => nodeRedis("redis-5", url), cases: [] },
  "Redis by ioredis 6": { service: redis, store: (url) => ioRedis("ioredis-6", url), cases: ["leaders", "faults", "messages", "cuts"] },
  "Redis by ioredis 5": { service: redis, store: (url) => ioRedis("ioredis", url), cases: [] },
  "Redis Cluster by node-redis 6": { service: redisCluster, store: nodeRedisCluster, cases: ["expiries", "promotion"] },
  "Redis Cluster by ioredis 6": { service: redisCluster, store: ioRedisCluster, cases: ["expiries", "promotion"] },
  "Upstash (a proxy that speaks its protocol)": { service: upstash, store: upstashRedis, cases: ["expiries"] },
  "Postgres by pg": { service: postgres, store: pg, cases: ["leaders", "faults", "messages", "cuts"] },
  "Postgres by postgres": { service: postgres, store: postgresJs, cases: [] },
  "Neon (a proxy that speaks its protocol)": { service: neon, store: neonHttp, cases: ["expiries"] },
  "SQLite by node:sqlite": { service: file, store: nodeSqlite, node: nodeWithSqlite, cases: ["leaders"] },
  "SQLite by better-sqlite3": { service: file, store: betterSqlite, node: nodeWithSqlite, cases: ["expiries"] },
};

async function nodeRedis(name, url) {
  const { createClient } = await import(name);
  const { redisStore } = await entry("redis");
  const client = await quiet(createClient({ url })).connect();
  return redisStore(client);
}

async function ioRedis(name, url) {
  const { Redis } = await import(name);
  const { redisStore } = await entry("redis");
  const client = quiet(new Redis(url));
  return redisStore(client);
}

async function nodeRedisCluster(urls) {
  const { createCluster } = await import("redis");
  const { redisStore } = await entry("redis");
  // By default, node-redis asks for the new master five seconds after the old one died.
  const topologyRefreshOnReconnectionAttemptStrategy = 200;
  const rootNodes = urls.split(",").map((url) => ({ url }));
  const client = await quiet(createCluster({ rootNodes, topologyRefreshOnReconnectionAttemptStrategy })).connect();
  return redisStore(client, { prefix: FIRST_MASTER });
}

async function ioRedisCluster(urls) {
  const { Cluster } = await import("ioredis-6");
  const { redisStore } = await entry("redis");
  return redisStore(quiet(new Cluster(urls.split(","))), { prefix: FIRST_MASTER });
}

async function upstashRedis(url) {
  const { Redis } = await import("@upstash/redis");
  const { redisStore } = await entry("redis");
  return redisStore(new Redis({ url, token: "upstash_token", automaticDeserialization: false }));
}

async function pg(url) {
  const { default: pg } = await import("pg");
  const { sqlStore, sqlTable } = await entry("sql");
  const pool = quiet(new pg.Pool({ connectionString: url }));
  await made(() => pool.query(sqlTable()));
  return sqlStore(pool);
}

async function postgresJs(url) {
  const { default: connect } = await import("postgres");
  const { sqlStore, sqlTable } = await entry("sql");
  const sql = connect(url, { onnotice: () => {} });
  await made(() => sql.unsafe(sqlTable()));
  return sqlStore(sql);
}

async function neonHttp(url) {
  const { neon, neonConfig } = await import("@neondatabase/serverless");
  const { sqlStore, sqlTable } = await entry("sql");
  neonConfig.fetchEndpoint = () => `${url}/sql`;
  const sql = neon("postgres://payauth:password@database.example/postgres");
  await made(() => sql.query(sqlTable()));
  return sqlStore(sql);
}

async function nodeSqlite(path) {
  const { DatabaseSync } = await import("node:sqlite");
  return sqlite(new DatabaseSync(path));
}

async function betterSqlite(path) {
  const { default: Database } = await import("better-sqlite3");
  return sqlite(new Database(path));
}

async function sqlite(db) {
  const { sqlStore, sqlTable } = await entry("sql");
  db.exec("PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL;");
  db.exec(sqlTable());
  return sqlStore(db);
}

/** Two processes may make a table at the same time, and one of them fails. */
const made = (make) => make().catch(make);
