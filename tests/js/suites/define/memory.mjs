// The module's memory with defined providers. No secret remains in memory, and the memory does not grow.

import { defineProvider } from "payauth/pure";
import { providers } from "../../support/shipped-providers.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { findInMemory } from "../../support/memory-search.mjs";
import { isWhole } from "../../support/whole.mjs";
import { CLIENTS } from "./documented.mjs";

const NOW = new Date(1_709_380_800_000);
const SMALL = { name: "small", servers: { live: "https://x.example" }, credentials: { key: {} }, auth: { bearer: "{key}" } };

export default function ({ test, host }) {
  const draw = new Draw(seedOf(host));
  for (const [name, provider] of Object.entries(providers).filter(([name]) => name in CLIENTS)) {
    test(`${name}: after dispose, the module's memory contains no part of the client's secrets`, () => {
      const fresh = Object.entries(CLIENTS[name]).map(([option, value]) => [option, secretOf(draw, provider, option, value)]);
      const client = provider(Object.fromEntries(fresh));
      use(client);
      client.dispose();
      for (const [option, value] of fresh) {
        if (!isSecret(provider, option)) continue;
        equal(findInMemory(host, value.slice(-30)).join(), "", `parts of ${option} in memory`);
      }
    });
  }
  test("memory does not grow if clients are made and disposed again and again", () => {
    const provider = defineProvider(SMALL);
    const round = () => {
      for (let count = 0; count < 500; count += 1) {
        const client = provider({ key: "k".repeat(100) });
        use(client);
        client.dispose();
        throws("ERR_DEFINITION", () => defineProvider({ ...SMALL, auth: { bearer: "{nobody}" } }));
      }
      return host.wasm().memory.buffer.byteLength;
    };
    const first = round();
    same([round(), round(), round()], [first, first, first], "bytes of memory after each round");
  });
  if (host.gc) {
    test("a provider without references is garbage-collected", async () => {
      const bytes = [];
      for (let times = 0; times < 4; times += 1) {
        for (let count = 0; count < (isWhole(host) ? 2_000 : 500); count += 1) defineProvider({ ...SMALL, name: `p-${count}` });
        for (let turn = 0; turn < 3; turn += 1) {
          host.gc();
          await new Promise((resolve) => setTimeout(resolve));
        }
        bytes.push(host.wasm().memory.buffer.byteLength);
      }
      ok(bytes[3] <= bytes[1], `memory that does not grow after the second round: ${bytes} bytes`);
    });
  }
}

function use(client) {
  const authorization = client.token ? { authorization: "Bearer t" } : {};
  client.sign({ path: "/x", body: "{}", ...authorization, now: NOW });
  if (client.token) client.token.beginRefresh(client.token.initial(), { now: NOW, owner: "o" });
  client.readError({ status: 500, body: "{}" });
}

function isSecret({ definition }, option) {
  return definition.credentials[option] !== undefined && !definition.credentials[option].public;
}

/** Another value of the same form: a prefix is kept, and base64 stays base64. */
function secretOf(draw, provider, option, value) {
  if (!isSecret(provider, option)) return value;
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  return value.replace(/[^_-]*$/, "") + Array.from({ length: 40 }, () => draw.of(letters)).join("");
}
