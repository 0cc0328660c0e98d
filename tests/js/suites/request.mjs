// sign returns a request for fetch, with exactly the body that was signed.

import { explainMismatch } from "payauth/explain";
import { schemes, signWebhook, verifyWebhook } from "payauth";
import { API, door, dv, NOW } from "../support/clients.mjs";
import { equal, ok, refuses, same, throws } from "../support/harness.mjs";

const PATH = `${API}/x`;
const sign = (options) => dv().sign({ path: PATH, now: NOW, ...options });
const url = (query, path = PATH) => sign({ path, query }).url.slice("https://merchant.dv.vai247.pro".length);

export default function ({ test }) {
  shape(test);
  body(test);
  methods(test);
  headers(test);
  queries(test);
  times(test);
  received(test);
}

function received(test) {
  const secrets = ["whsec_test"];
  const given = { ...signWebhook(schemes.stripe, { body: "{}", now: NOW, secret: secrets[0] }), "Retry-After": "7", "X-Own": "1" };
  const { headers } = sign({ headers: given });
  test("the headers of a signed request can be passed to verifyWebhook, explainMismatch and readError", () => {
    verifyWebhook(schemes.stripe, { headers, body: "{}", now: NOW, secrets });
    const mistakes = (fields) => explainMismatch(schemes.stripe, { headers: fields, body: "{ }", now: NOW, secrets });
    same(mistakes(headers), mistakes({ ...headers }), "explanations for copied header fields");
    const retryAt = (fields) => dv().readError({ status: 429, body: "", headers: fields, now: NOW }).retryAt;
    same(retryAt(headers), retryAt({ ...headers }), "the time of the next attempt for copied header fields");
    ok(retryAt(headers), "a time of the next attempt");
  });
  test("verifyWebhook rejects an instance of a class as headers, because the class may hide fields", () => {
    class Own {
      constructor() {
        Object.assign(this, headers);
      }
    }
    throws("ERR_ARGUMENT_TYPE", () => verifyWebhook(schemes.stripe, { headers: new Own(), body: "{}", now: NOW, secrets }));
  });
}

function shape(test) {
  test("request does not let fetch follow a redirect, because a redirect would forward the secrets", () => {
    equal(sign().redirect, "manual");
    equal(door().sign({ path: "/orders", now: NOW }).redirect, "manual");
  });
  test("request has ordinary members, and has a body only if a body was passed", () => {
    same(Object.keys(sign()), ["method", "url", "headers", "redirect", "next"]);
    same(Object.keys(sign({ body: "" })), ["method", "url", "headers", "redirect", "next", "body"]);
  });
  test("the Request of the host accepts the members of a request", async () => {
    const {
      method,
      url: address,
      headers: fields,
      body: content,
    } = sign({ body: { a: 1 }, headers: { "X-Own": "1" } });
    const request = new Request(address, { method, headers: fields, body: content, redirect: "manual" });
    equal(request.headers.get("X-Api-Key"), "your-api-key");
    equal(request.headers.get("X-Own"), "1");
    equal(request.headers.get("Content-Type"), "application/json");
    equal(await request.text(), '{"a":1}');
  });
  test("the Request of the host accepts a request unchanged", () => {
    const request = sign({ body: "{}" });
    equal(new Request(request.url, request).headers.get("X-Api-Key"), "your-api-key");
  });
  test("each call returns a new request", () => {
    const client = dv();
    const [one, two] = [1, 2].map(() => client.sign({ path: PATH, now: NOW }));
    one.headers["X-Own"] = "1";
    ok(one !== two && two.headers["X-Own"] === undefined, "two requests that do not share header fields");
  });
}

function body(test) {
  test("request has a copy of the passed bytes", () => {
    for (const length of [0, 5, 100_000]) {
      const bytes = new Uint8Array(length).fill(7);
      const { body } = sign({ body: bytes });
      ok(body !== bytes && body.buffer !== bytes.buffer, "a copy of the bytes");
      equal(String(body), String(bytes), `${length} bytes`);
    }
  });
  test("request with a view of a buffer has only the bytes of the view", () => {
    const part = new TextEncoder().encode("xx{}xx").subarray(2, 4);
    const options = { path: `${API}/order/refund`, idempotencyKey: "k", now: NOW };
    const signature = (content) => dv().sign({ ...options, body: content }).headers["X-Signature"];
    equal(signature(part), signature("{}"));
  });
  test("request with an empty text has a body", () => {
    const request = sign({ body: "" });
    equal(request.body, "");
    equal(request.method, "POST");
    equal(request.headers["Content-Type"], "application/json");
  });
  test("request accepts a body of 32 MiB, and rejects a longer body", () => {
    const longest = new Uint8Array(32 * 1024 * 1024);
    equal(sign({ body: longest }).body.length, longest.length);
    const longer = new Uint8Array(longest.length + 1);
    refuses("ERR_TOO_LARGE", "body: is longer than 32 MiB", () => sign({ body: longer }));
    ok(sign(), "a request of the next call");
  });
  test("request rejects a text above 32 MiB of UTF-8", () => {
    throws("ERR_TOO_LARGE", () => sign({ body: "é".repeat(17 * 1024 * 1024) }));
    ok(sign(), "a request of the next call");
  });
}

function methods(test) {
  test("request has the default method POST with a body, and GET without a body", () => {
    same([sign().method, sign({ body: "{}" }).method], ["GET", "POST"]);
    for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "M-SEARCH"])
      equal(sign({ method, body: "{}" }).method, method);
  });
  test("request has its method in upper case in every call", () => {
    const client = dv();
    for (const method of ["patch", "Put", "dElete", "m-search", "x1"]) {
      const upper = method.toUpperCase();
      for (const _ of [1, 2, 3]) equal(client.sign({ path: PATH, now: NOW, method }).method, upper);
      equal(client.sign({ path: PATH, now: NOW, method, body: "x".repeat(100_000) }).method, upper);
    }
  });
  for (const method of ["CONNECT", "TRACE", "TRACK", "connect", "Trace"]) {
    test(`request rejects ${method}, which fetch does not send`, () => {
      refuses("ERR_METHOD", "method: must not be CONNECT, TRACE or TRACK", () => sign({ method }));
    });
  }
  for (const method of ["", " ", "PO ST", "GET ", "GET\n", "GÉT", "GET\0", "(", "a/b", '"']) {
    test(`request rejects the method ${JSON.stringify(method)}`, () => {
      refuses("ERR_METHOD", "method: must be a method as in RFC 9110 (9.1), such as POST", () => sign({ method }));
    });
  }
}

function headers(test) {
  test("request has the header fields of the caller before the fields of the provider", () => {
    const given = { "X-Request-Id": "7", accept: "*/*" };
    same(Object.keys(sign({ headers: given }).headers), ["X-Request-Id", "accept", "X-Api-Key"]);
    for (const shape of [
      Object.entries(given),
      new Map(Object.entries(given)),
      Object.assign(Object.create(null), given),
    ]) {
      equal(sign({ headers: shape }).headers["X-Request-Id"], "7");
    }
    equal(sign({ headers: new Headers(given) }).headers["x-request-id"], "7");
  });
  test("request has no default Content-Type if the caller passes this field, in upper or lower case", () => {
    const fields = sign({ body: "a=b", headers: { "CONTENT-type": "application/x-www-form-urlencoded" } }).headers;
    same(Object.keys(fields), ["CONTENT-type", "X-Api-Key"]);
  });
  for (const name of ["", " ", "a b", "a:", "a\n", "é", "a\0", "(a)", "X-Own\r"]) {
    test(`request rejects the field name ${JSON.stringify(name)}`, () => {
      equal(throws("ERR_FIELD_NAME", () => sign({ headers: { [name]: "v" } })).argument, "headers");
    });
  }
  for (const value of ["a\nb", "a\r\nX-Api-Key: b", "\r", "a\0", "é", "a\u007f", " a", "a ", "\ta", "😀"]) {
    test(`request rejects the field value ${JSON.stringify(value)}`, () => {
      equal(throws("ERR_FIELD_VALUE", () => sign({ headers: { "X-Own": value } })).argument, "X-Own");
    });
  }
  test("request rejects a field called __proto__, which an assignment would not set", () => {
    equal(throws("ERR_FIELD_NAME", () => sign({ headers: [["__proto__", "x"]] })).argument, "headers");
  });
  test("request rejects a lone surrogate in a field", () =>
    throws("ERR_ENCODING", () => sign({ headers: { a: "\ud800" } })));
  test("request rejects a header field that is passed twice, in the same case or in another case", () => {
    for (const name of ["X-Own", "x-own"]) {
      const headers = [
        ["X-Own", "1"],
        [name, "2"],
      ];
      refuses("ERR_FIELD_FORBIDDEN", `${name}: is passed twice (- and _ are equal); join both values in one field`, () => sign({ headers }));
    }
  });
  test("request rejects two fields whose names differ only in an underscore and a hyphen", () => {
    for (const [one, other] of [["X-Own", "x_own"], ["X_Own", "X-OWN"]]) {
      refuses("ERR_FIELD_FORBIDDEN", `${other}: is passed twice (- and _ are equal); join both values in one field`, () => sign({ headers: { [one]: "1", [other]: "2" } }));
    }
  });
  test("request rejects header fields above 80 KiB, and the next call works", () => {
    throws("ERR_TOO_LARGE", () => sign({ headers: { a: "x".repeat(90_000) } }));
    ok(sign(), "a request of the next call");
  });
}

function queries(test) {
  test("request appends a query as URLSearchParams writes it", () => {
    const values = { a: "x y", "é&": "=+", n: 1.5, b: true, i: 2n ** 64n, none: undefined, empty: "" };
    const written = "?a=x+y&%C3%A9%26=%3D%2B&n=1.5&b=true&i=18446744073709551616&empty=";
    equal(url(values), `${PATH}${written}`);
    equal(url(new URLSearchParams(written)), `${PATH}${written}`);
    equal(url(new URLSearchParams("a=1&a=2")), `${PATH}?a=1&a=2`);
  });
  test("request appends a query to the query of the path, and an empty query does not change the URL", () => {
    equal(url({ b: 2 }, `${PATH}?a=1`), `${PATH}?a=1&b=2`);
    for (const empty of [{}, { a: undefined }, new URLSearchParams()]) equal(url(empty), PATH);
  });
  test("request rejects a lone surrogate in a query, as a value and as a name", () => {
    equal(throws("ERR_ENCODING", () => url({ a: "\ud800" })).argument, "query.a");
    equal(throws("ERR_ENCODING", () => url({ "\ud800": "a" })).argument, "query");
  });
  for (const value of [2 ** 53, -(2 ** 53), 12345678901234567890, 1e21, Number.MAX_VALUE]) {
    test(`request rejects the number ${value} in a query, because its digits may be wrong`, () => {
      const message = "query.id: is an integer outside -(2^53-1) to 2^53-1, so its digits may be wrong; pass a bigint";
      refuses("ERR_OPTION", message, () => url({ id: value }));
    });
  }
  test("request with an accepted number in a query has exactly this number", () => {
    for (const value of [0, 1e-7, 0.1 + 0.2, 5e-324, 2 ** 53 - 1, -(2 ** 53 - 1)]) equal(Number(new URL(sign({ query: { id: value } }).url).searchParams.get("id")), value);
  });
  test("request encodes # and ? in a query, so that these characters cannot change the path", () => {
    equal(url({ "#": "/../x?" }), `${PATH}?%23=%2F..%2Fx%3F`);
  });
}

function times(test) {
  const latest = 253_402_300_799_999;
  test("request accepts a time from 1970 to 9999", () => {
    for (const millis of [0, 999, latest]) ok(sign({ now: new Date(millis) }), `a request at the time ${millis}`);
  });
  for (const millis of [-1, latest + 1, 8.64e15, -8.64e15, Number.NaN]) {
    test(`request rejects the time ${millis}`, () => {
      equal(throws("ERR_TIME", () => sign({ now: new Date(millis) })).argument, "now");
    });
  }
}
