// The texts that an editor shows: each export of the types has a summary, an example, its errors and a source.

import { access, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ok, same } from "../support/harness.mjs";
import { Api } from "../tools/api.mjs";
import { root, script } from "../tools/paths.mjs";

const MODULES = ["index", "door/hmac", "door/webhooks", "pure", "explain", "node", "providers", "redis", "durable-object", "workers-kv", "deno-kv", "sql", "testing"];
const CATEGORIES = ["Clients", "Webhooks", "Requests", "Tokens", "Stores", "Primitives", "Errors"];

/** The host implements these types, so their methods throw no errors of payauth. */
const OF_THE_HOST = [
  ...["MinimalResponse", "MinimalRequest", "Signal", "Store"],
  ...["NodeRequest", "NodeResponse", "FastifyLike", "FastifyReplyLike"],
];

/** A member of a type of clients. */
const CLIENT = /^(\w*Client|Fetcher)\./;

/** The text of an optional member has one of these words. */
const DEFAULT = /\bdefaults?\b|\babsent\b|\bundefined\b|\brequired\b/i;

export default async function ({ test, folder }) {
  const { default: ts } = await import(pathToFileURL(script("typescript-5/lib/typescript.js")));
  const package_ = join(folder, "node_modules/payauth/dist");
  const api = new Api(ts, MODULES.map((module) => join(package_, `${module}.d.ts`)));
  const pages = { codes: await codes(), names: new Set(api.exports().map(({ name }) => name)) };

  for (const [rule, problems] of Object.entries(RULES)) {
    test(`every export of the types ${rule}`, () => same(api.exports().flatMap((one) => problems(one, pages)), [], "problems"));
  }

  test("each page that the text of an export names exists", async () => {
    const missing = [];
    for (const { name, text } of api.exports().flatMap((one) => [one, ...one.members])) {
      for (const [page] of text.matchAll(/\bdocs\/[\w.-]+\.md\b/g)) {
        await access(join(root, page)).catch(() => missing.push(`${name}: ${page}`));
      }
    }
    same(missing, [], "pages that do not exist");
  });

  const { schemes, signWebhook, verifyWebhook } = createRequire(join(folder, "index.js"))("payauth");
  const catalogue = api.exports().find(({ name }) => name === "SchemeCatalogue").members;

  test("the type of the catalogue has the members of the catalogue", () => {
    same(catalogue.map(({ name }) => name.split(".")[1]).sort(), Object.keys(schemes).sort(), "members");
  });

  for (const { name, text, tags } of catalogue) {
    const scheme = name.split(".")[1];
    test(`the text of schemes.${scheme} has its headers, tolerance, event id and source`, async () => {
      const row = new RegExp(`^\\| \`${scheme}\` \\|[^|]*\\| ([^|]*) \\|[^|]*\\| \\[[^\\]]*\\]\\(([^)]*)\\)`, "m");
      const [, tolerance, source] = row.exec(await readFile(join(root, "docs/schemes.md"), "utf8"));
      ok(text.includes(`Tolerance: ${tolerance === "–" ? "none" : tolerance}`), `the tolerance ${tolerance} in the text`);
      ok(tags.some((tag) => tag.name === "see" && tag.text.includes(source)), `the source ${source} in a tag`);
      headersAndEventId(text, schemes[scheme], { signWebhook, verifyWebhook });
    });
  }

  test("the check finds each export without a text, a parameter, an error, an example, a source or a link", async () => {
    const file = join(folder, "bad.d.ts");
    await writeFile(file, BAD);
    const bad = new Api(ts, [file]).exports();
    for (const [rule, problems] of Object.entries(RULES)) {
      const found = bad.flatMap((one) => problems(one, { ...pages, names: new Set(["bad", "Bad"]) }));
      ok(found.some((problem) => problem.startsWith("bad") || problem.startsWith("Bad")), `a problem of the bad export, for the rule "${rule}"; got ${found}`);
    }
  });
}

const BAD = `export interface Bad { readonly member: string; /** Says too little. */ readonly option?: string }
/**
 * {@link nothing}, with more.
 *
 * @throws {TypeError} \`ERR_NOTHING\`
 */
export declare function bad(given: string): void;
`;

/** Rules: the end of a test's name, and a function that returns the problems of one export. */
const RULES = {
  "begins with a sentence": (one) =>
    [one, ...one.members].flatMap(({ name, text }) => (isSentence(text) ? [] : [`${name}: summary "${text.slice(0, 40)}"`])),

  "is in a category": ({ name, tags }) => (CATEGORIES.includes(textOf(tags, "category")) ? [] : [`${name}: category`]),

  "that is a value, and each method of a client, has an example that is a program": (one) =>
    [one, ...one.members.filter(({ name, parameters }) => parameters?.length > 0 && CLIENT.test(name))]
      .filter(({ isValue, parameters }) => isValue || parameters !== undefined)
      .filter(({ tags }) => !/```js\n.*console\.log.*```/s.test(textOf(tags, "example")))
      .map(({ name }) => `${name}: example`),

  "that is a value has a source": ({ name, isValue, tags }) =>
    isValue && !textOf(tags, "see").includes("https://") ? [`${name}: source`] : [],

  "describes each parameter and the result": (one) =>
    functionsOf(one).flatMap(({ name, parameters, returns, tags }) => {
      const described = tags.filter((tag) => tag.name === "param").map((tag) => tag.text.split(" ")[0]);
      const missing = parameters.filter((parameter) => !described.includes(parameter)).map((parameter) => `${name}: ${parameter}`);
      return returns && textOf(tags, "returns") === "" ? [...missing, `${name}: result`] : missing;
    }),

  "names its errors by class and code": (one, { codes }) =>
    functionsOf(one).flatMap(({ name, parameters, tags }) => {
      const thrown = tags.filter((tag) => tag.name === "throws").map(({ text }) => text);
      const isTotal = parameters.length === 0 || OF_THE_HOST.includes(one.name) || TOTAL.includes(name);
      if (thrown.length === 0) return isTotal ? [] : [`${name}: errors`];
      const vague = thrown.filter((text) => !/^(PayauthError|TypeError) (as|with) |^every error /.test(text));
      const unknown = thrown.flatMap((text) => text.match(/ERR_[A-Z_]+/g) ?? []).filter((code) => !codes.includes(code));
      return [...vague, ...unknown].map((text) => `${name}: ${text}`);
    }),

  "says of each optional member what its default is": ({ members }) =>
    members.filter(({ isOptional, text }) => isOptional && !DEFAULT.test(text)).map(({ name, text }) => `${name}: ${text}`),

  "links to exports only": (one, { names }) =>
    [one, ...one.members].flatMap(({ name, text, tags }) =>
      [text, ...tags.map((tag) => tag.text)].flatMap((part) =>
        [...part.matchAll(/\{@link ([^\s}|]+)/g)]
          .map(([, target]) => target)
          .filter((target) => !target.startsWith("https://") && !names.has(target.split(".")[0]))
          .map((target) => `${name}: ${target}`),
      ),
    ),
};

/** Functions that throw nothing. */
const TOTAL = ["isPayauthError"];

function functionsOf(one) {
  return [one, ...one.members].filter(({ parameters }) => parameters !== undefined);
}

function isSentence(text) {
  return /^[A-Z\d`][^]{9,}?[.:;]/.test(text) && !text.startsWith("{@link");
}

function textOf(tags, name) {
  return tags.filter((tag) => tag.name === name).map(({ text }) => text).join("\n");
}

async function codes() {
  return [...(await readFile(join(root, "ERRORS.md"), "utf8")).matchAll(/^\| `(ERR_\w+)` \|/gm)].map(([, code]) => code);
}

/** Signs a message, and compares it with the text. */
function headersAndEventId(text, scheme, { signWebhook, verifyWebhook }) {
  const [, header] = /Header: (.*)/.exec(text);
  if (header.startsWith("none")) return;
  const [, path = ""] = /Event id: `([^`]+)`/.exec(text) ?? [];
  const hasId = text.includes("Event id: the header");
  const secret = text.includes("base64 after") ? `whsec_${"c2Vj".repeat(8)}` : "5e".repeat(32);
  const body = JSON.stringify(path.split(".").reduceRight((value, name) => (name === "*" ? [value] : { [name]: value }), "evt_1"));
  const keys = [body, `${body} `].map((body) => {
    const url = text.includes("the URL") ? { url: "https://shop.example/hook" } : {};
    const now = new Date(1_700_000_000_000);
    const headers = signWebhook(scheme, { body, now, secret, ...url, ...(hasId && { id: "msg_1" }) });
    same(Object.keys(headers).filter((name) => !header.includes(`\`${name}\``)), [], "headers that are not in the text");
    return verifyWebhook(scheme, { headers, body, now, secrets: [secret], ...url }).replayKey;
  });
  same(keys[0] === keys[1], path !== "" || hasId, "whether the replay key is made from an id");
}
