// webhookHandler: how much of a body is read, and which bytes the handler gets.

import { equal, ok, same } from "../../support/harness.mjs";
import { EVENT, signed, streamed, stripe, URL_, watched } from "../../support/handlers.mjs";

const bytes = (text) => new TextEncoder().encode(text);
const MIB = 1024 * 1024;

/** A request whose body arrives in pieces. Runtimes make such requests in different ways, so this request is an ordinary object. */
function inPieces(pieces, { headers = {}, ...more } = {}) {
  const { body, state } = streamed(pieces);
  return { request: { method: "POST", url: URL_, headers: new Headers(headers), body, arrayBuffer: async () => fail(), ...more }, state };
}

const fail = () => {
  throw new Error("the whole body was read");
};

export default function ({ test }) {
  if (!globalThis.Request || !globalThis.ReadableStream) return;
  limits(test);
  broken(test);
  contents(test);
}

function limits(test) {
  test("a body of maxBytes bytes is accepted, and a body with one more byte is answered with 413", async () => {
    for (const [maxBytes, body] of [[undefined, "x".repeat(MIB)], [20, "x".repeat(20)], [1, "x"]]) {
      const { handle, calls, problems } = watched(maxBytes === undefined ? {} : { maxBytes });
      equal((await handle(stripe({ body }))).status, 200, `status of a body of ${body.length} bytes`);
      equal((await handle(stripe({ body: `${body}x` }))).status, 413, `status of a body of ${body.length + 1} bytes`);
      same([calls.length, problems[0].type, problems[0].code], [1, "too-large", "ERR_TOO_LARGE"]);
    }
  });
  test("a body whose Content-Length is above the limit is rejected before the body is read", async () => {
    const { request, state } = inPieces([bytes("x")], { headers: { "Content-Length": String(MIB + 1) } });
    const before = state.pulled;
    equal((await watched().handle(request)).status, 413);
    ok(state.pulled <= before + 1, "at most one read of the stream");
  });
  test("an endless body is rejected at the limit, and cancelled", async () => {
    const { request, state } = inPieces(() => new Uint8Array(1024));
    equal((await watched({ maxBytes: 10_000 }).handle(request)).status, 413);
    ok(state.pulled <= 12, `at most 12 reads of the stream, not ${state.pulled}`);
    equal(state.cancelled, true);
  });
  test("the limit also applies to a body with a false Content-Length", async () => {
    for (const length of ["0", "1", "-5", "NaN", "1e9999x", ""]) {
      const { request } = inPieces(() => new Uint8Array(1024), { headers: { "Content-Length": length } });
      equal((await watched({ maxBytes: 10_000 }).handle(request)).status, 413, length);
    }
  });
  test("the limit also applies to the body of a request without a stream", async () => {
    const whole = async () => new ArrayBuffer(101);
    const request = { method: "POST", url: URL_, headers: new Headers(), arrayBuffer: whole };
    equal((await watched({ maxBytes: 100 }).handle(request)).status, 413);
    equal((await watched({ maxBytes: 101 }).handle(request)).status, 400);
  });
}

function broken(test) {
  test("a request whose body ends too early is answered with 400, and reported as cut-off", async () => {
    for (const pieces of [[new Error("gone")], [bytes(EVENT.slice(0, 5)), new TypeError("terminated")]]) {
      const { handle, calls, problems } = watched();
      equal((await handle(inPieces(pieces, { headers: signed(EVENT) }).request)).status, 400);
      same([problems[0].type, calls.length], ["cut-off", 0]);
    }
  });
  test("a request whose body was already read is answered with 500, and reported as ERR_BODY_NOT_RAW", async () => {
    const request = stripe();
    await request.text();
    const { handle, problems } = watched();
    equal((await handle(request)).status, 500);
    same([problems[0].type, problems[0].code], ["misconfigured", "ERR_BODY_NOT_RAW"]);
  });
  test("a request whose body is locked by another reader is answered with 500, and reported as ERR_BODY_NOT_RAW", async () => {
    const { request } = inPieces([bytes(EVENT)], { headers: signed(EVENT) });
    request.body.getReader();
    const { handle, problems } = watched();
    same([(await handle(request)).status, problems[0].code], [500, "ERR_BODY_NOT_RAW"]);
  });
  for (const [what, wrong] of Object.entries({ undefined, null: null, "a context of Hono": { req: {}, env: {} }, "a text": "POST", "an IncomingMessage": { method: "POST", url: "/", headers: {} } })) {
    test(`${what} instead of a request is answered with 500`, async () => {
      const { handle, problems } = watched();
      same([(await handle(wrong)).status, problems[0].code], [500, "ERR_ARGUMENT_TYPE"]);
    });
  }
}

function contents(test) {
  for (const [name, pieces] of Object.entries({
    "one piece": [bytes(EVENT)],
    "single bytes": [...bytes(EVENT)].map((byte) => Uint8Array.of(byte)),
    "pieces, some of which are empty,": [bytes(""), bytes(EVENT.slice(0, 3)), bytes(""), bytes(EVENT.slice(3)), bytes("")],
    "a view of a larger buffer": [new Uint8Array(bytes(`##${EVENT}##`).buffer, 2, EVENT.length)],
  })) {
    test(`a body in ${name} is verified as a whole`, async () => {
      const { handle, calls } = watched();
      equal((await handle(inPieces(pieces, { headers: signed(EVENT) }).request)).status, 200);
      equal(calls[0][1].text(), EVENT);
    });
  }
  test("the handler gets the unchanged bytes, and the text without a byte order mark", async () => {
    const body = "\ufeff{\r\n}";
    const { handle, calls } = watched();
    equal((await handle(stripe({ body }))).status, 200);
    const [, message] = calls[0];
    same([...message.bytes()], [...bytes(body)]);
    same([message.text(), JSON.stringify(message.json())], ["{\r\n}", "{}"]);
  });
  test("a body that is not UTF-8 is passed to the handler, and its function text throws ERR_ENCODING", async () => {
    const body = Uint8Array.of(0x7b, 0xff, 0x7d);
    const { handle, problems } = watched({}, (event, { text }) => text());
    equal((await handle(stripe({ body }))).status, 503);
    equal(problems[0].code, "ERR_ENCODING");
    equal((await watched().handle(stripe({ body }))).status, 200);
  });
}
