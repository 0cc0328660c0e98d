// What is kept of a body that arrives in many small pieces. A peer that is not authenticated chooses the sizes of the pieces.

import { schemes, wakapay, webhookHandler } from "payauth";
import { fastifyPlugin, nodeHandler } from "payauth/node";
import { equal, ok } from "../../support/harness.mjs";
import { EVENT, SECRET, signed, URL_ } from "../../support/handlers.mjs";
import { Incoming, Response as NodeResponse } from "../../support/node-requests.mjs";

const encoder = new TextEncoder();
const SIZES = [1, 2, 3, 7, 16, 17, 64, 1000];

/** The pieces of a text. All pieces are in one array, which is overwritten: a reader that keeps a piece would read wrong bytes. */
function* pieces(text, size) {
  const bytes = encoder.encode(text);
  const one = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    one.set(part);
    yield one.subarray(0, part.length);
    one.fill(0x23);
  }
}

/** The functions that read a body from pieces. Each function returns the text that it read, or the status of a rejection. */
const READERS = {
  webhookHandler: async (body, size) => {
    const source = pieces(body, size);
    const stream = { getReader: () => ({ read: async () => source.next(), cancel() {} }) };
    const request = { method: "POST", url: URL_, headers: new Headers(signed(body)), body: stream, arrayBuffer: async () => new ArrayBuffer(0) };
    return read(async (options, act) => (await webhookHandler(schemes.stripe, options, act)(request)).status);
  },
  nodeHandler: (body, size) =>
    read(async (options, act) => {
      const response = new NodeResponse();
      await nodeHandler(schemes.stripe, options, act)(incoming(body, size), response);
      return response.statusCode;
    }),
  fastifyPlugin: (body, size) =>
    read(async (options, act) => {
      let [route, status] = [];
      await fastifyPlugin(schemes.stripe, options, act)({ removeAllContentTypeParsers() {}, addContentTypeParser() {}, all: (path, given) => (route = given) });
      await route({ raw: incoming(body, size) }, { code: (code) => (status = code), header() {}, send() {} });
      return status;
    }),
};

async function read(handled) {
  let text;
  const status = await handled({ secrets: [SECRET], onReject() {} }, (event, message) => (text = message.text()));
  return text ?? status;
}

function incoming(body, size) {
  const events = function* () {
    for (const piece of pieces(body, size)) yield ["data", piece];
    yield* [["end"], ["close"]];
  };
  return new Incoming(events(), { headers: Object.fromEntries(new Headers(signed(body))) });
}

export default function ({ test }) {
  if (!globalThis.Request) return;
  for (const [name, reader] of Object.entries(READERS)) {
    test(`${name} copies each piece of a body when it arrives, and keeps no piece`, async () => {
      for (const size of SIZES) equal(await reader(EVENT, size), EVENT, `the body in pieces of ${size} bytes`);
    });
    test(`${name} reads a body in pieces of one byte with a few buffers, which together are at most five times as long as the body`, async () => {
      const body = JSON.stringify({ padding: "x".repeat(5000) });
      const lengths = await allocated(async () => equal(await reader(body, 1), body));
      const sum = lengths.reduce((total, length) => total + length, 0);
      ok(lengths.length <= 40 && sum <= 5 * body.length, `${lengths.length} buffers with ${sum} bytes for a body of ${body.length} bytes`);
    });
  }
  test("client.fetch copies each piece of an answer with a token when it arrives, and keeps no piece", async () => {
    for (const size of SIZES) {
      const sent = [];
      const answer = async (url, { headers }) => {
        sent.push(new Headers(headers).get("Authorization"));
        return { status: 200, headers: new Headers(), body: url.endsWith("/auth") ? pieces('{"accessToken":"token-4711","expiresIn":3600}', size) : null };
      };
      const client = wakapay({ apiKey: "a-key-of-wakapay", apiSecret: "a-secret-of-wakapay", environment: "test", fetch: async (url, init) => asynchronous(await answer(url, init)) });
      await client.fetch("/business/payout", { method: "POST", body: {} });
      ok(sent.at(-1).includes("token-4711"), `the token, read in pieces of ${size} bytes`);
    }
  });
}

/** An answer whose body is a stream of Node. */
function asynchronous({ body, ...answer }) {
  const source = body && { [Symbol.asyncIterator]: () => ({ next: async () => body.next(), return() {} }) };
  return { ...answer, body: source, arrayBuffer: async () => new ArrayBuffer(0) };
}

/** The lengths of the arrays of bytes that are made by length during a call, except for the constant number of empty ones. */
async function allocated(call) {
  const [real, lengths] = [globalThis.Uint8Array, []];
  globalThis.Uint8Array = new Proxy(real, {
    construct(target, given, made) {
      if (typeof given[0] === "number" && given[0] > 0) lengths.push(given[0]);
      return Reflect.construct(target, given, made === globalThis.Uint8Array ? target : made);
    },
  });
  try {
    await call();
  } finally {
    globalThis.Uint8Array = real;
  }
  return lengths;
}
