// The sandbox's imitation of WakaPay. "Inferred" marks facts that WakaPay's documentation does not state.

import { randomUUID } from "node:crypto";
import { sameText } from "./digest.mjs";
import { isText, readJson } from "./json.mjs";
import { writeJwt } from "./jwt.mjs";
import { bearer, lifetimeMember } from "./tokens.mjs";

const TOKEN = "/business/auth";
const SERVER_KEY = randomUUID();
const MALFORMED = "token is malformed: token contains an invalid number of segments";

export const wakapay = {
  base: "",
  credentials: { apiKey: "waka_sandbox_key", apiSecret: "waka_sandbox_secret" },
  settings: { lifetime: 3600, expiresIn: undefined },
  isToken: ({ path }) => path === TOKEN,
  refuse: (status, call) =>
    status === 401 && call.path !== TOKEN ? refuseBearer(MALFORMED) : refuse(status, `answered ${status}`),

  answer(call, state) {
    const operation = OPERATIONS[`${call.method} ${call.path}`];
    if (!operation) return refuse(404, "not found");
    return (operation === issue ? undefined : checkBearer(call, state)) ?? operation(call, state);
  },
};

/** The path of a payout is inferred. */
const OPERATIONS = {
  [`POST ${TOKEN}`]: issue,
  "GET /business/balance": balance,
  "POST /business/verify-transfer": verifyTransfer,
  "POST /business/payout": payout,
};

function issue(call, { credentials, settings, tokens }) {
  const body = readJson(call);
  if (!body) return refuse(400, "invalid payload");
  const { apiKey, apiSecret } = body;
  if (!apiKey || !apiSecret) return refuse(400, "apiKey and apiSecret required");
  const isKnown = sameText(String(apiKey), credentials.apiKey) && sameText(String(apiSecret), credentials.apiSecret);
  if (!isKnown) return refuse(401, "invalid credentials");
  const iat = Math.floor(call.now / 1000);
  const jwt = (jti) => writeJwt({ jti, iat, exp: iat + settings.lifetime }, SERVER_KEY, { alg: "HS256", typ: "JWT" });
  const lifetime = lifetimeMember("expiresIn", settings).replace(/,$/, "");
  const token = `"accessToken":"${tokens.issue(settings.lifetime, call.now, jwt)}"`;
  return { status: 200, body: `{${lifetime ? `${token},${lifetime}` : token}}` };
}

/** The error about an expired token says that the token is malformed, like the error about a text that was never a token. */
function checkBearer(call, { tokens }) {
  if (!call.headers.authorization) return refuseBearer("missing value in request header");
  return tokens.accepts(bearer(call), call.now) ? undefined : refuseBearer(MALFORMED);
}

function balance(call) {
  const currency = call.query.get("currency");
  return currency ? accept(200, { currency, balance: 1000 }) : refuse(400, "currency required");
}

function verifyTransfer(call) {
  const { countryCode, phoneNumber } = readJson(call) ?? {};
  if (!["KE", "TZ", "UG", "ZA"].includes(countryCode)) return refuse(400, "invalid countryCode");
  return isText(phoneNumber)
    ? accept(200, { countryCode, phoneNumber, name: "SANDBOX" })
    : refuse(400, "phoneNumber required");
}

/** A `businessReference` makes one payout. A second call with it is a conflict, and does not return the first answer. */
function payout(call, { memory }) {
  const body = readJson(call);
  if (!isText(body?.businessReference)) return refuse(400, "businessReference required");
  if (memory.has(body.businessReference)) return refuse(409, "duplicate businessReference");
  memory.set(body.businessReference, body);
  return accept(201, { ...body, wakapayReference: randomUUID(), status: "termination_pending" });
}

function accept(status, body) {
  return { status, body: JSON.stringify(body) };
}

/** The code is 0 in every error. */
function refuse(status, error) {
  return { status, body: JSON.stringify({ code: 0, error }) };
}

function refuseBearer(message) {
  return { status: 401, body: JSON.stringify({ message }) };
}
