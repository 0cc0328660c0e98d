// Programs without payauth, which send the finished request or make its tag.

import { hex, utf8 } from "../lib/bytes.js";
import { bytesInJavaScript, javascript } from "./quote.js";
import { shellPrint, shellWord } from "./shell.js";

export function fetch({ url, method, headers, body }) {
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

export function curl({ url, method, headers, body }) {
  const words = [`curl ${word(url)}`, ...(body === undefined || method !== "POST" ? [`--request ${method}`] : [])];
  for (const [name, value] of Object.entries(headers)) words.push(`--header ${word(`${name}: ${value}`)}`);
  if (body === undefined) return words.join(" \\\n  ");
  const plain = shellWord(bytesOf(body));
  words.push(plain === undefined ? "--data-binary @-" : `--data-raw ${plain}`);
  return `${plain === undefined ? `${shellPrint(bytesOf(body))} |\n` : ""}${words.join(" \\\n  ")}`;
}

export function node({ algorithm, encoding }, mac, bytes) {
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

export function openssl({ algorithm, bytes: key }, mac, bytes) {
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
