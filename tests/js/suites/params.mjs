// The option params: the values of the placeholders in a path.

import { API, door, dv, NOW } from "../support/clients.mjs";
import { equal, ok, rejects, throws } from "../support/harness.mjs";
import { Draw, seedOf } from "../support/random.mjs";

const BASE = "https://api.example/sandbox";
const url = (path, params) => door({ baseUrl: BASE }).sign({ path, params, now: NOW }).url;

export default function ({ test, host }) {
  filled(test);
  refused(test);
  places(test);
  endpoints(test);
  fetched(test);
  random(test, seedOf(host));
}

function filled(test) {
  for (const value of ["7", "order 7", "a.b-c_d~e!'()*", "a?b#c&d=e", "a+b@c:d,$", '{x}[y]|^`"<>', "é日𝄞", "Acme Inc."]) {
    test(`params are encoded with the rules of encodeURIComponent: ${JSON.stringify(value)}`, () =>
      equal(url("/orders/{id}/items?x=1", { id: value }), `${BASE}/orders/${encodeURIComponent(value)}/items?x=1`));
  }
  for (const [value, text] of [[7, "7"], [0, "0"], [-0, "0"], [-3, "-3"], [2 ** 53 - 1, "9007199254740991"], [7n, "7"], [2n ** 70n, "1180591620717411303424"]]) {
    test(`params accept the ${typeof value} ${text}`, () => equal(url("/{id}", { id: value }), `${BASE}/${text}`));
  }
  test("params fill several placeholders, a placeholder inside a segment, and a placeholder that occurs twice", () => {
    equal(url("/{a}/x-{b}.{a}", { b: "2", a: "1" }), `${BASE}/1/x-2.1`);
    const client = door({ baseUrl: BASE });
    equal(client.sign({ path: "/{a}", params: { a: 1 }, query: { b: "{c}" }, now: NOW }).url, `${BASE}/1?b=%7Bc%7D`);
  });
  test("params may be empty or left out if the path has no placeholder", () => {
    equal(url("/a", {}), `${BASE}/a`);
    equal(url("/a", undefined), `${BASE}/a`);
    equal(url("/a", Object.create(null)), `${BASE}/a`);
  });
}

function refused(test) {
  for (const value of [
    "", ".", "..", "...", " ", " .", "/", "a/b", "x/../refund", "\\", "a\\b", ";", "a;b", "%", "100%", "%2F", "%2e%2e", "\0", "a\nb",
    "\n", "a\r", "\t", "\x7f", "\x85", "／", "∕", "⁄", "＼", "．", "․", "‥", "…", "；", "％", "..?x", "..#", ".\u200b.", "\u00a0",
  ]) {
    test(`params reject ${JSON.stringify(value)}, and the error names the parameter`, () => {
      const error = throws("ERR_PATH", () => url("/orders/{id}", { id: value }));
      equal(error.argument, "params.id");
      equal(error.blame, "caller");
      ok(value.length < 3 || !error.message.includes(value), `an error without the value, not ${error.message}`);
    });
  }
  for (const value of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)]) {
    test(`params reject the number ${value}`, () =>
      equal(throws("ERR_PATH", () => url("/{id}", { id: value })).argument, "params.id"));
  }
  for (const value of [undefined, null, true, {}, [], ["7"], () => "7", Symbol("7"), new Date(0), Object("7")]) {
    test(`params reject a value of type ${Object.prototype.toString.call(value)}`, () =>
      equal(throws("ERR_ARGUMENT_TYPE", () => url("/{id}", { id: value })).argument, "params.id"));
  }
  test("params reject a lone surrogate", () =>
    equal(throws("ERR_ENCODING", () => url("/{id}", { id: "\ud800" })).argument, "params.id"));
  test("params that make a path longer than 8 KiB are rejected", () => throws("ERR_TOO_LARGE", () => url("/{id}", { id: "a".repeat(9000) })));
}

function places(test) {
  for (const [path, params, argument] of [
    ["/{id}", undefined, "path"],
    ["/{id}", {}, "path"],
    ["/{id}/{b}", { id: 7 }, "params.b"],
    ["/{constructor}/{id}", { id: 7 }, "params.constructor"],
    ["/{toString}/{id}", { id: 7 }, "params.toString"],
    ["/{__proto__}/{id}", { id: 7 }, "params.__proto__"],
    ["/{id}/{x}", Object.create(Object.prototype, { id: { value: "7", enumerable: true } }), "params.x"],
    ["/a", { id: 7 }, "params.id"],
    ["/a?b={id}", { id: 7 }, "path"],
    ["/{id}}", { id: 7 }, "path"],
    ["/{id", { id: 7 }, "path"],
    ["/}{id}", { id: 7 }, "path"],
    ["/{}/{id}", { id: 7 }, "path"],
    ["/{{id}}", { id: 7 }, "path"],
    ["/{ id }", { id: 7 }, "path"],
    ["/{id}", { "i d": 7 }, "params"],
    ["/{id}", { "": 7 }, "params"],
    ["/{id}", { "id\nX": 7 }, "params"],
    ["/{id}", { "4111 1111 1111 1111": "x" }, "params"],
  ]) {
    test(`params ${params && JSON.stringify(params)} are rejected for the path ${path}`, () => {
      const code = path.includes("?") && argument === "path" ? ["ERR_PATH"] : ["ERR_PATH"];
      const error = throws(code[0], () => url(path, params));
      ok([argument, "params.id"].includes(error.argument), `the argument ${argument} or params.id, not ${error.argument}`);
      ok(!error.message.includes("4111"), `an error without the name of the parameter, not ${error.message}`);
    });
  }
  test("params are read only from own properties", () => {
    class Id {
      constructor() {
        Object.setPrototypeOf(this, { id: "7" });
      }
    }
    throws("ERR_ARGUMENT_TYPE", () => url("/{id}", new Id()));
    equal(url("/{__proto__}", JSON.parse('{"__proto__":"7"}')), `${BASE}/7`);
    equal(url("/{constructor}", { constructor: "7" }), `${BASE}/7`);
  });
  test("params are never sent as header fields, even if there are many params", () => {
    const names = Array.from({ length: 300 }, (_, index) => `p${index}`);
    const path = names.map((name) => `/{${name}}`).join("");
    const request = door({ baseUrl: BASE }).sign({
      path,
      params: Object.fromEntries(names.map((name) => [name, "x"])),
      headers: { "X-Note": "y" },
      now: NOW,
    });
    equal(request.url, `${BASE}${"/x".repeat(300)}`);
    equal(Object.keys(request.headers).join(), "X-Note,X-API-Key,X-API-Secret");
  });
}

function endpoints(test) {
  for (const value of ["refund", "payout", "Refund", "refund ", "refund.", "refund#", "refund?x", "ＲＥＦＵＮＤ", "refund\u200b"]) {
    test(`params cannot select a signed endpoint: ${JSON.stringify(value)}`, () => {
      const options = { path: `${API}/order/{op}`, params: { op: value }, now: NOW, body: {} };
      throws("ERR_PATH", () => dv().sign(options));
      throws("ERR_PATH", () => dv().sign({ ...options, idempotencyKey: "k" }));
    });
  }
}

function fetched(test) {
  test("client.fetch accepts params", async () => {
    const sent = [];
    const client = dv({ fetch: async (url) => sent.push(url) && new Response("{}") });
    await client.fetch(`${API}/order/{id}`, { params: { id: "a b" } });
    equal(sent.join(), `https://merchant.dv.vai247.pro${API}/order/a%20b`);
    const error = await rejects("ERR_PATH", client.fetch(`${API}/order/{id}`, { params: { id: "x/../refund" } }));
    equal(error.argument, "params.id");
    equal(sent.length, 1);
  });
}

/** Tests that the URL parser of the host reads every accepted value as one segment. */
function random(test, seed) {
  test(`accepted params fill one segment, and decodeURIComponent returns their values (seed ${seed})`, () => {
    const draw = new Draw(seed);
    let count = 0;
    for (let round = 0; round < 2000; round += 1) {
      const value = draw.text(1 + draw.below(6));
      let given;
      try {
        given = url("/things/{id}/x", { id: value });
      } catch (error) {
        equal(`${error.code} ${error.argument}`, "ERR_PATH params.id", JSON.stringify(value));
        continue;
      }
      count += 1;
      const segments = new URL(given).pathname.split("/");
      equal(segments.length, 5, JSON.stringify(value));
      equal(decodeURIComponent(segments[3]), value);
    }
    ok(count > 200, `more than 200 accepted values of 2,000, not ${count}`);
  });
}
