// A webhook server with Hono, in Node.

import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { MemoryStore, schemes, webhookHandler } from "payauth";
import { act, listening } from "./act.mjs";

const app = new Hono();
const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];
const handle = webhookHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act);
app.all("/webhooks/stripe", (c) => handle(c.req.raw));
app.post("/webhooks/parsed", async (c) => (await c.req.raw.json(), handle(c.req.raw)));
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => listening(server));
