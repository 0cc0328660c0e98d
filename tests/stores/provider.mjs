// A simulated provider on loopback. It records the time at which each token call arrives.

import { createServer } from "node:http";
import { freePort } from "./services.mjs";

export class Provider {
  /** The times at which tokens were requested. */
  asked = [];
  /** The numbers of the tokens that were sent with calls. */
  used = new Set();
  life = 3_600;
  #tokenMs = 50;
  #server;
  #waiting = [];

  async up() {
    this.#server = createServer((request, response) => this.#answer(request, response));
    // By default, a server closes a connection after some idle seconds. On a busy machine, a client may still use the connection.
    this.#server.keepAliveTimeout = 0;
    // The port is different for each provider, because the key of a token in the store depends on the provider's URL.
    const port = await freePort();
    await new Promise((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${port}`;
    return this;
  }

  /** Resolves when the next token call has arrived. This token call takes `tokenMs` milliseconds; later token calls are fast again. */
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
