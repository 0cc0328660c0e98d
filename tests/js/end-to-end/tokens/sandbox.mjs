// Access to the sandbox by HTTP, from a program in any runtime.

import { MemoryStore } from "payauth";
import { provider } from "../../support/providers.mjs";

/** For each provider with tokens, a call that needs a token, as arguments of `client.fetch`. */
export const CALLS = {
  dogpay: ["/open-api/v1/pay", {
    body: { orderAmount: "1.00", goodsName: "Shoes", callId: "call-7", currencyConfigId: "usd" },
  }],
  wakapay: ["/business/balance?currency=USD", {}],
  pledg: ["/api/purchases/pur_7/credit_by_transfer", { body: { amount_cents: 200 } }],
};

export class Sandbox {
  #env;

  constructor(env) {
    this.#env = env;
  }

  /**
   * A client with the sandbox's credentials. It has a separate store and `fetch`, because clients with the same `fetch` share memory.
   * Its token calls have the longest allowed timeout.
   */
  client(name, options) {
    const { make, environment, credentials, more } = provider(name);
    const { baseUrl, credentials: known } = this.#env[name];
    const ours = Object.entries(known[environment] ?? known).filter(([key]) => key in { ...credentials, ...more });
    const own = { store: new MemoryStore(), fetch: (url, init) => fetch(url, init) };
    return make({ ...Object.fromEntries(ours), baseUrl, ...own, tokenTimeoutMs: 25_000, ...options });
  }

  /** Waits until a number of calls of a kind, `tokenCalls` or `apiCalls`, have arrived, or until the signal is aborted. */
  async came(provider, kind, count, signal) {
    while (!signal?.aborted && (await this.calls(provider))[kind] < count) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  credentials(provider) {
    return this.#env[provider].credentials;
  }

  url(provider) {
    return this.#env[provider].baseUrl;
  }

  async control(name, given = {}) {
    const answer = await fetch(`${this.#env.control}/control/${name}`, { method: "POST", body: JSON.stringify(given) });
    if (!answer.ok) throw new Error(`control ${name}: ${await answer.text()}`);
    return answer.json();
  }

  fail(provider, at, fault) {
    return this.control("fail", { provider, at, ...fault });
  }

  /** The number of calls of each kind, and their statuses. */
  async calls(provider) {
    const { tokenCalls, apiCalls, calls } = await this.control("state", { provider });
    return { tokenCalls, apiCalls, calls };
  }
}

/** The outcome of a call: the status, or the code of its error. */
export async function outcome(promise) {
  try {
    const response = await promise;
    const status = response.status;
    await response.arrayBuffer();
    return status;
  } catch (error) {
    return error.code?.startsWith("ERR_") && error.blame ? error : "lost";
  }
}
