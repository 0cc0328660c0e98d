// What a stranger can leave out of a message, or put into it, is never the caller's fault.

import { parseBasicAuth, schemes, verifyWebhook } from "payauth";
import { dog, door, NOW } from "../../clients.mjs";
import { equal, ok, throws } from "../../harness.mjs";

const delivery = { headers: { "stripe-signature": "t=1,v1=00" }, now: NOW };
const VERIFIERS = {
  verifyWebhook: (given) => verifyWebhook(schemes.stripe, { ...delivery, secrets: ["whsec_s"], ...given }),
  "client.verifyWebhook": (given) => dog().verifyWebhook({ ...delivery, ...given }),
};
const ODD = [0, 1, 99, 600, 601, 999];

export default function ({ test }) {
  for (const [name, verify] of Object.entries(VERIFIERS)) bodies(test, name, verify);
  statuses(test);
  authorization(test);
}

function caught(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

function bodies(test, name, verify) {
  test(`${name} takes a body that is null, or undefined by its name, for an empty one`, () => {
    const empty = caught(() => verify({ body: "" }));
    for (const body of [null, undefined]) {
      const error = caught(() => verify({ body }));
      equal(error.code, empty.code);
      equal(error.blame, "peer");
    }
  });
  test(`${name} refuses a delivery that has no member body`, () => {
    equal(throws("ERR_ARGUMENT_TYPE", () => verify({})).blame, "caller");
  });
  test(`${name} blames the peer for {}, which a parser leaves, and the caller for what was parsed`, () => {
    equal(throws("ERR_BODY_NOT_RAW", () => verify({ body: {} })).blame, "peer");
    equal(throws("ERR_BODY_NOT_RAW", () => verify({ body: Object.create(null) })).blame, "peer");
    for (const body of [{ a: 1 }, [], [1], { [Symbol("a")]: 1 }]) {
      equal(throws("ERR_BODY_NOT_RAW", () => verify({ body })).blame, "caller");
    }
  });
  test(`${name} blames the peer for a URL with a lone surrogate or a line feed`, () => {
    for (const url of ["https://a.example/\ud800", "https://a.example/\n"]) {
      equal(caught(() => verify({ body: "", url })).blame, "peer");
    }
    equal(throws("ERR_ARGUMENT_TYPE", () => verify({ body: "", url: 7 })).blame, "caller");
  });
}

function statuses(test) {
  for (const status of ODD) {
    test(`readError reads the status ${status}, after which nothing is sent again`, () => {
      const problem = door().readError({ status, body: "no" });
      equal(problem.status, status);
      equal(problem.retry, "no");
      equal(problem.message, "no");
    });
  }
  test("readError and commitRefresh refuse what no peer can send as a status", () => {
    for (const status of [-1, 1000, 1.5, NaN, Infinity]) throws("ERR_OPTION", () => door().readError({ status, body: "" }));
    throws("ERR_ARGUMENT_TYPE", () => door().readError({ status: "404", body: "" }));
  });
  test("readError takes a body in an ArrayBuffer or any view of one", () => {
    const bytes = new TextEncoder().encode('{"message":"no"}');
    for (const body of [bytes, bytes.buffer, new DataView(bytes.buffer), new Uint16Array(bytes.buffer)]) {
      equal(door().readError({ status: 404, body }).message, "no");
    }
    throws("ERR_ARGUMENT_TYPE", () => door().readError({ status: 404, body: null }));
  });
}

function authorization(test) {
  test("parseBasicAuth blames the peer for a field that is not there, or holds a lone surrogate", () => {
    for (const none of [undefined, null]) {
      const error = throws("ERR_FIELD_MISSING", () => parseBasicAuth(none));
      equal(error.blame, "peer");
      equal(error.argument, "authorization");
      ok(!(error instanceof TypeError));
    }
    equal(throws("ERR_ENCODING", () => parseBasicAuth("Basic \ud800")).blame, "peer");
    throws("ERR_ARGUMENT_TYPE", () => parseBasicAuth(7));
  });
}
