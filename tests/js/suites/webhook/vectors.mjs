// Published messages of each sender, and messages that must be rejected.

import * as payauth from "payauth";
import webhooks from "vectors:webhooks";
import providers from "../../../vectors/providers/webhooks.json";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";

const { schemes, signWebhook, verifyWebhook } = payauth;
const VECTORS = Object.values(webhooks).flatMap(({ vectors }) => vectors);

export default function ({ test }) {
  for (const vector of VECTORS) {
    if (vector.received ?? vector.sent) {
      test(`${vector.name} is accepted (${vector.source})`, () => {
        const { secretId } = verifyWebhook(schemes[vector.scheme], delivery(vector));
        equal(delivery(vector).secrets[Number(secretId.slice("secret".length)) - 1], vector.secret, "the secret that matches");
      });
    }
    test(`signWebhook writes the fields of ${vector.name} (${vector.source})`, () => signed(vector));
    for (const reject of vector.rejects ?? []) {
      test(`${vector.name} is rejected with ${reject.error}: ${reject.why}`, () => {
        throws(reject.error, () => verifyWebhook(schemes[vector.scheme], delivery(vector, reject)));
      });
    }
  }
  for (const vector of providers.vectors) {
    test(`${vector.provider}: ${vector.name} is ${vector.error ? `rejected with ${vector.error}` : "accepted"} (${vector.source})`, () => ofProvider(vector));
  }
}

/** A message of a vector, with the members of `change` replaced. */
function delivery(vector, change = {}) {
  const pick = (name) => change[name] ?? vector[name];
  return {
    headers: pick("received") ?? vector.sent,
    body: pick("body"),
    now: new Date(1000 * (pick("now") ?? signedAt(vector).getTime() / 1000)),
    secrets: pick("secrets") ?? [vector.secret],
    ...(pick("url") && { url: pick("url") }),
  };
}

function signedAt({ scheme, timestamp = "0" }) {
  return new Date(Number(timestamp) * (scheme === "revolut" ? 1 : 1000));
}

function signed(vector) {
  const { scheme, body, secret, id, url, sent = {}, signature } = vector;
  const fields = signWebhook(schemes[scheme], { body, secret, now: signedAt(vector), ...(id && { id }), ...(url && { url }) });
  for (const [name, value] of Object.entries(sent)) equal(fields[name], value, name);
  ok(Object.values(fields).at(-1).includes(signature), `${signature} in ${JSON.stringify(fields)}`);
}

function ofProvider({ provider, environment, credentials, received, body, error, outcome, word, covers }) {
  const client = payauth[provider]({ environment, ...credentials });
  const verify = () => client.verifyWebhook({ headers: received, body, now: NOW });
  if (error) return throws(error, verify);
  const event = verify();
  same([event.outcome?.verdict ?? null, event.outcome?.word], [outcome, word], "outcome");
  same(event.covers, covers, "covers");
  equal("replayKey" in event, covers !== "nothing", "whether the event has a replay key");
}
