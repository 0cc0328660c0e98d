// What the host ring adds: a request read once, and a memory of replays.

import { dvpay, isPayauthError, MemoryReplays, schemes, signWebhook } from "payauth";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, rejects, same, throws } from "../../support/harness.mjs";

const SECRET = "whsec_hunter2";
const client = (more) =>
  dvpay({ apiKey: "k", apiSecret: "s", webhookScheme: schemes.stripe, webhookSecrets: [SECRET], clock: () => NOW.getTime(), ...more });
const signed = (body, now = NOW) => signWebhook(schemes.stripe, { body, now, secret: SECRET });

export default function ({ test }) {
  received(test);
  replays(test);
}

/** A request as any platform has it. */
function requestOf(body, headers = signed(body), url = "https://shop.example/hook") {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  if (globalThis.Request) return new Request(url, { method: "POST", headers, body: bytes });
  return { url, headers: new Map(Object.entries(headers)), arrayBuffer: async () => bytes.slice().buffer };
}

function received(test) {
  for (const [name, body] of Object.entries({
    "JSON": '{"id":"evt_1"}',
    "a byte order mark": "\ufeff{}",
    "CRLF": "{\r\n}",
    "bytes that are no text": Uint8Array.of(0, 0xff, 0xfe),
  })) {
    test(`receive gives the evidence and the very bytes of ${name}`, async () => {
      const { event, body: bytes } = await client().receive(requestOf(body));
      equal(event.secretId, "secret1", "id");
      same([...bytes], [...(typeof body === "string" ? new TextEncoder().encode(body) : body)]);
    });
  }
  test("receive reads the clock of the client, unless it is told the time", async () => {
    const old = new Date(NOW.getTime() - 301_000);
    await rejects("ERR_TOO_OLD", client().receive(requestOf("{}", signed("{}", old))));
    const { event } = await client().receive(requestOf("{}", signed("{}", old)), { now: old });
    equal(event.timestamp.getTime(), old.getTime(), "timestamp");
    equal((await client().receive(requestOf("{}"), { now: undefined })).event.secretId, "secret1", "now as good as not given");
  });
  test("receive takes the options of verifyWebhook", async () => {
    const old = signed("{}", new Date(NOW.getTime() - 20_000));
    await rejects("ERR_TOO_OLD", client().receive(requestOf("{}", old), { pastSecs: 10 }));
    await client().receive(requestOf("{}", old), { pastSecs: 20, futureSecs: 0 });
    await rejects("ERR_OPTION", client().receive(requestOf("{}"), { past: 10 }));
    for (const wrong of [null, 7, "now", [], new Date(), () => NOW]) {
      const error = await rejects("ERR_ARGUMENT_TYPE", client().receive(requestOf("{}"), wrong), String(wrong));
      equal(error.argument, "options", "argument");
    }
  });
  test("receive takes neither header nor body from its options", async () => {
    await rejects("ERR_OPTION", client().receive(requestOf("{}"), { body: "other" }));
    await rejects("ERR_OPTION", client().receive(requestOf("{}"), { headers: {} }));
  });
  test("receive refuses a changed body", async () => {
    await rejects("ERR_SIGNATURE", client().receive(requestOf("{ }", signed("{}"))));
  });
  for (const wrong of [undefined, null, "POST", 7, {}, { body: "{}", headers: {} }, new Map()]) {
    test(`receive takes no ${Object.prototype.toString.call(wrong)} for a request`, async () => {
      const error = await rejects("ERR_ARGUMENT_TYPE", client().receive(wrong));
      equal(error.argument, "request", "argument");
    });
  }
  if (!globalThis.Request) return;
  test("receive says that a body was read before it", async () => {
    const request = requestOf("{}");
    await request.text();
    const error = await rejects("ERR_BODY_NOT_RAW", client().receive(request));
    ok(error instanceof TypeError && isPayauthError(error), "a coded TypeError");
  });
}

function replays(test) {
  const at = (millis) => new MemoryReplays(3, () => millis);
  const key = (letter) => letter.repeat(32);
  test("a message is claimed once, and again after it was given back", async () => {
    const memory = at(0);
    equal(await memory.claim(key("a"), 660), true, "the first time");
    equal(await memory.claim(key("a"), 660), false, "again");
    await memory.unclaim(key("a"));
    equal(await memory.claim(key("a"), 660), true, "given back");
    equal(await memory.claim(key("b"), 660), true, "another");
  });
  test("of 50 claims at once, one is the first", async () => {
    const memory = at(0);
    const claims = await Promise.all(Array.from({ length: 50 }, () => memory.claim(key("a"), 660)));
    equal(claims.filter(Boolean).length, 1, "first claims");
  });
  test("a claim ends with its seconds, and without them it does not", async () => {
    let now = 0;
    const memory = new MemoryReplays(3, () => now);
    await memory.claim(key("a"), 10);
    await memory.claim(key("b"));
    now = 10_000;
    equal(await memory.claim(key("a"), 10), false, "the last millisecond");
    now = 10_001;
    equal(await memory.claim(key("a"), 10), true, "the next");
    now = 10 ** 15;
    equal(await memory.claim(key("b")), false, "for good");
  });
  test("the oldest claim makes room, but none that still counts while one has ended", async () => {
    let now = 0;
    const memory = new MemoryReplays(2, () => now);
    await memory.claim(key("a"), 1000);
    await memory.claim(key("b"), 1);
    now = 2000;
    await memory.claim(key("c"), 1000);
    equal(await memory.claim(key("a"), 1000), false, "still counts");
    equal(await memory.claim(key("c"), 1000), false, "the newest");
    await memory.claim(key("d"), 1000);
    equal(await memory.claim(key("d"), 1000), false, "the newest of all");
  });
  test("what was never claimed can be given back", async () => {
    const memory = at(0);
    await memory.unclaim(key("f"));
    equal(await memory.claim(key("f")), true, "never claimed");
  });
  for (const capacity of [0, -1, 1.5, 65_537, Number.NaN, Number.POSITIVE_INFINITY]) {
    test(`${capacity} is no capacity`, () => equal(throws("ERR_OPTION", () => new MemoryReplays(capacity)).argument, "capacity", "argument"));
  }
  for (const wrong of ["", "x", "0".repeat(31), "G".repeat(32)]) {
    test(`${JSON.stringify(wrong)} is no replay key`, async () => {
      equal((await rejects("ERR_OPTION", at(0).claim(wrong))).argument, "replayKey", "argument");
      equal((await rejects("ERR_OPTION", at(0).unclaim(wrong))).argument, "replayKey", "argument");
    });
  }
  for (const wrong of [undefined, null, 7, {}, ["x"]]) {
    test(`${JSON.stringify(wrong)} is no text of a replay key: a webhook that covers nothing has none`, async () => {
      await rejects("ERR_ARGUMENT_TYPE", at(0).claim(wrong));
      await rejects("ERR_ARGUMENT_TYPE", at(0).unclaim(wrong));
    });
  }
  for (const secs of [-1, Number.NaN, 1.5]) {
    test(`${secs} is no time to live`, async () => {
      equal((await rejects("ERR_OPTION", at(0).claim(key("a"), secs))).argument, "ttlSecs", "argument");
    });
  }
}
