// A webhook server in Bun.

import { MemoryStore, schemes, webhookHandler } from "payauth";
import { act } from "./act.mjs";

const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];
const fetch = webhookHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act);
const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch });
console.log(`address: http://127.0.0.1:${server.port}`);
