// A webhook server in Deno.

import { MemoryStore, schemes, webhookHandler } from "payauth";
import { act } from "./act.mjs";

const secrets = () => [Deno.env.get("STRIPE_WEBHOOK_SECRET")];
const onListen = ({ port }) => console.log(`address: http://127.0.0.1:${port}`);
Deno.serve({ port: 0, hostname: "127.0.0.1", onListen }, webhookHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act));
