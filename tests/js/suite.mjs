// Every suite that runs in every runtime.

import auth from "./suite/auth.mjs";
import bearer from "./suite/bearer.mjs";
import boundaryAnswers from "./suite/boundary/answers.mjs";
import boundaryCopies from "./suite/boundary/copies.mjs";
import boundaryLong from "./suite/boundary/long.mjs";
import boundaryRemains from "./suite/boundary/remains.mjs";
import boundarySizes from "./suite/boundary/sizes.mjs";
import boundaryViews from "./suite/boundary/views.mjs";
import browser from "./suite/browser.mjs";
import clock from "./suite/clock.mjs";
import codecs from "./suite/codecs.mjs";
import doorpay from "./suite/doorpay.mjs";
import driverAnswers from "./suite/driver/answers.mjs";
import driverClock from "./suite/driver/clock.mjs";
import driverFailures from "./suite/driver/failures.mjs";
import driverHosts from "./suite/driver/hosts.mjs";
import driverOptions from "./suite/driver/options.mjs";
import driverShown from "./suite/driver/shown.mjs";
import driverStores from "./suite/driver/stores.mjs";
import driverTokens from "./suite/driver/tokens.mjs";
import driverUnauthorized from "./suite/driver/unauthorized.mjs";
import dvpay from "./suite/dvpay.mjs";
import environments from "./suite/environments.mjs";
import explainApart from "./suite/explain/apart.mjs";
import explainVectors from "./suite/explain/vectors.mjs";
import hmac from "./suite/hmac.mjs";
import idempotency from "./suite/idempotency.mjs";
import input from "./suite/input.mjs";
import jsonBody from "./suite/json-body.mjs";
import memory from "./suite/memory.mjs";
import oracle from "./suite/oracle.mjs";
import ownFields from "./suite/own-fields.mjs";
import params from "./suite/params.mjs";
import path from "./suite/path.mjs";
import servers from "./suite/servers.mjs";
import rateLimit from "./suite/rate-limit.mjs";
import request from "./suite/request.mjs";
import secrets from "./suite/secrets.mjs";
import unread from "./suite/unread.mjs";
import types from "./suite/types.mjs";
import tokenAnswers from "./suite/token/answers.mjs";
import tokenMachine from "./suite/token/machine.mjs";
import tokenOdd from "./suite/token/odd.mjs";
import tokenState from "./suite/token/state.mjs";
import torture from "./suite/torture.mjs";
import webhookAbsent from "./suite/webhook/absent.mjs";
import webhookBodies from "./suite/webhook/bodies.mjs";
import webhookCatalogue from "./suite/webhook/catalogue.mjs";
import webhookConstants from "./suite/webhook/constants.mjs";
import webhookDefine from "./suite/webhook/define.mjs";
import webhookEvidence from "./suite/webhook/evidence.mjs";
import webhookHeaders from "./suite/webhook/headers.mjs";
import webhookHostile from "./suite/webhook/hostile.mjs";
import webhookIdentity from "./suite/webhook/identity.mjs";
import webhookMatrix from "./suite/webhook/matrix.mjs";
import webhookMemory from "./suite/webhook/memory.mjs";
import webhookOutcomes from "./suite/webhook/outcomes.mjs";
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
  params,
  ownFields,
  servers,
  environments,
  request,
  jsonBody,
  input,
  idempotency,
  rateLimit,
  clock,
  tokenMachine,
  tokenAnswers,
  tokenOdd,
  tokenState,
  driverTokens,
  driverUnauthorized,
  driverStores,
  driverAnswers,
  driverClock,
  driverHosts,
  driverOptions,
  driverShown,
  torture,
  dvpay,
  doorpay,
  bearer,
  browser,
  webhookAbsent,
  webhookBodies,
  webhookCatalogue,
  webhookConstants,
  webhookDefine,
  webhookEvidence,
  webhookHeaders,
  webhookHostile,
  webhookIdentity,
  webhookMatrix,
  webhookMemory,
  webhookOutcomes,
  webhookProviders,
  webhookReceive,
  webhookRotation,
  webhookTorture,
  webhookVectors,
  webhookWindow,
  explainApart,
  explainVectors,
  types,
  secrets,
  unread,
  oracle,
  memory,
  // These end instances, and with them the keys that others hold.
  boundaryAnswers,
  boundaryCopies,
  boundaryLong,
  boundaryRemains,
  boundarySizes,
  boundaryViews,
  driverFailures,
];
