// A Bun process on a file of SQLite: calls of one moment, or the rules of a store.

import { Database } from "bun:sqlite";

const [payauth, file, provider, ahead, what] = process.argv.slice(2);
const { wakapay } = await import(new URL("dist/index.js", payauth).href);
const { sqlStore, sqlTable } = await import(new URL("dist/sql.js", payauth).href);
const { checkStore } = await import(new URL("dist/testing.js", payauth).href);

const db = new Database(file, { create: true });
db.exec("PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL;");
db.exec(sqlTable());
const store = sqlStore(db);
const clock = () => Date.now() + Number(ahead);
const client = wakapay({ apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test", baseUrl: provider, store, clock, storeTimeoutMs: 10_000 });
const call = () => client.fetch("/business/balance").then(({ status }) => status, (error) => error.code ?? String(error));
const result = what === "check" ? await checkStore(store) : await Promise.all(Array.from({ length: 25 }, call));
console.log(`result:${JSON.stringify(result)}`);
process.exit(0);
