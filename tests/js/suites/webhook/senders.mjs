// Every sender that was examined. Its message is accepted or rejected, or the definition language cannot express its scheme for the given reason.

import { defineScheme, verifyWebhook } from "payauth";
import * as schemes from "payauth/schemes";
import { now, secret, senders } from "../../../vectors/senders.json";
import { equal, ok, throws } from "../../support/harness.mjs";

export default function ({ test }) {
  for (const sender of senders) {
    const { name, definition, error, why } = sender;
    if (sender.outside) test(`the scheme of ${name} is outside of the definition language: ${why}`, () => ok(why, "a reason"));
    else if (sender.undefinable) test(`the scheme of ${name} cannot be defined: ${why}`, () => void throws("ERR_SCHEME", () => defineScheme(definition)));
    else if (error) test(`the message of ${name} is rejected with ${error}`, () => void throws(error, () => verify(sender)));
    else test(`the message of ${name} is accepted`, () => equal(verify(sender).secretId, "secret1", "secret"));
  }
}

function verify({ scheme, definition, delivery: { secret: own = secret, ...delivery } }) {
  return verifyWebhook(definition ? defineScheme(definition) : schemes[scheme], { ...delivery, now: new Date(now), secrets: [own] });
}
