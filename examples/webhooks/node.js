// A Node server that receives webhooks at /webhooks/<provider>. GET /done lists the handled messages.

import { createServer } from "node:http";
import { receiver } from "./receive.js";

const { answer } = receiver(process.env);

// The timeouts end requests that do not arrive completely.
const server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000 }, async (request, response) => {
  const { method, url, headers } = request;
  // Pass the raw body; no parser may read it before. The request is not destroyed, so that the server can still
  // answer it.
  const { status, body } = await answer(() => ({ method, url, headers, body: request.iterator({ destroyOnReturn: false }) }));
  response.writeHead(status, status === 413 ? { Connection: "close" } : {}).end(body);
});
server.listen(process.env.PORT ?? 8080, "127.0.0.1", () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}`),
);
