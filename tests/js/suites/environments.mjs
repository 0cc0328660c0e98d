// For every provider with environments: each environment rejects the base URLs of all other environments.

import { doorpay } from "payauth";
import { ok, throws } from "../support/harness.mjs";
import { PROVIDERS } from "../support/providers.mjs";

const SANDBOX = `sandbox Sandbox SANDBOX sandbox. sandbox%20 sandbox+ sandbox;v=1 sandbox%3Bv=1 %73andbox %EF%BD%93andbox %C5%BFandbox
  sandbox%2F x%2Fsandbox sandbox%5C sandbox%00 x/../sandbox sandbox%3Fa sandbox%E2%80%8B`
  .trim()
  .split(/\s+/);

export default function ({ test }) {
  for (const { name, make: client, hosts: environments } of PROVIDERS.filter(({ hosts }) => hosts)) {
    for (const environment of Object.keys(environments)) {
      for (const [other, hosts] of Object.entries(environments)) {
        test(`${name} in ${environment} ${other === environment ? "accepts" : "rejects"} the base URLs of ${other}`, () => {
          for (const baseUrl of hosts.flatMap(spellings)) {
            const make = () => client({ environment, baseUrl });
            if (other === environment) ok(make(), `a client for ${baseUrl}`);
            else ok(throws("ERR_BASE_URL", make, baseUrl).argument === "baseUrl", `the argument baseUrl for ${baseUrl}`);
          }
        });
      }
      test(`${name} in ${environment} accepts the base URL of a gateway of the caller`, () =>
        ok(client({ environment, baseUrl: "https://gateway.example/v1" }), "a client"));
    }
  }
  test("doorpay in production rejects the path of the sandbox in every spelling", () => {
    const live = { apiKey: "dp_live_k", apiSecret: "sk_live_s", environment: "production" };
    for (const segment of SANDBOX) {
      for (const baseUrl of [`https://api.thedoorpay.com/${segment}`, `https://API.thedoorpay.com.:443/api/${segment}/v1`]) {
        throws("ERR_BASE_URL", () => doorpay({ ...live, baseUrl }), baseUrl);
      }
    }
    ok(doorpay({ ...live, baseUrl: "https://api.thedoorpay.com/api/merchant/v1" }), "a client");
  });
}

function spellings(host) {
  const hosts = [host, host.toUpperCase(), `${host}.`, `${host.toUpperCase()}..`];
  return hosts.flatMap((one) => ["", ":443", ":8443"].flatMap((port) => ["", "/", "/v2/"].map((path) => `https://${one}${port}${path}`)));
}
