// The sandbox's imitation of WakaPay. "Inferred" marks facts that WakaPay's documentation does not state.

import { type SimulatedAnswer, answer, type SimulatedCall, isText, type SimulatedMemory, type SimulatedProvider, readJson } from "./call.js";
import { ownJwt } from "./jwt.js";

const TOKEN = "/business/auth";
const MALFORMED = "token is malformed: token contains an invalid number of segments";
export const CREDENTIALS = { apiKey: "waka_sandbox_key", apiSecret: "waka_sandbox_secret", environment: "test" } as const;

export const wakapay: SimulatedProvider = {
  has: (path) => path.startsWith("/business/"),
  isToken: (path) => path === TOKEN,
  refuse: (status, { path }) =>
    status === 401 && path !== TOKEN ? answer(401, { message: MALFORMED }) : refuse(status, `answered ${status}`),
  async answer(call, memory) {
    const operation = `${call.method} ${call.path}`;
    if (operation === `POST ${TOKEN}`) return issue(call, memory);
    const run = OPERATIONS[operation];
    if (run === undefined) return refuse(404, "not found");
    const authorization = call.headers["authorization"];
    if (!authorization) return answer(401, { message: "missing value in request header" });
    // WakaPay also calls an expired token malformed.
    return memory.tokens.accept(authorization, call.now) ? run(call, memory) : answer(401, { message: MALFORMED });
  },
};

/** The path of a payout is inferred. */
const OPERATIONS: { readonly [operation: string]: (call: SimulatedCall, memory: SimulatedMemory) => SimulatedAnswer } = {
  "GET /business/balance": balance,
  "POST /business/verify-transfer": verifyTransfer,
  "POST /business/payout": payout,
};

async function issue(call: SimulatedCall, memory: SimulatedMemory): Promise<SimulatedAnswer> {
  const body = readJson(call);
  if (!body) return refuse(400, "invalid payload");
  const { apiKey, apiSecret } = body;
  if (!apiKey || !apiSecret) return refuse(400, "apiKey and apiSecret required");
  if (apiKey !== CREDENTIALS.apiKey || apiSecret !== CREDENTIALS.apiSecret) return refuse(401, "invalid credentials");
  const seconds = memory.lifetimeSeconds ?? 3600;
  const token = await ownJwt(memory.id(), call.now, seconds);
  return answer(200, { accessToken: memory.tokens.add(token, call.now + seconds * 1000), expiresIn: seconds });
}

function balance(call: SimulatedCall): SimulatedAnswer {
  const currency = call.query.get("currency");
  return currency ? answer(200, { currency, balance: 1000 }) : refuse(400, "currency required");
}

function verifyTransfer(call: SimulatedCall): SimulatedAnswer {
  const { countryCode, phoneNumber } = readJson(call) ?? {};
  if (!["KE", "TZ", "UG", "ZA"].includes(String(countryCode))) return refuse(400, "invalid countryCode");
  if (!isText(phoneNumber)) return refuse(400, "phoneNumber required");
  return answer(200, { countryCode, phoneNumber, name: "SANDBOX" });
}

/**
 * A `businessReference` makes one payout. A second request with the same `businessReference` is a conflict, and does not return the first
 * answer.
 */
function payout(call: SimulatedCall, { entries, id }: SimulatedMemory): SimulatedAnswer {
  const body = readJson(call);
  const reference = body?.["businessReference"];
  if (body === undefined || !isText(reference)) return refuse(400, "businessReference required");
  if (entries.has(reference)) return refuse(409, "duplicate businessReference");
  entries.set(reference, body);
  return answer(201, { ...body, wakapayReference: id(), status: "termination_pending" });
}

/** The code is 0 in every error. */
function refuse(status: number, error: string): SimulatedAnswer {
  return answer(status, { code: 0, error });
}
