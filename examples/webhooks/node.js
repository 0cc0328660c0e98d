// A Node server that receives webhooks at /webhooks/<provider>; GET /done tells what was done.

import { createServer } from "node:http";
import { receiver } from "./receive.js";

const { answer } = receiver(process.env);

// A sender that does not finish is not waited for.
const server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000 }, async (request, response) => {
  const { method, url, headers } = request;
  // The raw body: no parser may come before this. The request lives on where the rest of its body is not read.
  const { status, body } = await answer(() => ({ method, url, headers, body: request.iterator({ destroyOnReturn: false }) }));
  response.writeHead(status, status === 413 ? { Connection: "close" } : {}).end(body);
});
server.listen(process.env.PORT ?? 8080, "127.0.0.1", () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}`),
);
