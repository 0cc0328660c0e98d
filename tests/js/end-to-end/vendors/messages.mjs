// Whole messages: the vendor's library accepts the messages that payauth signs, and payauth accepts the messages that the library
// signs. payauth and the library reject changed messages.

import { equal, ok, same } from "../../support/harness.mjs";
import { Draw } from "../../support/random.mjs";
import { MESSAGES } from "../../../vendors/messages.mjs";

const TIMES = 200;

export function addMessages({ test, payauth, schemes, seed }) {
  for (const [name, entry] of Object.entries(MESSAGES)) {
    const all = { ...entry, name, payauth, scheme: schemes[entry.scheme] };
    test(`${name}: ${TIMES} messages of seed ${seed} verify in both directions, and changed messages are rejected`, async () => {
      const draw = new Draw(seed);
      for (let time = 0; time < TIMES; time += 1) await one(all, draw, `message ${time} of seed ${seed}`);
    });
  }
}

async function one(entry, draw, what) {
  const now = new Date(1_700_000_000_000 + draw.below(2 ** 31) * 100);
  const message = entry.draw(draw, now);
  const signed = await signedBoth(entry, message, now, what);
  for (const sent of signed) {
    await agree(entry, sent, now, true, what);
    for (const [change, changed] of Object.entries(entry.changes)) await agree(entry, changed(sent), now, false, `${what}, ${change}`);
    if (entry.late) await agree(entry, sent, new Date(now.getTime() + entry.late), false, `${what}, late`);
  }
}

/** The message as payauth and the vendor's library send it. Fails unless both messages are equal. */
async function signedBoth({ scheme, sign, place, verifiesOnly, payauth }, message, now, what) {
  const theirs = sign && place(message, await sign(message, now));
  if (verifiesOnly) return [theirs];
  const ours = place(message, payauth.signWebhook(scheme, { ...message, now }));
  if (theirs) same(ours, theirs, what);
  return [ours];
}

async function agree({ accepts, scheme, payauth, name }, { secret, id, ...sent }, now, expected, what) {
  const theirs = await holds(now, () => accepts({ headers: {}, ...sent, secret }, now));
  equal(theirs, expected, `whether ${name}'s library accepts ${what}: ${JSON.stringify(sent)}`);
  const ours = await holds(now, () => payauth.verifyWebhook(scheme, { headers: {}, ...sent, now, secrets: [secret] }), payauth);
  equal(ours, expected, `whether payauth accepts ${what}: ${JSON.stringify(sent)}`);
}

/** Whether a library accepts the message at the given time. An error of payauth must blame the peer. */
async function holds(now, call, payauth) {
  const clock = Date.now;
  Date.now = () => now.getTime();
  try {
    return (await call()) !== false;
  } catch (error) {
    if (payauth) ok(payauth.isPayauthError(error) && error.blame === "peer", `an error that blames the peer; got ${error.stack}`);
    return false;
  } finally {
    Date.now = clock;
  }
}
