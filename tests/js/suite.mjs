// Every suite that runs in every runtime.

import auth from "./suite/auth.mjs";
import browser from "./suite/browser.mjs";
import codecs from "./suite/codecs.mjs";
import doorpay from "./suite/doorpay.mjs";
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
import types from "./suite/types.mjs";
import webhookBodies from "./suite/webhook/bodies.mjs";
import webhookCatalogue from "./suite/webhook/catalogue.mjs";
import webhookDefine from "./suite/webhook/define.mjs";
import webhookEvidence from "./suite/webhook/evidence.mjs";
import webhookHeaders from "./suite/webhook/headers.mjs";
import webhookMatrix from "./suite/webhook/matrix.mjs";
import webhookMemory from "./suite/webhook/memory.mjs";
import webhookProviders from "./suite/webhook/providers.mjs";
import webhookReceive from "./suite/webhook/receive.mjs";
import webhookRotation from "./suite/webhook/rotation.mjs";
import webhookTorture from "./suite/webhook/torture.mjs";
import webhookVectors from "./suite/webhook/vectors.mjs";
import webhookWindow from "./suite/webhook/window.mjs";

export const SUITES = [
  hmac,
  auth,
  codecs,
  path,
  request,
  jsonBody,
  idempotency,
  rateLimit,
  dvpay,
  doorpay,
  browser,
  webhookBodies,
  webhookCatalogue,
  webhookDefine,
  webhookEvidence,
  webhookHeaders,
  webhookMatrix,
  webhookMemory,
  webhookProviders,
  webhookReceive,
  webhookRotation,
  webhookTorture,
  webhookVectors,
  webhookWindow,
  types,
  secrets,
  oracle,
  memory,
];
