// A Worker with Hono, in workerd. In production, use a store in Durable Objects instead of the memory.

import { Hono } from "hono";
import { MemoryStore, schemes, webhookHandler } from "payauth";
import { act } from "./act.mjs";

const store = new MemoryStore();
const secrets = (request, env) => [env.STRIPE_WEBHOOK_SECRET ?? "whsec_of_the_frameworks"];
const handle = webhookHandler(schemes.stripe, { secrets, store }, act);
const app = new Hono();
app.all("/webhooks/stripe", (c) => handle(c.req.raw, c.env));
export default app;
