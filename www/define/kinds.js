// The two kinds of definitions: schemes and providers. Each kind has an example, a JSON Schema, and a program that uses the definition.

import { DEFINITION } from "../message/senders.js";
import schema from "./provider.schema.json";

const PROVIDER = {
  name: "acme",
  servers: { sandbox: "https://sandbox.acme.example", production: "https://api.acme.example" },
  credentials: { apiKey: {}, apiSecret: {} },
  auth: {
    headers: { "X-Api-Key": "{apiKey}" },
    signature: {
      secret: "{apiSecret}",
      scheme: {
        hash: "sha256",
        message: "{timestamp}{method}{target}{body}",
        encoding: "hex",
        timestamp: { format: "unix" },
        headers: { "X-Timestamp": "{timestamp}", "X-Signature": "{signature}" },
      },
    },
  },
  idempotency: { header: "Idempotency-Key" },
  errors: { message: "error.message", code: "error.code" },
};

/** The JSON Schema of a scheme, which is a part of the schema of a provider: its `webhook`. */
const schemeSchema = schema.properties.webhook.properties.scheme.oneOf.find(({ properties }) => properties);

export const KINDS = {
  provider: {
    title: "A provider",
    text: JSON.stringify(PROVIDER, null, 2),
    schema,
    program: (text, credentials) =>
      [
        'import { defineProvider } from "payauth";',
        "",
        `const provider = defineProvider(${text});`,
        "const client = provider({",
        ...Object.keys(credentials).map((name) => `  ${name}: process.env.${variable(name)},`),
        `  environment: ${JSON.stringify(Object.keys(JSON.parse(text).servers)[0])},`,
        "});",
        'const response = await client.fetch("/v1/payments", {',
        '  method: "POST",',
        "  body: { amount: 500 },",
        "});",
      ].join("\n"),
  },
  scheme: {
    title: "A scheme",
    text: DEFINITION,
    schema: schemeSchema,
    program: (text) =>
      [
        'import { defineScheme, webhookHandler } from "payauth";',
        "",
        `const scheme = defineScheme(${text});`,
        "const secrets = () => [process.env.WEBHOOK_SECRET];",
        "",
        "export const POST = webhookHandler(",
        "  scheme,",
        "  { secrets },",
        '  async (event, { json }) => console.log("received", json()),',
        ");",
      ].join("\n"),
  },
};

const variable = (name) => name.replace(/[A-Z]/g, "_$&").toUpperCase();
