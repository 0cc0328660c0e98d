// The arguments of a custom `fetch` show no secret when they are logged, and are sent unchanged.

import { dv, NOW, REFUND } from "../../support/clients.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { shown } from "../../support/assert-redacted.mjs";
import { SimulatedHost } from "../../support/simulated-host.mjs";
import { PROVIDERS } from "../../support/providers.mjs";

const CANARY = ["canary", "77c1e0"].join("-");

/** Names with a special meaning in JavaScript. Each name is a token, so it may be the name of a header field. */
const NAMES = [
  ...["toJSON", "toString", "valueOf", "toLocaleString", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"],
  ...["inspect", "then", "constructor", "prototype", "length", "name", "nodeType", "asymmetricMatch", "$$typeof"],
  ...["__defineGetter__", "__lookupSetter__", "nodejs.util.inspect.custom", "Deno.customInspect", "get", "set"],
];

export default function ({ test, host }) {
  handed(test, host);
  names(test, host);
  uncached(test);
}

/** The texts of a value and of its members, printed in every usual way. */
function views(host, value) {
  const fields = value.headers === undefined ? [] : [value.headers, [value], { value }, { ...value.headers }.x ?? {}];
  return [value, ...fields].flatMap((each) => [shown(host, each), `${each}`]).join("\n");
}

function handed(test, host) {
  for (const { name: provider, path, options, makeWith } of PROVIDERS) {
    for (const [how, more] of [["", () => ({})], [" with a signal", () => ({ signal: new AbortController().signal })]]) {
      test(`${provider}: the arguments of fetch${how} show no secret, no token and no body`, async () => {
        const world = new SimulatedHost();
        const client = makeWith(CANARY, world.host);
        const body = { ...options.body, note: CANARY };
        await world.run(client.fetch(path, { ...options, body, headers: { Cookie: CANARY }, ...more() }));
        const tokens = new Set(world.sent.map(({ init }) => init.headers.Authorization).filter(Boolean));
        for (const { init } of world.sent) {
          const text = views(host, init);
          for (const secret of [CANARY, btoa(CANARY).slice(2, 14), "token-1", ...tokens]) {
            ok(!text.includes(secret), `a text without ${secret}, not ${text}`);
          }
          ok(text.includes("[redacted]"), `the word [redacted] in ${text}`);
        }
      });
    }
    test(`${provider}: the options that are passed to fetch have ordinary members, and one of them is the signal`, async () => {
      const world = new SimulatedHost();
      const { signal } = new AbortController();
      await world.run(world.client(provider).fetch(path, { ...options, signal }));
      for (const { init, token } of world.sent) {
        const { method, headers, body, redirect, signal: given } = { ...init };
        same([method, redirect, typeof body], ["POST", "manual", "string"]);
        ok(new Headers(headers).get("content-type"), "header fields that Headers accepts");
        equal(given instanceof AbortSignal, true);
        if (!token) equal(given, signal);
      }
    });
  }
}

function names(test, host) {
  for (const name of NAMES) {
    test(`a header field called ${name} is sent, and the request is still redacted`, async () => {
      for (const { name: provider, path, options, makeWith } of PROVIDERS) {
        const world = new SimulatedHost();
        const client = makeWith(CANARY, world.host);
        await world.run(client.fetch(path, { ...options, headers: [[name, "seen"], ["X-Own", CANARY]] }));
        const { init } = world.sent.at(-1);
        equal(new Headers(init.headers).get(name), "seen", provider);
        equal(Object.getPrototypeOf(Object.getPrototypeOf(init.headers)) === Object.prototype, false);
        ok(!views(host, init).includes(CANARY), `a request of ${provider} without the secret, not ${views(host, init)}`);
        equal(await init, init, "result of awaiting the request");
        equal(await init.headers, init.headers, "result of awaiting the header fields");
        same(Object.keys(JSON.parse(JSON.stringify(init)).headers), Object.keys(init.headers), provider);
      }
    });
    test(`a field called ${name} is rejected if it is passed twice, in different cases`, () => {
      const headers = [[name, "1"], [name.toUpperCase(), "2"]];
      throws("ERR_FIELD_FORBIDDEN", () => dv().sign({ path: REFUND, now: NOW, body: {}, idempotencyKey: "k", headers }));
    });
  }
  test("a header field called __proto__ is rejected, because copies of the fields would lose it", () => {
    const headers = [["__proto__", "x"]];
    throws("ERR_FIELD_NAME", () => dv().sign({ path: REFUND, now: NOW, body: {}, idempotencyKey: "k", headers }));
  });
}

function uncached(test) {
  for (const { name: provider, path, options, makeWith } of PROVIDERS) {
    test(`${provider}: every request, signed or sent, excludes the cache of Next.js`, async () => {
      const world = new SimulatedHost();
      const client = world.client(provider);
      await world.run(client.fetch(path, options));
      await world.run(client.fetch(path, { ...options, signal: new AbortController().signal }));
      if (!client.token) world.sent.push({ init: client.sign({ path, now: NOW, ...options }) });
      ok(world.sent.length >= 3, "requests that include token calls");
      for (const { init } of world.sent) {
        same({ ...init }.next, { revalidate: 0 });
        equal("cache" in init, false, "whether the request has cache, for which workerd of 2024 throws an error");
        ok(new Request("https://shop.example/", { ...init, signal: undefined }), "a Request of the host with these options");
      }
    });
  }
}
