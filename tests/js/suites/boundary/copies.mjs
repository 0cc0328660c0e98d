// The bytes that a caller passes are signed and sent as they were at the time of the call. An array of secrets that a caller passes again is
// read again.

import { schemes, signWebhook, verifyWebhook } from "payauth";
import { dog, dv, NOW, REFUND } from "../../support/clients.mjs";
import { digest, utf8, written } from "../../support/hmac-reference.mjs";
import { equal, ok, rejects, same, throws } from "../../support/harness.mjs";

const PAY = "/open-api/v1/pay";
const read = (body) => (typeof body === "string" ? body : new TextDecoder().decode(body));

export const endsInstances = true;

export default function ({ test, host }) {
  signed(test, host);
  fetched(test, host);
  kept(test);
  if (host.gc) retained(test, host);
  disposed(test);
}

/** Changes of the bytes that a caller can make after the beginning of the call. */
const CHANGES = {
  overwritten: (bytes) => bytes.fill(120),
  transferred: (bytes) => structuredClone(bytes.buffer, { transfer: [bytes.buffer] }),
};

function signed(test, host) {
  for (const [what, change] of Object.entries(CHANGES)) {
    for (const length of [2, 1000, 100_000]) {
      test(`sign: ${length} bytes that are ${what} afterwards are sent as they were signed`, async () => {
        const given = new Uint8Array(length).fill(97);
        const { headers, body } = dv().sign({ path: REFUND, now: NOW, body: given, idempotencyKey: "k" });
        change(given);
        equal(read(body), "a".repeat(length));
        const message = utf8("a".repeat(length) + NOW.getTime() / 1000);
        equal(headers["X-Signature"], written(await digest(host, "SHA-256", "your-api-secret", message), "hex"));
      });
    }
  }
}

/** A client whose endpoint returns answers with the given statuses, and the bodies of all requests that were sent to the endpoint. */
function sender(answers = []) {
  const sent = [];
  const fetch = async (url, init) => {
    await undefined;
    if (/token/.test(url)) return Response.json({ access_token: `t${sent.length}`, expires_in: 3600, data: { access_token: "t", expires_in: 3600 } });
    sent.push(read(init.body));
    if (typeof init.body === "object") init.body.fill(33);
    return new Response("{}", { status: answers.shift() ?? 200 });
  };
  return { sent, client: dog({ fetch, clock: () => NOW.getTime() }) };
}

function fetched(test) {
  for (const [what, change] of Object.entries(CHANGES)) {
    test(`fetch: bytes that are ${what} before they are sent are sent as they were passed`, async () => {
      const { sent, client } = sender();
      const given = utf8('{"callId":1}');
      const call = client.fetch(PAY, { body: given });
      change(given);
      await call;
      same(sent, ['{"callId":1}']);
    });
  }
  test("fetch: two calls with one buffer each send the content that the buffer had at the time of the call", async () => {
    const { sent, client } = sender();
    const buffer = utf8('{"callId":1}');
    const first = client.fetch(PAY, { body: buffer });
    buffer.set(utf8('{"callId":2}'));
    const second = client.fetch(PAY, { body: buffer });
    buffer.fill(0);
    await Promise.all([first, second]);
    same(sent.sort(), ['{"callId":1}', '{"callId":2}']);
  });
  test("fetch: both attempts of a call send the same bytes, even if the custom fetch overwrites the bytes that were passed to it", async () => {
    const { sent, client } = sender([401]);
    await client.fetch(PAY, { body: utf8('{"callId":3}') });
    ok(sent.length >= 1 && sent.every((body) => body === '{"callId":3}'), sent.join());
  });
  test("fetch: bytes above 32 MiB are rejected before they are copied", async () => {
    const { client } = sender();
    await rejects("ERR_TOO_LARGE", client.fetch(PAY, { body: new Uint8Array(32 * 1024 * 1024 + 1) }));
  });
}

function kept(test) {
  const body = "{}";
  const by = (secret) => signWebhook(schemes.github, { body, now: NOW, secret });
  const verify = (headers, secrets) => verifyWebhook(schemes.github, { headers, body, now: NOW, secrets });
  test("a cached array of secrets verifies exactly the same messages as a new array", () => {
    const secrets = ["a", "b"];
    for (let time = 0; time < 3; time += 1) equal(verify(by("b"), secrets).secretId, "secret2");
    secrets.splice(0, 2, "a\n\n\n\nsecret2\nb");
    for (let time = 0; time < 3; time += 1) throws("ERR_SECRET", () => verify(by("b"), secrets));
    const named = [{ id: "x", secret: "a" }];
    for (let time = 0; time < 3; time += 1) equal(verify(by("a"), named).secretId, "x");
    named[0] = { id: "y", secret: "a" };
    for (let time = 0; time < 3; time += 1) equal(verify(by("a"), named).secretId, "y");
  });
  test("an option whose getter returns another array at each read is read only once", () => {
    const arrays = [["a"], ["b"], ["c"]];
    let reads = 0;
    const given = {
      headers: by("a"),
      body,
      now: NOW,
      get secrets() {
        return arrays[reads++ % 3];
      },
    };
    equal(verifyWebhook(schemes.github, given).secretId, "secret1");
    equal(reads, 1, "number of reads");
    for (let time = 0; time < 3; time += 1) throws("ERR_SIGNATURE", () => verify(by("a"), arrays[1]));
  });
}

/** Tests whether a body can be garbage-collected. The host reports which bodies were collected. */
function retained(test, host) {
  const cases = {
    "an array of secrets that is passed again": () => {
      const secrets = ["s"];
      return (body, headers) => verifyWebhook(schemes.github, { headers, body, now: NOW, secrets });
    },
    "a client": () => {
      const client = dv({ webhookScheme: schemes.github, webhookSecrets: ["s"] });
      return (body, headers) => client.verifyWebhook({ headers, body, now: NOW });
    },
  };
  for (const [what, make] of Object.entries(cases)) {
    test(`${what} does not keep a verified body from garbage collection`, async () => {
      const verify = make();
      const gone = [];
      for (let time = 0; time < 4; time += 1) gone.push(verified(verify, time));
      for (let turn = 0; turn < 100 && gone.some((body) => body.deref()); turn += 1) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        host.gc();
      }
      same(gone.map((body) => body.deref() === undefined), [true, true, true, true], "whether each body was collected");
      ok(verify, "a verifier that still exists");
    });
  }
}

function verified(verify, time) {
  const body = new Uint8Array(100_000).fill(97 + time);
  verify(body, signWebhook(schemes.github, { body, now: NOW, secret: "s" }));
  return new WeakRef(body.buffer);
}

function disposed(test) {
  test("a disposed client does not verify a webhook", () => {
    const client = dv({ webhookScheme: schemes.github, webhookSecrets: ["s"] });
    const given = { headers: signWebhook(schemes.github, { body: "{}", now: NOW, secret: "s" }), body: "{}", now: NOW };
    client.verifyWebhook(given);
    client.dispose();
    equal(throws("ERR_DISPOSED", () => client.verifyWebhook(given)).message.includes("client"), true);
    const unused = dv({ webhookSecrets: ["s"] });
    unused.dispose();
    throws("ERR_DISPOSED", () => unused.verifyWebhook(given));
  });
}
