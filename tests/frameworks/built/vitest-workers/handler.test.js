// The answers of a handler in workerd: to a message of Stripe, to its duplicate, to a forgery, to a parsed body, and if the function throws.

import { MemoryStore, schemes, webhookHandler } from "payauth";
import { expect, test } from "vitest";
import { body, headers, secret } from "./message.json"; // signed by Stripe's library

test("a handler answers as in other runtimes", async () => {
  expect(navigator.userAgent).toBe("Cloudflare-Workers");
  const calls = [];
  const act = (event, { json, attempt }) => {
    if (calls.push(attempt) === 1) throw new Error(`an error of the handler, for ${json().id}`);
  };
  const handle = webhookHandler(schemes.stripe, { secrets: [secret], store: new MemoryStore(), onReject: () => {} }, act);
  const request = (text) => new Request("https://shop.example", { method: "POST", headers, body: text });
  const post = async (text) => (await handle(request(text))).status;
  expect([await post(body), await post("{}"), await post(body), await post(body), calls.join()]).toEqual([503, 400, 200, 200, "1,2"]);
  const read = request(body);
  await read.json();
  expect((await handle(read)).status).toBe(500);
});
