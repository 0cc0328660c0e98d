// Programs that send the finished request. Each program sends exactly the bytes that were signed.

import { hex, utf8 } from "../lib/bytes.js";
import { bytesInJavaScript, javascript, shellPrint, shellWord } from "./quote.js";

/** The programs for a request of a provider. A program that reads the secrets from the environment does not contain them. */
export function requestPrograms(explained) {
  return [
    { title: "payauth", text: payauthProgram(explained), hasNoSecret: true },
    { title: "curl", text: curlProgram(explained.request), isSigned: true },
    { title: "fetch", text: fetchProgram(explained.request), isSigned: true },
  ];
}

/** The programs for a tag that is made with your key. */
export function ownPrograms({ key, mac, message }) {
  const bytes = message.bytes;
  return [
    { title: "payauth", text: ownProgram(key, mac, bytes), hasNoSecret: true },
    { title: "node:crypto", text: nodeProgram(key, mac, bytes), hasNoSecret: true },
    { title: "openssl", text: opensslProgram(key, mac, bytes) },
  ];
}

function fetchProgram({ url, method, headers, body }) {
  const fields = Object.entries(headers).map(([name, value]) => `    ${javascript(name)}: ${javascript(value)},`);
  const lines = [
    `const response = await fetch(${javascript(url)}, {`,
    `  method: ${javascript(method)},`,
    ...(fields.length ? ["  headers: {", ...fields, "  },"] : []),
    ...(body === undefined ? [] : [`  body: ${bytesInJavaScript(bytesOf(body))},`]),
    '  redirect: "manual",',
    "});",
    "console.log(response.status, await response.text());",
  ];
  return lines.join("\n");
}

function curlProgram({ url, method, headers, body }) {
  const words = [`curl ${word(url)}`, ...(body === undefined || method !== "POST" ? [`--request ${method}`] : [])];
  for (const [name, value] of Object.entries(headers)) words.push(`--header ${word(`${name}: ${value}`)}`);
  if (body === undefined) return words.join(" \\\n  ");
  const plain = shellWord(bytesOf(body));
  words.push(plain === undefined ? "--data-binary @-" : `--data-raw ${plain}`);
  return `${plain === undefined ? `${shellPrint(bytesOf(body))} |\n` : ""}${words.join(" \\\n  ")}`;
}

function payauthProgram({ provider, endpoint, environment, credentials, call }) {
  const { id } = provider;
  const options = Object.keys(credentials).map((name) => `  ${name}: process.env.${variable(id, name)},`);
  const client = [
    `const client = ${id}({`,
    ...options,
    ...(environment ? [`  environment: ${javascript(environment)},`] : []),
    "});",
  ];
  return [`import { ${id} } from "payauth";`, "", ...client, ...use(endpoint, call)].join("\n");
}

function use(endpoint, call) {
  if (endpoint.kind === "token") {
    return ["// client.fetch requests the token, keeps it and refreshes it early:", "const response = await client.fetch(\"/…\");"];
  }
  if (endpoint.kind === "parameters") {
    const sign = [`const signature = client.signParameters(${call.text});`, "const request = client.sign({"];
    return [...sign, `  path: ${javascript(call.path)},`, `  method: "POST",`, "  query: { signature },", ...NOW, SEND];
  }
  const rest = [
    ...(call.method ? [`  method: ${javascript(call.method)},`] : []),
    ...(call.body === undefined ? [] : [`  body: ${bytesInJavaScript(bytesOf(call.body))},`]),
    ...(call.idempotencyKey ? [`  idempotencyKey: ${javascript(call.idempotencyKey)}, // the same for every attempt`] : []),
  ];
  if (endpoint.needsToken) {
    return rest.length
      ? [`const response = await client.fetch(${javascript(call.path)}, {`, ...rest, "});"]
      : [`const response = await client.fetch(${javascript(call.path)});`];
  }
  return ["const request = client.sign({", `  path: ${javascript(call.path)},`, ...rest, ...NOW, SEND];
}

const NOW = ["  now: new Date(),", "});"];
const SEND = "const response = await fetch(request.url, request);";

/** The name of an environment variable, such as `DVPAY_API_SECRET`. */
function variable(id, name) {
  return `${id}_${name.replace(/[A-Z]/g, "_$&")}`.toUpperCase();
}

function ownProgram({ algorithm, encoding }, mac, bytes) {
  return [
    'import { hmacKey } from "payauth";',
    "",
    `const key = hmacKey({ algorithm: "${algorithm}", secret: process.env.SECRET, encoding: "${encoding}" });`,
    `console.log(key.sign(${bytesInJavaScript(bytes)}, "${mac.encoding}"));`,
  ].join("\n");
}

function nodeProgram({ algorithm, encoding }, mac, bytes) {
  const name = algorithm.replace("-", "").toLowerCase();
  return [
    'import { createHmac } from "node:crypto";',
    "",
    `const secret = Buffer.from(process.env.SECRET, "${encoding}");`,
    `const message = ${bytesInJavaScript(bytes)};`,
    `const tag = createHmac("${name}", secret).update(message).digest("${mac.encoding.toLowerCase().replace("_nopad", "")}");`,
    `console.log(tag${mac.encoding === "HEX" ? ".toUpperCase()" : ""});`,
  ].join("\n");
}

function opensslProgram({ algorithm, bytes: key }, mac, bytes) {
  const digest = `openssl dgst -${algorithm.replace("-", "").toLowerCase()} -mac HMAC -macopt hexkey:${hex(key)}`;
  return [`${shellPrint(bytes)} |`, `  ${digest} ${OPENSSL[mac.encoding]}`].join("\n");
}

const OPENSSL = {
  hex: "-r | cut -d' ' -f1",
  HEX: "-r | cut -d' ' -f1 | tr a-f A-F",
  base64: "-binary | openssl base64 -A",
  base64url: "-binary | openssl base64 -A | tr +/ -_",
  base64url_nopad: "-binary | openssl base64 -A | tr +/ -_ | tr -d =",
};

const word = (text) => shellWord(utf8(text));
const bytesOf = (body) => (typeof body === "string" ? utf8(body) : body);
