// Webhooks of Stripe in a route of Nitro 3, whose events have a Request.
import { MemoryStore, schemes, webhookHandler } from "payauth";
import { act } from "../../act.mjs";

const secrets = (request, env) => [env?.STRIPE_WEBHOOK_SECRET ?? process.env.STRIPE_WEBHOOK_SECRET];
const handle = webhookHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act);

export default ({ req }) => handle(req, req.runtime?.cloudflare?.env);
