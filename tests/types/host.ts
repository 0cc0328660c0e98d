// The host's own types pass without a cast.

import { dvpay, doorpay, hmacKey } from "payauth";

const dv = dvpay({ apiKey: "key", apiSecret: "secret" });
const door = doorpay({ apiKey: "dp_test_key", apiSecret: "sk_test_secret", environment: "sandbox" });

export async function send(): Promise<boolean> {
  const request = dv.sign({
    path: "/api/v1/payment-gateway/order/create",
    query: new URLSearchParams({ verbose: "yes" }),
    headers: new Headers({ Accept: "application/json" }),
    body: new Uint8Array(2),
    now: new Date(),
  });
  const response = await fetch(request.url, request);
  return door.readVersion(response.headers).changed;
}

export function whole(): Request {
  const request = door.sign({ path: "/orders", now: new Date() });
  return new Request(request.url, request);
}

export async function tag(file: Blob): Promise<string> {
  return hmacKey({ algorithm: "SHA-512", secret: "Jefe" }).sign(new Uint8Array(await file.arrayBuffer()));
}
