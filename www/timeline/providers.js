// The providers that issue access tokens. Each provider has an example client, and an example answer of the token endpoint.

import { dogpay, pledg, wakapay } from "../lib/payauth.js";

/**
 * `lifeMs` is the usual lifetime of a token. `earlyMs` is how many milliseconds before its expiry a token should be refreshed; the token
 * machine uses this value if no other value is passed.
 */
export const PROVIDERS = [
  {
    id: "pledg",
    title: "Pledg",
    lifeMs: 600_000,
    earlyMs: 60_000,
    make: (options) => pledg({ apiKey: "key", apiSecret: "secret", environment: "staging", ...options }),
    answer: (token, seconds) => ({ access_token: token, expires_in: seconds, token_type: "Bearer" }),
  },
  {
    id: "wakapay",
    title: "WakaPay",
    lifeMs: 3_600_000,
    earlyMs: 60_000,
    make: (options) => wakapay({ apiKey: "key", apiSecret: "secret", environment: "test", ...options }),
    answer: (token, seconds) => ({ accessToken: token, expiresIn: seconds }),
  },
  {
    id: "dogpay",
    title: "DogPay",
    lifeMs: 7_200_000,
    earlyMs: 600_000,
    make: (options) => dogpay({ appid: "key", secret: "secret", environment: "sandbox", ...options }),
    answer: (token, seconds) => ({ data: { access_token: token, expires_in: seconds, token_type: "bearer" } }),
  },
];
