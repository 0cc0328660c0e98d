// The completions that an editor offers for a definition and its client.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { same } from "../support/harness.mjs";
import { script } from "../tools/paths.mjs";

const DEFINITION = `import { defineProvider } from "payauth";
const acme = defineProvider({
  name: "acme",
  servers: { sandbox: "https://sandbox.acme.example", production: "https://api.acme.example" },
  credentials: { clientId: {}, clientSecret: {}, account: { public: true, optional: true } },
  auth: { bearer: "{token}" },
  alternatives: { signed: {} },
  token: { url: "/token", lifetime: 600 },
  endpoints: { "GET /x": { auth: "none" } },
});
const client = acme({ clientId: "a", clientSecret: "b", environment: "sandbox" });
`;

/** For each case, a program with `^` at the place of the cursor, and some of the completions that must be offered there. */
const CURSORS = {
  "the members of a definition": ["defineProvider({ name: \"x\", ^ })", ["alternatives", "auth", "credentials", "endpoints", "servers", "token", "webhook"]],
  "how a body is written": ["defineProvider({ name: \"x\", servers: {}, credentials: {}, auth: {}, body: \"^\" })", ["form", "json"]],
  "credentials and environment of a client": ["acme({ ^ })", ["account", "clientId", "clientSecret", "environment", "fetch", "tokenUrl", "webhookSecrets"]],
  "the environments": ["acme({ clientId: \"a\", clientSecret: \"b\", environment: \"^\" })", ["production", "sandbox"]],
  "the auth words": ["client.sign({ path: \"/\", now: new Date(), auth: \"^\" })", ["none", "signed"]],
  "the auth words of fetch": ["client.fetch(\"/\", { auth: \"^\" })", ["none", "signed"]],
  "the methods": ["client.^", ["dispose", "fetch", "readError", "receive", "sign", "token", "verifyWebhook"]],
};

export default async function ({ test, folder }) {
  const { default: ts } = await import(pathToFileURL(script("typescript-5/lib/typescript.js")));
  const file = join(folder, "completions.ts");
  for (const [what, [program, expected]] of Object.entries(CURSORS)) {
    test(`an editor offers ${what}`, () => {
      const text = DEFINITION + program;
      const at = text.indexOf("^", DEFINITION.length);
      const service = ts.createLanguageService(host(ts, file, text.slice(0, at) + text.slice(at + 1)));
      const offered = service.getCompletionsAtPosition(file, at, {})?.entries.map(({ name }) => name) ?? [];
      same(expected.filter((name) => !offered.includes(name)), [], `missing completions; offered are ${offered.slice(0, 40)}`);
    });
  }
}

function host(ts, file, text) {
  const options = { strict: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022 };
  return {
    getCompilationSettings: () => ({ ...options, lib: ["lib.es2023.d.ts", "lib.dom.d.ts"], types: [] }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => join(file, ".."),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
}
