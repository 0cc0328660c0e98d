// Proxies on loopback: one proxy cuts connections, and two proxies simulate the protocols of remote services.

import { createServer } from "node:http";
import { connect, createServer as createSocketServer } from "node:net";
import pg from "pg";
import { createClient } from "redis";
import { postgres, redis } from "./services.mjs";

/** Forwards bytes. For each of the next `writes` writes, the proxy drops the answer and closes the connection. */
export class CuttingProxy {
  writes = 0;
  cuts = 0;
  #server;
  #sockets = new Set();

  /** @param isWrite - recognises the bytes of a write of the store */
  async up(port, isWrite) {
    this.#server = createSocketServer((client) => this.#pass(client, connect(port, "127.0.0.1"), isWrite));
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.port = this.#server.address().port;
    return this;
  }

  stop() {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(client, server, isWrite) {
    let isDoomed = false;
    const end = () => [client, server].forEach((socket) => (socket.destroy(), this.#sockets.delete(socket)));
    for (const socket of [client, server]) {
      this.#sockets.add(socket.on("error", end).on("close", end).setNoDelay());
    }
    client.on("data", (bytes) => {
      if (!isDoomed && this.writes > 0 && isWrite.test(bytes.toString("latin1"))) {
        isDoomed = true;
        this.writes -= 1;
      }
      server.write(bytes);
    });
    server.on("data", (bytes) => {
      if (!isDoomed) return client.write(bytes);
      this.cuts += 1;
      end();
    });
  }
}

/** Redis behind the REST protocol of Upstash. A request is a command, or a pipeline of commands, as JSON. */
export async function upstash() {
  const service = await redis();
  const client = await createClient({ url: service.url }).on("error", () => {}).connect();
  const run = (command) => client.sendCommand(command.map(String)).then((result) => ({ result: inBase64(result) }), ({ message }) => ({ error: message }));
  const proxy = await http(async ({ url, headers, body }) => {
    if (headers.authorization !== "Bearer upstash_token") return { status: 401, body: { error: "Unauthorized" } };
    const results = await Promise.all((url === "/pipeline" ? body : [body]).map(run));
    if (url === "/pipeline") return { status: 200, body: results };
    return { status: results[0].error ? 400 : 200, body: results[0] };
  });
  return { url: proxy.url, stop: () => Promise.all([proxy.stop(), client.destroy(), service.stop()]) };
}

/** Encodes the answer in base64, because the client sends `Upstash-Encoding: base64`. */
const inBase64 = (result) => (typeof result === "string" ? Buffer.from(result).toString("base64") : result);

/** Postgres behind Neon's protocol for SQL by HTTP. A request has a statement and its values; an answer has rows as arrays of texts. */
export async function neon() {
  const service = await postgres();
  const pool = new pg.Pool({ connectionString: service.url }).on("error", () => {});
  const types = { getTypeParser: () => (text) => text };
  const proxy = await http(async ({ headers, body: { query, params } }) => {
    if (!headers["neon-connection-string"]?.startsWith("postgres")) return { status: 400, body: { message: "no connection string" } };
    try {
      const { command, rowCount, rows, fields } = await pool.query({ text: query, values: params, rowMode: "array", types });
      return { status: 200, body: { command, rowCount, rows, rowAsArray: true, fields: fields.map(({ name, dataTypeID }) => ({ name, dataTypeID })) } };
    } catch ({ message, code }) {
      return { status: 400, body: { message, code } };
    }
  });
  return { url: proxy.url, stop: async () => (await proxy.stop(), await pool.end(), await service.stop()) };
}

async function http(answer) {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { url, headers } = request;
    const { status, body } = await answer({ url, headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${server.address().port}`, stop };
}
