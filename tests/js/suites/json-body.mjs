// A JSON body is read only once, and is serialised as JSON.stringify does it. A value that JSON.stringify would change or drop is
// rejected. A bigint keeps all its digits.

import { API, dv, NOW } from "../support/clients.mjs";
import { equal, ok, refuses, throws } from "../support/harness.mjs";
import { polluted } from "../support/polluted.mjs";

const client = dv();
const write = (body) => client.sign({ path: `${API}/x`, now: NOW, body }).body;

export default function ({ test }) {
  asStringify(test);
  kept(test);
  numbers(test);
  texts(test);
  wrongTypes(test);
  nesting(test);
  changing(test);
}

/** Values that a getter returns at its first call, and values that it returns at later calls. */
const FIRST = [1, "a", true, null, [1], { b: 1 }, 1.5];
const LATER = [2n ** 64n, 2 ** 60, Number.NaN, () => 1, Symbol("s"), undefined, "\ud800", { toJSON: () => "x" }, new Map(), loop(), 7];

function loop() {
  const own = [];
  own.push(own);
  return own;
}

/** Each value in a body is read only once, so the value that was checked is written. */
function changing(test) {
  for (const first of FIRST) {
    for (const later of LATER) {
      test(`json body has the first value of a getter that returns first ${JSON.stringify(first)} and later a ${typeof later}`, () => {
        for (const [body, expected] of changes(first, later)) equal(write(body), write(expected));
      });
      test(`json body with a getter that returns first a ${typeof later} and later ${JSON.stringify(first)} is written, or is rejected with a code`, () => {
        for (const [body] of changes(later, first)) coded(() => write(body));
      });
    }
  }
  test("json body reads each getter once, also next to a bigint and a Date", () => {
    let reads = 0;
    const counter = { get a() { return (reads += 1); }, b: 2n ** 64n, c: NOW, get d() { return { e: (reads += 1) }; } };
    equal(write(counter), `{"a":1,"b":18446744073709551616,"c":${JSON.stringify(NOW)},"d":{"e":2}}`);
  });
  test("json body has no member that Object.prototype has, and a member that is not enumerable is left out", () => {
    const body = Object.defineProperty({ a: 1 }, "hidden", { value: 2 });
    polluted("inherited", () => equal(write([body, { inherited: 3 }]), '[{"a":1},{"inherited":3}]'));
  });
  test("json body with an array whose length changes is written, or is rejected with a code", () => {
    for (let from = 0; from < 20; from += 1) {
      let reads = 0;
      const get = (target, key, own) => (key === "length" ? ((reads += 1) > from ? 3 : 2) : Reflect.get(target, key, own));
      coded(() => write({ a: new Proxy([1, 2], { get }) }));
    }
  });
}

/** Returns pairs: a body with a part that changes after its first read, and the same body with only the first value of that part. */
function changes(first, later) {
  const once = () => {
    let reads = 0;
    return () => ((reads += 1) === 1 ? first : later);
  };
  const getter = (of) => Object.defineProperty(of, 0, { get: once(), enumerable: true, configurable: true });
  const proxy = (of) => {
    const read = once();
    return new Proxy(of, { get: (target, key, own) => (key === "0" ? read() : Reflect.get(target, key, own)) });
  };
  return [
    [getter({}), { 0: first }],
    [getter([0, 1]), [first, 1]],
    [{ a: [getter({ z: 1 })] }, { a: [{ 0: first, z: 1 }] }],
    [proxy({ 0: 0 }), { 0: first }],
    [proxy([0, 1]), [first, 1]],
  ];
}

function coded(call) {
  try {
    ok(typeof call() === "string", "a text");
  } catch (error) {
    ok(["ERR_BODY", "ERR_ARGUMENT_TYPE"].includes(error.code), `an error about the body, not ${error.code} ${error.message}`);
  }
}

function asStringify(test) {
  for (const value of [
    {},
    [],
    [[]],
    { a: 1, b: "x", c: true, d: null, e: [1, [2]], f: { g: {} } },
    { "": "", "é😀": "é😀", 'a"b\\': "\b\f\n\r\t\u0000\u001f\u007f\u2028" },
    [0, -0, 1.5, -1.5, 1e-7, 5e-324, 0.1 + 0.2, 9_007_199_254_740_991, -9_007_199_254_740_991],
    { 2: "b", 1: "a", z: 0, a: 0 },
    { a: undefined, b: 1, c: undefined },
    { __proto__: null, a: 1 },
    JSON.parse('{"__proto__":{"a":1},"constructor":2,"toString":3}'),
    { when: NOW, list: [NOW] },
  ]) {
    const text = JSON.stringify(value);
    test(`json body writes ${text} as JSON.stringify does`, () => equal(write(value), text));
  }
}

function kept(test) {
  test("json body keeps every digit of a bigint", () => {
    equal(
      write({ id: 2n ** 64n, minus: -(2n ** 63n), zero: 0n }),
      '{"id":18446744073709551616,"minus":-9223372036854775808,"zero":0}',
    );
  });
  test("a body of text or bytes is sent unchanged, even if the body is not JSON", () => {
    for (const text of ["", " ", '{"a": 1}', "{", "a=b", "\n"]) equal(write(text), text);
    const bytes = Uint8Array.of(0xff, 0);
    equal(String(write(bytes)), String(bytes));
    ok(write(bytes) !== bytes, "a copy, so that later changes to the caller's bytes do not change the body");
  });
  test("json body is written for an object without a prototype, and an object with a prototype of the caller is rejected", () => {
    equal(write(Object.create(null)), "{}");
    throws("ERR_ARGUMENT_TYPE", () => write(Object.create({ inherited: 1 })));
  });
  test("json body has only the enumerable members of an object, and no member whose name is a symbol", () => {
    const value = Object.defineProperty({ a: 1, [Symbol("s")]: 2 }, "hidden", { value: 3 });
    equal(write(value), '{"a":1}');
  });
}

function numbers(test) {
  for (const value of [Number.NaN, Infinity, -Infinity]) {
    test(`json body rejects ${value}, which JSON.stringify writes as null`, () => {
      refuses("ERR_BODY", "body[0]: is not a finite number", () => write({ a: value }));
    });
  }
  for (const value of [2 ** 53, -(2 ** 53), 1e21, Number.MAX_VALUE]) {
    test(`json body rejects ${value}, whose digits may be wrong`, () => {
      const message = "body[0][0]: is an integer outside -(2^53-1) to 2^53-1, so its digits may be wrong; pass a bigint";
      refuses("ERR_BODY", message, () => write({ a: [value] }));
    });
  }
  test("json body rejects an invalid date", () => {
    refuses("ERR_BODY", "body[0]: is an invalid Date", () => write({ a: new Date(Number.NaN) }));
  });
}

function texts(test) {
  for (const text of ["\ud800", "\udc00", "a\ud800b", "\udc00\ud800"]) {
    test(`json body rejects the lone surrogate in ${JSON.stringify(text)}, as a value and as a name`, () => {
      const message = "has a lone surrogate (half of a UTF-16 pair); look for code that splits a character";
      refuses("ERR_BODY", `body[0]: ${message}`, () => write({ a: text }));
      refuses("ERR_BODY", `body: ${message}`, () => write({ [text]: 1 }));
      equal(throws("ERR_ENCODING", () => write(text)).argument, "body");
    });
  }
  test("json body keeps characters above U+FFFF", () => equal(write({ a: "😀𐀀" }), '{"a":"😀𐀀"}'));
  for (const [name, part] of Object.entries({ "a quote": '"', "a backslash": "\\", "a control character": "\u001f", "an emoji": "😀", "U+D7FF": "\ud7ff" })) {
    test(`json body writes ${name} at the beginning, in the middle and at the end of a text or a name of any length as JSON.stringify does`, () => {
      for (const length of [0, 1, 31, 61, 62, 63, 64, 65, 200]) {
        for (const text of [part + "x".repeat(length), "x".repeat(length) + part, "x".repeat(length) + part + "y"]) {
          for (const body of [{ a: text }, [text], { [text]: 1 }]) equal(write(body), JSON.stringify(body));
        }
      }
    });
    test(`json body rejects a lone surrogate next to ${name} in a text of any length`, () => {
      for (const length of [0, 1, 61, 62, 63, 64, 65, 200]) {
        for (const text of [`${part}\udc00${"x".repeat(length)}`, `${"x".repeat(length)}\ud800${part === "😀" ? "x" : part}`]) {
          throws("ERR_BODY", () => write({ a: text }));
          throws("ERR_BODY", () => write({ [text]: 1 }));
        }
      }
    });
  }
}

function wrongTypes(test) {
  class Money {
    amount = 5;
  }
  const faked = { [Symbol.toStringTag]: "Date" };
  const withOwn = (members) => Object.assign(new Date(0), members);
  for (const [name, value] of [
    ["a Date whose toJSON is not a function", withOwn({ toJSON: 7 })],
    ["a Date without a toJSON", withOwn({ toJSON: undefined })],
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["a class instance", new Money()],
    ["a Map", new Map([["a", 1]])],
    ["a Set", new Set()],
    ["bytes", Uint8Array.of(1)],
    ["an ArrayBuffer", new ArrayBuffer(1)],
    ["a boxed string", Object("x")],
    ["a boxed number", Object(1)],
    ["a regular expression", /x/],
    ["an error", new Error("x")],
    ["a promise", Promise.resolve()],
    ["an object with a toJSON method", { toJSON: () => "x" }],
  ]) {
    test(`json body rejects ${name}, which JSON.stringify would change or drop`, () => {
      throws("ERR_ARGUMENT_TYPE", () => write({ a: value }));
      equal(throws("ERR_ARGUMENT_TYPE", () => write([[value]])).argument.slice(0, 10), "body[0][0]");
    });
  }
  test("json body rejects undefined and holes in arrays, which JSON.stringify writes as null", () => {
    equal(throws("ERR_ARGUMENT_TYPE", () => write([1, undefined])).argument, "body[1]");
    equal(throws("ERR_ARGUMENT_TYPE", () => write({ a: new Array(1) })).argument, "body[0][0]");
  });
  test("json body reads the toJSON of a Date once", () => {
    let reads = 0;
    const date = Object.defineProperty(new Date(0), "toJSON", { get: () => (reads++ === 0 ? () => "once" : undefined) });
    equal(write({ a: date }), '{"a":"once"}');
  });
  test("json body calls no method of a Date except toJSON", () => equal(write({ a: withOwn({ getTime: 7 }) }), '{"a":"1970-01-01T00:00:00.000Z"}'));
  test("json body ignores Symbol.toStringTag", () => equal(write({ a: faked }), '{"a":{}}'));
}

const TOO_LONG = "body: is longer than 32 MiB as JSON";

function nesting(test) {
  const nested = (depth) => Array.from({ length: depth - 1 }).reduce((inner) => [inner], []);
  test("json body may have at most 64 levels of nesting", () => {
    equal(write(nested(64)), "[".repeat(64) + "]".repeat(64));
    equal(throws("ERR_BODY", () => write(nested(65))).argument, `body${"[0]".repeat(64)}`);
  });
  test("json body rejects a value that contains itself", () => {
    const loop = {};
    loop.loop = { again: [loop] };
    throws("ERR_BODY", () => write(loop));
    const date = new Date(0);
    date.toJSON = () => date;
    throws("ERR_BODY", () => write({ date }));
  });
  const doubled = (value, wrap, depth) => Array.from({ length: depth }).reduce((inner) => wrap(inner), value);
  const long = "x".repeat(5000);
  for (const [name, value, wrap, depth] of [
    ["a number, in arrays", Number.MAX_SAFE_INTEGER, (inner) => [inner, inner], 26],
    ["a text, in arrays", long, (inner) => [inner, inner], 60],
    ["a text, in objects", long, (inner) => ({ a: inner, b: inner }), 60],
    ["a number, in objects with long names", 1, (inner) => ({ [long]: inner, b: inner }), 60],
  ]) {
    test(`json body that contains one value many times is rejected before its text is complete: ${name}`, () => {
      refuses("ERR_TOO_LARGE", TOO_LONG, () => write(doubled(value, wrap, depth)));
    });
  }
  // The brackets at the end are not counted, so a text that is slightly too long is rejected later.
  test("json body has at most 32 MiB, and every character of every kind of value is counted", () => {
    const kinds = [1, -1.5, 2n ** 64n, true, null, "", "\n", [], {}, [[]], [{}, 1], { a: {}, b: [] }, { a: undefined }, NOW, [NOW, [1, 2, 3]]];
    for (const body of [(text) => [text, ...kinds], (text) => ({ ...kinds, [text]: kinds }), (text) => [[text]], (text) => ({ a: { b: text }, c: kinds })]) {
      const room = 32 * 1024 * 1024 - write(body("")).length;
      equal(write(body("x".repeat(room - 1))).length, 32 * 1024 * 1024 - 1);
      refuses("ERR_TOO_LARGE", TOO_LONG, () => write(body("x".repeat(room + 9))));
    }
  });
  test("json body with an array that has no last element is rejected", () => {
    const endless = [1];
    endless[Symbol.iterator] = function* () {
      for (;;) yield long;
    };
    refuses("ERR_TOO_LARGE", TOO_LONG, () => write(endless));
  });
  test("json body of a million elements is written", () => equal(write(Array(1_000_000).fill(7)).length, 2_000_001));
}
