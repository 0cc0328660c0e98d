// Checks the options of a webhook handler when it is made, so that a mistake is found before the first message.

import * as check from "../check.js";
import type { Client } from "../client.js";
import { DELIVERY, pushVars, readWindow } from "../delivery.js";
import { refuse, typeError } from "../errors.js";
import { ownMessage, schemeLooks } from "../scheme.js";
import { MAX_MESSAGE } from "../scratch.js";
import { secretLines } from "../webhook.js";
import { type Handshake, handshakeOf, ownTag } from "./handshake.js";
import type { WebhookHandlerOptions, WebhookSender } from "./handler-types.js";
import { atomic } from "./kept.js";
import { ONCE_OPTIONS, type OnceRule, readRule } from "./once.js";
import { functions, type Host, readHost } from "./options.js";
import type { ReceivingClient } from "./receive.js";

/** A handler's options, after they were checked. */
export interface CheckedHandler {
  readonly isScheme: boolean;
  readonly handshake: Handshake;
  readonly limit: number;
  readonly methods: readonly string[];
  readonly host: Host;
  readonly rule: OnceRule;
}

/** The names of the options. The message and the time are not options. */
const OWN = "secrets store maxBytes methods verifyToken onSecret handshake onReject";
const NAMES: readonly string[] = /* @__PURE__ */ (() => OWN.split(" ").concat(DELIVERY.slice(4), ONCE_OPTIONS))();

export function readOptions<R, Env, Ctx>(
  sender: WebhookSender<R, Env, Ctx>,
  options: WebhookHandlerOptions<R, Env, Ctx>,
): CheckedHandler {
  const given = check.options("options", options, NAMES);
  const { maxBytes = 2 ** 20, methods = ["POST"] } = options;
  functions(given, ["onReject", "onSecret"]);
  const { store: _, ...ofHost } = given;
  const host = readHost(ofHost);
  const isScheme = typeof sender !== "function" && !isClient(sender);
  refuseSecrets(options.secrets, isScheme);
  if (isScheme) schemeLooks("sender", sender);
  const handshake = readHandshake(sender, given, isScheme);
  readWindow(given);
  for (const [name, read] of Object.entries(VALUES)) {
    if (given[name] !== undefined && typeof given[name] !== "function") read(given[name]);
  }
  if (!Array.isArray(methods)) throw typeError("methods", "an array of strings", methods);
  // Platforms write methods in upper case, so a request would never have another method.
  const isMethod = (method: unknown, index: number): boolean => /^[A-Z][A-Z-]*$/.test(check.string(`methods[${index}]`, method));
  if (methods.length === 0 || !Array.from(methods, isMethod).every(Boolean)) {
    throw refuse("ERR_OPTION", "methods", "must be one or more methods in upper case, such as POST");
  }
  const limit = check.integer("maxBytes", maxBytes, 1, MAX_MESSAGE);
  return { isScheme, handshake, limit, methods, host, rule: readRule(options) };
}

/** The checks of the options that may also be functions. */
const VALUES: { readonly [name: string]: (value: unknown) => unknown } = {
  store: atomic,
  url: (url) => check.line("url", url),
  vars: (vars) => pushVars([], vars),
  verifyToken: ownTag,
};

/** A client has secrets, but a scheme has no secrets. */
function refuseSecrets(secrets: unknown, isScheme: boolean): void {
  if (isScheme ? !Array.isArray(secrets) && typeof secrets !== "function" : secrets !== undefined) {
    const expected = isScheme ? "an array of secrets, or a function that returns this array" : "no value, because the client has its own secrets";
    throw typeError("secrets", expected, secrets);
  }
  if (Array.isArray(secrets) && secrets.length > 0) secretLines("secrets", Array.from(secrets, presentSecret));
}

/**
 * Replaces a missing secret, so that the handler can be made: a build may load the module of a handler without the environment variables.
 * Each message then reports the missing secret.
 */
function presentSecret(given: unknown): unknown {
  if (given === undefined) return "missing";
  return check.isPlainObject(given) && given["secret"] === undefined ? { ...given, secret: "missing" } : given;
}

function readHandshake(sender: unknown, given: Record<string, unknown>, isScheme: boolean): Handshake {
  if (!isScheme && given["handshake"] !== undefined) throw refuse("ERR_OPTION", "handshake", "needs a scheme; with a client, leave it out");
  const row: Handshake = (isScheme && handshakeOf(ownMessage("sender", sender), (sender as { name: string }).name, given["handshake"])) || {};
  for (const [name, by] of [["verifyToken", "meta"], ["onSecret", "asana"]] as const) {
    const detail = `is only for the scheme \`${by}\` and for \`handshake: "${by}"\``;
    if (given[name] !== undefined && row[name] === undefined) throw refuse("ERR_OPTION", name, detail);
  }
  return row;
}

/** A client. It has the method `receive` if it has a clock. */
export type Receiver = Pick<Client, "verifyWebhook"> & Partial<ReceivingClient>;

export function isClient(sender: unknown): sender is Receiver {
  return typeof (sender as { verifyWebhook?: unknown } | null | undefined)?.verifyWebhook === "function";
}
