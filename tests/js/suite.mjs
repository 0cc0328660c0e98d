// Every case that runs in every runtime.

import { Cases } from "./harness.mjs";
import auth from "./suite/auth.mjs";
import codecs from "./suite/codecs.mjs";
import doorpay from "./suite/doorpay.mjs";
import dvpay from "./suite/dvpay.mjs";
import hmac from "./suite/hmac.mjs";

const SUITES = [hmac, auth, codecs, dvpay, doorpay];

/** @param host - what only this runtime can give: `env`, the newest `wasm` instance, parts of Node where it has them */
export function collect(host) {
  const cases = new Cases();
  for (const suite of SUITES) suite({ test: cases.test, host });
  return cases;
}
