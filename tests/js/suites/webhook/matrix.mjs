// Messages that every scheme rejects, and the codes of the errors.

import { equal, ok, same } from "../../support/harness.mjs";
import { CASES, TIMED, accepted, delivery, later, refused, signatureOf, times, withSignature } from "../../support/senders.mjs";

export default function ({ test }) {
  for (const case_ of CASES) {
    const rule = (title, body) => test(`${case_.name}: ${title}`, () => body(case_));
    rule("another secret is rejected", (case_) => refused("ERR_SIGNATURE", case_, { secrets: [case_.other] }));
    rule("every changed bit of the body is rejected", changedBits);
    rule("an absent or empty field causes ERR_FIELD_MISSING, and a duplicate field causes ERR_FIELD_AMBIGUOUS", fields);
    rule("a tag with another length, another encoding or another text is rejected", tags);
    rule("the text before the tag must be exactly the text of the scheme", literal);
    rule("a field with more than 16 signatures or more than 8 KiB is rejected", limits);
    rule("the error about a signature that does not match always has the same text", oneVoice);
  }
  for (const case_ of TIMED) {
    test(`${case_.name}: the timestamp is signed, and only one spelling of the timestamp is accepted`, () => timestamps(case_));
  }
}

function changedBits(case_) {
  const bytes = new TextEncoder().encode(delivery(case_).body);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const body = Uint8Array.from(bytes);
    body[bit >> 3] ^= 1 << (bit & 7);
    refused("ERR_SIGNATURE", case_, { body }, `bit ${bit}`);
  }
  for (const body of ["", `${delivery(case_).body} `, delivery(case_).body.slice(1)]) {
    refused("ERR_SIGNATURE", case_, { body }, JSON.stringify(body));
  }
}

function fields(case_) {
  const { headers } = delivery(case_);
  for (const [name, value] of Object.entries(headers)) {
    const { [name]: _, ...without } = headers;
    equal(refused("ERR_FIELD_MISSING", case_, { headers: without }).argument, name, "argument");
    equal(refused("ERR_FIELD_MISSING", case_, { headers: { ...headers, [name]: "" } }).argument, name, "argument");
    for (const twin of [name, name.toUpperCase(), name.toLowerCase()]) {
      for (const again of [value, "x", ""]) {
        const pairs = Object.entries(headers);
        refused("ERR_FIELD_AMBIGUOUS", case_, { headers: [[twin, again], ...pairs] }, "a second field before the other fields");
        refused("ERR_FIELD_AMBIGUOUS", case_, { headers: [...pairs, [twin, again]] }, "a second field after the other fields");
      }
    }
  }
}

function tags(case_) {
  const { tag } = signatureOf(delivery(case_));
  const wrong = [
    ...[1, 2, 4, 32].map((less) => tag.slice(0, -less)),
    ...["00", "AAAA", "=", " ", "\u0000", "é", "x"].map((more) => tag + more),
    tag + tag,
    other(tag, 0) + tag.slice(1),
    tag.slice(0, 20) + other(tag, 20) + tag.slice(21),
    tag.slice(0, -2) + other(tag, tag.length - 2) + tag.slice(-1),
    case_.base64 ? hexOf(tag) : base64Of(tag),
    case_.base64 ? tag.replaceAll("=", "") : `0x${tag}`,
    "undefined",
    "null",
    "[object Object]",
    "0".repeat(tag.length),
  ];
  for (const text of wrong) {
    if (text.endsWith(" ") && case_.separator) continue;
    const { headers } = { headers: withSignature(case_, (_, before) => before + text) };
    refused("ERR_SIGNATURE", case_, { headers }, JSON.stringify(text));
  }
}

const other = (tag, place) => (tag[place] === "0" ? "1" : "0");
const bytesOf = (text) => text.match(/../g).map((digits) => Number.parseInt(digits, 16));
const base64Of = (hex) => btoa(String.fromCharCode(...bytesOf(hex)));
const hexOf = (base64) => Array.from(atob(base64), (digit) => digit.charCodeAt(0).toString(16).padStart(2, "0")).join("");

function literal(case_) {
  if (!case_.literal) return;
  for (const text of ["", case_.literal.toUpperCase(), `x${case_.literal}`, case_.literal.slice(0, -1), ` ${case_.literal} `]) {
    const change = (tag, before) => before.slice(0, before.length - case_.literal.length) + text + tag;
    const error = text.trim() === case_.literal ? "ERR_SIGNATURE" : "ERR_FIELD_MALFORMED";
    const expected = text.startsWith(" ") && !case_.separator ? "ERR_FIELD_MALFORMED" : error;
    if (case_.separator === " " && text.startsWith(" ")) continue;
    refused(expected, case_, { headers: withSignature(case_, change) }, JSON.stringify(text));
  }
}

function limits(case_) {
  const long = (tag, before) => before + "0".repeat(8 * 1024 + 1 - before.length - tag.length) + tag;
  refused("ERR_FIELD_MALFORMED", case_, { headers: withSignature(case_, long) }, "a field of 8 KiB and one byte");
  if (!case_.separator) return;
  const among = (count) => (tag, before) => {
    const head = before.slice(0, before.length - case_.literal.length);
    const wrong = Array.from({ length: count }, () => case_.literal + "0".repeat(tag.length));
    return head + [...wrong, case_.literal + tag].join(case_.separator);
  };
  equal(accepted(case_, { headers: withSignature(case_, among(15)) }).secretId, "secret1", "secret of the sixteenth signature");
  refused("ERR_FIELD_MALFORMED", case_, { headers: withSignature(case_, among(16)) }, "17 signatures");
}

function oneVoice(case_) {
  const { tag } = signatureOf(delivery(case_));
  const errors = [
    refused("ERR_SIGNATURE", case_, { secrets: [case_.other] }),
    refused("ERR_SIGNATURE", case_, { secrets: [case_.other, { id: "later", secret: case_.secret, notBefore: later(1) }] }),
    refused("ERR_SIGNATURE", case_, { body: "" }),
    refused("ERR_SIGNATURE", case_, { headers: withSignature(case_, (tag, before) => before + tag.slice(1)) }),
    refused("ERR_SIGNATURE", case_, { headers: withSignature(case_, (_, before) => `${before}x`) }),
  ];
  same([...new Set(errors.map(({ message }) => message))], [errors[0].message]);
  same([...new Set(errors.map(({ argument }) => argument))], ["signature"]);
  for (const error of errors) ok(!error.message.includes(tag) && error.cause === undefined, "an error without the tag and without a cause");
}

function timestamps(case_) {
  const { t, millis } = times();
  const text = case_.name === "revolut" ? millis : t;
  const with_ = (other) => {
    const entries = Object.entries(delivery(case_).headers).map(([name, value]) => [name, value.replace(text, other)]);
    return { headers: Object.fromEntries(entries) };
  };
  refused("ERR_SIGNATURE", case_, with_(String(Number(text) + 1)), "a timestamp of another second");
  const spellings = [`0${text}`, `+${text}`, `-${text}`, `${text}.0`, `${text}x`, `0x${text}`, "1e9", "NaN", "-1", "Infinity"];
  const extremes = ["999999999999999999", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "9".repeat(4000)];
  for (const other of [...spellings, ...extremes]) refused("ERR_FIELD_MALFORMED", case_, with_(other), other);
}
