// Computes every step from the body to the header fields. Each step has a result.

import { bearerAuth, hmacKey } from "../lib/payauth.js";
import { concat, fromBase64, fromHex, textOf, utf8 } from "../lib/bytes.js";
import { ownPrograms, requestPrograms } from "./code.js";
import { notes } from "./notes.js";
import { TEMPLATES } from "./providers.js";

/**
 * Computes the steps for an input.
 *
 * @returns `{ message?, key?, mac?, request?, programs, notes, secrets }`: the steps, and the secrets to cover in them
 */
export function explain(provider, endpoint, input) {
  const explained = endpoint.kind === "own" ? explainOwn(input) : explainRequest(provider, endpoint, input);
  const programs = endpoint.kind === "own" ? ownPrograms(explained) : requestPrograms(explained);
  return { ...explained, programs, notes: notes(provider, endpoint, input, explained), secrets: secrets(input, explained) };
}

function explainOwn({ body, now, credentials, own }) {
  const key = { algorithm: own.algorithm, encoding: own.encoding, bytes: secretBytes(credentials.secret, own.encoding) };
  const message = messageOf(TEMPLATES[own.template], { body, now });
  return { message, key: facts(key), mac: macOf(key, credentials.secret, message, own.tagEncoding) };
}

function explainRequest(provider, endpoint, input) {
  const { credentials, environment } = input;
  const client = provider.make({ ...credentials, ...(environment && { environment }), dangerouslyAllowBrowser: true });
  try {
    const { request, call, parts } = KINDS[endpoint.kind ?? "sign"](client, endpoint, input);
    const signed = signatureOf(provider, input, request, parts);
    return { provider, endpoint, environment, credentials, call, request, ...signed };
  } finally {
    client.dispose();
  }
}

const KINDS = {
  sign(client, endpoint, { path, method, body, idempotencyKey, accessToken, now }) {
    const call = {
      path,
      ...((method || endpoint.method) && { method: method || endpoint.method }),
      ...(body !== undefined && { body: textOf(body) ?? body }),
      ...(idempotencyKey && { idempotencyKey }),
    };
    const authorization = endpoint.needsToken && { authorization: bearerAuth(accessToken) };
    return { call, request: client.sign({ ...call, ...authorization, now }) };
  },

  token(client, _, { now }) {
    return { call: {}, request: client.token.beginRefresh(client.token.initial(), { now, owner: "playground" }).request };
  },

  parameters(client, { path }, { body, now }) {
    const text = textOf(body) ?? "";
    const signature = client.signParameters(JSON.parse(text));
    const [header, claims] = signature.split(".");
    const request = client.sign({ path, method: "POST", query: { signature }, now });
    return { call: { path, text }, request, parts: { header: utf8(header), claims: utf8(claims), signature } };
  },
};

/**
 * The steps of the signature, if the request has a signature. The result of the last step must be equal to the signature that payauth
 * wrote.
 */
function signatureOf({ signature }, { body, now, credentials }, { headers }, parts) {
  const written = parts?.signature.split(".")[2] ?? (signature && headers[signature.field]);
  if (written === undefined) return {};
  const { algorithm, encoding, formula, field } = signature;
  const secret = credentials[signature.secret];
  const key = { algorithm, encoding: "utf8", bytes: utf8(secret), name: signature.secret };
  const message = messageOf(signature.parts, { body: body ?? new Uint8Array(), now, ...parts });
  const mac = macOf(key, secret, message, encoding);
  if (mac.tag !== written) throw new Error("the steps shown do not lead to the signature that the package wrote");
  return { message: { ...message, formula }, key: facts(key), mac: { ...mac, field } };
}

/** The message, and the meaning of each of its bytes. */
function messageOf(names, values) {
  const parts = names.map((name) => ({ name: WORDS[name], bytes: PARTS[name](values), means: MEANS[name]?.(values) }));
  return { parts, bytes: concat(...parts.map(({ bytes }) => bytes)) };
}

const PARTS = {
  body: ({ body }) => body,
  seconds: ({ now }) => utf8(String(Math.floor(now.getTime() / 1_000))),
  dot: () => utf8("."),
  header: ({ header }) => header,
  claims: ({ claims }) => claims,
};

const WORDS = { body: "body", seconds: "timestamp", dot: "separator", header: "header", claims: "claims" };

const MEANS = {
  header: ({ header }) => textOf(fromBase64(textOf(header))),
  claims: ({ claims }) => textOf(fromBase64(textOf(claims))),
};

function macOf({ algorithm, encoding }, secret, { bytes }, tagEncoding) {
  const key = hmacKey({ algorithm, secret, encoding });
  try {
    const others = TAG_ENCODINGS.filter((name) => name !== tagEncoding);
    const spellings = others.map((name) => ({ encoding: name, tag: key.sign(bytes, name) }));
    return { algorithm, encoding: tagEncoding, tag: key.sign(bytes, tagEncoding), others: spellings };
  } finally {
    key.dispose();
  }
}

export const ALGORITHMS = ["SHA-1", "SHA-256", "SHA-384", "SHA-512"];
export const SECRET_ENCODINGS = ["utf8", "hex", "base64", "base64url"];
export const TAG_ENCODINGS = ["hex", "HEX", "base64", "base64url", "base64url_nopad"];

/** How HMAC prepares a key before it reads the message (RFC 2104, section 2). */
function facts(key) {
  const block = key.algorithm === "SHA-384" || key.algorithm === "SHA-512" ? 128 : 64;
  return { ...key, block, isHashed: key.bytes.length > block };
}

function secretBytes(secret, encoding) {
  if (encoding === "utf8") return utf8(secret);
  return (encoding === "hex" ? fromHex(secret) : fromBase64(secret)) ?? new Uint8Array();
}

/** The texts that the page covers, because other people must not see them on the screen. */
function secrets({ credentials, accessToken, own }, { request, key }) {
  const sent = /^\w+ (.*)$/.exec(request?.headers["Authorization"] ?? "")?.[1];
  const keyHex = own && key && Array.from(key.bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [...Object.values(credentials), accessToken, sent, keyHex];
}
