// Each unusual answer of a token endpoint has exactly one outcome.

import { dog, pl, waka } from "../../support/clients.mjs";
import { equal, same, throws } from "../../support/harness.mjs";
import { Kept, START } from "../../support/token-machine.mjs";

const HOUR = 3600;
const MAX_LIFETIME = 365 * 86_400;

/** Each row: the value of `expiresIn` as JSON, and the lifetime of the token in seconds, or `null` if the answer is rejected. */
const LIVES = [
  ["3600", 3600],
  ["1", 1],
  ["0.9", null],
  ["1.9", 1],
  ["3600.5", 3600],
  ['"3600"', 3600],
  ['"3600.5"', null],
  ['" 3600"', null],
  ['"abc"', null],
  ['""', null],
  ["0", null],
  ["-0", null],
  ["-1", null],
  ["-3600", null],
  ["1e3", 1000],
  ["3.6e3", 3600],
  ["36000e-1", 3600],
  ["1e400", null],
  ["1E2", 100],
  ["1e-1", null],
  ["NaN", null],
  ["Infinity", null],
  ["01", null],
  ["0x10", null],
  ["true", null],
  ["false", null],
  ["[3600]", null],
  ["{}", null],
  ["null", HOUR],
  ["999999999999", MAX_LIFETIME],
  ["99999999999999999999999999", null],
];

const STATUSES = {
  ERR_TOKEN_REFUSED: [400, 401, 403, 404, 409, 422, 499],
  ERR_TOKEN_UNAVAILABLE: [100, 199, 408, 425, 429, 500, 502, 503, 504, 599],
  ERR_TOKEN_ANSWER: [300, 301, 302, 303, 304, 307, 308],
};

export default function ({ test }) {
  lives(test);
  documents(test);
  statuses(test);
  types(test);
  long(test);
}

/** Tests that an answer is read completely, even if its header fields are long. */
function long(test) {
  for (const length of [1, 256, 257, 9_000, 20_000, 40_000, 100_000]) {
    for (const name of ["Retry-After", "Date"]) {
      test(`the token is read from an answer with ${length} bytes of ${name} and 62,000 bytes of body`, () => {
        const body = JSON.stringify({ accessToken: "abc", expiresIn: 60, more: "x".repeat(62_000) });
        equal(lifeOf({ status: 200, headers: { [name]: "1".repeat(length) }, body }), 60);
      });
    }
  }
  test("commitRefresh throws ERR_TOO_LARGE for a state that is longer than any state of payauth, together with a long answer", () => {
    const { token } = waka();
    for (const state of ["x".repeat(20_000), "x".repeat(90_000)]) {
      const times = { sentAt: new Date(START), now: new Date(START) };
      const call = () => token.commitRefresh(state, "t", whole("x".repeat(62_000)), times);
      equal(throws("ERR_TOO_LARGE", call).argument, "state");
    }
  });
}

const whole = (body, status = 200) => ({ status, headers: {}, body });
const json = (member) => whole(`{"accessToken":"abc",${member}}`);

/** The lifetime of the token in this answer, in seconds; `null` if the answer has no token. */
function lifeOf(answer, machine = waka({ earlyMs: 0 }).token) {
  const kept = new Kept(machine);
  const error = kept.renew(answer, 0);
  if (!error) return Math.floor((kept.decide(0).validUntil - START) / 1000);
  equal(error.code, "ERR_TOKEN_ANSWER");
  equal(kept.decide(0).error.code, "ERR_TOKEN_UNAVAILABLE", "decision during the back-off");
  return null;
}

function lives(test) {
  for (const [text, life] of LIVES) {
    test(`expiresIn: ${text} ${life === null ? "is rejected" : `is a lifetime of ${life} s`}`, () =>
      equal(lifeOf(json(`"expiresIn":${text}`)), life));
  }
  test("without expiresIn, a token has the provider's documented lifetime", () => {
    equal(lifeOf(whole('{"accessToken":"abc"}')), 3600);
    equal(lifeOf(whole('{"data":{"access_token":"abc"}}'), dog({ earlyMs: 0 }).token), 7200);
    equal(lifeOf(whole('{"access_token":"abc"}'), pl({ earlyMs: 0 }).token), 600);
  });
  test("a duplicate expiresIn is rejected, even with the same value", () => {
    equal(lifeOf(json('"expiresIn":3600,"expiresIn":3600')), null);
    equal(lifeOf(json('"expiresIn":1,"expiresIn":3600')), null);
  });
  test("a token that expired before its answer arrived is rejected", () => {
    const kept = new Kept();
    equal(
      kept.renew(json('"expiresIn":5'), 5_000, 0).message,
      "answer: has a token that expired before the answer arrived",
    );
  });
  test("exp of a JWT is read only with the option readsExp, and only if the answer has no lifetime", () => {
    const seconds = START / 1000;
    const jwt = (claims) => `e30.${btoa(JSON.stringify(claims)).replaceAll("=", "")}.c2ln`;
    const answer = (claims, more = "") => whole(`{"accessToken":"${jwt(claims)}"${more}}`);
    const reader = waka({ earlyMs: 0, readsExp: true }).token;
    equal(lifeOf(answer({ exp: seconds + 60 }), reader), 60);
    equal(lifeOf(answer({ iat: seconds - 40, exp: seconds + 60 }), reader), 100);
    equal(lifeOf(answer({ exp: seconds + 60 })), HOUR, "lifetime without readsExp");
    equal(lifeOf(answer({ exp: seconds + 60 }, ',"expiresIn":120'), reader), 120, "lifetime with expiresIn");
    for (const claims of [{}, { exp: "soon" }, { exp: seconds - 60 }, { exp: seconds }]) {
      equal(lifeOf(answer(claims), reader), HOUR, `lifetime with the claims ${JSON.stringify(claims)}`);
    }
  });
}

function documents(test) {
  for (const body of [
    "",
    " ",
    "null",
    "[]",
    '"abc"',
    "7",
    "{",
    '{"accessToken":"abc","expiresIn":3600',
    '{"accessToken":"abc","expiresIn":3600}}',
    '{"accessToken":"abc","accessToken":"abd","expiresIn":3600}',
    '{"access_token":"abc","expires_in":3600}',
    '{"data":{"accessToken":"abc","expiresIn":3600}}',
    '{"accessToken":null,"expiresIn":3600}',
    '{"accessToken":7,"expiresIn":3600}',
    '{"accessToken":"","expiresIn":3600}',
    '{"accessToken":"a b","expiresIn":3600}',
    '{"accessToken":"a\\nb","expiresIn":3600}',
    '{"accessToken":"clé","expiresIn":3600}',
    '{"accessToken":["abc"],"expiresIn":3600}',
    "<!doctype html><title>Bad gateway</title>",
    '{"code":0,"error":"invalid credentials"}',
    `${"[".repeat(5000)}`,
    "x".repeat(64 * 1024),
    `{"accessToken":"abc","expiresIn":3600,"more":"${"x".repeat(64 * 1024)}"}`,
  ]) {
    test(`the answer ${JSON.stringify(body.slice(0, 60))} has no token`, () => equal(lifeOf(whole(body)), null));
  }
  test("an answer that is not UTF-8 has no token", () => equal(lifeOf(whole(Uint8Array.of(0x7b, 0xff, 0x7d))), null));
  test("an answer may be text, bytes, a buffer or a view with an offset", () => {
    const bytes = new TextEncoder().encode('{"accessToken":"abc","expiresIn":60}');
    const wide = new Uint8Array(bytes.length + 8);
    wide.set(bytes, 4);
    for (const body of [
      bytes,
      bytes.buffer,
      wide.subarray(4, 4 + bytes.length),
      new DataView(wide.buffer, 4, bytes.length),
    ]) {
      equal(lifeOf(whole(body)), 60);
    }
  });
  test("commitRefresh throws a TypeError for an answer of a wrong type", () => {
    const kept = new Kept();
    const { ticket } = kept.begin(0);
    for (const body of [undefined, null, {}, 7, [1]]) {
      equal(throws("ERR_ARGUMENT_TYPE", () => kept.commit(ticket, whole(body), 1)).argument, "body");
    }
    for (const answer of [null, "x", 7, [], new Response("{}")]) {
      throws("ERR_ARGUMENT_TYPE", () => kept.commit(ticket, answer, 1));
    }
    for (const status of [undefined, "200"]) {
      throws("ERR_ARGUMENT_TYPE", () => kept.commit(ticket, whole("", status ?? null), 1));
    }
    for (const status of [0, 99, 600, 200.5]) throws("ERR_OPTION", () => kept.commit(ticket, whole("", status), 1));
    throws("ERR_ARGUMENT_TYPE", () => kept.commit(ticket, { ...whole(""), headers: "x" }, 1));
    equal(kept.commit(ticket, json('"expiresIn":60'), 1), undefined, "error of a later commit with the same ticket");
  });
}

function statuses(test) {
  const good = '{"accessToken":"abc","expiresIn":3600}';
  for (const [code, list] of Object.entries(STATUSES)) {
    for (const status of list) {
      test(`an answer with status ${status} causes ${code}, even with a valid body`, () => {
        const kept = new Kept();
        equal(kept.renew(whole(good, status), 0).code, code);
        equal(kept.decide(0).authorization, undefined);
      });
    }
  }
  for (const status of [200, 201, 202, 299]) {
    test(`an answer with status ${status} may have a token`, () => equal(lifeOf(whole(good, status)), 3600));
  }
  test("a missing answer causes ERR_TOKEN_UNAVAILABLE", () => {
    const error = new Kept().renew(undefined, 0);
    same([error.code, error.message], ["ERR_TOKEN_UNAVAILABLE", "answer: did not arrive; retry later"]);
  });
}

function types(test) {
  const dogs = (type) =>
    lifeOf(whole(`{"data":{"access_token":"abc","expires_in":60,"token_type":${type}}}`), dog({ earlyMs: 0 }).token);
  test("the token_type must be bearer, in upper or lower case", () => {
    for (const type of ['"bearer"', '"Bearer"', '"BEARER"']) equal(dogs(type), 60, type);
    for (const type of ['"mac"', '"DPoP"', '""', "null", "7", '"bearer "']) equal(dogs(type), null, type);
  });
  test("dogpay's token is read from data, and a token outside of data is ignored", () => {
    equal(lifeOf(whole('{"access_token":"abc","expires_in":60}'), dog().token), null);
    equal(lifeOf(whole('{"code":1,"message":"no such app","data":null}'), dog().token), null);
  });
  test("each token machine reads only the member names of its own provider", () => {
    equal(lifeOf(whole('{"access_token":"abc","expires_in":60,"token_type":"Bearer"}'), pl({ earlyMs: 0 }).token), 60);
    equal(lifeOf(json('"expiresIn":60'), pl().token), null);
  });
}
