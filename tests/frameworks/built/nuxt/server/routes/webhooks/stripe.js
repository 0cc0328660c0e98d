// Webhooks of Stripe in a server route of Nuxt.
import { defineEventHandler, toWebRequest } from "h3";
import { MemoryStore, schemes, webhookHandler } from "payauth";
import { act } from "../../act.mjs";

const secrets = (request, env) => [env?.STRIPE_WEBHOOK_SECRET ?? process.env.STRIPE_WEBHOOK_SECRET];
const handle = webhookHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act);

export default defineEventHandler((event) => handle(toWebRequest(event), event.context.cloudflare?.env));
