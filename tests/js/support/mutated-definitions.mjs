// Randomly changed definitions of providers and of schemes. Each definition is rejected with a coded error, or it makes a provider or
// a scheme that obeys the rules.

import { defineProvider, defineScheme, isPayauthError, signWebhook, verifyWebhook } from "payauth";
import { ok } from "./harness.mjs";
import { Draw } from "./random.mjs";

const NOW = new Date(1_709_380_800_000);
const SECRET = "s3cr3t";
const WORDS = ["{token}", "{environment}", "{apiKey}", "{{", "}", "{", "[", "]", "http://", "https://", "@evil.example", "#", "?", "\n", "..", "%2e", "\u0000", "é", "*", "{body}", "{secret}", "{timestamp}", "{signature}", "{var:apiKey}", "header:X", "0", "-1"];
const VALUES = [null, true, false, 0, 1, -1, 1e9, 1.5, "", " ", "x", "none", "digest", "token", [], {}, ["x"], { x: "y" }, "x".repeat(3000)];

/** Changes definitions and checks each changed definition; returns the number of accepted definitions. */
export function mutate(definitions, seed, cases) {
  const draw = new Draw(seed);
  let taken = 0;
  for (let index = 0; index < cases; index += 1) {
    const definition = JSON.parse(JSON.stringify(draw.of(definitions)));
    const donor = draw.of(definitions);
    for (let count = 1 + draw.below(3); count > 0; count -= 1) change(draw, definition, donor);
    try {
      taken += check(definition) ? 1 : 0;
    } catch (error) {
      throw new Error(`seed ${seed}, case ${index}: ${JSON.stringify(definition)}`, { cause: error });
    }
  }
  return taken;
}

/** The schemes in definitions of providers. */
export function schemesIn(value) {
  if (typeof value !== "object" || value === null) return [];
  if (typeof value.message === "string" && value.encoding !== undefined) return [value];
  return Object.values(value).flatMap(schemesIn);
}

/** Changes one member at a random place. */
function change(draw, definition, donor) {
  const [place, name] = pick(draw, definition);
  const value = place[name];
  switch (draw.below(7)) {
    case 0:
      return void delete place[name];
    case 1:
      return void (place[name] = draw.of(VALUES));
    case 2: {
      const [of, other] = pick(draw, JSON.parse(JSON.stringify(donor)));
      return void (place[name] = of[other]);
    }
    case 3: {
      delete place[name];
      return void (place[`${name}${draw.of(["", "s", "X", " ", "/"])}`] = value);
    }
    default:
      place[name] = typeof value === "string" ? changedText(draw, value) : draw.of(VALUES);
  }
}

function changedText(draw, text) {
  const at = draw.below(text.length + 1);
  return text.slice(0, at) + draw.of(WORDS) + text.slice(at + draw.below(4));
}

/** Picks a random member at any depth; returns the object that has the member, and the name of the member. */
function pick(draw, value) {
  const names = Object.keys(value);
  if (names.length === 0) return [value, "x"];
  const name = draw.of(names);
  const member = value[name];
  return typeof member === "object" && member !== null && draw.below(4) > 0 && Object.keys(member).length ? pick(draw, member) : [value, name];
}

function check(definition) {
  return "servers" in definition || "credentials" in definition ? checkProvider(definition) : checkScheme(definition);
}

/** A scheme writes no secret into a message, and rejects messages without a signature. */
function checkScheme(definition) {
  const scheme = coded(() => defineScheme(definition));
  if (scheme === undefined) return false;
  const message = { body: '{"signature":"00","id":"i"}', url: "https://shop.example/?a=1", method: "POST", now: NOW };
  const signed = coded(() => signWebhook(scheme, { ...message, secret: SECRET, id: "i", nonce: "n", keyId: "k" }));
  ok(!JSON.stringify(signed ?? "").includes(SECRET), "signed header fields without the secret");
  const headers = { "x-signature": "00".repeat(32), ...Object.fromEntries(Object.keys(signed ?? {}).map((name) => [name, "00".repeat(32)])) };
  const verified = coded(() => verifyWebhook(scheme, { ...message, headers, secrets: [SECRET] }));
  ok(verified === undefined, "a message with a signature of zeros is rejected");
  return true;
}

function checkProvider(definition) {
  const provider = coded(() => defineProvider(definition));
  if (provider === undefined) return false;
  for (const origin of provider.origins) ok(/^https:\/\/|^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)/.test(origin), `an https origin, not ${origin}`);
  const { credentials, servers } = provider.definition;
  const values = Object.entries(credentials).map(([name, { public: isPublic, prefix }]) => [name, valueOf(isPublic, prefix)]);
  const options = { ...Object.fromEntries(values), environment: Object.keys(servers)[0], webhookSecrets: ["w"] };
  const client = coded(() => provider(options));
  if (client === undefined) return true;
  for (const path of ["/x", "/v1/payments", "/products/a", "/orders?a=1"]) {
    const request = coded(() => client.sign({ path, method: "POST", body: "{}", idempotencyKey: "k", authorization: "Bearer t", now: NOW }));
    if (request) kept(request.url, provider);
  }
  const begun = client.token && coded(() => client.token.beginRefresh(client.token.initial(), { now: NOW, owner: "o" }));
  if (begun?.request) kept(begun.request.url, provider);
  coded(() => client.readError({ status: 200, body: '{"a":[{"b":"c"}]}', headers: { "Retry-After": "5" }, now: NOW }));
  coded(() => client.verifyWebhook({ headers: { "x-signature": "00" }, body: '{"signature":"00"}', now: NOW, url: "https://shop.example/?a=1" }));
  client.dispose();
  return true;
}

/** A value for a credential of the definition. A secret contains a text that no URL may contain. */
function valueOf(isPublic, prefix) {
  const first = [Object.values(prefix ?? [])[0]].flat(2)[0] ?? "";
  return `${first}${isPublic ? "label" : SECRET}`;
}

/** Fails if a URL contains a secret, or if its host is not in the definition. A part of the host can be a public value. */
function kept(url, { origins }) {
  ok(!url.includes(SECRET), `a URL without a secret; got ${url}`);
  const { origin, href, pathname, search } = new URL(url);
  ok(href === url, `${url} is sent as it is signed, not as ${href}`);
  ok((origin + pathname + search).startsWith(url), `${url} has no empty query`);
  const fits = (known) => new RegExp(`^${known.split(/\{\w+\}/).map((text) => text.replace(/[.*+?^$()|[\]\\/]/g, "\\$&")).join("[a-z0-9-]+")}$`).test(origin);
  ok(origins.some(fits), `${origin} is one of ${origins}`);
}

function coded(call) {
  try {
    return call();
  } catch (error) {
    ok(isPayauthError(error) && error.code !== "ERR_INTERNAL", `a coded error, not ${error?.stack ?? error}`);
    return undefined;
  }
}
