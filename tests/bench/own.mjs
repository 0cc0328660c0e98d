// The calls of payauth in the benchmark. Each function gets the package, which may be the package of another commit.

export const SECRET = "your-api-secret";
const HMAC = { algorithm: "SHA-256", secret: SECRET };
const PATH = "/api/v1/balances";

/** Different texts of the same length, so that no call can reuse the result of another call. */
export const texts = (length) => ["a", "b", "c", "d"].map((letter) => letter.repeat(length));

export function tag({ hmacKey }) {
  const key = hmacKey(HMAC);
  return (message) => key.sign(message);
}

export function oneShot({ hmacKey }) {
  return (message) => {
    const key = hmacKey(HMAC);
    const tag = key.sign(message);
    key.dispose();
    return tag;
  };
}

export const REFUND = {
  path: "/api/v1/payment-gateway/order/refund",
  body: { orderId: 1234567890, refundAmount: 5.25 },
  idempotencyKey: "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
};

/** Signs with options that are an object literal, as in the documentation. */
export function headerSet({ dvpay }) {
  const client = dvpay({ apiKey: "your-api-key", apiSecret: SECRET });
  const { path, body, idempotencyKey } = REFUND;
  return () => client.sign({ path, body, idempotencyKey, now: new Date() });
}

/** Signs with options that are made by a spread. For each such object, Node 20 makes a new hidden class. */
export function headerSetBySpread({ dvpay }) {
  return signer(dvpay({ apiKey: "your-api-key", apiSecret: SECRET }), REFUND);
}

/** Signs a call with a client of another provider. */
export function signer(client, call) {
  return () => client.sign({ ...call, now: new Date() });
}

const CREDENTIALS = { apiKey: "your_api_key", apiSecret: "your_api_secret", environment: "test" };
const TOKEN = { ...CREDENTIALS, fetch: stub };
export const API_URL = `https://api.test.wakapay.io${PATH}`;

/** A call with an existing token, and without a network. */
export async function driver({ wakapay }) {
  const client = wakapay(TOKEN);
  await client.fetch(PATH);
  return () => client.fetch(PATH);
}

/** The decisions of a token machine that has a token. */
export function decided({ wakapay }) {
  const { token } = wakapay(CREDENTIALS);
  const now = new Date();
  const begun = token.beginRefresh(token.initial(), { now, owner: "bench" });
  const answer = { status: 200, headers: {}, body: ANSWER };
  const { state } = token.commitRefresh(begun.state, begun.ticket, answer, { sentAt: now, now });
  return { token, state, decision: token.decide(state, { now }), now };
}

const ANSWER = new TextEncoder().encode('{"accessToken":"abc","expiresIn":3600}');

export async function stub() {
  return { status: 200, headers: { get: () => null }, arrayBuffer: async () => ANSWER.buffer };
}

/** Verifies a message of a built-in scheme; `use` is called with the verified facts. */
export function verifier({ schemes, signWebhook, verifyWebhook }, name, body, use = (evidence) => evidence, shape = (sent) => sent) {
  const [now, secret] = [new Date(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];
  const headers = shape(signWebhook(schemes[name], { body, now, secret, ...(HAS_ID.includes(name) && { id: "msg_1" }) }));
  const options = { headers, body, now, secrets: [secret] };
  return () => use(verifyWebhook(schemes[name], options));
}

const HAS_ID = ["standardWebhooks", "svix"];
