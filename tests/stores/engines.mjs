// Each engine: the service that it needs, and how a process makes its store.

import { postgres, redis } from "./services.mjs";

/** The package under test. */
export const entry = (name) => import(new URL(`dist/${name}.js`, process.env.PAYAUTH).href);

const quiet = (client) => client.on("error", () => {});

export const ENGINES = {
  "Redis by node-redis 6": { service: redis, store: (url) => nodeRedis("redis", url) },
  "Redis by node-redis 5": { service: redis, store: (url) => nodeRedis("redis-5", url) },
  "Redis by ioredis 6": { service: redis, store: (url) => ioRedis("ioredis-6", url) },
  "Redis by ioredis 5": { service: redis, store: (url) => ioRedis("ioredis", url) },
  "Postgres by pg": { service: postgres, store: pg },
  "Postgres by postgres": { service: postgres, store: postgresJs },
};

async function nodeRedis(name, url) {
  const { createClient } = await import(name);
  const { redisStore } = await entry("redis");
  const client = await quiet(createClient({ url })).connect();
  return { store: redisStore(client), end: () => client.destroy() };
}

async function ioRedis(name, url) {
  const { Redis } = await import(name);
  const { redisStore } = await entry("redis");
  const client = quiet(new Redis(url));
  return { store: redisStore(client), end: () => client.disconnect() };
}

async function pg(url) {
  const { default: pg } = await import("pg");
  const { sqlStore, sqlTable } = await entry("sql");
  const pool = quiet(new pg.Pool({ connectionString: url }));
  await made(() => pool.query(sqlTable()));
  return { store: sqlStore(pool), end: () => pool.end() };
}

async function postgresJs(url) {
  const { default: connect } = await import("postgres");
  const { sqlStore, sqlTable } = await entry("sql");
  const sql = connect(url, { onnotice: () => {} });
  await made(() => sql.unsafe(sqlTable()));
  return { store: sqlStore(sql), end: () => sql.end() };
}

/** Two processes may make a table at the same time, and one of them fails. */
const made = (make) => make().catch(make);
