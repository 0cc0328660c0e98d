// Which answers with a status of 200 to 299 are errors. An answer that JSON.parse can read is read, whatever else it contains.

import { equal, ok, refuses, same } from "../../support/harness.mjs";
import { defineProvider } from "payauth";

const RULES = [{ path: "status" }, { path: "status", is: ["failed", "5"] }, { path: "status", not: ["ok", "0"] }];
const MEMBER = "x".repeat(66_000);

/** Texts of other members that the strict reader of the core rejects. */
const DEFECTS = {
  "a lone surrogate": String.raw`"\ud83d"`,
  "a lone surrogate in a name": String.raw`{"\ud83d":1}`,
  "a name that occurs twice": '{"a":1,"a":1}',
  "33 levels": "[".repeat(33) + "]".repeat(33),
  "2000 levels": "[".repeat(2000) + "]".repeat(2000),
  "513 members": JSON.stringify(Object.fromEntries(Array.from({ length: 513 }, (_, index) => [`n${index}`, index]))),
  "66 KB": `"${MEMBER}"`,
  "200 KB": JSON.stringify([MEMBER, MEMBER, MEMBER]),
  "70,000 elements": JSON.stringify(Array(70_000).fill({ status: 1 })),
};
const VALUES = [null, "failed", "ok", "", 5, 0, 1.5, 2 ** 60, true, [], {}, [null], ["e"], { code: 5 }, { status: "ok" }, { state: { a: 1 } }];

/** Whether JSON.parse and the rule say that an answer is an error. */
function expected({ is, not }, value) {
  if (value === null || value === undefined) return false;
  const text = typeof value === "object" ? undefined : String(value);
  if (is) return is.includes(text);
  if (not) return !not.includes(text);
  return typeof value !== "object" || Object.keys(value).length > 0;
}

const client = (when, more) =>
  defineProvider({
    name: "acme",
    servers: { production: "https://api.acme.example" },
    credentials: { key: {} },
    auth: { bearer: "{key}" },
    errors: { ...(when && { when }), message: ["text", "header:X-Text"], code: "id", ...more },
  })({ key: "k" });

export default function ({ test }) {
  parsed(test);
  unreadable(test);
  inHeader(test);
  long(test);
}

function parsed(test) {
  for (const when of RULES) {
    for (const [name, defect] of [["nothing", "1"], ...Object.entries(DEFECTS)]) {
      test(`an answer with another member that contains ${name} is an error exactly if ${JSON.stringify(when)} says so`, () => {
        for (const value of [...VALUES, undefined]) {
          const member = value === undefined ? "" : `"status":${JSON.stringify(value)},`;
          for (const body of [`{${member}"more":${defect}}`, `{"more":${defect},${member}"text":"t"}`]) {
            const problem = client(when).readError({ status: 200, body });
            equal(problem.isError, expected(when, value), `${member} ${body.length}`);
            same([problem.mayExist, problem.retry], [false, "no"]);
          }
        }
      });
    }
    test(`with ${JSON.stringify(when)}, the last of several members with the same name decides, as for JSON.parse`, () => {
      for (const first of VALUES) {
        for (const last of VALUES) {
          const body = `{"status":${JSON.stringify(first)},"status":${JSON.stringify(last)}}`;
          equal(client(when).readError({ status: 200, body }).isError, expected(when, last), body);
        }
      }
    });
  }
  test("an answer in Latin-1 or with a byte order mark is read", () => {
    const latin = Uint8Array.from('{"status":"failed","text":"caf\xe9"}', (letter) => letter.charCodeAt(0));
    const marked = new TextEncoder().encode('\ufeff{"status":"failed","text":"caf\ufffd"}');
    for (const body of [latin, marked, new TextDecoder("utf-8", { ignoreBOM: true }).decode(marked)]) {
      const problem = client(RULES[1]).readError({ status: 200, body });
      same([problem.isError, problem.mayExist, problem.message], [true, false, "caf\ufffd"]);
    }
  });
  test("an answer that is read again has its message, and no number whose digits were lost", () => {
    const body = `{"status":"failed","id":12345678901234567890,"text":"declined","more":${DEFECTS["a name that occurs twice"]}}`;
    const problem = client(RULES[1]).readError({ status: 200, body });
    same([problem.isError, problem.message, problem.code], [true, "declined", undefined]);
  });
}

function unreadable(test) {
  for (const [name, body] of Object.entries({ "a page": "<html>", "a cut body": '{"status":"ok"', "two values": "{}{}", "a binary file": Uint8Array.of(0xff, 0, 1), "a long page": MEMBER })) {
    test(`an answer with ${name} is an error if a member decides, and the operation may exist`, () => {
      for (const when of RULES) {
        const problem = client(when).readError({ status: 200, body });
        same([problem.isError, problem.mayExist, problem.retry], [true, true, "no"]);
        ok(problem.message.length > 0, "the body as the message");
      }
      const without = client(undefined).readError({ status: 200, body });
      same([without.isError, without.mayExist], [false, false]);
    });
  }
  test("an answer without a body is not an error", () => {
    for (const when of RULES) for (const body of ["", " \n", new Uint8Array()]) equal(client(when).readError({ status: 204, body }).isError, false);
  });
}

/** Bodies without the members that the paths name, each with the message if no header field has one. */
const BODIES = {
  "JSON": ['{"other":1}', undefined],
  "a page": ["<html>", "<html>"],
  "bytes": [Uint8Array.of(60, 104, 62), "<h>"],
  "a binary file": [Uint8Array.of(0xff, 0, 1), "\ufffd\0\u0001"],
  "a cut body": ['{"text":"t', '{"text":"t'],
  "nothing": ["", undefined],
  "a space": [" ", undefined],
  "a body above the limit": [MEMBER, MEMBER],
  "JSON above the limit": [JSON.stringify({ text: MEMBER }), undefined],
};

function inHeader(test) {
  for (const [name, [body, whole]] of Object.entries(BODIES)) {
    test(`with ${name} as the body, every part of an error that is in a header field is read from this field`, () => {
      const paths = { message: "header:X-Text", code: ["code", "header:X-Code"], requestId: "header:Request-Id" };
      const values = { message: "t1", code: "c1", requestId: "r1" };
      const headers = { "X-Text": "t1", "X-Code": "c1", "Request-Id": "r1" };
      for (const status of [200, 400, 502]) {
        for (const when of [undefined, ...RULES]) {
          const { message, code, requestId } = client(when, paths).readError({ status, body, headers });
          same({ message, code, requestId }, values);
        }
        for (const [part, path] of Object.entries(paths)) {
          const problem = client(undefined, { message: "text", code: "code", [part]: path }).readError({ status, body, headers });
          equal(problem[part], values[part], part);
          if (part !== "message" && !body.includes?.('"text":"x')) equal(problem.message, whole, part);
          same(problem.fields, {});
        }
        const without = client(undefined, paths).readError({ status, body });
        same([without.code, without.requestId, "code" in without, "requestId" in without], [undefined, undefined, false, false]);
      }
    });
  }
}

function long(test) {
  test("a header field of an answer that is too long is ignored, and the other fields are read", () => {
    const one = client(undefined, { requestId: "header:X-Id" });
    for (const length of [8000, 9000, 90_000, 5_000_000]) {
      for (const letter of ["h", "\xe9"]) {
        const headers = { "X-Text": letter.repeat(length), "X-Id": "id-1", "Retry-After": "5" };
        const problem = one.readError({ status: 429, body: "{}", headers, now: new Date(0) });
        same([problem.requestId, problem.retryAt?.getTime(), problem.message?.length], ["id-1", 5000, length === 8000 ? 8000 : undefined]);
      }
    }
  });
  test("parameters that are too long or too deep are an error about `data`, and the caller is to blame", () => {
    const pair = { name: "acme", servers: { production: "https://api.acme.example" }, credentials: { key: {} }, auth: { bearer: "{key}" } };
    const signer = defineProvider({ ...pair, parameters: { secret: "{key}", member: "data" } })({ key: "k" });
    const deep = Array.from({ length: 40 }).reduce((inner) => [inner], 1);
    refuses("ERR_TOO_LARGE", "data: is longer than 64 KiB", () => signer.signParameters({ a: MEMBER }));
    for (const [code, data] of [["ERR_TOO_LARGE", { a: MEMBER }], ["ERR_JSON", { a: deep }]]) {
      try {
        signer.signParameters(data);
        ok(false, "an error");
      } catch (error) {
        same([error.code, error.argument, error.blame], [code, "data", "caller"]);
      }
    }
  });
}
