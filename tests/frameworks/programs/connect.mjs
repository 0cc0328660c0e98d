// A webhook server with Connect. Connect 3.7 itself throws for a URL such as `http://[`, which would end the process.

import connect from "connect";
import { createServer } from "node:http";
import { MemoryStore, schemes } from "payauth";
import { nodeHandler } from "payauth/node";
import { act, listening } from "./act.mjs";

const app = connect();
const secrets = () => [process.env.STRIPE_WEBHOOK_SECRET];
app.use("/webhooks/stripe", nodeHandler(schemes.stripe, { secrets, store: new MemoryStore() }, act));
const server = createServer((request, response) => {
  try {
    app(request, response);
  } catch {
    response.writeHead(400).end();
  }
});
server.listen(0, "127.0.0.1", () => listening(server));
