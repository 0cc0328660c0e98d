// Tests that the sandbox serves each provider of tests/providers.json.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { start } from "./server.mjs";

const providers = Object.keys(JSON.parse(await readFile(new URL("../providers.json", import.meta.url), "utf8")));

test("each provider of tests/providers.json is in tests/sandbox/server.mjs", async () => {
  const sandbox = await start();
  const served = Object.keys(sandbox.urls());
  await sandbox.close();
  assert.deepEqual(providers.filter((name) => !served.includes(name)), [], "providers that are not in tests/sandbox/server.mjs");
});
