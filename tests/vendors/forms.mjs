// Messages of Twilio and Plivo, signed by their own libraries: the signature covers a URL and the members of a form.

import { createRequire } from "node:module";
import { address, changes, joined, members, names, otherField, otherMember, PLACES, word } from "./parts.mjs";

const require = createRequire(import.meta.url);
const twilio = require("twilio/lib/webhooks/webhooks.js");
const plivo = require("plivo/dist/utils/security.js");
const { validateV3Signature } = require("plivo/dist/utils/v3Security.js");

const tag = (message) => message.headers["X-Twilio-Signature"];
const secretOf = (draw) => word(draw, 32);

/** A form with members of different names, and the URL to which the form is sent. */
function drawForm(draw) {
  const drawn = names(draw, draw.below(6)).map((name) => [name, draw.text(draw.below(8))]);
  const body = joined({ Sid: word(draw, 10), ...Object.fromEntries(drawn) });
  const url = draw.below(2) ? address(draw) : `${address(draw)}?${joined({ a: draw.text(3) })}`;
  return { secret: secretOf(draw), url, body };
}

export const forms = {
  "Twilio, form": {
    scheme: "twilio",
    place: PLACES.header,
    draw: drawForm,
    sign: ({ secret, url, body }) => ({ "X-Twilio-Signature": twilio.getExpectedTwilioSignature(secret, url, members(body)) }),
    accepts: (message) => twilio.validateRequest(message.secret, tag(message), message.url, members(message.body)),
    changes: { ...changes("another secret", "another URL"), "another member": otherMember("body", "Sid") },
  },
  "Twilio, JSON": {
    scheme: "twilioJson",
    place: (message, { bodySHA256, ...fields }) => PLACES.header(PLACES.query(message, { bodySHA256 }), fields),
    draw(draw) {
      const body = JSON.stringify({ text: draw.text(draw.below(20)), id: draw.below(2 ** 31) });
      return { secret: secretOf(draw), url: draw.below(2) ? address(draw) : `${address(draw)}?${joined({ a: draw.text(3) })}`, body };
    },
    sign(message) {
      const bodySHA256 = twilio.getExpectedBodyHash(message.body);
      const { url } = PLACES.query(message, { bodySHA256 });
      return { "X-Twilio-Signature": twilio.getExpectedTwilioSignature(message.secret, url, {}), bodySHA256 };
    },
    accepts: (message) => twilio.validateRequestWithBody(message.secret, tag(message), message.url, message.body),
    changes: { ...changes("another secret", "another URL", "another body"), "another digest": otherMember("url", "bodySHA256") },
  },
  "Plivo, version 1": {
    scheme: "plivoV1",
    place: PLACES.header,
    draw: drawForm,
    sign: ({ secret, url, body }) => ({ "X-Plivo-Signature": plivo.computeOldSignature(secret, url, members(body)) }),
    accepts: ({ secret, url, body, headers }) => plivo.verifyOldSignature(secret, url, members(body), headers["X-Plivo-Signature"]),
    changes: { ...changes("another secret", "another URL"), "another member": otherMember("body", "Sid") },
  },
  "Plivo, version 2": {
    scheme: "plivo",
    place: PLACES.header,
    draw: (draw) => ({ secret: secretOf(draw), url: address(draw), body: "", id: word(draw, 20) }),
    accepts: ({ secret, url, headers }) =>
      plivo.validateSignature(url, headers["X-Plivo-Signature-V2-Nonce"], headers["X-Plivo-Signature-V2"], secret),
    changes: { ...changes("another secret", "another URL"), "another nonce": otherField("X-Plivo-Signature-V2-Nonce") },
  },
  "Plivo, version 3, of a GET": {
    scheme: "plivoV3",
    place: PLACES.header,
    draw(draw) {
      const query = joined(Object.fromEntries(names(draw, draw.below(4)).map((name) => [name, word(draw, 4)])));
      return { secret: secretOf(draw), url: query ? `${address(draw)}?${query}` : address(draw), body: "", id: word(draw, 20) };
    },
    accepts: ({ secret, url, headers }) =>
      validateV3Signature("GET", url, headers["X-Plivo-Signature-V3-Nonce"], secret, headers["X-Plivo-Signature-V3"], {}),
    changes: { ...changes("another secret", "another URL"), "another nonce": otherField("X-Plivo-Signature-V3-Nonce") },
  },
};
