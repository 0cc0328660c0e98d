// A provider on loopback, which notes when token calls begin.

import { createServer } from "node:http";

export class Provider {
  /** The tokens that were asked for, in order, each with the time by the processes' clock. */
  asked = [];
  /** How long a token call takes. */
  tokenMs = 50;
  life = 3_600;
  #server;
  #waiting = [];

  async up() {
    this.#server = createServer((request, response) => this.#answer(request, response));
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  /** Resolves when the next token call has come. */
  next() {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request, response) {
    if (!request.url.endsWith("/auth")) {
      const number = Number(/^Bearer token-(\d+)$/.exec(request.headers.authorization)?.[1]);
      response.writeHead(number >= 1 && number <= this.asked.length ? 200 : 401).end("{}");
      return;
    }
    this.asked.push(Date.now());
    const token = `token-${this.asked.length}`;
    for (const resolve of this.#waiting.splice(0)) resolve();
    setTimeout(() => response.end(`{"accessToken":"${token}","expiresIn":${this.life}}`), this.tokenMs);
  }
}
