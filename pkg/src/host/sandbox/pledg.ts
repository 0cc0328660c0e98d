// The sandbox's imitation of Pledg. "Inferred" marks facts that Pledg's documentation does not state.

import { type SimulatedAnswer, answer, type SimulatedCall, type Json, type SimulatedMemory, type SimulatedProvider, readJson, readObject } from "./call.js";
import { ownJwt, readJwt } from "./jwt.js";
import { base64, bytesOf } from "./web.js";

const TOKEN = "/api/token";
export const CREDENTIALS = {
  apiKey: "pledg_sandbox_key",
  apiSecret: "pledg:sandbox:secret",
  email: "merchant@sandbox.example",
  password: "pledg_sandbox_password",
  merchantSecret: "PLEDG_SANDBOX_SECRET",
  environment: "staging",
} as const;

export const pledg: SimulatedProvider = {
  has: (path) => OPERATIONS.some(({ pattern }) => pattern.test(path)) || /^\/api\/(?!v1\/|merchant\/)/.test(path),
  isToken: (path) => path === TOKEN,
  refuse: (status, { path }) => (path === TOKEN ? refuseToken(status, "invalid_client") : refuse(status, `Answered ${status}`)),
  async answer(call, memory) {
    const found = OPERATIONS.find(({ pattern }) => pattern.test(call.path));
    if (found === undefined || call.method !== "POST") return refuse(404, "Not found");
    for (const isRight of found.auths) if (await isRight(call, memory)) return found.run(call, memory);
    return refuse(401, "Unauthorized");
  },
};

interface Operation {
  readonly pattern: RegExp;
  readonly auths: readonly ((call: SimulatedCall, memory: SimulatedMemory) => boolean | Promise<boolean>)[];
  readonly run: (call: SimulatedCall, memory: SimulatedMemory) => SimulatedAnswer | Promise<SimulatedAnswer>;
}

const isBearer = ({ headers, now }: SimulatedCall, { tokens }: SimulatedMemory): boolean => tokens.accept(headers["authorization"], now);
const isBasic = ({ headers }: SimulatedCall): boolean => headers["authorization"] === basic(CREDENTIALS.email, CREDENTIALS.password);
/** Whether the request has a signed payload, which is in the claim `data`. */
const isSignature = async (call: SimulatedCall): Promise<boolean> => (await signedData(call)) !== undefined;
const success = (): SimulatedAnswer => answer(200, { success: true });

/**
 * For a refund, the documentation requires Basic and the vendor's plugin sends Bearer: the sandbox accepts both. For the
 * release, which the documentation calls "protected", the sandbox accepts only Basic. This last rule is inferred.
 */
const OPERATIONS: readonly Operation[] = [
  { pattern: /^\/api\/token$/, auths: [() => true], run: issue },
  { pattern: /^\/api\/purchases\/pur_[\w-]+\/credit_by_transfer$/, auths: [isBearer, isBasic], run: refund },
  { pattern: /^\/api\/purchases\/pur_[\w-]+\/release$/, auths: [isBasic], run: success },
  { pattern: /^\/api\/purchase_link\/?$/, auths: [isSignature], run: purchaseLink },
  { pattern: /^\/api\/payment_by_transfer$/, auths: [isSignature], run: success },
];

/** All parameters are inside one JWT, in the query or as the only member of the body. */
async function signedData(call: SimulatedCall): Promise<Json | undefined> {
  const inBody = readObject(call.text)?.["signature"];
  const given = [...call.query.getAll("signature"), ...(inBody === undefined ? [] : [inBody])];
  const claims = given.length === 1 ? await readJwt(String(given[0]), CREDENTIALS.merchantSecret, call.now) : undefined;
  const data = claims?.["data"];
  return typeof data === "object" && data !== null && !Array.isArray(data) ? (data as Json) : undefined;
}

function basic(user: string, password: string): string {
  return `Basic ${base64(bytesOf(`${user}:${password}`))}`;
}

/**
 * Expects Basic, and a form whose grant type has a final s. The body of a rejection follows RFC 6749, section 5.2. This body is inferred.
 */
async function issue(call: SimulatedCall, memory: SimulatedMemory): Promise<SimulatedAnswer> {
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(call.headers["content-type"] ?? "");
  if (!isForm) return refuseToken(400, "invalid_request");
  if (call.text !== "grant_type=client_credentials") return refuseToken(400, "unsupported_grant_type");
  const isKnown = call.headers["authorization"] === basic(CREDENTIALS.apiKey, CREDENTIALS.apiSecret);
  if (!isKnown) return refuseToken(401, "invalid_client");
  const seconds = memory.lifetimeSeconds ?? 600;
  const token = memory.tokens.add(await ownJwt(memory.id(), call.now, seconds), call.now + seconds * 1000);
  return answer(200, { expires_in: seconds, access_token: token, token_type: "Bearer" });
}

function refund(call: SimulatedCall): SimulatedAnswer {
  const cents = Number(readJson(call)?.["amount_cents"]);
  return Number.isInteger(cents) && cents > 0 ? success() : refuse(400, "amount_cents must be a positive integer");
}

async function purchaseLink(call: SimulatedCall, memory: SimulatedMemory): Promise<SimulatedAnswer> {
  const { reference } = (await signedData(call)) ?? {};
  return answer(200, { purchase_link: `https://front.sandbox.example/l/${reference ?? memory.id()}` });
}

function refuseToken(status: number, error: string): SimulatedAnswer {
  return answer(status, { error });
}

/** An error of a business call is plain text. */
function refuse(status: number, body: string): SimulatedAnswer {
  return { status, headers: { "Content-Type": "text/plain" }, body };
}
