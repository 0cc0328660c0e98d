// DogPay, WakaPay and Pledg: how their requests are made, and how their answers are read.

import { basicAuth } from "payauth";
import basic from "../../vectors/providers/pledg_basic.json";
import jwts from "../../vectors/providers/pledg_jwt.json";
import { dog, NOW, pl, waka } from "../support/clients.mjs";
import { equal, ok, refuses, same, thrown, throws } from "../support/harness.mjs";
import { canBePage, inPage } from "../support/page.mjs";

const AUTHORIZATION = "Bearer abc.def";
const CLIENTS = { dogpay: dog, wakapay: waka, pledg: pl };

export default function ({ test, host }) {
  for (const [name, make] of Object.entries(CLIENTS)) {
    bearer(test, name, make);
    places(test, name, make);
  }
  dogpay(test);
  wakapay(test);
  pledg(test, host);
}

function bearer(test, name, make) {
  const sign = (options) => make().sign({ path: "/x", now: NOW, authorization: AUTHORIZATION, ...options });
  test(`${name} sends the token, and a Content-Type if there is a body`, () => {
    same({ ...sign().headers }, { Authorization: AUTHORIZATION });
    const headers = { ...sign({ body: { a: 1 } }).headers };
    same([headers.Authorization, headers["Content-Type"]], [AUTHORIZATION, "application/json"]);
    same([sign().method, sign({ body: "" }).method], ["GET", "POST"]);
  });
  test(`${name} requires a token for a request that needs a token`, () => {
    const message = "authorization: is missing; pass the `authorization` from token.decide()";
    const hint = name === "pledg" ? '; or pass another auth in the call: "basic"' : "";
    refuses("ERR_BEARER_TOKEN", message + hint, () => sign({ authorization: undefined }));
  });
  for (const authorization of [
    "",
    "abc",
    "bearer",
    "Bearer ",
    "Bearer  abc",
    "Basic YTpi",
    "Bearer a b",
    "Bearer abc\n",
    "Bearer clé",
    "Bearer abc, Bearer def",
  ]) {
    test(`${name} rejects the authorization ${JSON.stringify(authorization)}`, () => {
      const error = thrown(() => sign({ authorization }));
      ok(/^ERR_(BEARER_TOKEN|CREDENTIALS|FIELD_VALUE)$/.test(error?.code), `${error?.code}`);
      ok(!/abc|YTpi|clé/.test(error.message), "an error that does not show the authorization");
    });
  }
  for (const authorization of [null, 7, ["Bearer abc"], {}]) {
    test(`${name} throws a TypeError for the authorization ${JSON.stringify(authorization)}`, () => {
      equal(throws("ERR_ARGUMENT_TYPE", () => sign({ authorization })).argument, "authorization");
    });
  }
  test(`${name} rejects the header field Authorization of a caller, because payauth writes this field`, () => {
    throws("ERR_FIELD_FORBIDDEN", () => sign({ headers: { authorization: "Bearer other" } }));
  });
  test(`${name} rejects an idempotency key, because the provider has no header field for such a key`, () =>
    throws("ERR_IDEMPOTENCY_KEY", () => sign({ idempotencyKey: "k" })));
}

/** The URLs to which a client sends requests, and the hosts on which a client may be made. */
function places(test, name, make) {
  test(`${name} requires an environment, and accepts only its own environment names`, () => {
    throws("ERR_ARGUMENT_TYPE", () => make({ environment: undefined }));
    for (const environment of ["", "live", "Production", "sandbox ", name === "wakapay" ? "sandbox" : "test"]) {
      throws("ERR_ENVIRONMENT", () => make({ environment }), environment);
    }
  });
  test(`${name} rejects a malformed base URL or one without https, and accepts the base URL of another host`, () => {
    for (
      const baseUrl of ["http://api.example", "https://u:p@api.example", "https://api.example?x", "//api.example", ""]
    ) throws("ERR_BASE_URL", () => make({ baseUrl }), baseUrl);
    equal(
      make({ baseUrl: "https://api.example/v2" }).sign({ path: "/x", now: NOW, authorization: AUTHORIZATION }).url,
      "https://api.example/v2/x",
    );
  });
  test(`${name} rejects a path that leaves the API`, () => {
    for (const path of ["x", "//evil.example", "/../x", "/%2e%2e/x", "/x#y", "/a\\b"]) {
      throws("ERR_PATH", () => make().sign({ path, now: NOW, authorization: AUTHORIZATION }), path);
    }
  });
  if (!canBePage) return;
  test(`${name} is rejected in a web page`, () => {
    inPage(() => throws("ERR_BROWSER", () => make()));
  });
}

function dogpay(test) {
  test("dogpay has a sandbox, and its production has the host of dogpay's authentication page", () => {
    const url = (options) =>
      dog(options).sign({ path: "/open-api/v1/pay", now: NOW, authorization: AUTHORIZATION }).url;
    equal(url(), "https://sandbox-api-v2.dogpay.com/open-api/v1/pay");
    equal(url({ environment: "production" }), "https://prod.wavepool.global/open-api/v1/pay");
    equal(
      url({ environment: "production", baseUrl: "https://api.dogpay.com" }),
      "https://api.dogpay.com/open-api/v1/pay",
    );
  });
  test("dogpay's page begins with page 1 of ten entries, and accepts a cursor", () => {
    same(dog().page(), { page: "1", take: "10" });
    same(dog().page({ page: 3, take: 50, cursorId: "c" }), { page: "3", take: "50", cursorId: "c" });
    for (const name of ["page", "take"]) equal(throws("ERR_OPTION", () => dog().page({ [name]: 0 })).argument, name);
    for (const options of [{ page: 0 }, { take: 0 }, { page: -1 }, { page: 1.5 }, { size: 10 }]) {
      throws("ERR_OPTION", () => dog().page(options), JSON.stringify(options));
    }
    for (const options of [{ page: "1" }, { cursorId: 7 }, 7]) throws("ERR_ARGUMENT_TYPE", () => dog().page(options));
  });
  test("dogpay reads an error from the members of its answer", () => {
    const body = '{"code":40012,"message":"callId is used","timestamp":1,"requestId":"req-1","data":null}';
    same(dog().readError({ status: 400, body }), {
      status: 400,
      message: "callId is used",
      code: "40012",
      requestId: "req-1",
      fields: {},
      retry: "no",
      mayExist: false,
    });
  });
  test("dogpay requires both credentials, and the error names the missing one", () => {
    for (const name of ["appid", "secret"]) {
      throws("ERR_ARGUMENT_TYPE", () => dog({ [name]: undefined }));
      for (const value of ["", " ", "undefined", "null", "x "]) {
        equal(throws("ERR_SECRET", () => dog({ [name]: value })).argument, name);
      }
    }
    throws("ERR_OPTION", () => dog({ apiKey: "k" }));
  });
}

function wakapay(test) {
  test("wakapay has the environments test and production", () => {
    const url = (environment) =>
      waka({ environment }).sign({ path: "/business/balance", now: NOW, authorization: AUTHORIZATION }).url;
    equal(url("test"), "https://api.test.wakapay.io/business/balance");
    equal(url("production"), "https://api.wakapay.io/business/balance");
  });
  test("wakapay reads both forms of its errors", () => {
    equal(
      waka().readError({ status: 401, body: '{"code":0,"error":"invalid credentials"}' }).message,
      "invalid credentials",
    );
    equal(
      waka().readError({ status: 401, body: '{"message":"missing value in request header"}' }).message,
      "missing value in request header",
    );
  });
  test("wakapay reports only for an answer with the status 409 that the payout may exist", () => {
    const mayExist = (status) =>
      waka().readError({ status, body: '{"code":0,"error":"duplicate businessReference"}' }).mayExist;
    same([400, 401, 404, 409, 412, 422, 500].filter(mayExist), [409]);
    for (const make of [dog, pl]) equal(make().readError({ status: 409, body: "{}" }).mayExist, false);
  });
  test("wakapay reports that a rate-limited call may be retried after Retry-After", () => {
    const { retry, retryAt } = waka().readError({ status: 429, body: "", headers: { "Retry-After": "30" }, now: NOW });
    same([retry, retryAt - NOW], ["later", 30_000]);
  });
}

function pledg(test) {
  const REFUND = "/api/purchases/pur_1/credit_by_transfer";
  const all = (options) =>
    pl({ email: "random@domain.com", password: "john123", merchantSecret: "SECRET", ...options });
  for (const { name, username, password, expected } of basic.vectors) {
    test(`pledg's Basic credentials agree with the vector ${name}`, () => equal(basicAuth(username, password), expected.value));
  }
  test("pledg's token request is equal to the request of vector PL-9", () => {
    const { request } = pl().token.beginRefresh(pl().token.initial(), { now: NOW, owner: "one" });
    same([request.url, request.headers.Authorization, request.body], [
      "https://staging.back.ecard.pledg.co/api/token",
      basic.vectors[0].expected.value,
      "grant_type=client_credentials",
    ]);
    equal(request.headers["Content-Type"], "application/x-www-form-urlencoded");
  });
  test("pledg sends the Basic credentials of vector PL-10 if auth is basic", () => {
    const request = all().sign({ path: REFUND, body: { amount_cents: 200 }, auth: "basic", now: NOW });
    equal(request.headers.Authorization, basic.vectors[1].expected.value);
  });
  test("pledg's refund has a bearer token by default", () => {
    for (const auth of [undefined, "bearer"]) {
      equal(
        all().sign({ path: REFUND, body: "{}", auth, authorization: AUTHORIZATION, now: NOW }).headers.Authorization,
        AUTHORIZATION,
      );
    }
    for (const auth of ["", "digest", "BASIC"]) {
      throws("ERR_OPTION", () => all().sign({ path: REFUND, body: "{}", auth, now: NOW }), auth);
    }
    throws("ERR_ARGUMENT_TYPE", () => all().sign({ path: REFUND, body: "{}", auth: 1, now: NOW }));
  });
  test("each call of pledg requires one of its three kinds of credentials, and no other kind", () => {
    const [keys, login, merchant] = [
      pl(),
      pl({ apiKey: undefined, apiSecret: undefined, email: "a@b.c", password: "p" }),
      pl({ apiKey: undefined, apiSecret: undefined, merchantSecret: "S" }),
    ];
    throws("ERR_CREDENTIALS", () => keys.sign({ path: REFUND, body: "{}", auth: "basic", now: NOW }));
    throws("ERR_CREDENTIALS", () => keys.signParameters({ a: 1 }));
    for (const client of [login, merchant]) throws("ERR_CREDENTIALS", () => client.token.initial());
    throws("ERR_CREDENTIALS", () => login.signParameters({ a: 1 }));
    throws("ERR_CREDENTIALS", () => merchant.sign({ path: REFUND, body: "{}", auth: "basic", now: NOW }));
    ok(merchant.signParameters({ a: 1 }), "signed parameters with only the merchant's secret");
  });
  for (const half of ["apiKey", "apiSecret", "email", "password"]) {
    test(`pledg rejects ${half} without the credential that belongs to it`, () => {
      throws(
        "ERR_CREDENTIALS",
        () => pl({ apiKey: undefined, apiSecret: undefined, merchantSecret: "S", [half]: "x" }),
      );
    });
  }
  test("pledg rejects options without any credentials", () =>
    throws("ERR_CREDENTIALS", () => pl({ apiKey: undefined, apiSecret: undefined })));
  parameters(test, all);
}

function parameters(test, all) {
  const vector = jwts.vectors.find(({ name }) => name === "PL-11");
  const { data } = JSON.parse(vector.payload);
  test("pledg's signed parameters agree with the vector PL-11", () => equal(all().signParameters(data), vector.token));
  test("pledg signs additional claims, and writes them after the parameters", () => {
    const token = all().signParameters({ a: "é😀" }, { exp: 1_709_380_800, purchase_link_settings: { x: [1n] } });
    equal(payload(token), '{"data":{"a":"é😀"},"exp":1709380800,"purchase_link_settings":{"x":[1]}}');
  });
  for (const { name, key, payload: text, token } of jwts.vectors.filter(({ payload }) => payload !== null)) {
    test(`pledg signs the payload of ${name} with HS256 and the merchant's secret`, () => {
      const claims = JSON.parse(text);
      const own = all({ merchantSecret: key.utf8 }).signParameters(claims.data ?? claims);
      equal(own.split(".").length, 3);
      same(JSON.parse(payload(own)), claims.data ? claims : { data: claims });
      equal(own === token, name === "PL-11", "whether the token is equal to the vector, which only the outgoing token is");
    });
  }
  for (const data of [undefined, null, "a=1", 7, [1], new Map(), new Date(0), new URLSearchParams("a=1")]) {
    test(`pledg rejects the parameters ${Object.prototype.toString.call(data)}, because they must be a plain object`, () => {
      equal(throws("ERR_ARGUMENT_TYPE", () => all().signParameters(data)).argument, "data");
    });
  }
  test("pledg rejects an additional claim with the name data or signature", () => {
    for (const name of ["data", "signature"]) {
      equal(throws("ERR_OPTION", () => all().signParameters({}, { [name]: 1 })).argument, `others.${name}`);
    }
    throws("ERR_ARGUMENT_TYPE", () => all().signParameters({}, [1]));
  });
  test("pledg rejects parameters that JSON would change", () => {
    for (const value of [Number.NaN, Infinity, 2 ** 53, "\ud800", undefined, () => 1]) {
      ok(thrown(() => all().signParameters({ value })) ?? value === undefined, String(value));
    }
    const loop = {};
    loop.self = loop;
    throws("ERR_BODY", () => all().signParameters(loop));
  });
  test("pledg rejects parameters above the limit, and signs the next parameters", () => {
    throws("ERR_TOO_LARGE", () => all().signParameters({ a: "x".repeat(90_000) }));
    equal(all().signParameters(data), vector.token);
  });
  test("pledg's signed parameters do not contain the secret", () => {
    const secret = all({ merchantSecret: "a secret of its own" });
    ok(!secret.signParameters(data).includes(btoa("a secret").slice(0, 8)), "a token without the secret");
    refuses("ERR_DISPOSED", "this: the client was disposed; make a new one", () => {
      secret.dispose();
      secret.signParameters(data);
    });
  });
}

function payload(token) {
  const binary = atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
