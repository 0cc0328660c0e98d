// Webhooks of Stripe in a route of SvelteKit.
import { MemoryStore, schemes, webhookHandler } from "payauth";
import { act } from "../../../act.mjs";

const secrets = (request, env) => [env?.STRIPE_WEBHOOK_SECRET];
const handle = webhookHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act);

export const POST = ({ request, platform }) => handle(request, platform?.env);
