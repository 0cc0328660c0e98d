// The answers of the wasm module. No answer is truncated, a malformed record causes an error and not a hang, and no line is read as two lines.

import { basicAuth, bearerAuth, defineScheme, pledg, schemes, signWebhook, verifyWebhook } from "payauth";
import { dog, door, dv, NOW, pl, REFUND, waka } from "../../support/clients.mjs";
import { digest, written } from "../../support/hmac-reference.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { Kept } from "../../support/token-machine.mjs";
import { trapNext } from "../../support/trap.mjs";

const K80 = 81_920;

export const endsInstances = true;

export default function ({ test, host }) {
  whole(test, host);
  wire(test, host);
  records(test, host);
  lines(test);
}

function whole(test, host) {
  test("a signed endpoint's request has its signature, however long the caller's fields are", () => {
    const body = { orderId: 1, refundAmount: 5 };
    for (let length = K80 - 400; length <= K80; length += 1) {
      const call = () => dv().sign({ path: REFUND, headers: { "X-Note": "a".repeat(length) }, body, idempotencyKey: "k", now: NOW });
      const { headers, error } = attempt(call);
      if (error) equal(error.code, "ERR_TOO_LARGE", `${length}`);
      else ok(headers["X-Signature"] && headers["X-Timestamp"] && headers["X-Api-Key"], `all fields in addition to a field of ${length} bytes`);
    }
  });
  test("a thousand fields are all sent", () => {
    const headers = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`X-${index}`, "b".repeat(60)]));
    const request = dv().sign({ path: REFUND, headers, body: {}, idempotencyKey: "k", now: NOW });
    ok(Object.keys(headers).every((name) => request.headers[name] === headers[name]), "all fields of the caller");
    ok(request.headers["X-Signature"], "a signature in the request");
  });
  test("a credential whose encoded form is longer than 80 KiB is not truncated", () => {
    const password = "p".repeat(70_000);
    equal(basicAuth("u", password), `Basic ${btoa(`u:${password}`)}`);
    equal(bearerAuth("t".repeat(K80)), `Bearer ${"t".repeat(K80)}`);
    equal(basicAuth("u", "+".repeat(K80 - 3), { mode: "rfc6749" }), `Basic ${btoa(`u:${"%2B".repeat(K80 - 3)}`)}`);
  });
  test("parameters of 64 KiB are signed", () => {
    const token = pl({ merchantSecret: "s" }).signParameters({ note: "a".repeat(65_500) });
    equal(token.split(".").length, 3, "parts");
    ok(token.length > K80, "a token that is longer than the buffer");
  });
  test("a long answer is removed from the module as soon as it has been read", () => {
    bearerAuth("t".repeat(K80));
    for (let length = 0; length < 200_000; length += 50_000) equal(host.wasm().longAnswer(K80 + 7 + length), 0);
  });
}

function attempt(call) {
  try {
    return call();
  } catch (error) {
    return { error };
  }
}

/** Authentic messages whose evidence is longer than the message itself. */
function wire(test, host) {
  test("a status that is six times as long in JSON is not truncated", async () => {
    const word = "\u0001".repeat(10_000);
    const body = JSON.stringify({ event: "x", status: word });
    const tag = written(await digest(host, "SHA-256", "s", body), "hex");
    const headers = { "X-Hub-Signature-256": `sha256=${tag}` };
    const client = dv({ webhookScheme: schemes.github, webhookSecrets: ["s"] });
    const { covers, outcome } = client.verifyWebhook({ headers, body, now: NOW });
    equal(covers, "body");
    ok(outcome === undefined || outcome.word === word || outcome.word === "", "the whole word of the outcome, an empty word or no outcome");
  });
  test("the claims in a token of 60 KiB are not truncated", async () => {
    const claims = JSON.stringify({ transfer_order_item_uid: "u".repeat(45_000) });
    const encoded = [JSON.stringify({ alg: "HS256", typ: "JWT" }), claims].map((part) =>
      written(new TextEncoder().encode(part), "base64url_nopad"),
    );
    const signed = encoded.join(".");
    const tag = written(await digest(host, "SHA-256", "SECRET", signed), "base64url_nopad");
    const client = pledg({ merchantSecret: "SECRET", environment: "staging" });
    const body = JSON.stringify({ signature: `${signed}.${tag}` });
    equal(client.verifyWebhook({ headers: {}, body, now: NOW }).claims, claims);
  });
  test("if a value from a stranger is too long, the error blames the peer", () => {
    const long = "h".repeat(K80 + 1);
    const verify = (given) =>
      verifyWebhook(schemes.github, { headers: {}, body: "{}", now: NOW, secrets: ["s"], ...given });
    equal(throws("ERR_TOO_LARGE", () => verify({ headers: { "X-Hub-Signature-256": long } })).blame, "peer");
    const headers = { "X-Hub-Signature-256": `sha256=${"0".repeat(64)}` };
    equal(throws("ERR_TOO_LARGE", () => verify({ headers, body: new Uint8Array(32 * 1024 * 1024 + 1) })).blame, "peer");
    equal(throws("ERR_TOO_LARGE", () => bearerAuth(long)).blame, "caller");
  });
}

const hook = { headers: { "X-Hub-Signature-256": `sha256=${"0".repeat(64)}` }, body: "{}", now: NOW };
const github = () => dv({ webhookScheme: schemes.github, webhookSecrets: ["s"] });

/** Calls that read a record, by the name of the module's export that returns the record. */
const READERS = {
  clientSign: () => door().sign({ path: "/x", now: NOW }),
  clientEnd: () => door().sign({ path: "/x", now: NOW, body: "x".repeat(K80) }),
  receive: () => github().verifyWebhook(hook),
  receiveEnd: () => github().verifyWebhook({ ...hook, body: "x".repeat(K80) }),
  webhookEnd: () => signWebhook(schemes.github, { body: "{}", now: NOW, secret: "s" }),
  tokenBegin: () => new Kept(waka().token).begin(0),
};

/** Tests records that the module never returns. */
function records(test, host) {
  for (const [name, call] of Object.entries(READERS)) {
    test(`a record of ${name} that is truncated or too long is ERR_INTERNAL, and causes no hang`, () => {
      for (const length of [1, 3, 7, K80 + 1, 2 ** 31 - 1, -1, -5, -(2 ** 31)]) {
        trapNext(host, name, () => length);
        throws("ERR_INTERNAL", call, `a record with the length ${length}`);
        renewed(host);
        call.name ? attempt(call) : undefined;
      }
    });
  }
}

/** Makes a new instance, so that the exports are the original exports again. */
function renewed(host) {
  trapNext(host, "idempotencyRandom");
  trapNext(host, "bearerAuth");
  throws("ERR_INTERNAL", () => bearerAuth("t"));
}

function lines(test) {
  test("a URL with a line feed is rejected, and is not equal to a URL with a carriage return", () => {
    const given = { body: "{}", now: NOW };
    const url = "https://x.example/\n";
    const refused = throws("ERR_OPTION", () => signWebhook(schemes.square, { ...given, url, secret: "s" }));
    equal(refused.argument, "url");
    const headers = signWebhook(schemes.square, { ...given, url: "https://x.example/\r", secret: "s" });
    const delivered = throws("ERR_SIGNATURE", () => verifyWebhook(schemes.square, { ...given, headers, url, secrets: ["s"] }));
    equal(delivered.blame, "peer", "blame for a URL that a stranger may have sent");
  });
  test("the path of a member with a line feed is reported unchanged", async () => {
    const scheme = defineScheme({
      hash: "sha256",
      message: "{field:a\nclaim}|{field:b}",
      encoding: "hex",
      headers: { "X-Tag": "{signature}" },
    });
    const body = JSON.stringify({ "a\nclaim": "x", b: "y" });
    const headers = signWebhook(scheme, { body, now: NOW, secret: "s" });
    const verified = verifyWebhook(scheme, { headers, body, now: NOW, secrets: ["s"] });
    same(verified.covers, ["a\nclaim", "b"]);
    equal("claims" in verified, false, "claims");
    const error = throws("ERR_FIELD_MISSING", () => verifyWebhook(scheme, { headers, body: '{"b":"y"}', now: NOW, secrets: ["s"] }));
    equal(error.argument, "a\nclaim");
    equal("index" in error, false, "index");
  });
  test("no text with a line feed is read as two lines, or as a text with another character", () => {
    const token = dog().token;
    for (const call of [
      () => basicAuth("u\n", "p"),
      () => basicAuth("u", "p\nq"),
      () => dv({ apiKey: "a\nb" }),
      () => dv({ apiSecret: "a\n" }),
      () => dv({ baseUrl: "https://x.example/\n" }),
      () => door({ environment: "sandbox\n" }),
      () => dv({ webhookSecrets: ["a\nb"] }).verifyWebhook(hook),
      ...["path", "method", "auth", "idempotencyKey", "authorization"].map(
        (name) => () => dv().sign({ path: REFUND, now: NOW, body: "{}", idempotencyKey: "k", [name]: "/a\nb" }),
      ),
      () => dv().sign({ path: REFUND, now: NOW, body: "{}", idempotencyKey: "k", headers: { "X-A": "a\nb" } }),
      () => token.beginRefresh(token.initial(), { now: NOW, owner: "a\nb" }),
      () => token.decide(`${token.initial()}\n`, { now: NOW }),
      () => verifyWebhook(schemes.github, { ...hook, secrets: ["a\nb"] }),
      () => verifyWebhook(schemes.github, { ...hook, secrets: [{ id: "a\nb", secret: "s" }] }),
      () => signWebhook(schemes.svix, { body: "{}", now: NOW, id: "a\nb", secret: "whsec_MfKQ9r8G" }),
    ]) {
      const { error } = attempt(call);
      ok(error?.code && error.code !== "ERR_INTERNAL", `an error with a code of ${call}, not ${error}`);
    }
  });
}
