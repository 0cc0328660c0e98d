// The sandbox's imitation of Pledg. "Inferred" marks facts that Pledg's documentation does not state.

import { randomUUID } from "node:crypto";
import { sameText } from "./digest.mjs";
import { readJson, readObject } from "./json.mjs";
import { readJwt, writeJwt } from "./jwt.mjs";
import { bearer, lifetimeMember } from "./tokens.mjs";

const TOKEN = "/api/token";
const SERVER_KEY = randomUUID();

export const pledg = {
  base: "",
  credentials: {
    apiKey: "pledg_sandbox_key",
    apiSecret: "pledg:sandbox:secret",
    email: "merchant@sandbox.example",
    password: "pledg_sandbox_password",
    merchantSecret: "PLEDG_SANDBOX_SECRET",
  },
  settings: { lifetime: 600, expiresIn: undefined },
  isToken: ({ path }) => path === TOKEN,
  refuse: (status, call) =>
    call.path === TOKEN ? refuseToken(status, "invalid_client") : refuse(status, `Answered ${status}`),

  answer(call, state) {
    const found = OPERATIONS.find(({ path }) => path.test(call.path));
    if (!found || call.method !== "POST") return refuse(404, "Not found");
    return found.auths.some((auth) => auth(call, state)) ? found.run(call, state) : refuse(401, "Unauthorized");
  },
};

/**
 * For a refund, the documentation requires Basic, but the vendor's plugin sends Bearer: the sandbox accepts both. It is inferred that
 * the release, which the documentation calls "protected", accepts only Basic.
 */
const OPERATIONS = [
  { path: /^\/api\/token$/, auths: [() => true], run: issue },
  { path: /^\/api\/purchases\/pur_[\w-]+\/credit_by_transfer$/, auths: [isBearer, isBasic], run: refund },
  { path: /^\/api\/purchases\/pur_[\w-]+\/release$/, auths: [isBasic], run: () => accept({ success: true }) },
  { path: /^\/api\/purchase_link\/?$/, auths: [isSignature], run: purchaseLink },
  { path: /^\/api\/payment_by_transfer$/, auths: [isSignature], run: () => accept({ success: true }) },
];

function isBearer(call, { tokens }) {
  return tokens.accepts(bearer(call), call.now);
}

function isBasic(call, { credentials: { email, password } }) {
  return call.headers.authorization === basic(email, password);
}

/** Whether the call has a signed payload, which must be in the claim `data`. */
function isSignature(call, state) {
  const data = parameters(call, state)?.data;
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** All parameters are inside one JWT, in the query or as the only member of the body. */
function parameters(call, { credentials }) {
  const given = [...call.query.getAll("signature"), readObject(call.body)?.signature].filter(
    (value) => value !== undefined,
  );
  return given.length === 1 ? readJwt(String(given[0]), credentials.merchantSecret, call.now) : undefined;
}

function basic(user, password) {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** Expects Basic, and a form whose grant type has a final s. The body of a rejection, as in RFC 6749, section 5.2, is inferred. */
function issue(call, { credentials, settings, tokens }) {
  const type = call.headers["content-type"] ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return refuseToken(400, "invalid_request");
  if (String(call.body) !== "grant_type=client_credentials") return refuseToken(400, "unsupported_grant_type");
  const isKnown = sameText(call.headers.authorization ?? "", basic(credentials.apiKey, credentials.apiSecret));
  if (!isKnown) return refuseToken(401, "invalid_client");
  const iat = Math.floor(call.now / 1000);
  const jwt = (jti) => writeJwt({ jti, iat, exp: iat + settings.lifetime }, SERVER_KEY);
  const token = tokens.issue(settings.lifetime, call.now, jwt);
  return {
    status: 200,
    body: `{${lifetimeMember("expires_in", settings)}"access_token":"${token}","token_type":"Bearer"}`,
  };
}

function refund(call) {
  const cents = readJson(call)?.amount_cents;
  return Number.isInteger(cents) && cents > 0
    ? accept({ success: true })
    : refuse(400, "amount_cents must be a positive integer");
}

function purchaseLink(call, state) {
  const { reference } = parameters(call, state).data;
  return accept({ purchase_link: `https://front.sandbox.example/l/${reference ?? randomUUID()}` });
}

function accept(body) {
  return { status: 200, body: JSON.stringify(body) };
}

function refuseToken(status, error) {
  return { status, body: JSON.stringify({ error }) };
}

/** An error of a business call is plain text. */
function refuse(status, body) {
  return { status, headers: { "Content-Type": "text/plain" }, body };
}
