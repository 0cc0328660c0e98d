// A Node server that receives webhooks at /webhooks/<provider>; GET /done tells what was done.

import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { receiver } from "./receive.js";

const { receive, done } = receiver(process.env);

const server = createServer(async (request, response) => {
  if (request.url === "/done") return response.end(JSON.stringify(done));
  // The raw body: no parser may come before this.
  const { status, body } = await receive(request.url.slice("/webhooks/".length), request.headers, await buffer(request));
  response.writeHead(status).end(body);
});
server.listen(process.env.PORT ?? 8080, "127.0.0.1", () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}`),
);
