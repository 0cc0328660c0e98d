// A Cloudflare Worker that receives webhooks at /webhooks/<provider>. GET /done lists the handled messages.
//
// Each isolate remembers only its own messages. To share them between all isolates, use a store in a Durable Object.

import { receiver } from "./receive.js";

let own;

export default {
  async fetch(request, env) {
    own ??= receiver(env);
    const { status, body } = await own.answer(() => request);
    return new Response(body, { status });
  },
};
