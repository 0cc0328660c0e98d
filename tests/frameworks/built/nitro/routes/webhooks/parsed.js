// Reads the body before the handler does. The handler is from another entry.

import { defineEventHandler, toWebRequest } from "h3";
import { schemes, webhookHandler } from "payauth/webhooks";
import { act } from "../../act.mjs";

const secrets = (request, env) => [env?.STRIPE_WEBHOOK_SECRET ?? process.env.STRIPE_WEBHOOK_SECRET];
const handle = webhookHandler(schemes.stripe, { secrets }, act);

export default defineEventHandler(async (event) => {
  const request = toWebRequest(event);
  await request.json();
  return handle(request, event.context.cloudflare?.env);
});
