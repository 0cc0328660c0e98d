// A provider on loopback, which records when token calls begin.

import { createServer } from "node:http";
import { freePort } from "./services.mjs";

export class Provider {
  /** The times at which tokens were requested. */
  asked = [];
  /** The numbers of the tokens that calls were made with. */
  used = new Set();
  life = 3_600;
  #tokenMs = 50;
  #server;
  #waiting = [];

  async up() {
    this.#server = createServer((request, response) => this.#answer(request, response));
    // On a busy machine, a connection may be idle longer than a server waits before it closes the connection.
    this.#server.keepAliveTimeout = 0;
    // Another port each time: tokens are kept under it.
    const port = await freePort();
    await new Promise((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${port}`;
    return this;
  }

  /** Resolves when the next token call has arrived. That call takes `tokenMs`; the later ones are fast again. */
  next(tokenMs) {
    this.#tokenMs = tokenMs;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request, response) {
    if (!request.url.endsWith("/auth")) {
      const number = Number(/^Bearer token-(\d+)$/.exec(request.headers.authorization)?.[1]);
      this.used.add(number);
      response.writeHead(number >= 1 && number <= this.asked.length ? 200 : 401).end("{}");
      return;
    }
    this.asked.push(Date.now());
    const token = `token-${this.asked.length}`;
    for (const resolve of this.#waiting.splice(0)) resolve();
    setTimeout(() => response.end(`{"accessToken":"${token}","expiresIn":${this.life}}`), this.#tokenMs);
    this.#tokenMs = 50;
  }
}
