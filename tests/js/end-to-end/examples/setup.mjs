// For the tests of the examples: makes a project with an example and the installed payauth, and its environment.

import { cp } from "node:fs/promises";
import { join } from "node:path";
import { consumer } from "../../tools/consumer.mjs";
import { root } from "../../tools/paths.mjs";

/** Copies an example's files into a project that has installed the tarball. */
export async function install(name, tarball) {
  const folder = await consumer(`example-${name}`, tarball);
  const from = join(root, "examples", name);
  const isOurs = (path) => !path.includes("node_modules") && !path.endsWith("package.json");
  await cp(from, folder, { recursive: true, filter: (path) => isOurs(path.slice(from.length)) });
  return folder;
}

/** The environment with which an example sends its requests to the sandbox. */
export function environment(sandbox) {
  const { dvpay, doorpay } = { dvpay: sandbox.credentials("dvpay"), doorpay: sandbox.credentials("doorpay").sandbox };
  const { dogpay, wakapay, pledg } = Object.fromEntries(["dogpay", "wakapay", "pledg"].map((name) => [name, sandbox.credentials(name)]));
  return {
    DOGPAY_APPID: dogpay.appid,
    DOGPAY_SECRET: dogpay.secret,
    DOGPAY_BASE_URL: sandbox.url("dogpay"),
    WAKAPAY_API_KEY: wakapay.apiKey,
    WAKAPAY_API_SECRET: wakapay.apiSecret,
    WAKAPAY_BASE_URL: sandbox.url("wakapay"),
    PLEDG_API_KEY: pledg.apiKey,
    PLEDG_API_SECRET: pledg.apiSecret,
    PLEDG_MERCHANT_SECRET: pledg.merchantSecret,
    PLEDG_BASE_URL: sandbox.url("pledg"),
    DVPAY_API_KEY: dvpay.apiKey,
    DVPAY_API_SECRET: dvpay.apiSecret,
    DVPAY_BASE_URL: sandbox.url("dvpay"),
    DOORPAY_API_KEY: doorpay.apiKey,
    DOORPAY_API_SECRET: doorpay.apiSecret,
    DOORPAY_BASE_URL: sandbox.url("doorpay"),
    DOORPAY_ENVIRONMENT: "sandbox",
    IDEMPOTENCY_SECRET: "the example's own secret",
  };
}

export const ORDER = {
  amount: 500,
  description: "Shoes",
  buyer_email: "asha@shop.example",
  buyer_phone: "+919876543210",
  buyer_first_name: "Asha",
  buyer_last_name: "Rao",
};

/** The statuses of the sandbox's answers, and one header field of each call. */
export function noted(sandbox, provider, field) {
  const { calls } = sandbox.control.state({ provider });
  return { statuses: calls.map(({ status }) => status), fields: calls.map(({ headers }) => headers[field]) };
}
