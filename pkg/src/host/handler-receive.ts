// Verifies the messages of a webhook handler.

import { typeError } from "../errors.js";
import type { Scheme } from "../scheme.js";
import { type VerifyOptions, verifyWebhook, type WebhookDelivery, type WebhookSecret } from "../webhook.js";
import { isClient, type Receiver } from "./handler-options.js";

type Secrets = readonly WebhookSecret[];

/**
 * Makes a function that returns the client for a message. For a scheme, this function gets the secrets; otherwise it gets the client of
 * the caller.
 */
export function receiver(sender: unknown, isScheme: boolean): (given: unknown) => Receiver {
  let last: Secrets = [];
  /** Returns the last array if the passed array has the same texts, because the keys of the last array are cached. */
  const kept = (given: Secrets): Secrets => {
    const isSame = (text: WebhookSecret, index: number): boolean => typeof text === "string" && text === given[index];
    return Array.isArray(given) && given.length === last.length && last.every(isSame) ? last : (last = given);
  };
  return (given) => {
    if (isScheme) {
      const withSecrets = (delivery: WebhookDelivery): VerifyOptions => Object.assign(delivery, { secrets: kept(given as Secrets) });
      return { verifyWebhook: (delivery) => verifyWebhook(sender as Scheme, withSecrets(delivery)) };
    }
    if (isClient(given)) return given;
    throw typeError("sender", "a client from the function that you passed", given);
  };
}
