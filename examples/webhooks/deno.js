// A Deno server that receives webhooks at /webhooks/<provider>. GET /done lists the handled messages.

import { receiver } from "./receive.js";

const { answer } = receiver(Deno.env.toObject());

Deno.serve({ hostname: "127.0.0.1", port: Number(Deno.env.get("PORT") ?? 8080), onListen }, async (request) => {
  const { status, body } = await answer(() => request);
  return new Response(body, { status });
});

function onListen({ port }) {
  console.log(`listening on http://127.0.0.1:${port}`);
}
