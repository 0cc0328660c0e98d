// The providers with access tokens, with their answers and recommendations.

import { dogpay, pledg, wakapay } from "../lib/payauth.js";

/** `earlyMs` is the provider's recommendation, which the machine uses by default. */
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
