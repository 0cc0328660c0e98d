// A webhook server with Fastify, with payauth's plugin, and with a route whose body Fastify has parsed.

import Fastify from "fastify";
import { MemoryStore, schemes } from "payauth";
import { fastifyPlugin, nodeHandler } from "payauth/node";
import { act, listening } from "./act.mjs";

const fastify = Fastify();
const options = { secrets: () => [process.env.STRIPE_WEBHOOK_SECRET], store: new MemoryStore() };
fastify.register(fastifyPlugin(schemes.stripe, options, act), { prefix: "/webhooks/stripe" });
const parsed = nodeHandler(schemes.stripe, options, act);
fastify.post("/webhooks/parsed", (request, reply) => (reply.hijack(), parsed(request.raw, reply.raw)));
fastify.post("/json", async (request) => request.body);
await fastify.listen({ port: 0, host: "127.0.0.1" });
listening(fastify.server);
