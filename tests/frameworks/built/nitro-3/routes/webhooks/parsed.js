// Reads the body before the handler does. The handler is from another entry.

import { schemes, webhookHandler } from "payauth/webhooks";
import { act } from "../../act.mjs";

const secrets = (request, env) => [env?.STRIPE_WEBHOOK_SECRET ?? process.env.STRIPE_WEBHOOK_SECRET];
const handle = webhookHandler(schemes.stripe, { secrets }, act);

export default async ({ req }) => (await req.json(), handle(req, req.runtime?.cloudflare?.env));
