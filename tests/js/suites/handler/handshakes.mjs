// The handshakes of Slack, Zoom, Meta, Asana and Xero: which requests are answered, and that no answer helps a forger.

import { defineScheme, hmacKey, schemes, signWebhook, verifyWebhook } from "payauth";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { OTHER, SECRET, stripe, URL_, watched } from "../../support/handlers.mjs";
import { Draw, seedOf } from "../../support/random.mjs";

const zoom = defineScheme({
  hash: "sha256",
  message: "v0:{timestamp}:{body}",
  encoding: "hex",
  timestamp: { format: "unix", tolerance: 300 },
  headers: { "x-zm-request-timestamp": "{timestamp}", "x-zm-signature": "v0={signature}" },
});
const ofBody = (name) => defineScheme({ hash: "sha256", message: "{body}", encoding: "hex", headers: { [name]: "{signature}" } });
const [meta, asana, xero] = ["X-Hub-Signature-256", "X-Hook-Signature", "x-xero-signature"].map(ofBody);

export default function ({ test, host }) {
  definitions(test);
  if (!globalThis.Request) return;
  slack(test);
  zooms(test);
  oracle(test, host);
  metas(test);
  asanas(test);
  rejections(test);
}

/** Signs a message as the sender does, and passes the message to the handler. */
function deliver(handle, scheme, body, { secret = SECRET, signed = body } = {}) {
  return handle(stripe({ body, headers: signWebhook(scheme, { body: signed, now: new Date(), secret }) }));
}

const of = (scheme, handshake, options) => watched({ secrets: [SECRET], ...(handshake && { handshake }), ...options }, undefined, scheme);
const challenge = (text) => JSON.stringify({ token: "t", type: "url_verification", challenge: text });
const validation = (text) => JSON.stringify({ event: "endpoint.url_validation", event_ts: 1, payload: { plainToken: text } });

function definitions(test) {
  test("the handshake zoom is accepted only for a scheme with Zoom's message, which has colons, because no challenge has a colon", () => {
    for (const message of ["{body}", "{timestamp}{body}", "v0{timestamp}{body}", "v0:{timestamp}{body}", "{timestamp}:{body}"]) {
      const timestamp = message.includes("{timestamp}") && { timestamp: { format: "unix" }, headers: { "X-T": "{timestamp}", "X-S": "{signature}" } };
      const scheme = defineScheme({ hash: "sha256", message, encoding: "hex", headers: { "X-S": "{signature}" }, ...timestamp });
      equal(throws("ERR_OPTION", () => of(scheme, "zoom"), message).argument, "handshake");
    }
    for (const scheme of [schemes.stripe, schemes.github, schemes.slack]) throws("ERR_OPTION", () => of(scheme, "zoom"));
  });
}

function slack(test) {
  test("Slack's challenge is echoed as text if the signature of the request matches, and the handler does not run", async () => {
    const { handle, calls } = of(schemes.slack);
    const response = await deliver(handle, schemes.slack, challenge("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"));
    same([response.status, await response.text()], [200, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"]);
    same([response.headers.get("content-type"), response.headers.get("x-content-type-options"), calls.length], ["text/plain; charset=utf-8", "nosniff", 0]);
  });
  test("a challenge without a valid signature is answered with 400, and is not echoed", async () => {
    const { handle } = of(schemes.slack);
    const body = challenge("abc123");
    for (const headers of [{}, signWebhook(schemes.slack, { body, now: new Date(), secret: OTHER }), signWebhook(schemes.slack, { body, now: new Date(0), secret: SECRET })]) {
      const response = await handle(stripe({ body, headers }));
      same([response.status, await response.text()], [400, ""]);
    }
  });
  for (const text of ["", "a b", "<script>", "a\nb", "é", "a".repeat(129), "v0=abc", "../x", "%41", 7, null, ["a"], { a: 1 }, undefined]) {
    test(`the challenge ${JSON.stringify(text)?.slice(0, 20)} of a signed request is not echoed`, async () => {
      const { handle, problems } = of(schemes.slack);
      const response = await deliver(handle, schemes.slack, challenge(text));
      same([response.status, await response.text(), problems[0].code], [400, "", "ERR_FIELD_MALFORMED"]);
    });
  }
  test("an event that contains a challenge is handled as an event", async () => {
    for (const body of ['{"type":"event_callback","text":"url_verification"}', '{"event":{"type":"url_verification","challenge":"x"}}', "url_verification", '["url_verification"]', '{"type":"a","type":"url_verification","challenge":"x"}']) {
      const { handle, calls } = of(schemes.slack);
      same([(await deliver(handle, schemes.slack, body)).status, calls.length], [200, 1], body);
    }
  });
  test("a challenge of Slack's form in another scheme is handled as an event, because only Slack's scheme has this handshake", async () => {
    const { handle, calls } = watched();
    same([(await handle(stripe({ body: challenge("x") }))).status, calls.length], [200, 1]);
  });
}

function zooms(test) {
  test("Zoom's token is answered with the tag of the token if the signature of the request matches, and the handler does not run", async () => {
    const { handle, calls } = of(zoom, "zoom");
    const response = await deliver(handle, zoom, validation("qgg8vlvZRS6UYooatFL8Aw"));
    const tag = hmacKey({ algorithm: "SHA-256", secret: SECRET }).sign("qgg8vlvZRS6UYooatFL8Aw");
    same([response.status, await response.json(), calls.length], [200, { plainToken: "qgg8vlvZRS6UYooatFL8Aw", encryptedToken: tag }, 0]);
  });
  test("the tag is computed with the secret that verified the request", async () => {
    for (const [secrets, at] of [[[OTHER, SECRET], 1], [[SECRET, OTHER], 0], [[{ id: "new", secret: OTHER }, { id: "old", secret: SECRET }], 1]]) {
      const { handle } = of(zoom, "zoom", { secrets });
      const { encryptedToken } = await (await deliver(handle, zoom, validation("abc"))).json();
      equal(encryptedToken, hmacKey({ algorithm: "SHA-256", secret: secrets[at].secret ?? secrets[at] }).sign("abc"));
    }
  });
  test("a token without a valid signature is answered with 400, and without a tag", async () => {
    const { handle } = of(zoom, "zoom");
    for (const given of [{ secret: OTHER }, { signed: validation("other") }]) {
      const response = await deliver(handle, zoom, validation("abc"), given);
      same([response.status, await response.text()], [400, ""]);
    }
  });
}

function oracle(test, host) {
  const seed = seedOf(host);
  const draw = new Draw(seed);
  test("no tag is computed for a text that could be a signed text of the scheme", async () => {
    const { handle } = of(zoom, "zoom");
    for (const token of ["v0:1709380800:{}", ":", "a:b", "v0=ab", "{}", "a".repeat(65), "", " ", "é", "a\u0000", "a\n"]) {
      const answer = await (await deliver(handle, zoom, validation(token))).text();
      equal(answer, "", JSON.stringify(token));
    }
  });
  test(`no answer is a valid signature of the scheme, whatever the challenge (seed ${seed})`, async () => {
    const { handle } = of(zoom, "zoom");
    for (let turn = 0; turn < 200; turn += 1) {
      const token = tokenOf(draw);
      const response = await deliver(handle, zoom, validation(token));
      const answer = await response.text();
      const [tag] = /[0-9a-f]{64}/.exec(answer.split("encryptedToken")[1] ?? "") ?? [];
      equal(tag !== undefined, /^[\w-]{1,64}$/.test(token), token);
      if (tag === undefined) continue;
      const now = new Date();
      const seconds = [Math.floor(now.getTime() / 1000), ...(token.match(/\d{9,11}/g) ?? [])].map(String);
      for (const t of seconds) {
        for (const body of [token, "", token.slice(2), token.slice(token.indexOf(t) + t.length), validation(token)]) {
          const headers = { "x-zm-request-timestamp": t, "x-zm-signature": `v0=${tag}` };
          equal(verifies(zoom, { headers, body, now: new Date(Number(t) * 1000), secrets: [SECRET] }), false, `${token} ${body}`);
        }
      }
    }
  });
}

function verifies(scheme, message) {
  try {
    return Boolean(verifyWebhook(scheme, message));
  } catch (error) {
    equal(error.blame, "peer");
    return false;
  }
}

/** A random token that is similar to a signed text. */
function tokenOf(draw) {
  const start = draw.of(["", "v0", "v0_1709380800_", String(Math.floor(Date.now() / 1000)), "v01709380800", "v0:1709380800:"]);
  const rest = Array.from({ length: draw.below(64) }, () => draw.of("ABCabc012345_-:{}"));
  return start + rest.join("");
}

function metas(test) {
  const url = (query) => `${URL_}?${new URLSearchParams(query)}`;
  const right = { "hub.mode": "subscribe", "hub.verify_token": "chosen", "hub.challenge": "1158201444" };
  const get = (handle, query, more) => handle(new Request(typeof query === "string" ? `${URL_}${query}` : url(query), more));
  const handler = (options) => of(meta, "meta", { verifyToken: "chosen", ...options });

  test("Meta's challenge is echoed as text if the verify token is equal to the token of the options", async () => {
    const { handle, calls } = handler();
    const response = await get(handle, right);
    same([response.status, await response.text(), response.headers.get("content-type"), calls.length], [200, "1158201444", "text/plain; charset=utf-8", 0]);
  });
  test("a function may read the verify token from the environment", async () => {
    const { handle } = handler({ verifyToken: async (request, env) => env.TOKEN });
    equal((await handle(new Request(url(right)), { TOKEN: "chosen" })).status, 200);
    equal((await handle(new Request(url(right)), { TOKEN: "other" })).status, 400);
  });
  for (const [what, query] of Object.entries({
    "another token": { ...right, "hub.verify_token": "other" },
    "the beginning of the token": { ...right, "hub.verify_token": "chose" },
    "the token and one more character": { ...right, "hub.verify_token": "chosen\u0000" },
    "an empty token": { ...right, "hub.verify_token": "" },
    "a very long token": { ...right, "hub.verify_token": "c".repeat(5000) },
    "no token": { "hub.mode": "subscribe", "hub.challenge": "1" },
    "two tokens": "?hub.mode=subscribe&hub.verify_token=chosen&hub.verify_token=other&hub.challenge=1",
    "another mode": { ...right, "hub.mode": "unsubscribe" },
    "no challenge": { "hub.mode": "subscribe", "hub.verify_token": "chosen" },
    "a challenge that is markup": { ...right, "hub.challenge": "<script>alert(1)</script>" },
    "a challenge with a line break": { ...right, "hub.challenge": "a\r\nSet-Cookie: a=b" },
    "a challenge that is too long": { ...right, "hub.challenge": "1".repeat(129) },
    "an empty query": "",
  })) {
    test(`a handshake with ${what} is answered with 400, and is not echoed`, async () => {
      const response = await get(handler().handle, query);
      same([response.status, await response.text()], [400, ""]);
    });
  }
  test("a handshake is answered with 500 if the verify token of the options is empty, blank or the word undefined", async () => {
    for (const token of ["", "undefined", " "]) {
      const { handle, problems } = handler({ verifyToken: () => token });
      same([(await get(handle, { ...right, "hub.verify_token": token })).status, problems[0].code], [500, "ERR_SECRET"]);
    }
  });
  test("a handshake is not answered without a verify token in the options, or if the method is not GET", async () => {
    equal((await get(of(meta, "meta").handle, right)).status, 405);
    equal((await get(handler().handle, right, { method: "HEAD" })).status, 405);
    equal((await get(handler().handle, right, { method: "POST", body: "" })).status, 400);
  });
  test("with a verify token in the options, events of Meta are still verified", async () => {
    const { handle, calls } = handler();
    same([(await deliver(handle, meta, "{}")).status, (await deliver(handle, meta, "{}", { secret: OTHER })).status, calls.length], [200, 400, 1]);
  });
}

function asanas(test) {
  const post = (handle, headers) => handle(new Request(URL_, { method: "POST", headers, body: "{}" }));

  test("Asana's secret is passed only to onSecret, and is sent back if onSecret returns true", async () => {
    const secrets = [];
    const { handle, calls } = of(asana, "asana", { onSecret: (secret) => secrets.push(secret) === 1 });
    const response = await post(handle, { "X-Hook-Secret": "b537207f20cbfa02357cf448134da559" });
    same([response.status, response.headers.get("x-hook-secret"), await response.text()], [200, "b537207f20cbfa02357cf448134da559", ""]);
    same([secrets, calls.length], [["b537207f20cbfa02357cf448134da559"], 0]);
  });
  for (const [what, onSecret, status = 400] of [
    ["returns false", () => false],
    ["returns a value other than true", () => "yes"],
    ["returns undefined", () => undefined],
    ["throws", () => Promise.reject(new Error("no database")), 503],
  ]) {
    test(`a secret is not sent back if onSecret ${what}`, async () => {
      const response = await post(of(asana, "asana", { onSecret }).handle, { "X-Hook-Secret": "abc" });
      same([response.status, response.headers.get("x-hook-secret"), await response.text()], [status, null, ""]);
    });
  }
  test("without onSecret, a request with a secret in a header field is handled as a message without a signature", async () => {
    const response = await post(of(asana, "asana").handle, { "X-Hook-Secret": "abc" });
    same([response.status, response.headers.get("x-hook-secret")], [400, null]);
  });
  test("a secret with forbidden characters is not passed to onSecret", async () => {
    const onSecret = () => ok(false, "onSecret was called");
    for (const secret of ["a b", "a,b", "<a>", "a".repeat(129), "a;b=c"]) {
      equal((await post(of(asana, "asana", { onSecret }).handle, { "X-Hook-Secret": secret })).status, 400, secret);
    }
  });
  test("with onSecret, events of Asana are still verified", async () => {
    const { handle, calls } = of(asana, "asana", { onSecret: () => true });
    same([(await deliver(handle, asana, "{}")).status, (await deliver(handle, asana, "{}", { secret: OTHER })).status, calls.length], [200, 400, 1]);
  });
}

function rejections(test) {
  test("Xero's messages with wrong signatures are answered with 401, as Xero expects", async () => {
    const { handle } = of(xero, "xero");
    same([(await deliver(handle, xero, "{}")).status, (await deliver(handle, xero, "{}", { secret: OTHER })).status], [200, 401]);
    equal((await handle(new Request(URL_))).status, 405);
  });
}
