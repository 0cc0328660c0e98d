// Every case that runs in every runtime.

import { Cases } from "./harness.mjs";
import hmac from "./suite/hmac.mjs";

/** @param host - what only this runtime can give: its name, and `node:crypto` where there is one */
export function collect(host) {
  const cases = new Cases();
  for (const suite of [hmac]) suite({ test: cases.test, host });
  return cases;
}
