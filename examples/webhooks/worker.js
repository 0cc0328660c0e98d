// A Cloudflare Worker that receives webhooks at /webhooks/<provider>; GET /done tells what was done.
//
// Each isolate remembers replays by itself; for all of them together, keep them in a Durable Object.

import { receiver } from "./receive.js";

let own;

export default {
  async fetch(request, env) {
    own ??= receiver(env);
    const { status, body } = await own.answer(() => request);
    return new Response(body, { status });
  },
};
