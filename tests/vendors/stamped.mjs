// Messages of HubSpot and Linear, whose own libraries sign the time.

import { createRequire } from "node:module";
import { LinearWebhookClient } from "@linear/sdk/webhooks";
import { address, changes, joined, otherField, PLACES, word } from "./parts.mjs";

const { Signature } = createRequire(import.meta.url)("@hubspot/api-client/lib/src/utils/signature.js");
const TIME = "X-HubSpot-Request-Timestamp";

const drawEvents = (draw) => JSON.stringify([{ objectId: draw.below(2 ** 31), value: draw.text(draw.below(20)) }]);

const ofHubspot = ({ secret, url, body, headers = {} }, now) => ({
  clientSecret: secret,
  requestBody: body,
  url,
  timestamp: Number(headers[TIME] ?? now.getTime()),
});

export const stamped = {
  "HubSpot, version 3": {
    scheme: "hubspot",
    place: PLACES.header,
    draw(draw) {
      const body = drawEvents(draw);
      const url = `${address(draw)}?${joined({ a: word(draw, 4) })}`;
      return { secret: word(draw, 36), method: draw.of(["POST", "PUT", "GET"]), url, body };
    },
    sign: (message, now) => ({
      [TIME]: String(now.getTime()),
      "X-HubSpot-Signature-v3": Signature.getSignature(message.method, "v3", ofHubspot(message, now)),
    }),
    accepts(message, now) {
      const { method, headers } = message;
      return Signature.isValid({ ...ofHubspot(message, now), method, signatureVersion: "v3", signature: headers["X-HubSpot-Signature-v3"] });
    },
    changes: {
      ...changes("another secret", "another URL", "another body", "another method"),
      "another tag": otherField("X-HubSpot-Signature-v3"),
    },
    late: 301_000,
  },
  "HubSpot, version 1": {
    scheme: "hubspotV1",
    place: PLACES.header,
    verifiesOnly: true,
    draw: (draw) => ({ secret: word(draw, 36), body: drawEvents(draw) }),
    sign: (message, now) => ({ "X-HubSpot-Signature": Signature.getSignature("POST", "v1", ofHubspot(message, now)) }),
    accepts: (message, now) => Signature.isValid({ ...ofHubspot(message, now), signature: message.headers["X-HubSpot-Signature"] }),
    changes: changes("another secret", "another body"),
  },
  Linear: {
    scheme: "linear",
    place: PLACES.header,
    draw: (draw, now) => ({ secret: word(draw, 32), body: JSON.stringify({ data: draw.text(draw.below(20)), webhookTimestamp: now.getTime() }) }),
    accepts: ({ secret, body, headers }) => new LinearWebhookClient(secret).verify(Buffer.from(body), headers["Linear-Signature"]),
    changes: { ...changes("another secret", "another body"), "another tag": otherField("Linear-Signature") },
    late: 61_000,
  },
};
