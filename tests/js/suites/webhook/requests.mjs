// The errors of signRequest, and the views of its requests.

import { defineScheme, signRequest, verifyWebhook } from "payauth";
import * as schemes from "payauth/schemes";
import { API, dv, NOW } from "../../support/clients.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";

const OWN = {
  hash: "sha256",
  message: "{timestamp}\n{method}\n{target}\n{body}",
  encoding: "hex",
  timestamp: { format: "unix" },
  headers: { "X-Time": "{timestamp}", "X-Sign": "{signature}" },
};
const own = defineScheme(OWN);
const GIVEN = { url: "https://api.example/orders?a=1", now: NOW, secret: "a secret" };
const sign = (change, scheme = own) => signRequest(scheme, { ...GIVEN, ...change });

export default function ({ test }) {
  refused(test);
  signed(test);
  named(test);
  fields(test);
  misread(test);
}

/** Tests that signRequest checks the header fields of a caller in the same way as `sign` of a client. */
function fields(test) {
  const client = dv();
  const path = `${API}/x`;
  const given = {
    "a field that diverts the request": [{ "X-HTTP-Method-Override": "DELETE" }],
    "a field that diverts the request, with underscores": [{ x_original_url: "/y" }],
    "Host": [{ Host: "b.example" }],
    "Content-Length": [{ "content-length": "0" }],
    "Transfer-Encoding": [{ "Transfer-Encoding": "chunked" }],
    "a field that is passed twice": [[["X-A", "1"], ["X-A", "2"]]],
    "a field that is passed twice, in another case": [{ "X-A": "1", "x-a": "2" }],
    "a field that is passed twice, with an underscore": [{ "X-A": "1", X_A: "2" }],
    "Content-Type with an underscore": [{ content_type: "text/plain" }],
    "Content-Type with a dot": [{ "Content.Type": "text/plain" }],
    "a line break in a value": [{ "X-A": "1\r\nX-B: 2" }],
    "a space before a value": [{ "X-A": " 1" }],
    "1025 fields": [Object.fromEntries(Array.from({ length: 1025 }, (_, index) => [`x-${index}`, "v"]))],
    "a value that is not a text": [{ "X-A": 1 }],
    "a pair with only one element": [[["X-A"]]],
  };
  const refusal = (call) => {
    try {
      call();
      return "accepted";
    } catch ({ code, argument, blame, message }) {
      return [code, argument, blame, message].join(" ");
    }
  };
  for (const [what, [headers]] of Object.entries(given)) {
    test(`signRequest rejects ${what} with the same error as sign of a client`, () => {
      const refused = refusal(() => client.sign({ path, now: NOW, headers }));
      ok(refused !== "accepted", "an error of the client");
      equal(refusal(() => sign({ headers })), refused);
    });
  }
  test("signRequest accepts 1024 fields, and a reserved field that its scheme reads", () => {
    const headers = Object.fromEntries(Array.from({ length: 1024 }, (_, index) => [`x-${index}`, "v"]));
    equal(Object.keys(sign({ headers }).headers).length, 1026);
    const reading = defineScheme({ ...OWN, message: "{timestamp}\n{header:Host}\n{body}" });
    equal(sign({ headers: { host: "api.example" } }, reading).headers.host, "api.example");
    throws("ERR_FIELD_FORBIDDEN", () => sign({ headers: { Host: "api.example", "X-Host": "b" } }, reading));
  });
}

/** Tests that each request is rejected that a server could read in another way than the scheme signs it. */
function misread(test) {
  const reading = (change) => defineScheme({ hash: "sha256", encoding: "hex", headers: { "X-Sign": "{signature}" }, ...change });
  const order = reading({ message: "{header:X-Order}|{headers:x-pay-}|{method}" });
  for (const field of ["X_Order", "x.order", "X~ORDER", "X_Pay_Meta", "X.Pay-Meta"]) {
    test(`signRequest rejects the field ${field}, because a server may read it as a signed field`, () => {
      equal(throws("ERR_FIELD_FORBIDDEN", () => sign({ headers: { [field]: "1" } }, order)).argument, field);
    });
  }
  for (const scheme of ["binance", "mexc", "pusherRequest", "shopifyOauth", "shopifyProxy", "discourseConnect"]) {
    const names = { pusherRequest: "auth_signature", shopifyOauth: "hmac", discourseConnect: "sig" };
    const name = names[scheme] ?? "signature";
    test(`signRequest rejects a URL with the parameter that ${scheme} writes, in every spelling that a server may read as this parameter`, () => {
      const given = { secret: "a secret", ...(["binance", "mexc"].includes(scheme) && { keyId: "k" }) };
      sign({ ...given, url: "https://api.example/x?sso=1" }, schemes[scheme]);
      const ends = [name, name.toUpperCase(), `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`, `${name}[]`, `+${name}`, `${name}%00`, `a=1;${name}`];
      for (const spelled of ends) {
        const error = throws("ERR_OPTION", () => sign({ ...given, url: `https://api.example/x?sso=1&${spelled}=1` }, schemes[scheme]), spelled);
        equal([error.argument, error.blame].join(), "url,caller");
      }
    });
  }
  test("signRequest rejects another body than a form, if the scheme signs a parameter of a form", () => {
    const form = reading({ message: "{form:amount}|{method}" });
    for (const body of [{ amount: 5 }, '{"amount":5}', "amount=5"]) throws("ERR_BODY", () => sign({ body }, form));
    sign({ body: "amount=5", headers: { "content-type": "application/x-www-form-urlencoded" } }, form);
  });
}

function refused(test) {
  for (const [what, code, call] of [
    ["a path instead of a URL", "ERR_OPTION", () => sign({ url: "/orders" })],
    ["a URL with http", "ERR_OPTION", () => sign({ url: "http://api.example/" })],
    ["a URL with ftp", "ERR_OPTION", () => sign({ url: "ftp://api.example/" })],
    ["a URL with a fragment", "ERR_OPTION", () => sign({ url: "https://api.example/#a" })],
    ["credentials in the URL", "ERR_OPTION", () => sign({ url: "https://u:p@api.example/" })],
    ["a method in lower case", "ERR_METHOD", () => sign({ method: "post" })],
    ["a body with GET", "ERR_BODY", () => sign({ method: "GET", body: "{}" })],
    ["a field that the scheme writes", "ERR_FIELD_FORBIDDEN", () => sign({ headers: { "x-sign": "1" } })],
    ["a field that the scheme writes, with an underscore", "ERR_FIELD_FORBIDDEN", () => sign({ headers: { x_sign: "1" } })],
    ["a method that fetch does not send", "ERR_METHOD", () => sign({ method: "TRACE" })],
    ["a scheme with the construction token", "ERR_SCHEME", () => sign({}, schemes.gitlab)],
    ["a scheme with the construction digest", "ERR_SCHEME", () => sign({}, schemes.hubspotV1)],
    ["a scheme that writes into the body", "ERR_SCHEME", () => sign({ body: '{"razorpay_order_id":1,"razorpay_payment_id":2}' }, schemes.razorpayPayment)],
    ["a missing key id", "ERR_OPTION", () => sign({ vars: { passphrase: "p" } }, schemes.okx)],
    ["a missing variable", "ERR_OPTION", () => sign({ keyId: "k" }, schemes.gemini)],
    ["a nonce that is too short", "ERR_OPTION", () => sign({ keyId: "k", nonce: "1", body: "{}" }, schemes.binancePay)],
    ["a name of a variable with a line break", "ERR_OPTION", () => sign({ vars: { "a\nb": "1" } })],
    ["a value of a variable with a line break", "ERR_OPTION", () => sign({ vars: { a: "1\n2" } })],
    ["an unknown option", "ERR_OPTION", () => sign({ path: "/" })],
  ]) {
    test(`signRequest rejects ${what}`, () => equal(throws(code, call).blame, "caller", "blame"));
  }
}

function signed(test) {
  test("a request has header fields, but shows neither the values of the fields nor the secret", () => {
    const request = sign({ body: { a: 1 } });
    same([request.method, request.body, request.redirect], ["POST", '{"a":1}', "manual"]);
    same(Object.keys(request.headers), ["Content-Type", "X-Time", "X-Sign"]);
    ok(!JSON.stringify(request).includes(request.headers["X-Sign"]), "a view without the tag");
  });
  test("the URL is normalized before it is signed, so the signed URL is the URL that fetch sends", () => {
    const [one, two] = ["https://API.example:443/a/../b?x=é", "https://api.example/b?x=%C3%A9"].map((url) => sign({ url }));
    same([one.url, one.headers["X-Sign"]], [two.url, two.headers["X-Sign"]]);
  });
  test("verifyWebhook accepts a signed request with the same scheme", () => {
    const request = sign({ body: "{}" });
    const { url, method, headers, body } = request;
    const event = verifyWebhook(own, { url, method, headers: { ...headers }, body, now: NOW, secrets: ["a secret"] });
    equal(event.covers, "body", "covers");
    for (const change of [{ method: "PUT" }, { url: "https://api.example/orders?a=2" }, { body: "{ }" }]) {
      const other = { url, method, headers: { ...headers }, body, now: NOW, secrets: ["a secret"], ...change };
      throws("ERR_SIGNATURE", () => verifyWebhook(own, other));
    }
  });
  test("verifyWebhook rejects a scheme that can only sign", () => {
    throws("ERR_SCHEME", () => verifyWebhook(schemes.binance, { headers: {}, body: "", now: NOW, secrets: ["s"] }));
  });
}

function named(test) {
  for (const [change, path, meant] of [
    [{ mesage: "x" }, "mesage", "message"],
    [{ message: "{timestap}.{body}" }, "message", "timestamp"],
    [{ timestamp: { format: "unixms" } }, "timestamp.format", "unix_ms"],
    [{ timestamp: { format: "unix", tolerance: 7200 } }, "timestamp.tolerance", ""],
    [{ headers: { "X-Sign": { sep: ",", itms: [] } } }, "headers.X-Sign.itms", "items"],
    [{ headers: { "a b": "{signature}" } }, "headers", ""],
    [{ digests: { body: { of: "{secret}", hash: "sha256", encoding: "hex" } } }, "digests.body.of", ""],
    [{ construction: "digset" }, "construction", "digest"],
    [{ params: { from: ["quary"] } }, "params.from", "query"],
  ]) {
    test(`the path of an error is ${path}${meant && `, and the error suggests ${meant}`}`, () => {
      const error = throws("ERR_SCHEME", () => defineScheme({ ...OWN, ...change }));
      equal(error.path, path, error.message);
      ok(!meant || error.message.endsWith(`did you mean \`${meant}\`?`), `an error that suggests ${meant}, not ${error.message}`);
    });
  }}
