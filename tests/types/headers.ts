// Header fields in the types that hosts use. payauth accepts a value of each of these types without a cast.

import { dogpay, type HeaderFields, schemes, verifyWebhook } from "payauth";

declare const now: Date;
const client = dogpay({ appid: "a", secret: "s", environment: "sandbox" });

/** Node's `IncomingHttpHeaders`: a dictionary with some known names. */
interface Dict<T> {
  [name: string]: T | undefined;
}
interface IncomingHttpHeaders extends Dict<string | string[]> {
  host?: string | undefined;
  "set-cookie"?: string[] | undefined;
}
interface Http2Headers extends IncomingHttpHeaders {
  ":path"?: string | undefined;
}
declare const node: { headers: IncomingHttpHeaders; headersDistinct: Dict<string[]>; rawHeaders: string[] };
declare const http2: Http2Headers;
declare const fastify: IncomingHttpHeaders & { "x-signature"?: string };
declare const lambda1: { headers: { [name: string]: string | undefined }; multiValueHeaders: { [name: string]: string[] | undefined } };
declare const lambda2: { headers: { [header: string]: string | undefined } };

const shapes: HeaderFields[] = [
  node.headers,
  node.headersDistinct,
  http2,
  fastify,
  lambda1.headers,
  lambda1.multiValueHeaders,
  lambda2.headers,
  { h: node.headers["h"], n: null, u: undefined },
  Object.entries(node.headers),
  Object.entries(node.headersDistinct),
  new Map([["h", "v"]]),
  new Map([["h", ["v"] as readonly string[]]]),
  new Map([["h", "v"]]).entries(),
  [["h", "v"]],
  [["h", ["v"]]] as const,
];
for (const headers of shapes) {
  verifyWebhook(schemes.github, { headers, body: "", now, secrets: ["s"] });
  client.verifyWebhook({ headers, body: "", now });
}

// Fields to send are text.
client.sign({ path: "/", now, headers: { Accept: undefined } });
// @ts-expect-error a field to send must be text, not an array
client.sign({ path: "/", now, headers: { Accept: ["a", "b"] } });
// @ts-expect-error the value of a field must not be a number
verifyWebhook(schemes.github, { headers: { h: 7 }, body: "", now, secrets: ["s"] });
// @ts-expect-error a list must contain pairs
verifyWebhook(schemes.github, { headers: node.rawHeaders, body: "", now, secrets: ["s"] });

