// The request that a client of a provider's definition makes, or the message that a sender with a scheme sends, with example credentials.

import { defineProvider } from "../payauth/provider/define.js";
import { defineScheme, signWebhook } from "../lib/payauth.js";
import { facts, OWN } from "../message/senders.js";
import { placeIn } from "../message/source.js";
import { fault } from "../lib/fault.js";

/** Parses JSON. If the text is not JSON, throws an error with the place of the fault. */
export function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, index] = /position (\d+)/.exec(error.message) ?? [];
    const place = Math.min(Number(index ?? text.length), Math.max(text.length - 1, 0));
    throw Object.assign(fault("definition", "This is not JSON."), { place: [place, place + 1] });
  }
}

/** A list with the first error in a definition; empty if there is no error. */
export function errorsIn(kind, text) {
  try {
    MAKERS[kind](parse(text));
    return [];
  } catch (error) {
    const [from, to] = placeOf(text, error);
    return [{ from, to, message: wordsOf(error), code: error.code }];
  }
}

const MAKERS = { provider: defineProvider, scheme: defineScheme };

/**
 * The place of an error in the text: the byte that the error names. If the error names no byte, the place is the first word of the text.
 */
function placeOf(text, { place, index }) {
  return place ?? placeIn(text, index) ?? [0, Math.min(1, text.length)];
}

function wordsOf({ message, code, path }) {
  if (!code) return message;
  const detail = message.slice(message.indexOf(": ") + 2);
  return `${path ?? "The definition"} ${detail}`;
}

/**
 * The request of a provider: `{ method, url, headers, body, credentials }`, with example values for everything that is not passed.
 */
export function sampleRequest(text, { path, method, body }) {
  const definition = parse(text);
  const credentials = sampleCredentials(definition);
  const [environment] = Object.keys(definition.servers);
  const client = defineProvider(definition)({ ...credentials, environment, dangerouslyAllowBrowser: true });
  try {
    const now = new Date();
    const call = { path, method, ...(body !== "" && method !== "GET" && { body }), now };
    const { auth = {}, idempotency } = definition;
    const needsToken = definition.token !== undefined && auth.bearer?.includes("{token}");
    const key = idempotency && method !== "GET" && { idempotencyKey: "order-17" };
    const request = client.sign({ ...call, ...key, ...(needsToken && { authorization: "Bearer the-access-token" }) });
    return { ...request, credentials };
  } finally {
    client.dispose();
  }
}

/** An example value for each required credential. The value begins with the prefix of the credential. */
function sampleCredentials({ credentials, servers }) {
  const [environment] = Object.keys(servers);
  const needed = Object.entries(credentials).filter(([, { optional, default: given }]) => !optional && given === undefined);
  return Object.fromEntries(needed.map(([name, { prefix = [] }]) => {
    const [first = ""] = Array.isArray(prefix) ? prefix : (prefix[environment] ?? []);
    return [name, `${first}sample${name.replace(/[^A-Za-z]/g, "")}`];
  }));
}

/** The message that a sender with this scheme sends: `{ headers, body, secret }`. */
export function sampleMessage(text, { body }) {
  const scheme = defineScheme(parse(text));
  const { signs } = facts(OWN, text);
  const beside = Object.fromEntries(signs.map((name) => [name, BESIDE[name]]));
  return { headers: signWebhook(scheme, { body, now: new Date(), secret: SECRET, ...beside }), body };
}

/** An example secret, which is valid as text, base64 and hex. */
const SECRET = "5ec2e7c0de5ec2e7";
const BESIDE = { id: "msg_1", url: "https://shop.example/hook" };
