// A Worker with Hono, built by vite. In production the store would be a Durable Object.

import { Hono } from "hono";
import { MemoryStore, schemes, webhookHandler } from "payauth";
import { act } from "./act.mjs";

const store = new MemoryStore();
const secrets = (request, env) => [env.STRIPE_WEBHOOK_SECRET];
const handle = webhookHandler(schemes.stripe, { secrets, store }, act);
const app = new Hono();
app.all("/webhooks/stripe", (c) => handle(c.req.raw, c.env));
app.post("/webhooks/parsed", async (c) => (await c.req.raw.json(), handle(c.req.raw, c.env)));
export default app;
