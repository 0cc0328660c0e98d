// client.receive reads the body of a request of the host only once, and verifies the message.

import { dvpay, isPayauthError, schemes, signWebhook, webhookHandler } from "payauth";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, rejects, same } from "../../support/harness.mjs";

const SECRET = "whsec_hunter2";
const client = (more) =>
  dvpay({ apiKey: "k", apiSecret: "s", webhookScheme: schemes.stripe, webhookSecrets: [SECRET], clock: () => NOW.getTime(), ...more });
const signed = (body, now = NOW) => signWebhook(schemes.stripe, { body, now, secret: SECRET });

export default function ({ test }) {
  received(test);
  buffers(test);
}

/** A Request of the host, or an object with the same members if the host has no Request. */
function requestOf(body, headers = signed(body), url = "https://shop.example/hook") {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  if (globalThis.Request) return new Request(url, { method: "POST", headers, body: bytes });
  return { url, headers: new Map(Object.entries(headers)), arrayBuffer: async () => bytes.slice().buffer };
}

function received(test) {
  for (const [name, body] of Object.entries({
    "a JSON body": '{"id":"evt_1"}',
    "a body with a byte order mark": "\ufeff{}",
    "a body with CRLF": "{\r\n}",
    "a body that is not text": Uint8Array.of(0, 0xff, 0xfe),
  })) {
    test(`receive returns the event and the unchanged bytes of ${name}`, async () => {
      const { event, body: bytes } = await client().receive(requestOf(body));
      equal(event.secretId, "secret1", "id");
      same([...bytes], [...(typeof body === "string" ? new TextEncoder().encode(body) : body)]);
    });
  }
  test("receive uses the clock of the client, unless the time is passed", async () => {
    const old = new Date(NOW.getTime() - 301_000);
    await rejects("ERR_TOO_OLD", client().receive(requestOf("{}", signed("{}", old))));
    const { event } = await client().receive(requestOf("{}", signed("{}", old)), { now: old });
    equal(event.timestamp.getTime(), old.getTime(), "timestamp");
    equal((await client().receive(requestOf("{}"), { now: undefined })).event.secretId, "secret1", "id with an undefined now");
    for (const now of [null, 7, "now"]) equal((await rejects("ERR_ARGUMENT_TYPE", client().receive(requestOf("{}"), { now }))).argument, "now");
  });
  test("receive accepts the options of verifyWebhook", async () => {
    const old = signed("{}", new Date(NOW.getTime() - 20_000));
    await rejects("ERR_TOO_OLD", client().receive(requestOf("{}", old), { pastSecs: 10 }));
    await client().receive(requestOf("{}", old), { pastSecs: 20, futureSecs: 0 });
    await rejects("ERR_OPTION", client().receive(requestOf("{}"), { past: 10 }));
    for (const wrong of [null, 7, "now", [], new Date(), () => NOW]) {
      const error = await rejects("ERR_ARGUMENT_TYPE", client().receive(requestOf("{}"), wrong), String(wrong));
      equal(error.argument, "options", "argument");
    }
  });
  test("receive rejects headers and body as options", async () => {
    await rejects("ERR_OPTION", client().receive(requestOf("{}"), { body: "other" }));
    await rejects("ERR_OPTION", client().receive(requestOf("{}"), { headers: {} }));
  });
  test("receive rejects a changed body", async () => {
    await rejects("ERR_SIGNATURE", client().receive(requestOf("{ }", signed("{}"))));
  });
  for (const wrong of [undefined, null, "POST", 7, {}, { body: "{}", headers: {} }, new Map()]) {
    test(`receive rejects ${Object.prototype.toString.call(wrong)} as a request`, async () => {
      const error = await rejects("ERR_ARGUMENT_TYPE", client().receive(wrong));
      equal(error.argument, "request", "argument");
    });
  }
  if (!globalThis.Request) return;
  test("receive rejects a request whose body was already read", async () => {
    const request = requestOf("{}");
    await request.text();
    const error = await rejects("ERR_BODY_NOT_RAW", client().receive(request));
    ok(error instanceof TypeError && isPayauthError(error), "a TypeError with a code");
  });
}

function buffers(test) {
  for (const [what, make] of Object.entries({
    "undefined": () => undefined,
    "null": () => null,
    "a number": () => 10,
    "a number that is too large for a length": () => 5e9,
    "a negative number": () => -1,
    "a text": () => "{}",
    "an array": () => [123, 125],
    "an object with the length of an array": () => ({ length: 1e12 }),
    "an object with the length of a buffer": () => ({ byteLength: 2 }),
    "a detached buffer": () => {
      const buffer = new ArrayBuffer(8);
      structuredClone(buffer, { transfer: [buffer] });
      return buffer;
    },
  })) {
    test(`receive rejects a request whose arrayBuffer returns ${what}`, async () => {
      const request = { headers: new Map(Object.entries(signed("{}"))), url: "https://shop.example", arrayBuffer: async () => make() };
      same([(await rejects("ERR_ARGUMENT_TYPE", client().receive(request))).argument], ["request.arrayBuffer()"]);
      const problems = [];
      const handle = webhookHandler(client(), { onReject: (problem) => void problems.push(problem) }, () => {});
      await handle({ ...request, method: "POST" }).catch(() => undefined);
      same([problems[0].type, problems[0].code], ["misconfigured", "ERR_ARGUMENT_TYPE"]);
    });
  }
  test("receive accepts a view instead of a buffer, and reads only the bytes of the view", async () => {
    const view = new TextEncoder().encode("#{}#").subarray(1, 3);
    const { body } = await client().receive({ ...requestOf("{}"), url: "https://shop.example", headers: new Map(Object.entries(signed("{}"))), arrayBuffer: async () => view });
    same([...body], [123, 125]);
  });
}
