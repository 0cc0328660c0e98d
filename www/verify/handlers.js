// The webhook handler for a sender in each framework, as a program.

import { h } from "../lib/dom.js";

/** The programs. No program contains a secret. All except the first are loaded when the user first chooses one. */
export function handlers(sender, definition) {
  const parts = partsOf(sender, definition);
  const other = (title) => ({ title, text: async () => (await import("./frameworks.js"))[title](TOOLS, parts), hasNoSecret: true });
  return [{ title: "Express", text: express(parts), hasNoSecret: true }, ...["Next", "Hono", "Workers", "Deno"].map(other)];
}

/** Links to the documentation of the functions that a handler uses. */
export function manual(sender) {
  const links = manualPages(sender).map(([path, name]) => h("a", { href: `api/${path}.html` }, h("code", {}, name)));
  return h("p", { class: "hint" }, "In the documentation: ", ...links.flatMap((link, index) => (index ? [", ", link] : [link])));
}

/** The pages of the documentation, each with the name of its export. */
export function manualPages({ client, id, isDefined }) {
  const always = [["functions/payauth.webhookHandler", "webhookHandler"], ["functions/payauth.verifyWebhook", "verifyWebhook"]];
  if (client) return [...always, [`functions/payauth.${id}`, id]];
  return [...always, isDefined ? ["functions/payauth.defineScheme", "defineScheme"] : [`variables/payauth_schemes.${id}`, `schemes.${id}`]];
}

/** The parts of a program that are different for each sender. */
function partsOf(sender, definition) {
  const { id, client, isForm } = sender;
  const name = client ? id : sender.isDefined ? "defineScheme" : "schemes";
  const path = `/webhooks/${sender.isDefined ? "sender" : id}`;
  const read = isForm ? "text" : "json";
  const isUrlSigned = sender.signs?.includes("url");
  const address = isUrlSigned ? [`const url = "https://shop.example${path}"; // exactly as it is registered`] : [];
  const made = [...(sender.isDefined ? [`const scheme = defineScheme(${definition});`] : []), ...address];
  return { name, path, read, url: isUrlSigned ? ", url" : "", made, scheme: sender.isDefined ? "scheme" : `schemes.${id}`, env: ENV[id] ?? { secret: variable(id) }, client: client && id };
}

/** The name of an environment variable, such as `STRIPE_WEBHOOK_SECRET`. */
const variable = (id) => `${id === "own" ? "" : `${id.replace(/[A-Z]/g, "_$&").toUpperCase()}_`}WEBHOOK_SECRET`;

/** The options of clients, for the providers whose webhooks are verified with the client's credentials. */
const ENV = {
  dogpay: { appid: "DOGPAY_APPID", secret: "DOGPAY_SECRET", environment: true },
  wakapay: { apiKey: "WAKAPAY_API_KEY", apiSecret: "WAKAPAY_API_SECRET", environment: true },
  pledg: { merchantSecret: "PLEDG_MERCHANT_SECRET", environment: true },
  dvpay: { apiKey: "DVPAY_API_KEY", apiSecret: "DVPAY_API_SECRET", webhookSecrets: "DVPAY_WEBHOOK_SECRET" },
};

/**
 * The lines for the sender and its secret, and the arguments of the handler. `read` returns the text that reads an environment
 * variable, inside a function with the parameters `given`.
 */
function receiver({ client, env, scheme, url, made }, read, given) {
  if (!client) return { before: [...made, `const secrets = (${given}) => [${read(env.secret)}];`], words: `${scheme}, { secrets${url} }` };
  const options = Object.entries(env).map(([name, value]) => {
    if (value === true) return `  ${name}: "production",`;
    return name === "webhookSecrets" ? `  ${name}: [${read(value)}],` : `  ${name}: ${read(value)},`;
  });
  return { before: [`const client = (${given}) => ${client}({`, ...options, "});"], words: "client, {}" };
}

const PROCESS = (name) => `process.env.${name}`;

const imports = ({ name }, handler) => `import { ${[name, handler].filter(Boolean).join(", ")} } from "payauth";`;

const work = ({ read }) => [`  console.log("received", ${read}());`, "  // Process the message here: this runs only for verified messages."];

/** The program: the imports, the sender, and a handler that `maker` makes, between `begin` and `end`. */
function program(parts, { first, read, given = "", maker = "webhookHandler", begin, end, last = [] }) {
  const { before, words } = receiver(parts, read, given);
  const opening = `${begin}${maker}(${words}, async (event, { ${parts.read} }) => {`;
  return [...first, "", ...before, "", opening, ...work(parts), end, ...last].join("\n");
}

/** What the module `frameworks.js` needs. It cannot import this, because then this file would be a module apart. */
const TOOLS = { imports, PROCESS, program };

const express = (parts) =>
  program(parts, {
    first: ['import express from "express";', imports(parts), 'import { nodeHandler } from "payauth/node";'],
    read: PROCESS,
    maker: "nodeHandler",
    begin: "const handle = ",
    end: "});",
    last: ["", "const app = express();", "// Add this line before app.use(express.json()), which discards the raw body:", `app.post("${parts.path}", handle);`, "app.listen(3000);"],
  });
