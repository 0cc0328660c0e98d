/**
 * Webhook handlers for Node: `node:http`, Express, Connect, Nest, Fastify and AWS Lambda.
 *
 * @module payauth/node
 */

export { type FastifyLike, type FastifyReplyLike, type FastifyRequestLike, fastifyPlugin } from "./host/fastify.js";
export type { PerRequest, WebhookFunction, WebhookHandlerOptions } from "./host/handler-types.js";
export type { WebhookMessage, WebhookProblem, WebhookReply, WebhookSender } from "./host/handler-types.js";
export { type LambdaAnswer, type LambdaEvent, lambdaHandler } from "./host/lambda.js";
export type { NodeRequest } from "./host/node-body.js";
export { type NodeResponse, nodeHandler } from "./host/node-handler.js";
