// Tests each scheme of payauth/schemes with messages and requests that another implementation computed.

import { signRequest, verifyWebhook } from "payauth";
import * as schemes from "payauth/schemes";
import { vectors } from "../../../vectors/schemes.json";
import { equal, ok, same, throws } from "../../support/harness.mjs";

export default function ({ test }) {
  test("there is a vector for each scheme, and a scheme for each vector", () => {
    // A bundle for `require` also has the export `default`.
    const names = Object.keys(schemes).filter((name) => name !== "default").sort();
    ok(names.length > 0, "exported schemes");
    const named = vectors.map(({ scheme }) => scheme);
    same(names.filter((name) => !named.includes(name)), [], "schemes without a vector in tests/vectors/schemes.json");
    same(named.filter((name) => !names.includes(name)), [], "vectors without a scheme in definitions/schemes");
    same(names.filter((name) => schemes[name].name !== name), [], "schemes whose name is not the name of the export");
  });
  for (const vector of vectors) {
    if (vector.request) test(`${vector.scheme}: the signed request is equal to the request of the vector`, () => signed(vector));
    else received(test, vector);
  }
}

function signed({ scheme, request, secret, now, url, headers }) {
  const { body, ...options } = request;
  const given = body === "" ? {} : { body };
  const sent = signRequest(schemes[scheme], { ...options, ...given, secret, now: new Date(now) });
  same([sent.url, sent.method, sent.redirect], [url, request.method, "manual"], "url and method");
  const byName = new Map(Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, value] of Object.entries(headers)) equal(byName.get(name.toLowerCase()), value, name);
  equal(sent.body, body === "" ? undefined : body, "body");
  ok(!JSON.stringify(sent).includes(secret), "a view without the secret");
}

function received(test, vector) {
  const delivery = (change = {}) => {
    const { headers, body, now, url, method, vars, secret } = { ...vector, ...change };
    return { headers, body, now: new Date(now), secrets: [secret], ...(url && { url }), ...(method && { method }), ...(vars && { vars }) };
  };
  test(`${vector.scheme}: the message of the vector is accepted`, () => {
    const event = verifyWebhook(schemes[vector.scheme], delivery());
    equal(event.secretId, "secret1", "secret");
  });
  for (const reject of vector.rejects) {
    test(`${vector.scheme}: a message is rejected with ${reject.error}: ${reject.why}`, () => {
      const error = throws(reject.error, () => verifyWebhook(schemes[vector.scheme], delivery(reject)));
      equal(error.blame, "peer", "blame");
    });
  }
}
