// basicAuth, parseBasicAuth and bearerAuth follow RFC 7617, RFC 6749 (2.3.1 and appendix B) and RFC 6750.

import { basicAuth, bearerAuth, parseBasicAuth } from "payauth";
import pledg from "../../vectors/providers/pledg_basic.json";
import headers from "../../vectors/rfc/auth_headers.json";
import { equal, refuses, same, throws } from "../support/harness.mjs";

const form = { mode: "rfc6749" };

export default function ({ test }) {
  for (const vector of [...headers.vectors, ...pledg.vectors])
    test(`Basic and Bearer credentials agree with the vector ${vector.name}`, () => agree(vector));
  basic(test);
  parse(test);
  bearer(test);
}

/** Encoders escape different characters that need no escape. Every form is read, but only the form of the URL Standard is written. */
const agree = (vector) => AGREE[vector.kind](vector);

const AGREE = {
  basic({ username, password, expected, form_encoding: dialect }) {
    const options = dialect ? form : {};
    if (!dialect || dialect === "urlsearchparams")
      equal(basicAuth(username, password, options), expected.value, "written");
    pair(parseBasicAuth(expected.value, options), username, password);
  },
  basic_decode({ header, username, password }) {
    pair(parseBasicAuth(header), username, password);
  },
  form({ text, expected }) {
    const credentials = `Basic ${btoa(`${expected.value}:${expected.value}`)}`;
    pair(parseBasicAuth(credentials, form), text, text);
  },
  bearer({ token, expected }) {
    equal(bearerAuth(token), expected.value);
  },
};

function pair(read, userId, password) {
  equal(read.userId, userId, "userId");
  equal(read.password, password, "password");
}

function basic(test) {
  test("basicAuth rejects a colon in the user-id, because a server would split the credentials at this colon", () => {
    refuses("ERR_BASIC_USER_PASS", "userId: must not contain a colon, which would end the user-id", () => basicAuth("a:b", "c"));
    pair(parseBasicAuth(basicAuth("a", "b:c")), "a", "b:c");
  });
  test("basicAuth form-encodes a colon if the mode is rfc6749", () => {
    pair(parseBasicAuth(basicAuth("a:b", "c:d é😀", form), form), "a:b", "c:d é😀");
  });
  test("basicAuth writes every visible ASCII character, and parseBasicAuth reads every such character", () => {
    const visible = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 33 + index));
    for (const mode of ["rfc7617", "rfc6749"])
      pair(parseBasicAuth(basicAuth("u", visible, { mode }), { mode }), "u", visible);
  });
  for (const bad of ["a\nb", "\n", "a\r", "\0", "\u007f", "\u0085"]) {
    test(`basicAuth rejects the control character in ${JSON.stringify(bad)}`, () => {
      const message = (of) => `${of}: has a line break or another control character`;
      refuses("ERR_BASIC_USER_PASS", message("userId"), () => basicAuth(bad, "p"));
      refuses("ERR_BASIC_USER_PASS", message("password"), () => basicAuth("u", bad));
      refuses("ERR_BASIC_USER_PASS", message("password"), () => basicAuth("u", bad, form));
    });
  }
  test("basicAuth rejects a lone surrogate", () => {
    equal(throws("ERR_ENCODING", () => basicAuth("\ud800", "p")).argument, "userId");
    equal(throws("ERR_ENCODING", () => basicAuth("u", "x\udc00")).argument, "password");
  });
  test("basicAuth rejects values longer than 80 KiB, and the next call works", () => {
    equal(throws("ERR_TOO_LARGE", () => basicAuth("u", "p".repeat(90_000))).argument, "password");
    equal(basicAuth("u", "p"), "Basic dTpw");
  });
  test("basicAuth rejects an unknown mode or option", () => {
    equal(throws("ERR_OPTION", () => basicAuth("u", "p", { mode: "oauth" })).argument, "mode");
    equal(throws("ERR_OPTION", () => basicAuth("u", "p", { charset: "UTF-8" })).argument, "charset");
  });
}

function parse(test) {
  for (const [credentials, detail] of [
    ["", 'must begin with "Basic "'],
    ["Basic", 'must begin with "Basic "'],
    ["Bearer QWxhZGRpbjo=", 'must begin with "Basic "'],
    ["Basic\tQWxhZGRpbjo=", 'must begin with "Basic "'],
    [" Basic QWxhZGRpbjo=", 'must begin with "Basic "'],
    ["Basic QWxhZGRpbjo", 'must have padded base64 after "Basic "'],
    ["Basic QWxhZGRpbjo= ", 'must have padded base64 after "Basic "'],
    ["Basic QWxhZGRpbj-=", 'must have padded base64 after "Basic "'],
    ["Basic QWxhZGRpbjp=", 'must have padded base64 after "Basic "'],
    ["Basic /////w==", "is not UTF-8 after base64 decoding"],
    ["Basic QWxhZGRpbg==", "must have a colon between user-id and password after base64 decoding"],
    ["Basic YQo6Yg==", "has a control character in the user-id or the password"],
  ]) {
    test(`parseBasicAuth rejects ${JSON.stringify(credentials)}, and the error blames the peer`, () => {
      refuses("ERR_ENCODING", `authorization: ${detail}`, () => parseBasicAuth(credentials));
      equal(throws("ERR_ENCODING", () => parseBasicAuth(credentials)).blame, "peer");
    });
  }
  for (const [part, detail] of [
    ["%", "a truncated escape"],
    ["%zz", "an escape without hex digits"],
    ["%e9", "bytes that are not UTF-8"],
  ]) {
    test(`parseBasicAuth rejects a form-encoded part with ${detail}`, () => {
      const credentials = `Basic ${btoa(`u:${part}`)}`;
      const message = "authorization: has a user-id or a password that is not form-encoded UTF-8";
      refuses("ERR_ENCODING", message, () => parseBasicAuth(credentials, form));
      pair(parseBasicAuth(credentials), "u", part);
    });
  }
  test("the result of parseBasicAuth is redacted as JSON", () => {
    const read = parseBasicAuth("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    same(read, { userId: "[redacted]", password: "[redacted]" });
  });
}

function bearer(test) {
  for (const token of ["", "=", "a b", "a\n", "Bearer x", "é", "a=b", "a\0"]) {
    test(`bearerAuth rejects ${JSON.stringify(token)}, which is not a b64token`, () => {
      const message = 'token: must be letters, digits and -._~+/ (and = at the end); pass the whole token, without "Bearer "';
      refuses("ERR_BEARER_TOKEN", message, () => bearerAuth(token));
    });
  }
  test("bearerAuth rejects a lone surrogate and values longer than 80 KiB", () => {
    throws("ERR_ENCODING", () => bearerAuth("\udfff"));
    throws("ERR_TOO_LARGE", () => bearerAuth("t".repeat(80 * 1024 + 1)));
  });
  test("bearerAuth accepts a token of 8 KiB", () => equal(bearerAuth("t".repeat(8192)), `Bearer ${"t".repeat(8192)}`));
}
