// Every suite that runs in every runtime.

import auth from "./auth.mjs";
import bearer from "./bearer.mjs";
import boundaryAnswers from "./boundary/answers.mjs";
import boundaryCopies from "./boundary/copies.mjs";
import boundaryLong from "./boundary/long.mjs";
import boundaryRemains from "./boundary/leftovers.mjs";
import boundarySizes from "./boundary/sizes.mjs";
import boundaryViews from "./boundary/views.mjs";
import browser from "./browser.mjs";
import clock from "./clock.mjs";
import codecs from "./codecs.mjs";
import doorpay from "./doorpay.mjs";
import driverAnswers from "./driver/answers.mjs";
import driverClock from "./driver/clock.mjs";
import driverFailures from "./driver/failures.mjs";
import driverHosts from "./driver/hosts.mjs";
import driverOptions from "./driver/options.mjs";
import driverShown from "./driver/shown.mjs";
import driverStores from "./driver/stores.mjs";
import driverTokens from "./driver/tokens.mjs";
import driverUnauthorized from "./driver/unauthorized.mjs";
import dvpay from "./dvpay.mjs";
import environments from "./environments.mjs";
import explainApart from "./explain/separate-module.mjs";
import explainVectors from "./explain/vectors.mjs";
import hmac from "./hmac.mjs";
import idempotency from "./idempotency.mjs";
import input from "./input.mjs";
import jsonBody from "./json-body.mjs";
import memory from "./memory.mjs";
import oracle from "./differential.mjs";
import ownFields from "./reserved-fields.mjs";
import params from "./params.mjs";
import path from "./path.mjs";
import servers from "./servers.mjs";
import rateLimit from "./rate-limit.mjs";
import request from "./request.mjs";
import secrets from "./redaction.mjs";
import unread from "./unread-secrets.mjs";
import types from "./type-confusion.mjs";
import tokenAnswers from "./token/answers.mjs";
import tokenMachine from "./token/machine.mjs";
import tokenOdd from "./token/impossible-answers.mjs";
import tokenState from "./token/state.mjs";
import torture from "./competitor-bugs.mjs";
import webhookAbsent from "./webhook/absent.mjs";
import webhookBodies from "./webhook/bodies.mjs";
import webhookCatalogue from "./webhook/catalogue.mjs";
import webhookConstants from "./webhook/constants.mjs";
import webhookDefine from "./webhook/define.mjs";
import webhookEvidence from "./webhook/evidence.mjs";
import webhookHeaders from "./webhook/headers.mjs";
import webhookHostile from "./webhook/hostile.mjs";
import webhookIdentity from "./webhook/identity.mjs";
import webhookMatrix from "./webhook/matrix.mjs";
import webhookMemory from "./webhook/memory.mjs";
import webhookOutcomes from "./webhook/outcomes.mjs";
import webhookProviders from "./webhook/providers.mjs";
import webhookReceive from "./webhook/receive.mjs";
import webhookRotation from "./webhook/rotation.mjs";
import webhookTorture from "./webhook/competitor-bugs.mjs";
import webhookVectors from "./webhook/vectors.mjs";
import webhookWindow from "./webhook/window.mjs";

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
