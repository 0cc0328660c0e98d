// Sends many hostile requests to a server, some of them malformed. The server must answer or close the connection, and continue.

import { once } from "node:events";
import { connect } from "node:net";
import { equal, ok } from "../../support/harness.mjs";
import { Draw } from "../../support/random.mjs";

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));

/**
 * @param good - sends a valid request, and fails unless the server accepts it
 * @param target - `url` of a server that listens, or `call` to send a request without a socket. `rounds`: rounds of twenty requests.
 */
export function hostile(test, name, paths, good, { url, call = (path, init) => fetch(url + path, init), rounds = 50 }) {
  const rule = "a thousand hostile requests are answered with 4xx or 5xx, and a good request is accepted afterwards";
  test(`${name}: ${rule.replace("a thousand", String(rounds * 20))}, seed ${SEED}`, async () => {
    const draw = new Draw(SEED);
    let answered = 0;
    for (let round = 0; round < rounds; round += 1) {
      const all = await Promise.all(Array.from({ length: 20 }, () => request(draw, paths, call)));
      answered += all.filter(Boolean).length;
    }
    ok(answered > rounds * 18, `answers to more than ${rounds * 18} of ${rounds * 20} requests; got ${answered}`);
    await good();
  });
  if (url === undefined) return;
  test(`${name}: a good request is accepted after many malformed and aborted requests, seed ${SEED}`, async () => {
    const draw = new Draw(SEED);
    for (let round = 0; round < 15; round += 1) {
      await Promise.all(Array.from({ length: 20 }, () => raw(new URL(url).port, wire(draw, paths))));
    }
    await good();
  });
}

const ODD = ["", "/constructor", "/__proto__", "/toString", "/hasOwnProperty", "/dogpay/../..", "/%00", "//", "/dogpay?x", "/a".repeat(500)];
const METHODS = ["POST", "POST", "POST", "GET", "PUT", "DELETE", "PATCH", "OPTIONS"];
const SIGNED = ["Stripe-Signature", "wh-signature", "X-DVPay-Signature", "X-DoorPay-Signature", "X-Wakapay-Signature"];

/** Sends a random request; returns whether an answer arrived. A server that answers early may close the connection. */
async function request(draw, paths, call) {
  const method = draw.of(METHODS);
  const headers = [["Set-Cookie", "a=1"], ["Cookie", "a=1"], ["X-Forwarded-For", "x"]].slice(draw.below(3));
  const visible = () => "x".repeat(draw.below(3000)) + draw.of(["", ",", "v1=", "t=1,v1=00", "é"]);
  for (let more = draw.below(4); more > 0; more -= 1) headers.push([draw.of(SIGNED), visible()]);
  headers.push(["Content-Type", draw.of(["application/json", "text/plain", "x"])]);
  const body = method === "GET" ? undefined : draw.of(BODIES)(draw);
  const path = draw.of(paths) + draw.of([...ODD, "", "", ""]);
  const answer = await call(path.startsWith("/") ? path : `/${path}`, { method, headers, body }).catch(() => undefined);
  if (answer === undefined) return false;
  await answer.arrayBuffer().catch(() => undefined);
  ok(answer.status >= 400 && answer.status < 600, `a 4xx or 5xx for ${method} ${path.slice(0, 60)}; got ${answer.status}`);
  return true;
}

const BODIES = [
  () => "",
  () => "null",
  () => "[".repeat(3000),
  () => '{"__proto__":{"x":1},"constructor":7}',
  () => `{"signature":"${"a.".repeat(33_000)}"}`,
  () => `{"signature":"a.b.c"}`,
  () => " ".repeat(66 * 1024),
  (draw) => draw.bytes(draw.below(300)),
  (draw) => JSON.stringify({ signature: draw.text(9), status: "completed", refundId: draw.text(3), cartId: [], order: 7 }),
];

/** Bytes to send: malformed heads, duplicate fields, and bodies that are late, too short or wrongly chunked. */
function wire(draw, paths) {
  const path = draw.of(paths) + draw.of(["", "/dogpay", "/constructor"]);
  const head = (more, first = `POST ${path} HTTP/1.1`) => `${first}\r\nHost: x\r\n${more}\r\n\r\n`;
  const tag = `wh-signature: ${"0".repeat(128)}\r\n`;
  return draw.of([
    head("Content-Length: 100", `POST ${path}`),
    head("Content-Length: -1"),
    head("Content-Length: 5\r\nContent-Length: 6") + "hello",
    head("Content-Length: 100") + "{",
    head("Transfer-Encoding: chunked") + "zz\r\n{}\r\n0\r\n\r\n",
    head("Transfer-Encoding: chunked") + "2\r\n{}\r\n",
    head(`${tag}${tag}Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 2`) + "{}",
    head(`${"X-A: b\r\n".repeat(5000)}Content-Length: 2`) + "{}",
    head(`X: ${"y".repeat(100_000)}`),
    head("Content-Length: 2\r\n__proto__: x") + "{}",
    head("Connection: Upgrade\r\nUpgrade: websocket"),
    head("", "CONNECT x:443 HTTP/1.1"),
    head("Content-Length: 2", `POST http://[ HTTP/1.1`) + "{}",
    head("Content-Length: 2", `POST * HTTP/1.1`) + "{}",
    head("Host: \0", `GET ${path} HTTP/9.9`),
    head("Expect: 100-continue\r\nContent-Length: 9"),
    head(`Content-Length: ${2 ** 40}`) + "x".repeat(200_000),
    "\0\r\n\r\n",
    "GET",
    "",
  ]);
}

/** Sends bytes, and closes the connection after 30 ms, unless the server closes it first. */
async function raw(port, bytes) {
  const socket = connect(Number(port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.on("data", () => undefined);
  socket.write(bytes, "latin1");
  await Promise.race([once(socket, "close").catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 30))]);
  socket.destroy();
}

/** Fails unless the status is 200. */
export async function taken(answer) {
  equal((await answer).status, 200, "status of a good request");
}
