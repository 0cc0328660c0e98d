// A webhook server with `node:http`.

import { createServer } from "node:http";
import { MemoryStore, schemes } from "payauth";
import { nodeHandler } from "payauth/node";
import { act, listening } from "./act.mjs";

const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];
const server = createServer(nodeHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act));
server.listen(0, "127.0.0.1", () => listening(server));
