// Simulates API Gateway. It makes an event from each request, in the format VERSION, and calls the function with the event.

import { createServer } from "node:http";
import { handler } from "./lambda.mjs";
import { listening } from "./act.mjs";

const LISTS = (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()]));
const EVENTS = {
  1: ({ method, url, headers }) => ({ httpMethod: method, path: url, headers, multiValueHeaders: LISTS(headers), queryStringParameters: null }),
  2: ({ method, url, headers }) => ({ version: "2.0", rawPath: url, rawQueryString: "", headers, requestContext: { http: { method, path: url } } }),
};
const IS_BASE64 = process.env.BASE64 === "1";

const server = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const body = Buffer.concat(pieces).toString(IS_BASE64 ? "base64" : "utf8");
  const answer = await handler({ ...EVENTS[process.env.VERSION](request), body, isBase64Encoded: IS_BASE64 }, {});
  response.writeHead(answer.statusCode, answer.headers).end(answer.body);
});
server.listen(0, "127.0.0.1", () => listening(server));
