// An accepted path or base URL can be read in only one way.

import { door, NOW } from "../support/clients.mjs";
import { equal, refuses, throws } from "../support/harness.mjs";
import { Draw, seedOf } from "../support/random.mjs";

const BASE = "https://api.example/sandbox";
const url = (path, baseUrl = BASE) => door({ baseUrl }).sign({ path, now: NOW }).url;

export default function ({ test, host }) {
  taken(test);
  refused(test);
  bases(test);
  random(test, seedOf(host));
}

function taken(test) {
  for (const path of [
    "/a",
    "/a/b-c.d_e~f",
    "/a?b=c&d=%C3%A9",
    "/a%20b",
    "/a:b@c=1,2",
    "/a%2Bb%3F%23",
    "/Acme%20Inc.",
    "/a?x=/?",
    "/a?x=%7E",
    "/a/",
  ]) {
    test(`path ${path} is appended to the base URL`, () => {
      equal(url(path), `${BASE}${path}`);
      equal(new URL(url(path)).href, url(path), "the URL that fetch reads");
    });
  }
  test("path of 8 KiB is accepted, and a longer path is rejected", () => {
    equal(url(`/${"a".repeat(8191)}`).length, BASE.length + 8192);
    refuses("ERR_TOO_LARGE", "path: exceeds 8 KiB with its query", () => url(`/${"a".repeat(8192)}`));
    equal(throws("ERR_TOO_LARGE", () => url(`/${"a".repeat(100_000)}`)).argument, "path");
  });
}

const [start, empty, dots] = ["must begin with /", "has an empty segment (//)", "has the segment `.` or `..`"];
const needless = "has a percent-encoded letter, digit, - . _ or ~; write the plain character";
const digits = "must have two hex digits after each %";
const character = "must percent-encode all except ASCII letters, digits and -._~!$&'()*+,;=:@/?";
const inside = "has / \\ ; or % in a segment, plain or encoded, which servers read differently";
const alike = "has a non-ASCII character that servers may turn into ASCII, or drop";
const blank = "has a segment of only dots, spaces or +";

/** Rejected paths, each with the text of its error. */
const REFUSED = [
  ["", start],
  ["a", start],
  ["?a=b", start],
  ["https://evil.example/a", start],
  ["@evil.example/a", start],
  [".evil.example", start],
  [":8080/a", start],
  ["//evil.example/a", empty],
  ["/a//b", empty],
  ["/a//", empty],
  ["/a/../b", dots],
  ["/./a", dots],
  ["/a/..", dots],
  ["/a/..?b", dots],
  ["/%2e%2e/a", needless],
  ["/.%2E/a", needless],
  ["/%72efund", needless],
  ["/%41", needless],
  ["/a;b=1", inside],
  ["/x/..;/a", inside],
  ["/a%3Bb", inside],
  ["/a%2Fb", inside],
  ["/x%2f..%2fa", inside],
  ["/a%5Cb", inside],
  ["/a%252Fb", inside],
  ["/a%25252Fb", inside],
  ["/a%EF%BC%8Fb", alike],
  ["/a%E2%88%95b", alike],
  ["/...", blank],
  ["/a/..%20/b", blank],
  ["/a/%20/b", blank],
  ["/a/.%E2%80%8B./b", alike],
  ["/a%00", "has a control character, plain or encoded"],
  ["/a%0D%0AX:y", "has a control character, plain or encoded"],
  ["/a%C0%AFb", "has percent-encoded bytes that are not UTF-8"],
  ["/{id}", "has a { or }; replace placeholders by values (`params` does this for `path`)"],
  ["/%", digits],
  ["/a%2", digits],
  ["/a%zz", digits],
  ["/a?b=%", digits],
  ["/a?", "has a ? with nothing after it; leave the ? out"],
  ["/a?b='c'", "has a ' in its query; write %27"],
  ["/a\\b", character],
  ["/\\evil.example", character],
  ["/a#b", character],
  ["/a?b#c", character],
  ["/a b", character],
  ["/a\tb", character],
  ["/a\nb", character],
  ["/a\r\nX: y", character],
  ["/a\0", character],
  ["/é", character],
  ["/a?b=é", character],
  ['/a"', character],
  ["/a<b>", character],
  ["/a?b={c}", character],
  ["/a|b", character],
  ["/a^b", character],
  ["/a`b", character],
  ["/[a]", character],
];

function refused(test) {
  for (const [path, detail] of REFUSED) {
    test(`path ${JSON.stringify(path)} is rejected`, () => refuses("ERR_PATH", `path: ${detail}`, () => url(path)));
  }
  test("path with a lone surrogate is rejected", () =>
    equal(throws("ERR_ENCODING", () => url("/\ud800")).argument, "path"));
}

function bases(test) {
  for (const base of [
    "https://api.example/sandbox",
    "https://api.example:8443/sandbox/v1",
    "http://localhost/sandbox",
    "http://localhost:8080/sandbox",
    "http://127.0.0.1:1/sandbox",
    "http://127.255.0.9/sandbox",
    "http://[::1]:8080/sandbox",
  ]) {
    test(`base URL ${base} is accepted, with or without a slash at the end`, () => {
      equal(url("/a", base), `${base}/a`);
      equal(url("/a", `${base}/`), `${base}/a`);
    });
  }
  for (const base of [
    "api.example/sandbox",
    "//api.example/sandbox",
    "ftp://api.example/sandbox",
    "HTTPS://api.example/sandbox",
    "javascript:sandbox",
    "http://api.example/sandbox",
    "http://localhost.evil.example/sandbox",
    "http://127.0.0.1.evil.example/sandbox",
    "http://127.1/sandbox",
    "http://127.0.0.256/sandbox",
    "http://127.0.0.0001/sandbox",
    "http://0.0.0.0/sandbox",
    "https:///sandbox",
    "https://user@api.example/sandbox",
    "https://user:pass@api.example/sandbox",
    "https://localhost@evil.example/sandbox",
    "https://api.example:/sandbox",
    "https://api.example:65536/sandbox",
    "https://api.example:8o/sandbox",
    "https://api.example/sandbox?a=b",
    "https://api.example/sandbox#a",
    "https://api.example/a/../sandbox",
    "https://api.example//sandbox",
    "https://api.example\\sandbox",
    "https://api.exämple/sandbox",
    "https://api.example /sandbox",
    "https://api.example/sandbox\n",
    " https://api.example/sandbox",
    "",
  ]) {
    test(`base URL ${JSON.stringify(base)} is rejected`, () => {
      equal(throws("ERR_BASE_URL", () => url("/a", base)).argument, "baseUrl");
    });
  }
}

/** Tests that the URL parser of the host leaves an accepted path unchanged, and that the parsed URL is below the base URL. */
function random(test, seed) {
  test(`an accepted path is always below the base URL (seed ${seed})`, () => {
    const draw = new Draw(seed);
    const pieces = [
      "/",
      "/",
      ".",
      "..",
      "a",
      "%2e",
      "%2F",
      "%5c",
      "\\",
      "?",
      "#",
      "@",
      ":",
      ";",
      "\t",
      " ",
      "é",
      "%",
      "//",
      "e",
    ];
    let count = 0;
    for (let round = 0; round < 3000; round += 1) {
      const path = `/${Array.from({ length: draw.below(8) }, () => draw.of(pieces)).join("")}`;
      count += staysBelow(path);
    }
    equal(count > 50, true, `whether more than 50 of 3,000 paths were accepted, with ${count} accepted paths`);
  });
}

function staysBelow(path) {
  let given;
  try {
    given = url(path);
  } catch (error) {
    equal(error.code, "ERR_PATH", path);
    return 0;
  }
  equal(new URL(given).href, `${BASE}${path}`, JSON.stringify(path));
  return 1;
}
