// The encodings of secrets and tags follow RFC 4648 strictly.

import { hmacKey } from "payauth";
import codecs from "../../vectors/rfc/codecs.json";
import { equal, ok, refuses, throws } from "../support/harness.mjs";
import { vectorBytes } from "../support/vectors.mjs";

const SECRET_ENCODINGS = { HEX: "hex", base64: "base64", base64url: "base64url", base64url_nopad: "base64url" };
const MESSAGE = "message";

export default function ({ test }) {
  for (const vector of codecs.vectors) test(`the encodings agree with the vector ${vector.name}`, () => agree(vector));
  secrets(test);
  tags(test);
}

const tagUnder = (secret, encoding) =>
  hmacKey({ algorithm: "SHA-256", secret, ...(encoding && { encoding }) }).sign(MESSAGE);

/** Asserts that an encoded secret signs like its bytes. A secret without bytes is rejected. */
function agree({ message, expected }) {
  const bytes = vectorBytes(message);
  const encoding = SECRET_ENCODINGS[expected.encoding];
  if (bytes.length === 0) {
    throws("ERR_SECRET", () => tagUnder(expected.value, encoding));
    return;
  }
  const tag = tagUnder(bytes);
  equal(tagUnder(expected.value, encoding), tag, encoding);
  if (encoding === "hex") equal(tagUnder(expected.value.toLowerCase(), encoding), tag, "lower case");
}

function secrets(test) {
  for (const [encoding, detail, malformed] of [
    ["hex", "must be hex digits, two for each byte", ["a", "0g", "0x00", "+100", "é1", "00 00"]],
    [
      "base64",
      "must be base64 with = padding",
      ["Zg", "Zg=", "Zm9v=", "Zh==", "Z g=", "Zg-=", "Z", "=", "====", "_w==", "Zg==Zg=="],
    ],
    ["base64url", "must be base64url", ["Z", "Zg=", "Zh", "Zh==", "/w", "+w==", "Zg==="]],
  ]) {
    for (const text of malformed) {
      test(`${JSON.stringify(text)} is rejected as a secret in ${encoding}`, () => {
        refuses("ERR_SECRET", `secret: ${detail}`, () => tagUnder(text, encoding));
      });
    }
  }
  for (const text of ["Zg==\n", " Zg==", "", " ", "undefined", "null", "Zg\0="]) {
    test(`${JSON.stringify(text)} is rejected as a secret in every encoding`, () => {
      for (const encoding of ["utf8", "hex", "base64", "base64url"])
        throws("ERR_SECRET", () => tagUnder(text, encoding));
    });
  }
  test("a secret in base64url may have padding", () => {
    equal(tagUnder("_w", "base64url"), tagUnder("_w==", "base64url"));
    equal(tagUnder("_w", "base64url"), tagUnder(Uint8Array.of(255)));
  });
  test("a secret is read as UTF-8 by default", () => equal(tagUnder("é😀"), tagUnder(new TextEncoder().encode("é😀"))));
}

/** Tests the tag of `MESSAGE` with the key `k`, and similar texts that must not be accepted as the tag. */
function tags(test) {
  const key = hmacKey({ algorithm: "SHA-256", secret: "k" });
  const written = (encoding) => key.sign(MESSAGE, encoding);
  const unpadded = (text) => text.replace("=", "");
  const url = (text) => text.replaceAll("+", "-").replaceAll("/", "_");

  test("a tag has the same value in five encodings", () => {
    equal(written("HEX"), written("hex").toUpperCase());
    equal(written("base64url"), url(written("base64")));
    equal(written("base64url_nopad"), unpadded(written("base64url")));
    equal(atob(written("base64")).length, 32);
  });
  for (const encoding of ["hex", "HEX", "base64", "base64url", "base64url_nopad"]) {
    test(`a tag in ${encoding} is accepted, and every other spelling is rejected`, () => {
      const tag = written(encoding);
      ok(key.verify(MESSAGE, tag, encoding), "a tag that matches");
      for (const text of corruptions(tag, encoding))
        equal(key.verify(MESSAGE, text, encoding), false, JSON.stringify(text));
    });
  }
  test("a tag in hex may be in lower or upper case", () => {
    for (const encoding of ["hex", "HEX"]) {
      ok(key.verify(MESSAGE, written("hex"), encoding) && key.verify(MESSAGE, written("HEX"), encoding), encoding);
    }
  });
  test("a tag in one base64 alphabet is rejected in the other alphabet", () => {
    const differs = Array.from({ length: 50 }, (_, index) => `${index}`).find((text) =>
      /[+/]/.test(key.sign(text, "base64")),
    );
    equal(key.verify(differs, key.sign(differs, "base64"), "base64url"), false);
    equal(key.verify(differs, key.sign(differs, "base64url"), "base64"), false);
  });
}

function corruptions(tag, encoding) {
  const other = (character) => (character === "0" || character === "A" ? "1" : "0");
  const flipped = [...tag].map((character, index) => tag.slice(0, index) + other(character) + tag.slice(index + 1));
  const padding = encoding === "base64url_nopad" ? [`${tag}=`] : [tag.slice(0, -1), `${tag}=`];
  const changed = [...flipped.filter((text) => text !== tag), ...padding];
  return [
    "",
    " ",
    `${tag}\n`,
    ` ${tag}`,
    `sha256=${tag}`,
    tag + tag,
    tag.slice(0, 32),
    `${tag}\0`,
    "\ud800",
    "é",
    ...changed,
  ];
}
