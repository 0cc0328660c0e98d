// The signers that are compared. Each signer signs a text with HMAC-SHA256, and returns hex digits.

import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { createHMAC, createSHA256 } from "hash-wasm";
import * as payauth from "payauth";
import { headerSet, oneShot, REFUND, SECRET, tag, texts } from "./own.mjs";

const encoder = new TextEncoder();

/** The contenders for messages of `length` bytes. All contenders are compared with the first contender. */
export async function signers(length, { createHmac }) {
  const messages = texts(length);
  const over = (sign) => sign && ((call) => sign(messages[call % messages.length]));
  const contenders = [
    { name: "payauth", call: over(tag(payauth)) },
    { name: "payauth one-shot", call: over(oneShot(payauth)) },
    { name: "createHmac", call: createHmac && over((message) => recipeSignature(createHmac, message)) },
    { name: "subtle.sign", call: over(await subtle()) },
    { name: "@noble/hashes", call: over((message) => bytesToHex(hmac(sha256, encoder.encode(SECRET), encoder.encode(message)))) },
    { name: "hash-wasm", call: over(await hashWasm()) },
  ].filter(({ call }) => call);
  await agree(contenders);
  return contenders;
}

/** Signs a message as the recipe on DVPay's page does. */
export function recipeSignature(createHmac, message) {
  const hmac = createHmac("sha256", SECRET);
  hmac.update(message);
  return hmac.digest("hex");
}

async function subtle() {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(SECRET), algorithm, false, ["sign"]);
  return async (message) => bytesToHex(new Uint8Array(await crypto.subtle.sign(algorithm, key, encoder.encode(message))));
}

/** hash-wasm in its fastest form, with one object for all messages. `undefined` if the host cannot compile a module from bytes. */
async function hashWasm() {
  try {
    const hasher = await createHMAC(createSHA256(), SECRET);
    return (message) => hasher.init().update(message).digest("hex");
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
}

/** Fails if a contender returns a wrong tag. */
async function agree(contenders) {
  const tags = await Promise.all(contenders.map(({ call }) => call(0)));
  const other = tags.findIndex((tag) => tag !== tags[0]);
  if (other >= 0) throw new Error(`${contenders[other].name} returns another tag than ${contenders[0].name}`);
}

/** All header fields of a DVPay refund: made by payauth, with its checks, and made by the recipe of DVPay's page. */
export function headerSets({ createHmac }) {
  return [
    { name: "payauth", call: headerSet(payauth) },
    { name: "recipe", call: () => recipe(createHmac, JSON.stringify(REFUND.body), REFUND.idempotencyKey) },
  ];
}

function recipe(createHmac, body, idempotencyKey) {
  const timestamp = Math.floor(Date.now() / 1000);
  return {
    "X-Api-Key": "your-api-key",
    "X-Timestamp": timestamp.toString(),
    "X-Signature": recipeSignature(createHmac, body + timestamp.toString()),
    "X-Idempotent-Key": idempotencyKey,
    "Content-Type": "application/json",
  };
}
