// The memory of the wasm module does not grow without a limit.

import { bearerAuth, hmacKey, verifyWebhook, wakapay } from "payauth";
import { twilio } from "payauth/schemes";
import { dv, NOW, REFUND } from "../support/clients.mjs";
import { equal, ok, throws } from "../support/harness.mjs";
import { Draw, seedOf } from "../support/random.mjs";
import { trapNext } from "../support/trap.mjs";
import { isWhole } from "../support/whole.mjs";

const LONG = "a message longer than the scratch buffer ".repeat(2000);

/** The number of signatures: in Node a million, and elsewhere 100,000, which would also show a leak of one byte for each signature. */
const signatures = (host) => (isWhole(host) ? 1_000_000 : 100_000);

/** The number of rounds. The module is the same in every runtime, so only Node runs the full number. */
const lives = (host) => signatures(host) / 10;

export const endsInstances = true;

export default function ({ test, host }) {
  const draw = new Draw(seedOf(host));
  test("the published module does not export the functions that trap", () => {
    bearerAuth("t");
    equal(Object.keys(host.wasm()).filter((name) => name.startsWith("trap")).join(), "");
  });
  test(`the memory has at most 256 KiB, even after ${signatures(host).toLocaleString("en")} signatures`, () => {
    anew(host);
    const key = hmacKey({ algorithm: "SHA-256", secret: "secret" });
    key.sign("m");
    const start = size(host);
    ok(start <= 256 * 1024, `at most 256 KiB at first, not ${start} bytes`);
    for (let index = 0; index < signatures(host); index += 1) key.sign("a message of some length");
    for (let index = 0; index < 100; index += 1) key.verify(LONG, key.sign(LONG));
    equal(size(host), start, "bytes at the end");
  });
  test("keys and clients that are disposed do not make the memory grow", () => {
    anew(host);
    const start = Array.from({ length: 2000 }, () => {
      cycle();
      return size(host);
    });
    equal(start.at(-1), start[0], "bytes at the end");
    ok(start[0] <= 256 * 1024, `at most 256 KiB, not ${start[0]} bytes`);
  });
  manyClients(test, host);
  longForms(test, host);
  test(`the memory has at most 384 KiB, even after ${lives(host).toLocaleString("en")} keys, clients and tokens of all sizes`, () => {
    anew(host);
    const all = new Lives(draw);
    for (let index = 0; index < lives(host); index += 1) all.step();
    all.end();
    // With some sizes, the places between the 16 values are too small for the next value, and the memory grows by a page or two.
    ok(size(host) <= 384 * 1024, `at most 384 KiB at the end, not ${size(host)} bytes`);
  });
}

function manyClients(test, host) {
  test("the memory grows in few steps with 20,000 clients, and by no more than they need", () => {
    anew(host);
    const sizes = new Set(Array.from({ length: 20_000 }, () => (dv(), size(host))));
    // Without larger steps, 20,000 clients need 350 steps of 64 KiB.
    ok(sizes.size <= 100, `at most 100 sizes of the memory, not ${sizes.size}`);
    ok(size(host) <= 32 * 2 ** 20, `at most 32 MiB, not ${size(host)} bytes`);
  });
  test("the places of clients that are disposed are used again, also between clients that are kept", () => {
    anew(host);
    const clients = Array.from({ length: 900 }, () => dv());
    const end = size(host);
    for (let wave = 0; wave < 20; wave += 1) {
      const first = wave % 3;
      for (let index = first; index < clients.length; index += 2 + (wave % 2)) clients[index].dispose();
      for (let index = first; index < clients.length; index += 2 + (wave % 2)) clients[index] = dv();
    }
    ok(size(host) <= 1.25 * end, `at most a quarter more than ${end} bytes, not ${size(host)} bytes`);
    for (const client of clients) client.dispose();
  });
}

function longForms(test, host) {
  test("forms of rising lengths from a stranger do not make the memory grow again and again", () => {
    anew(host);
    const delivery = (length) => ({ headers: { "X-Twilio-Signature": btoa("x".repeat(20)) }, body: "a=".padEnd(length, "x"), url: "https://shop.example/hook", now: NOW });
    const refused = (length) => throws("ERR_SIGNATURE", () => verifyWebhook(twilio, { ...delivery(length), secrets: ["a secret"] }));
    for (let length = 16_384; length <= 2 ** 20; length += 16_384) refused(length);
    // The longest form and its copies need less than 9 MiB.
    ok(size(host) <= 10 * 2 ** 20, `at most 10 MiB, not ${size(host)} bytes`);
  });
}

/** Keys and clients that are disposed in random order. At most 16 of them exist at the same time. */
class Lives {
  #draw;
  #held = Array.from({ length: 16 });

  constructor(draw) {
    this.#draw = draw;
  }

  step() {
    const place = this.#draw.below(this.#held.length);
    this.#held[place]?.dispose();
    const make = [() => this.#key(), () => this.#signer(), () => this.#tokens()][this.#draw.below(3)];
    this.#held[place] = make();
  }

  end() {
    for (const held of this.#held) held?.dispose();
  }

  #text(longest) {
    return "x".repeat(1 + this.#draw.below(longest));
  }

  #key() {
    const algorithm = ["SHA-1", "SHA-256", "SHA-384", "SHA-512"][this.#draw.below(4)];
    const key = hmacKey({ algorithm, secret: this.#text(300) });
    key.sign(this.#text(3000));
    return key;
  }

  #signer() {
    const client = dv({ apiKey: this.#text(200), apiSecret: this.#text(200) });
    const headers = { "X-Note": this.#text(2000) };
    client.sign({ path: REFUND, now: NOW, body: "{}", idempotencyKey: this.#text(255), headers });
    client.readError({ status: 400, body: JSON.stringify({ error: { message: this.#text(2000) } }) });
    return client;
  }

  #tokens() {
    const client = wakapay({ apiKey: this.#text(100), apiSecret: this.#text(100), environment: "test" });
    const { token } = client;
    const begun = token.beginRefresh(token.initial(), { now: NOW, owner: "o" });
    const body = JSON.stringify({ accessToken: this.#text(4000), expiresIn: 3600 });
    const times = { sentAt: NOW, now: NOW };
    const { state } = token.commitRefresh(begun.state, begun.ticket, { status: 200, headers: {}, body }, times);
    const { fingerprint } = token.decide(state, { now: NOW });
    token.onUnauthorized(state, { fingerprint, challenge: `Bearer realm="${this.#text(500)}"`, now: NOW });
    return client;
  }
}

const size = (host) => host.wasm().memory.buffer.byteLength;

/** Makes a new instance, whose memory has the initial size. The first call starts an instance, if there is none. */
function anew(host) {
  bearerAuth("t");
  trapNext(host, "bearerAuth");
  throws("ERR_INTERNAL", () => bearerAuth("t"));
}

function cycle() {
  const [key, client] = [hmacKey({ algorithm: "SHA-512", secret: "secret" }), dv()];
  key.sign("m");
  client.sign({ path: REFUND, now: NOW, body: "{}", idempotencyKey: "k" });
  key.dispose();
  client.dispose();
}
