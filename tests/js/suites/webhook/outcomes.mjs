// Outcomes of webhooks. The outcome of each combination of values is compared with a second table, which is in this file.

import { defineProvider, dogpay, dvpay, hmacKey, pledg } from "payauth";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, same } from "../../support/harness.mjs";

const ABSENT = Symbol("absent");

/** The documented words, and values that could be confused with these words. */
const values = (...words) => [
  ...[ABSENT, null, true, false, 0, 404, "", " ", "404", "true", "null", "unknown", [], {}],
  ...words.flatMap((word) => [word, word.toUpperCase(), word.toLowerCase(), ` ${word}`, `${word} `, [word], { status: word }]),
];

const object = (members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== ABSENT));
const outcome = (client, body, headers = {}) => client.verifyWebhook({ headers, body, now: NOW }).outcome;
const verdict = (client, body, headers) => outcome(client, body, headers).verdict;
const tag = (algorithm, secret, body, encoding) => hmacKey({ algorithm, secret }).sign(body, encoding);

export default function ({ test }) {
  dog(test);
  dv(test);
  unclear(test);
  back(test);
  tokens(test);
  members(test);
}

function dog(test) {
  const client = dogpay({ appid: "a", secret: "s", environment: "sandbox" });
  test("DogPay reports paid for exactly one event with exactly one status", () => {
    for (const event of values("pay.transaction.update", "card.transaction.update")) {
      for (const status of values("completed", "pending", "failed")) {
        const body = JSON.stringify(object({ event_identifier: event, data: object({ status }) }));
        const isPaid = event === "pay.transaction.update" && status === "completed";
        equal(verdict(client, body, { "wh-signature": tag("SHA-512", "a", body) }), isPaid ? "paid" : "other", body);
      }
    }
  });
}

const DVPAY = {
  "- SUCCESS": "paid",
  "payment.success -": "paid",
  "payment.success SUCCESS": "paid",
  "- FAILED": "failed",
  "payment.failed -": "failed",
  "payment.failed FAILED": "failed",
};

function dv(test) {
  const client = dvpay({ apiKey: "k", apiSecret: "s", webhookSecrets: ["w"] });
  const of = (given) => {
    const body = JSON.stringify(given);
    return verdict(client, body, { "X-DVPay-Signature": tag("SHA-256", "w", body) });
  };
  const word = (value) => (value === ABSENT ? "-" : typeof value === "string" ? value : "?");
  test("DVPay reports an outcome if event and status agree", () => {
    for (const event of values("payment.success", "payment.failed", "refund.success", "refund.completed", "order.completed")) {
      for (const status of values("SUCCESS", "FAILED", "REFUNDED", "PENDING")) {
        const given = object({ event, status });
        equal(of(given), DVPAY[`${word(event)} ${word(status)}`] ?? "other", JSON.stringify(given));
        for (const data of [{ status: "FAILED" }, { status: "SUCCESS" }, [], null]) equal(of({ ...given, data }), "other", "verdict with a status in data");
      }
    }
  });
  alike(test, of);
  test("the word of an outcome of DVPay is the whole status, even if the status is long", () => {
    for (const length of [28 * 1024, 60 * 1024]) {
      const body = JSON.stringify({ status: "S".repeat(length) });
      same(outcome(client, body, { "X-DVPay-Signature": tag("SHA-256", "w", body) }), { verdict: "other", word: "S".repeat(length) });
      const text = "\u0001é\n\"".repeat(length / 16);
      same(outcome(client, JSON.stringify({ status: text }), { "X-DVPay-Signature": tag("SHA-256", "w", JSON.stringify({ status: text })) }).word, text);
    }
  });
}

/** Names of members that another parser could read as event or status. */
const LIKE = ["Status", "STATUS", "sta_tus", "status ", "Event", "e-vent", "event_type", "eventType", "event_name", "EventName"];

function alike(test, of) {
  test("DVPay reports the outcome other if another member could be read as event or status", () => {
    for (const paid of [{ event: "payment.success" }, { status: "SUCCESS" }, { event: "payment.success", status: "SUCCESS" }]) {
      equal(of({ ...paid, event_id: "z", order_id: "1", timestamp: 1, data: { order_id: "1" } }), "paid", "verdict with other members");
      for (const name of LIKE) {
        for (const value of ["payment.success", "SUCCESS", "FAILED", "refund.success", null, 7, {}]) {
          for (const more of [{ [name]: value }, { data: { [name]: value } }, { Data: { [name]: value } }]) {
            equal(of({ ...paid, ...more }), "other", JSON.stringify(more));
            equal(of({ ...more, ...paid }), "other", JSON.stringify(more));
          }
        }
      }
    }
  });
}

/** Tests the senders that sign the whole body and report an outcome. */
function unclear(test) {
  const dv = dvpay({ apiKey: "k", apiSecret: "s", webhookSecrets: ["w"] });
  const dog = dogpay({ appid: "a", secret: "s", environment: "sandbox" });
  for (const [name, paid, read] of [
    ["DVPay", '{"event":"payment.success","status":"SUCCESS"}', (body) => outcome(dv, body, { "X-DVPay-Signature": tag("SHA-256", "w", body) })],
    ["DogPay", '{"event_identifier":"pay.transaction.update","data":{"status":"completed"}}', (body) => outcome(dog, body, { "wh-signature": tag("SHA-512", "a", body) })],
  ]) {
    test(`${name}: a body that two parsers could read differently has the outcome other`, () => {
      equal(read(paid).verdict, "paid", "verdict of the unchanged body");
      const inner = paid.slice(1, -1);
      for (const body of [
        `{${inner},${inner}}`, `${paid}${paid}`, `${paid} {}`, `${paid},`, `\ufeff${paid}`, `[${paid}]${paid}`, `null${paid}`, `true ${paid}`,
        `7 ${paid}`, `""${paid}`, `{${inner},"a":"\\ud800"}`, `{${inner},"a":{"b":1,"b":2}}`, `{${inner},}`, `{${inner},"a":"${"x".repeat(65_536)}"}`,
        `{${inner},"a":${"[".repeat(40)}${"]".repeat(40)}}`, ...Array.from(paid.slice(1), (_, index) => paid.slice(0, index + 1)),
      ]) {
        same(read(body), { verdict: "other", word: "" }, body.slice(0, 99));
      }
      for (const none of ["", " ", "no JSON", "<xml/>", "a=b&c=d"]) equal(read(none), undefined, none);
    });
  }
}

const notification = { created_at: "2026-01-01", error: "", id: "i", reference: "r", sandbox: "true", status: "completed" };

/** A notification in Pledg's back mode, with the signature of its members. */
async function signed(more) {
  const body = { ...notification, ...more };
  const text = Object.keys(notification).sort().map((name) => `${name}=${String(body[name])}`).join("SECRET");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return { ...body, signature: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase() };
}

function back(test) {
  const client = pledg({ merchantSecret: "SECRET", environment: "staging" });
  const read = (body) => client.verifyWebhook({ headers: {}, body: JSON.stringify(body), now: NOW });
  const scalars = (...words) => values(...words).filter((value) => value !== ABSENT && typeof value !== "object");
  const isLikeAnother = (text) => /^(-?\d+|true|false)$/.test(text);
  test("Pledg's back mode reports an outcome if status and error agree", async () => {
    for (const status of scalars("completed", "failed", "pending")) {
      for (const error of scalars("error", "REFUSED")) {
        const isError = typeof error === "string" && error !== "" && !isLikeAnother(error);
        const rows = { completed: isError ? "failed" : error === "" ? "paid" : "other", failed: isError || error === "" ? "failed" : "other" };
        const expected = (typeof status === "string" && Object.hasOwn(rows, status) && rows[status]) || "other";
        equal(read(await signed({ status, error })).outcome.verdict, expected, `${typeof status} ${status}, ${typeof error} ${error}`);
      }
    }
  });
  test("a change that Pledg's signature does not cover changes neither the outcome nor the replay key", async () => {
    for (const status of ["completed", "failed", "true"]) {
      for (const error of ["", "404", "true", "false", "-1", "error"]) {
        const body = await signed({ status, error });
        const before = read(body);
        for (const name of Object.keys(notification).filter((name) => isLikeAnother(body[name]))) {
          const after = read({ ...body, [name]: JSON.parse(body[name]), purchase_state: "PRIMARY_KO", transfer_order_item_uid: "tri_1" });
          same([after.outcome, after.replayKey], [before.outcome, before.replayKey]);
        }
      }
    }
  });
}

function tokens(test) {
  const client = pledg({ merchantSecret: "s", environment: "staging" });
  const utf8 = (value) => String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value)));
  const base64url = (value) => btoa(utf8(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const of = (claims) => {
    const text = `${base64url({ alg: "HS256" })}.${base64url(claims)}`;
    return verdict(client, JSON.stringify({ signature: `${text}.${tag("SHA-256", "s", text, "base64url_nopad")}` }));
  };
  const uid = "transfer_order_item_uid";
  test("a token of Pledg reports paid only if the token has a transfer", () => {
    for (const value of values("tri_1")) {
      equal(of(object({ [uid]: value })), typeof value === "string" && value.trim() !== "" ? "paid" : "other", String(value));
    }
    for (const blank of ["\t", "\u00a0", "\ufeff", "\u200b", "\0"]) equal(of({ [uid]: blank }), "other", JSON.stringify(blank));
    for (const name of ["error", "errors", "status", "state", "acceptance_state", "acceptance_rejection_type", "purchase_state"]) {
      for (const value of values("completed", "PRIMARY_KO")) {
        if (value !== ABSENT) equal(of({ [uid]: "tri_1", [name]: value }), "other", `${name}: ${JSON.stringify(value)}`);
      }
    }
    ok(of({ error: "", status: "completed" }) === "other", "the outcome other for the members of a notification in back mode");
  });
  test("a token of Pledg has the outcome other before nbf and after exp", () => {
    const now = NOW.getTime() / 1000;
    for (const claim of [{ [uid]: "t" }, { purchase_state: "PRIMARY_KO" }]) {
      const told = of(claim);
      for (const [times, isInForce] of [
        [{ exp: now + 1 }, true],
        [{ nbf: now }, true],
        [{ exp: now + 1.5, nbf: 1.5 }, true],
        [{ exp: now }, false],
        [{ exp: 1 }, false],
        [{ nbf: now + 1 }, false],
        ...[null, "9999999999", -1, true, [], 1e30].flatMap((odd) => [[{ exp: odd }, false], [{ nbf: odd }, false]]),
      ]) {
        equal(of({ ...claim, ...times }), isInForce ? told : "other", JSON.stringify(times));
      }
    }
  });
  test("a token of Pledg reports failed for the four documented states", () => {
    const states = ["PRIMARY_KO", "SCORING_KO", "VCP_KO", "CONNECTOR_KO"];
    for (const value of values(...states)) {
      equal(of(object({ purchase_state: value })), states.includes(value) ? "failed" : "other", String(value));
    }
  });
}

/** Tests a signature of members. The signature is the same if a member is absent, if the member is empty, and if its parent has no such member. */
function members(test) {
  const scheme = { hash: "sha256", message: "{field:id}|{field:refund.state?}", encoding: "hex", headers: { "X-S": "{signature}" } };
  const outcome = [
    { verdict: "paid", when: { "refund.state": false, id: true } },
    { verdict: "failed", when: { "refund.state": "failed", id: true } },
  ];
  const base = { name: "shop", servers: { live: "https://api.shop.example" }, credentials: { secret: {} }, auth: { bearer: "{secret}" } };
  const client = defineProvider({ ...base, webhook: { secret: "{secret}", scheme, outcome } })({ secret: "s" });
  test("a change to a member that does not change the signature does not change the outcome", () => {
    const headers = { "X-S": tag("SHA-256", "s", "1a|") };
    for (const refund of [ABSENT, {}, { state: "" }, null, 0, "", [], { other: "failed" }]) {
      equal(verdict(client, JSON.stringify(object({ id: "1a", refund })), headers), "paid", JSON.stringify(refund));
    }
    equal(verdict(client, '{"id":"1a","refund":{"state":"failed"}}', { "X-S": tag("SHA-256", "s", "1a|failed") }), "failed", "verdict with a signed refund");
  });
}
