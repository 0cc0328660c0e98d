// Every sender that was examined: it verifies, or it is rejected for a reason, or the definition language cannot express it for a reason.

import { defineScheme, verifyWebhook } from "payauth";
import * as schemes from "payauth/schemes";
import { now, secret, senders } from "../../../vectors/senders.json";
import { equal, ok, throws } from "../../support/harness.mjs";

export default function ({ test }) {
  for (const sender of senders) {
    const { name, definition, error, why } = sender;
    if (sender.outside) test(`${name} is outside of the definition language: ${why}`, () => ok(why, "a reason"));
    else if (sender.undefinable) test(`${name} cannot be defined: ${why}`, () => void throws("ERR_SCHEME", () => defineScheme(definition)));
    else if (error) test(`${name} is refused with ${error}`, () => void throws(error, () => verify(sender)));
    else test(`${name} is verified`, () => equal(verify(sender).secretId, "secret1", "secret"));
  }
}

function verify({ scheme, definition, delivery: { secret: own = secret, ...delivery } }) {
  return verifyWebhook(definition ? defineScheme(definition) : schemes[scheme], { ...delivery, now: new Date(now), secrets: [own] });
}
