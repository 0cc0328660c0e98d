// Linear memory, at start and after a million signatures, of the module in a project that installed payauth:
// node tests/bench/memory.mjs <project>

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const dist = join(resolve(process.argv[2]), "node_modules/payauth/dist");
const load = (file) => import(pathToFileURL(join(dist, file)));

const { hmacKey } = await load("index.js");
const { linearMemory } = await load("raw.js");
const key = hmacKey({ algorithm: "SHA-256", secret: "your-api-secret" });
key.sign("message");
const start = linearMemory().buffer.byteLength;
for (let signed = 0; signed < 1_000_000; signed += 1) key.sign(`message ${signed}`);
console.log(JSON.stringify({ start, end: linearMemory().buffer.byteLength }));
