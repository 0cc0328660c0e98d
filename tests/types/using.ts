// Keys and clients that are declared with `using` are disposed at the end of their block.

import { doorpay, dvpay, hmacKey } from "payauth";

export function balance(): string {
  using key = hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
  using dv = dvpay({ apiKey: "key", apiSecret: "secret" });
  using door = doorpay({ apiKey: "dp_test_key", apiSecret: "sk_test_secret", environment: "sandbox" });
  const request = dv.sign({ path: "/api/v1/payment-gateway/balance-inquiry", now: new Date(0) });
  return key.sign(request.url + door.page().size);
}
