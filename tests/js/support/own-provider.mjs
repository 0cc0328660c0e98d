// A provider of defineProvider with every method that a client can have.

import { defineProvider } from "payauth";

const provider = defineProvider({
  name: "own",
  servers: { sandbox: "https://sandbox.own.example", production: "https://own.example" },
  credentials: { apiKey: {}, apiSecret: {} },
  auth: { bearer: "{token}" },
  alternatives: { key: { headers: { "X-Key": "{apiKey}" } } },
  token: { url: "/token", json: { key: "{apiKey}" }, lifetime: 60 },
  pages: { page: "page", size: "size" },
  versionHeader: "X-Version",
  parameters: { secret: "{apiSecret}", member: "data" },
});

/** Makes a client of this provider. */
export const own = (options) => provider({ apiKey: "your_key", apiSecret: "your_secret", environment: "sandbox", ...options });

/** The row of this provider, in the form of the rows in `providers.mjs`. */
export const OWN = {
  name: "own",
  make: own,
  credentials: { apiKey: "your_key", apiSecret: "your_secret" },
  authorization: { authorization: "Bearer abc" },
  path: "/x",
  options: {},
};
