// Webhooks of Stripe in a route of Next, on Workers by OpenNext.
import { MemoryStore, schemes, webhookHandler } from "payauth";
import { act } from "../../../act.mjs";

const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];

export const POST = webhookHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act);
