// Programs that send the finished request, or make its tag. Each program sends exactly the bytes that were signed.

import { utf8 } from "../lib/bytes.js";
import { bytesInJavaScript, javascript } from "./quote.js";

/** The programs for a request of a provider. A program that reads the secrets from the environment does not contain them. */
export function requestPrograms(explained) {
  return [
    { title: "payauth", text: payauthProgram(explained), hasNoSecret: true },
    { title: "curl", text: () => other("curl", explained.request), isSigned: true },
    { title: "fetch", text: () => other("fetch", explained.request), isSigned: true },
  ];
}

/** The programs for a tag that is made with your key. */
export function ownPrograms({ key, mac, message }) {
  const bytes = message.bytes;
  return [
    { title: "payauth", text: ownProgram(key, mac, bytes), hasNoSecret: true },
    { title: "node:crypto", text: () => other("node", key, mac, bytes), hasNoSecret: true },
    { title: "openssl", text: () => other("openssl", key, mac, bytes) },
  ];
}

/** A program without payauth. The programs are loaded when the user first chooses one. */
async function other(name, ...given) {
  const programs = await import("./others.js");
  return programs[name](...given);
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

const bytesOf = (body) => (typeof body === "string" ? utf8(body) : body);
