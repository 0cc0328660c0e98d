// Engines in a file that four processes share: Deno KV in Deno, SQLite in Bun.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { equal, same } from "../js/support/harness.mjs";
import { tool } from "../js/tools/paths.mjs";
import { run } from "../js/tools/process.mjs";
import { Provider } from "./provider.mjs";

const HOUR = 3_600_000;
const program = (name) => fileURLToPath(new URL(name, import.meta.url));
const DENO = ["run", "--unstable-kv", "--no-prompt", "--allow-read", "--allow-write", "--allow-net=127.0.0.1"];

const ENGINES = {
  "Deno KV": ["deno", [...DENO, program("deno-program.mjs")]],
  "SQLite in Bun": ["bun", [program("bun-program.mjs")]],
};

export function files(test) {
  for (const [name, [binary, args]] of Object.entries(ENGINES)) engine(test, name, binary, args);
}

function engine(test, name, binary, args) {
  const over = (rule, body) =>
    test(`${name}: ${rule}`, async () => {
      const [provider, place] = [await new Provider().up(), await mkdtemp(join(tmpdir(), "payauth-file-"))];
      const start = async (ahead, what) => {
        const given = [process.env.PAYAUTH, join(place, "store"), provider.url, String(ahead), what];
        return JSON.parse(/result:(.*)/.exec(await run(tool(binary), [...args, ...given]))[1]);
      };
      try {
        await body({ provider, start });
      } finally {
        await provider.stop();
        await rm(place, { recursive: true, force: true });
      }
    });

  over("the store keeps every rule of checkStore", async ({ start }) => same(await start(0, "check"), []));

  over("4 processes make one token call for 100 calls, and one for each of two expiries", async ({ provider, start }) => {
    await start(0, "check");
    for (let life = 0; life < 3; life += 1) {
      const statuses = (await Promise.all(Array.from({ length: 4 }, () => start(life * HOUR, "calls")))).flat();
      same(statuses.filter((status) => status !== 200), [], "calls that failed");
      equal(provider.asked.length, life + 1, "token calls");
    }
  });
}
