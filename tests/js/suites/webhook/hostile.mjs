// Hostile messages for every scheme and provider. An error about such a message has a code, and never blames the caller.

import { defineScheme, hmacKey, isPayauthError, schemes, verifyWebhook } from "payauth";
import { NOW } from "../../support/clients.mjs";
import { ok } from "../../support/harness.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { PROVIDER_SENDERS } from "../../support/provider-senders.mjs";
import { CASES, HOOK, IN_BODY, delivery } from "../../support/senders.mjs";

export default function ({ test, host }) {
  const seed = seedOf(host);
  for (const [name, { verify, headers = {}, body = "{}" }] of Object.entries(receivers())) {
    test(`${name}: no message of a stranger causes an error that blames the caller, seed ${seed}`, () => {
      const draw = new Draw(seed);
      for (let round = 0; round < 150; round += 1) refusedByPeer(verify, message(draw, headers, body));
    });
    test(`${name}: after bodies of any size, an unrelated key still signs`, () => {
      for (const length of SIZES) {
        for (const text of [" ".repeat(length), "é".repeat(length / 2), `{"signature":"${"a.".repeat(length / 2)}"}`]) {
          refusedByPeer(verify, { headers, body: text });
          refusedByPeer(verify, { headers, body: new TextEncoder().encode(text) });
        }
      }
      ok(hmacKey({ algorithm: "SHA-256", secret: "k" }).sign("m").length === 64, "a tag of the unrelated key");
    });
    test(`${name}: an error about a body, a header field or a URL above its limit blames the peer`, () => {
      const long = "x".repeat(90_000);
      const every = (value) => Object.fromEntries([...Object.keys(headers), ...NAMES].map((field) => [field, value]));
      for (const value of [long, "é".repeat(50_000), [long, long]]) refusedByPeer(verify, { headers: every(value), body });
      refusedByPeer(verify, { headers, body: new Uint8Array(33 * 1024 * 1024) });
      refusedByPeer(verify, { headers, body: "\ud800" });
      refusedByPeer(verify, { headers, body, url: `${HOOK}${long}` });
    });
  }
}

const SIZES = [0, 1, 255, 4096, 65_534, 65_536, 65_540, 81_000, 82_000, 90_000, 1 << 20];
const NAMES = ["Stripe-Signature", "X-DVPay-Signature", "wh-signature"];

function receivers() {
  const own = defineScheme({ hash: "sha256", message: "{field:a}", encoding: "hex", headers: { "X-S": "{signature}" } });
  const by = (scheme, secret) => (given) => verifyWebhook(scheme, { now: NOW, url: HOOK, secrets: [secret], ...given });
  const of = (client) => (given) => client.verifyWebhook({ now: NOW, ...given });
  return Object.fromEntries([
    ...CASES.map((case_) => [case_.name, { verify: by(case_.scheme, case_.secret), ...delivery(case_) }]),
    ...Object.entries(IN_BODY).map(([name, { secret, body }]) => [name, { verify: by(schemes[name], secret), body }]),
    ...Object.entries(PROVIDER_SENDERS).map(([name, { receiver }]) => [name, { verify: of(receiver("s")) }]),
    ["a scheme of defineScheme", { verify: by(own, "s"), headers: { "X-S": "0".repeat(64) } }],
  ]);
}

/** A random message. Its header fields and body have changes that a stranger or a server before the handler can make. */
function message(draw, headers, body) {
  const names = [...Object.keys(headers), ...NAMES, "signature", "X-S", "__proto__", "constructor"];
  const value = () =>
    draw.of([
      () => draw.text(draw.below(60)),
      () => "x".repeat(draw.of([1, 8191, 8192, 8193, 20_000])),
      () => `t=${draw.below(2 ** 31)},v1=${"a".repeat(64)}`,
      () => ",".repeat(9000),
      () => [draw.text(3), draw.text(3)],
      () => draw.of([undefined, null, "", [], 7, {}, true, [[]], "\n\r\0", "\ud800", "ÿ"]),
      () => headers[draw.of(Object.keys(headers))],
    ])();
  const pairs = Array.from({ length: draw.below(6) }, () => [draw.of(names), value()]);
  const shape = draw.of([Object.fromEntries, (given) => given, (given) => new Map(given)]);
  const text = draw.of([body, "", "null", "[]", `{"signature":${JSON.stringify(draw.text(9))}}`, "[".repeat(900), `{"a":${draw.below(9)}}`, draw.text(20)]);
  return { headers: shape([...Object.entries(headers), ...pairs]), body: draw.below(2) ? text : new TextEncoder().encode(text) };
}

function refusedByPeer(verify, given) {
  try {
    verify(given);
  } catch (error) {
    ok(isPayauthError(error), `an error of payauth, not ${error?.stack}`);
    ok(error.blame === "peer", `an error that blames the peer, not ${error.code} with the blame ${error.blame}: ${error.message}`);
  }
}
