// A Worker that makes its client inside the handler, as Workers do: `/?key=…` makes a call with the credentials of that
// name, `&waitUntil` puts refreshes under the request's `waitUntil`.

import { wakapay } from "payauth";

export default {
  async fetch(request, env, ctx) {
    const { searchParams } = new URL(request.url);
    const client = wakapay({
      apiKey: searchParams.get("key"),
      apiSecret: "waka_sandbox_secret",
      environment: "test",
      baseUrl: searchParams.get("baseUrl"),
      tokenTimeoutMs: 500,
      ...(searchParams.has("waitUntil") && { waitUntil: (work) => ctx.waitUntil(work) }),
    });
    try {
      const response = await client.fetch("/business/balance?currency=USD");
      return new Response(await response.text(), { status: response.status });
    } catch (error) {
      return new Response(String(error), { status: 599 });
    }
  },
};
