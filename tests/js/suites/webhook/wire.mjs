// Hostile messages for every scheme of the catalogue. No error and no log shows a part of a message, and no error about a message blames the caller.

import { clockOffset, defineProvider, defineScheme, parseBasicAuth, schemes, signWebhook, verifyWebhook, webhookHandler } from "payauth";
import { explainMismatch } from "payauth/explain";
import * as catalogue from "payauth/schemes";
import { vectors } from "../../../vectors/schemes.json";
import { dv, door, NOW } from "../../support/clients.mjs";
import { equal, ok, rejects, same, thrown } from "../../support/harness.mjs";

/** A text that a log must not show. It has an escape sequence, a word and digits of a card number. */
const MARK = "\u001b[31mFORGED 4111";
/** Names that a stranger can use for a parameter, a field or a member. They contain separators of some schemes. */
const HOSTILE = [...[..."=&|.:;, \n\t/?#-"].flatMap((mark) => [`a${mark}${MARK}`, `${MARK}${mark}a`]), MARK.repeat(2000)];
const METHODS = ["patch", "post", "M-SEARCH", "P0ST", MARK];
const WEBHOOKS = vectors.filter(({ request }) => !request);

export default function ({ test }) {
  everyScheme(test);
  others(test);
  keyIds(test);
  if (!globalThis.Request) return;
  handlers(test);
  received(test);
}

/** Everything that a log may print of an error. */
const shown = (error) => `${error} ${error.message} ${error.argument} ${error.stack} ${JSON.stringify(error)}`;

function isThePeers(error, what) {
  ok(!shown(error).includes("FORGED"), `${what}: an error without a part of the message`);
  ok(error.argument.length > 0, `${what}: an argument`);
  equal(error.blame, "peer", `${what}: ${error.message}`);
}

/** Copies of the message, each with a hostile text in another place. */
function changes({ url = "", body, headers }, hostile) {
  const name = encodeURIComponent(hostile);
  const mark = url.includes("?") ? "&" : "?";
  const all = [
    { url: `${url}${mark}${name}=1` },
    { url: `${url}${mark}a=${name}&a=1` },
    { body: `${body}&${name}=1` },
    { body: `${name}=1&${body}` },
    { body: hostile },
  ];
  const member = `{${JSON.stringify(hostile)}:1,`;
  if (body.startsWith("{")) all.push({ body: member + body.slice(1) }, { body: member + member.slice(1) + body.slice(1) });
  for (const [field, value] of Object.entries(headers)) {
    for (const other of [hostile, value + hostile, [value, hostile]]) all.push({ headers: { ...headers, [field]: other, [hostile]: hostile } });
  }
  return all;
}

function everyScheme(test) {
  for (const { scheme, headers, body, now, url, method, vars, secret } of WEBHOOKS) {
    const whole = { headers, body, now: new Date(now), url, method, vars, secrets: [secret] };
    const refused = (change) => thrown(() => verifyWebhook(catalogue[scheme], { ...whole, ...change }));
    test(`${scheme}: no error shows a part of a hostile message, and no error about such a message blames the caller`, () => {
      equal(refused({}), undefined, "error of the unchanged message");
      for (const hostile of HOSTILE) {
        for (const change of changes(whole, hostile)) {
          const error = refused(change);
          if (error !== undefined) isThePeers(error, JSON.stringify(change).slice(0, 200));
        }
      }
      for (const method of METHODS) {
        const error = refused({ method });
        if (error !== undefined) isThePeers(error, method);
      }
    });
  }
}

/** Tests values that a server receives and passes to other exports. */
function others(test) {
  const sample = { sentAt: NOW, receivedAt: NOW };
  const token = door().token;
  for (const [name, call] of Object.entries({
    parseBasicAuth: (text) => parseBasicAuth(`Basic ${text}`),
    clockOffset: (date) => clockOffset(undefined, { ...sample, date, age: date }),
    "token.onUnauthorized": (challenge) => token.onUnauthorized(token.initial(), { fingerprint: challenge, challenge, now: NOW }),
    "token.commitRefresh": (body) => {
      const { state, ticket } = token.beginRefresh(token.initial(), { owner: "one", now: NOW });
      const { error } = token.commitRefresh(state, ticket, { status: 200, headers: { date: body, "retry-after": body }, body }, { sentAt: NOW, now: NOW });
      if (error !== undefined) throw error;
    },
    readError: (body) => dv().readError({ status: 400, headers: { "Retry-After": body }, body }),
    explainMismatch: (body) => explainMismatch(schemes.stripe, { headers: { [body]: body }, body, now: NOW, secrets: ["s"], url: body, method: body }),
    "a name of a header field to send": (field) => signWebhook(schemes.stripe, { body: "", now: NOW, secret: "s", headers: { [field]: 7 } }),
    "a name of a variable to send": (name) => signWebhook(schemes.stripe, { body: "", now: NOW, secret: "s", vars: { [name]: "1" } }),
    "a name of an id to send": (name) => signWebhook(schemes.stripe, { body: "", now: NOW, secret: "s", ids: { [name]: "1" } }),
    "an option": (name) => verifyWebhook(schemes.stripe, { [name]: 1 }),
  })) {
    test(`${name}: no error shows the value that was passed`, () => {
      for (const hostile of HOSTILE) {
        const error = thrown(() => call(hostile));
        if (error !== undefined) ok(!shown(error).includes("FORGED"), `an error without the value, not ${error.code}`);
      }
    });
  }
}

const SIGNED = { hash: "sha256", encoding: "hex", message: "{key_id}.{body}" };
const KEYED = {
  "in a list": { ...SIGNED, headers: { "X-Sig": { sep: ",", items: ["k={key_id}", "s={signature}"] } } },
  "in an optional field": { ...SIGNED, headers: { "X-Key": { items: ["{key_id}"], optional: true }, "X-Sig": "s={signature}" } },
  "next to the signature": { ...SIGNED, headers: { "X-Sig": "{key_id}:{signature}" } },
};

function keyIds(test) {
  for (const [where, definition] of Object.entries(KEYED)) {
    test(`a message with a key id ${where} is accepted, and the error about a missing or wrong key id blames the peer`, () => {
      const scheme = defineScheme(definition);
      const whole = { body: "{}", now: NOW };
      const headers = signWebhook(scheme, { ...whole, secret: "s", keyId: "k1" });
      const verify = (given) => verifyWebhook(scheme, { ...whole, headers: given, secrets: ["s"] });
      equal(verify(headers).covers, "body");
      for (const other of ["", "k2", "k.1", MARK]) {
        const changed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace("k1", other)]));
        equal(thrown(() => verify(changed)).blame, "peer", `blame for the key id ${other}`);
      }
      equal(thrown(() => verify({ "X-Sig": headers["X-Sig"].replace(/^.*s=/, "s=").replace(/^k1:/, "") })).blame, "peer", "blame for a missing key id");
      const error = thrown(() => signWebhook(scheme, { ...whole, secret: "s" }));
      same([error.code, error.argument, error.blame], ["ERR_OPTION", "keyId", "caller"]);
    });
  }
}

function handlers(test) {
  test("without onReject, the console shows no part of a hostile message", async () => {
    const [printed, { error }] = [[], console];
    console.error = (...all) => void printed.push(all.map((one) => (typeof one === "object" ? shown(one) : one)).join(" "));
    try {
      for (const { scheme, headers, body, now, url, vars, secret } of WEBHOOKS) {
        const clock = () => new Date(now).getTime();
        for (const hostile of HOSTILE.slice(0, 3)) {
          for (const change of changes({ headers, body, url }, hostile)) {
            const options = { secrets: [secret], url: change.url ?? url, vars, clock };
            const given = new Headers();
            for (const [name, value] of Object.entries(change.headers ?? headers)) {
              if (/^[\w-]+$/.test(name) && /^[ -~]*$/.test(value)) given.set(name, value);
            }
            await webhookHandler(catalogue[scheme], options, () => {})(new Request("https://shop.example/hook", { method: "POST", headers: given, body: change.body ?? body }));
          }
        }
      }
    } finally {
      console.error = error;
    }
    ok(printed.length > 100, `more than 100 printed lines, not ${printed.length}`);
    ok(!printed.some((line) => line.includes("FORGED") || line.includes("misconfigured")), "no line with a part of a message or with the type misconfigured");
  });
  for (const name of ["hubspot", "contentful"]) {
    test(`${name}: a request with a method that no sender signs is answered with 400`, async () => {
      const { headers, body, now, url, secret } = vectors.find(({ scheme }) => scheme === name);
      const problems = [];
      const options = { secrets: [secret], url, clock: () => new Date(now).getTime(), methods: ["POST", "M-SEARCH"], onReject: (problem) => void problems.push(problem) };
      const request = new Request("https://shop.example/hook", { method: "POST", headers, body });
      const odd = new Proxy(request, { get: (of, member) => (member === "method" ? "M-SEARCH" : typeof of[member] === "function" ? of[member].bind(of) : of[member]) });
      same([(await webhookHandler(catalogue[name], options, () => {})(odd)).status, problems[0].type], [400, "rejected"]);
    });
  }
  test("a valid message whose time is in a body above 1 MiB is answered with 400", async () => {
    const problems = [];
    const options = { secrets: ["s"], maxBytes: 2 ** 21, onReject: (problem) => void problems.push(problem) };
    const sent = (padding) => {
      const body = JSON.stringify({ webhookTimestamp: Date.now(), padding: "x".repeat(padding) });
      const headers = signWebhook(catalogue.linear, { body, now: new Date(), secret: "s" });
      return new Request("https://shop.example/hook", { method: "POST", headers, body });
    };
    const handle = webhookHandler(catalogue.linear, options, () => {});
    same([(await handle(sent(2 ** 20 - 100))).status, (await handle(sent(2 ** 20))).status], [200, 400]);
    equal(problems[0].error.message, "body: is longer than 1 MiB, the limit for a body with a signed time");
  });
}

function received(test) {
  test("the error of client.receive about a method that no sender signs blames the peer", async () => {
    const scheme = { hash: "sha256", message: "{method}{url}{body}", encoding: "hex", headers: { "X-Sig": "{signature}" } };
    const endpoints = { "GET /x": {} };
    const own = defineProvider({ name: "own", servers: { production: "https://api.own.example" }, credentials: { secret: {} }, auth: { bearer: "{secret}" }, endpoints, webhook: { secret: "{secret}", scheme } });
    const client = own({ secret: "a secret" });
    for (const method of METHODS) {
      const request = { method, url: "https://a.example", headers: new Map([["X-Sig", "0".repeat(64)]]), arrayBuffer: async () => new ArrayBuffer(0) };
      const error = await rejects("ERR_FIELD_MALFORMED", client.receive(request, { url: "https://a.example" }), method);
      same([error.blame, error.argument], ["peer", "method"]);
    }
  });
}
