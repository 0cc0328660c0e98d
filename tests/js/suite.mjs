// Every case that runs in every runtime.

import { Cases } from "./harness.mjs";
import auth from "./suite/auth.mjs";
import bearer from "./suite/bearer.mjs";
import browser from "./suite/browser.mjs";
import clock from "./suite/clock.mjs";
import codecs from "./suite/codecs.mjs";
import doorpay from "./suite/doorpay.mjs";
import driverFailures from "./suite/driver/failures.mjs";
import driverStores from "./suite/driver/stores.mjs";
import driverTokens from "./suite/driver/tokens.mjs";
import driverUnauthorized from "./suite/driver/unauthorized.mjs";
import dvpay from "./suite/dvpay.mjs";
import hmac from "./suite/hmac.mjs";
import idempotency from "./suite/idempotency.mjs";
import jsonBody from "./suite/json-body.mjs";
import memory from "./suite/memory.mjs";
import oracle from "./suite/oracle.mjs";
import path from "./suite/path.mjs";
import rateLimit from "./suite/rate-limit.mjs";
import request from "./suite/request.mjs";
import secrets from "./suite/secrets.mjs";
import tokenAnswers from "./suite/token/answers.mjs";
import tokenMachine from "./suite/token/machine.mjs";
import tokenState from "./suite/token/state.mjs";
import torture from "./suite/torture.mjs";

const SUITES = [
  hmac,
  auth,
  codecs,
  path,
  request,
  jsonBody,
  idempotency,
  rateLimit,
  clock,
  tokenMachine,
  tokenAnswers,
  tokenState,
  driverTokens,
  driverUnauthorized,
  driverFailures,
  driverStores,
  torture,
  dvpay,
  doorpay,
  bearer,
  browser,
  secrets,
  oracle,
  memory,
];

/** @param host - what only this runtime can give: `env`, the newest `wasm` instance, parts of Node where it has them */
export function collect(host) {
  const cases = new Cases();
  for (const suite of SUITES) suite({ test: cases.test, host });
  return cases;
}
