// Checks that a provider behaves as the examples in `tests/vectors/providers/defined` describe.

import { equal, ok, same, thrown } from "./harness.mjs";

/** The examples for a provider. The path in `import` has a variable, so bundlers include all files of the folder. */
export async function vectorsOf(name) {
  return (await import(`../../vectors/providers/defined/${name}.json`)).default.vectors;
}

/** Fails unless a provider behaves as a vector describes. */
export function checkVector(provider, vector) {
  CHECKS[vector.kind]?.(provider, vector);
}

/** The kinds of vectors that can be checked on a client. The tests of the sandbox check the other kinds. */
export const KINDS = ["request", "refused", "token-request", "token-answer", "token-key", "webhook", "error"];

const CHECKS = {
  request(provider, vector) {
    const { now, expect } = vector;
    const request = client(provider, vector).sign({ ...given(vector.call), now: new Date(now) });
    compare(request, expect);
  },

  refused(provider, vector) {
    const { call, now = 0 } = vector;
    const error = thrown(() => client(provider, vector).sign({ ...given(call ?? { path: "/" }), now: new Date(now) }));
    equal(error?.blame, "caller", `blame of ${error}`);
  },

  "token-request"(provider, vector) {
    const { token } = client(provider, vector);
    compare(begin(token, EPOCH).request, vector.expect);
  },

  "token-answer"(provider, { now, answer, expect, ...vector }) {
    const { token } = client(provider, vector);
    const { state, ticket } = begin(token, now);
    const given = { status: 200, headers: answer.headers ?? {}, body: JSON.stringify(answer.body) };
    const at = new Date(now);
    const committed = token.commitRefresh(state, ticket, given, { sentAt: at, now: at });
    equal(committed.error, undefined, "error");
    const held = (ms) => token.decide(committed.state, { now: new Date(now + ms) }).authorization;
    equal(held(expect.lifeMs - 1), `Bearer ${expect.token}`, "the token one millisecond before it expires");
    equal(held(expect.lifeMs), undefined, "the token when it expires");
  },

  "token-key"(provider, { clients, environment, expect }) {
    const keys = clients.map((one) => client(provider, { client: one, environment }).token.key);
    equal(new Set(keys).size, expect === "different" ? keys.length : 1, "keys");
  },

  webhook(provider, { now, delivery, expect, ...vector }) {
    const receiver = client(provider, vector);
    const error = thrown(() => receiver.verifyWebhook({ ...delivery, now: new Date(now) }));
    equal(OUTCOMES[error?.code] ?? (error ? String(error) : "ok"), expect, `outcome, ${error}`);
    if (error) equal(error.blame, "peer", "blame");
  },

  error(provider, { now = EPOCH, answer, expect, ...vector }) {
    const { status, headers, body } = answer;
    const problem = client(provider, vector).readError({ status, headers, body: JSON.stringify(body), now: new Date(now) });
    for (const [name, value] of Object.entries(expect)) {
      if (name === "retryAfter") equal(problem.retryAt - now, Number(value) * 1000, name);
      else if (name === "fields") same(problem.fields, value, name);
      else equal(problem[name], value, name);
    }
  },
};

const EPOCH = 1_709_380_800_000;
const OUTCOMES = { ERR_SIGNATURE: "mismatch", ERR_TOO_OLD: "window", ERR_TOO_NEW: "window" };

function client(provider, { client, environment, secrets }) {
  const credentials = client ?? Object.fromEntries(Object.keys(provider.definition.credentials).map((name) => [name, "x"]));
  return provider({ ...credentials, ...(environment && { environment }), ...(secrets && { webhookSecrets: secrets }) });
}

/** A call of a vector, as options of `sign`. */
function given({ token, ...call }) {
  return token === undefined ? call : { ...call, authorization: `Bearer ${token}` };
}

function begin(token, now) {
  const begun = token.beginRefresh(token.initial(), { now: new Date(now), owner: "vector" });
  ok(begun.granted, "a lease for the first token");
  return begun;
}

function compare({ method, url, headers, body }, { absent = [], headers: fields = {}, ...expected }) {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, value] of Object.entries(fields)) equal(lower[name.toLowerCase()], value, name);
  for (const name of absent) ok(!(name.toLowerCase() in lower), `no field ${name}`);
  const sent = { method, url, body: body ?? null };
  for (const [name, value] of Object.entries(expected)) equal(sent[name], value, name);
}
