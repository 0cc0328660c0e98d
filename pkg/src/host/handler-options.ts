// Checks the options of a webhook handler when it is made, so that a mistake is found before the first message.

import * as check from "../check.js";
import type { Client } from "../client.js";
import { refuse, typeError } from "../errors.js";
import { ownMessage } from "../scheme.js";
import { MAX_MESSAGE } from "../scratch.js";
import { type Handshake, handshakeOf } from "./handshake.js";
import type { WebhookHandlerOptions, WebhookSender } from "./handler-types.js";
import { callable } from "./kept.js";
import { ONCE_OPTIONS, type OnceOptions } from "./once.js";
import { type Host, readHost } from "./options.js";
import type { ReceivingClient } from "./receive.js";

/** A handler's options, after they were checked. */
export interface CheckedHandler {
  readonly isScheme: boolean;
  readonly handshake: Handshake | undefined;
  readonly limit: number;
  readonly methods: readonly string[];
  readonly once: OnceOptions;
  readonly clock: Host["clock"];
}

const OWN = "secrets store url vars maxBytes methods verifyToken onSecret handshake onReject pastSecs futureSecs unsafeSkipTimestamp";
const NAMES: readonly string[] = /* @__PURE__ */ (() => OWN.split(" ").concat(ONCE_OPTIONS))();

export function readOptions<R, Env, Ctx>(
  sender: WebhookSender<R, Env, Ctx>,
  options: WebhookHandlerOptions<R, Env, Ctx>,
): CheckedHandler {
  check.options("options", options, NAMES);
  const { secrets, maxBytes = 1024 * 1024, methods = ["POST"], verifyToken, onSecret, handshake, onReject } = options;
  const once = Object.fromEntries(ONCE_OPTIONS.map((name) => [name, options[name]]));
  for (const [name, value] of Object.entries({ onReject, onSecret })) if (value !== undefined) callable(name, value);
  const isScheme = typeof sender !== "function" && !isClient(sender);
  // A client has secrets, but a scheme has no secrets.
  if (isScheme ? !Array.isArray(secrets) && typeof secrets !== "function" : secrets !== undefined) {
    throw typeError("secrets", isScheme ? "an array of secrets, or a function that returns one" : "undefined, because the client has its own secrets", secrets);
  }
  const row = isScheme ? handshakeOf(ownMessage("sender", sender), (sender as { name?: string }).name, handshake) : undefined;
  for (const [name, value, use] of [["verifyToken", verifyToken, row?.query], ["onSecret", onSecret, row?.header]] as const) {
    if (value !== undefined && use === undefined) throw refuse("ERR_OPTION", name, "is not used by this sender; leave it out");
  }
  if (!Array.isArray(methods)) throw typeError("methods", "an array", methods);
  if (methods.length === 0) throw refuse("ERR_OPTION", "methods", "the array is empty");
  // Platforms write methods in upper case, so a request would never have another method.
  const isMethod = (method: unknown, index: number): boolean => /^[A-Z][A-Z-]*$/.test(check.string(`methods[${index}]`, method));
  if (!methods.every(isMethod)) throw refuse("ERR_OPTION", "methods", "must be in upper case, such as POST");
  return {
    isScheme,
    handshake: row,
    limit: check.integer("maxBytes", maxBytes, 1, MAX_MESSAGE),
    methods,
    once,
    clock: readHost(once).clock,
  };
}

/** A client. It has the method `receive` if it has a clock. */
type Receiver = Pick<Client, "verifyWebhook"> & Partial<ReceivingClient>;

export function isClient(sender: unknown): sender is Receiver {
  return typeof (sender as { verifyWebhook?: unknown } | null | undefined)?.verifyWebhook === "function";
}
