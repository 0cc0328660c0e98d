// A webhook server with Express 4, with routes before and after the JSON parser.

import express from "express-4";
import { MemoryStore, schemes } from "payauth";
import { nodeHandler } from "payauth/node";
import { act, listening } from "./act.mjs";

const app = express();
const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];
const handle = nodeHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act);
app.all("/webhooks/stripe", handle);
app.post("/webhooks/raw", express.raw({ type: "*/*", limit: "2mb" }), handle);
app.use(express.json());
app.post("/webhooks/parsed", handle);
const server = app.listen(0, "127.0.0.1", () => listening(server));
