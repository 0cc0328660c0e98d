// Replay keys. A message has only one key, even if the sender signs the message several times, at other times and with other secrets.

import { defineScheme, dogpay, hmacKey, signWebhook, verifyWebhook } from "payauth";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, rejects, same, throws } from "../../support/harness.mjs";
import { CASES, HOOK, accepted, later } from "../../support/senders.mjs";

/** For each scheme: a body with the sender's event id. The body is different in each attempt. */
const IDS = {
  stripe: (id, attempt) => ({ id, attempt }),
  slack: (id, attempt) => ({ attempt, event: { id: "x" }, event_id: id }),
  square: (id, attempt) => ({ attempt, event_id: id }),
  paddle: (id, attempt) => ({ event_id: id, notification_id: attempt }),
  coinbaseCommerce: (id, attempt) => ({ attempt_number: attempt, event: { data: {}, id } }),
  line: (id, attempt) => ({ events: [{ webhookEventId: id, deliveryContext: { isRedelivery: attempt > 1 } }] }),
  pagerduty: (id, attempt) => ({ event: { id }, attempt }),
};

const wide = Array.from({ length: 512 }, (_, place) => `"n${place}":0`).join();
const lists = (count) => "[".repeat(count) + "]".repeat(count);

/** Values of an additional member, and whether all parsers then read the body in the same way. */
const AMBIGUOUS = [
  ["1", true],
  ['{"a":1,"b":2,"A":3}', true],
  ['"a:\\"b\\": \\\\","c":"{\\"id\\":\\"\\"}"', true],
  ['[{"a":1},{"a":1}]', true],
  ['1,"__proto__":{"__proto__":1}', true],
  [`{${wide}}`, true],
  [lists(31), true],
  ['1,"more":2', false],
  ['1,"m\\u006fre" : 2', false],
  ['1,"n":7', false],
  ['{"a":1,"a":1}', false],
  ['{"__proto__":1,"__proto__":1}', false],
  ['[[{"a":1,"b":{},"a":1}]]', false],
  ['"\\ud800"', false],
  ['{"\\udfff":1}', false],
  [`{"x":0,${wide}}`, false],
  [lists(32), false],
  ["1}{", false],
  ["01", false],
];

export default function ({ test }) {
  const of = (name) => CASES.find((case_) => case_.name === name);
  for (const [name, make] of Object.entries(IDS)) byId(test, of(name), make);
  border(test, of("stripe"), IDS.stripe);
  for (const name of ["standardWebhooks", "svix"]) bySignedId(test, of(name));
  for (const case_ of CASES) byTag(test, case_);
  cut(test);
  dog(test);
  own(test);
  lazy(test, of("stripe"));
}

/** The replay key of a message that is signed at the time `at` with the secret `by`. */
function key({ scheme, secret }, body, { at = NOW, by = secret, id, as = (body) => body } = {}) {
  const headers = signWebhook(scheme, { body, now: at, secret: by, url: HOOK, ...(id && { id }) });
  return verifyWebhook(scheme, { headers, body: as(body), now: at, secrets: [by], url: HOOK }).replayKey;
}

function byId(test, case_, make) {
  const { name, other } = case_;
  const body = (id, attempt = 1) => JSON.stringify(make(id, attempt));
  test(`${name}: an event has one key, even if it is sent again, signed again or signed with another secret, as text or bytes`, () => {
    const first = key(case_, body("evt_1"));
    ok(/^[0-9a-f]{32}$/.test(first), `32 hex digits, not ${first}`);
    equal(key(case_, body("evt_1")), first, "key of the message that is sent again");
    equal(key(case_, body("evt_1", 2), { at: later(60) }), first, "key of the message that is signed again");
    equal(key(case_, body("evt_1", 2), { at: later(60), by: other }), first, "key of the message that is signed with another secret");
    const bytes = (text) => new TextEncoder().encode(text);
    for (const as of [bytes, (text) => bytes(text).buffer]) equal(key(case_, body("evt_1"), { as }), first, "key of the message as bytes");
    for (const id of ["evt_2", "EVT_1", "evt_1 "]) ok(key(case_, body(id)) !== first, "another key for another event");
  });
  test(`${name}: without a valid id, the replay key depends on the tag`, () => {
    for (const id of ["", 7, true, null, ["evt_1"], { id: "evt_1" }, undefined]) {
      const twice = [key(case_, body(id, 1)), key(case_, body(id, 2))];
      ok(/^[0-9a-f]{32}$/.test(twice[0]), `32 hex digits, not ${twice[0]}`);
      equal(key(case_, body(id, 1)), twice[0], "key of the same message");
      ok(twice[0] !== twice[1], `different keys for two messages with ${JSON.stringify(id)}`);
      ok(key(case_, body(id, 1), { by: other }) !== twice[0], "another key with another secret");
    }
    for (const unread of ["", "no JSON", "[]", "7", '{"id":']) ok(key(case_, unread), `a key for the body ${unread}`);
  });
  test(`${name}: the id is read from a body of at most 1 MiB`, () => {
    for (const [pad, isRead] of [[70_000, true], [90_000, true], [1_000_000, true], [1 << 20, false]]) {
      const long = JSON.stringify({ pad: "x".repeat(pad), ...make("evt_1", 1) });
      equal(key(case_, long) === key(case_, long, { by: other }), isRead, `whether the id is read after ${pad} other bytes`);
    }
  });
  test(`${name}: an id may have any length`, () => {
    for (const length of [1, 70_000, 81_920, 300_000]) {
      const id = "é".repeat(length);
      equal(key(case_, body(id, 1)), key(case_, body(id, 2), { by: other }), `keys for an id of ${length} characters`);
      ok(key(case_, body(id, 1)) !== key(case_, body(`${id}x`, 1)), "another key for another id");
    }
  });
  test(`${name}: a body that two parsers could read differently has no id`, () => {
    for (const [more, isRead] of AMBIGUOUS) {
      const of = (n) => `{"n":${n},${JSON.stringify(make("evt_1", 1)).slice(1, -1)},"more":${more}}`;
      equal(key(case_, of(1)) === key(case_, of(2), { by: other }), isRead, more.slice(0, 80));
    }
  });
}

function border(test, case_, make) {
  test(`${case_.name}: the limit of 1 MiB is counted in bytes, for a body as text and for a body as bytes`, () => {
    const start = JSON.stringify(make("evt_1", 1)).slice(0, -1);
    for (const sign of ["x", "é", "€", "🦀"]) {
      const size = new TextEncoder().encode(sign).length;
      const count = Math.floor(((1 << 20) - start.length - ',"pad":""}'.length) / size);
      for (const [more, isRead] of [[0, true], [1, false]]) {
        const long = `${start},"pad":"${sign.repeat(count + more)}"}`;
        for (const as of [(text) => text, (text) => new TextEncoder().encode(text)]) {
          equal(key(case_, long, { as }) === key(case_, long, { as, by: case_.other }), isRead, `whether the id is read with ${sign} and ${more} characters above the limit`);
        }
      }
    }
  });
}

function bySignedId(test, case_) {
  test(`${case_.name}: the replay key depends on the id that is signed with the body`, () => {
    const first = key(case_, "{}", { id: "msg_1" });
    equal(key(case_, "{ }", { id: "msg_1", at: later(60), by: case_.other }), first, "key of the message that is signed again");
    ok(key(case_, "{}", { id: "msg_2" }) !== first, "another key for another id");
  });
}

function byTag(test, case_) {
  const { name, secret, other } = case_;
  test(`${name}: the replay key depends neither on other secrets nor on the order of the secrets`, () => {
    const { replayKey } = accepted(case_);
    const ended = { id: "ended", secret: other, notAfter: later(-1) };
    const again = { id: "again", secret };
    const eight = [...Array.from({ length: 7 }, (_, index) => ({ id: `o${index}`, secret: other })), secret];
    for (const secrets of [[other, secret], [secret, other], [ended, secret], [secret, again], [again, secret], eight, [secret]]) {
      equal(accepted(case_, { secrets }).replayKey, replayKey, "replay key");
    }
  });
}

/** A person who captured a message can remove a signature from its header, because no signature covers the header. */
function cut(test) {
  const list = { hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-S": { sep: ",", items: ["v1={signature}"] } } };
  const keys = (scheme, secrets) => {
    const body = '{"id":"evt_1"}';
    const sent = ["old", "new"].map((secret) => signWebhook(scheme, { body, now: NOW, secret })["X-S"]);
    const all = [sent.join(), ...sent].filter((value) => secrets.length > 1 || value.startsWith(sent[0]));
    return all.map((value) => verifyWebhook(scheme, { headers: { "X-S": value }, body, now: NOW, secrets }).replayKey);
  };
  test("if a message with two signatures has no id, the removal of one signature can change the replay key", () => {
    const [both, old, recent] = keys(defineScheme(list), ["old", "new"]);
    ok(old !== recent, "different keys for different signatures");
    ok([old, recent].includes(both), "the key of one of the two signatures");
  });
  test("a message with two signatures has only one key if the receiver has one secret, or if the message has an id", () => {
    for (const [more, secrets] of [[{}, ["old"]], [{ eventId: "id" }, ["old", "new"]]]) {
      equal(new Set(keys(defineScheme({ ...list, ...more }), secrets)).size, 1, "number of keys");
    }
  });
}

function dog(test) {
  test("dogpay: an event has one key for all API keys, and an event of another sender has another key", () => {
    const of = (appid, id) => {
      const body = JSON.stringify({ event_id: id, data: { appid } });
      const headers = { "wh-signature": hmacKey({ algorithm: "SHA-512", secret: appid }).sign(body) };
      return dogpay({ appid, secret: "s", environment: "sandbox" }).verifyWebhook({ headers, body, now: NOW }).replayKey;
    };
    equal(of("a", "e1"), of("b", "e1"), "keys of one event with two API keys");
    ok(of("a", "e1") !== of("a", "e2"), "another key for another event");
    ok(of("a", 7) !== of("b", 7), "different keys if the id is not a text");
    ok(of("a", "e1") !== key(CASES.find(({ name }) => name === "slack"), '{"event_id":"e1"}'), "another key for the event of another sender");
  });
}

function own(test) {
  const define = (more) => defineScheme({ hash: "sha256", message: "{body}", encoding: "hex", headers: { "X-S": "{signature}" }, ...more });
  const keyBy = (scheme, body, by = "s") => key({ scheme, secret: by }, body);
  test("a scheme of defineScheme can name the id of its events, and two schemes never share a key", () => {
    const scheme = define({ eventId: "data.id" });
    const body = (n) => JSON.stringify({ n, data: { id: "e" } });
    equal(keyBy(scheme, body(1)), keyBy(scheme, body(2), "t"), "keys of one event");
    equal(keyBy(define({ eventId: "data.id" }), body(3)), keyBy(scheme, body(1)), "key of a scheme that is defined again");
    const others = [{ eventId: "data.id", message: "v1{body}" }, { eventId: "data.id", headers: { "X-T": "{signature}" } }, {}];
    for (const other of others) ok(keyBy(define(other), body(1)) !== keyBy(scheme, body(1)), `another key with ${JSON.stringify(other)}`);
  });
  test("a text and a number with the same signature are the same id", () => {
    const scheme = define({ message: "{field:id}", eventId: "id" });
    equal(keyBy(scheme, '{"id":"1"}'), keyBy(scheme, '{"id":1}'), "keys of the text and the number 1");
    equal(keyBy(scheme, '{"id":"a\\nb"}'), keyBy(scheme, '{"id":"a\\u000ab"}', "t"), "keys of two spellings of a line break");
    ok(keyBy(scheme, '{"id":9007199254740993}') !== keyBy(scheme, '{"id":9007199254740992}'), "different keys for large numbers with different digits");
  });
  const body = '{"events":[{"id":"e1"},{"id":"e2"}],"one":[{"id":"e3"}],"o":{"0":"e4"}}';
  const [read, unread] = [
    ["events.0.id", "events.1.id", "events.00.id", "one.*.id", "o.0"],
    ["events.2.id", "events.*.id", "events.-1.id", "events.1e0.id", "events.length", "o.*", "0"],
  ];
  test("a number in the path of an id selects an element of an array, as in the Rust crate", () => {
    for (const eventId of [...read, ...unread]) {
      equal(keyBy(define({ eventId }), body) === keyBy(define({ eventId }), body, "t"), read.includes(eventId), eventId);
    }
  });
  for (const wrong of [
    { eventId: "other", message: "{field:id}" },
    { eventId: "id", message: "{url}" },
    { eventId: "id", message: "{id}.{body}", headers: { "X-S": "{signature}", "X-Id": "{id}" } },
    { eventId: "a\nb" },
    { eventId: 7 },
  ]) {
    test(`defineScheme rejects ${JSON.stringify(wrong)}`, () => void throws("ERR_SCHEME", () => define(wrong)));
  }
}

function lazy(test, stripe) {
  const plain = (event) => JSON.parse(JSON.stringify(event));
  test("each kind of copy of a result has the replay key", () => {
    const { replayKey } = accepted(stripe);
    equal({ ...accepted(stripe) }.replayKey, replayKey, "replay key of a copy by spread syntax");
    equal(plain(accepted(stripe)).replayKey, replayKey, "replay key of a copy by JSON");
    equal(Object.assign({}, accepted(stripe)).replayKey, replayKey, "replay key of a copy by Object.assign");
    if (globalThis.structuredClone) equal(structuredClone(accepted(stripe)).replayKey, replayKey, "replay key of a copy by structuredClone");
    same(Object.keys(accepted(stripe)), ["secretId", "timestamp", "replayKey", "replayTtlSecs", "covers", "acknowledge"]);
    const { replayKey: taken, ...rest } = accepted(stripe);
    same([taken, "replayKey" in rest], [replayKey, false]);
  });
  test("the replay key does not change if the bytes change after the verification", () => {
    const body = new TextEncoder().encode('{"id":"evt_1"}');
    const event = accepted(stripe, { body });
    body.fill(32);
    equal(event.replayKey, accepted(stripe).replayKey, "replay key");
    equal(event.replayKey, event.replayKey, "replay key that is read again");
  });
  test("a frozen result has a replay key", () => ok(Object.freeze(accepted(stripe)).replayKey, "a replay key"));
}
