// Simulated requests and responses of Node, for the suites of the handlers of payauth/node.

import { signed } from "./handlers.mjs";

/** Header fields with names in lower case, as Node writes them. */
export const lower = (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));

/** A simulated request of Node. It emits the events of the test: pieces of the body, and then "end" or another event. */
export class Incoming {
  method = "POST";
  url = "/hook";
  complete = true;
  #listeners = new Map();
  #events;

  constructor(events, more = {}) {
    this.headers = lower(signed());
    Object.assign(this, more);
    this.#events = events;
  }

  on(event, listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    if (event === "data") queueMicrotask(() => this.#run());
    return this;
  }

  off(event, listener) {
    this.#listeners.set(event, this.#listeners.get(event).filter((one) => one !== listener));
  }

  pause() {
    this.isPaused = true;
  }

  /** The number of listeners of an event. */
  count(event) {
    return this.#listeners.get(event)?.length ?? 0;
  }

  #run() {
    for (const [event, value] of this.#events) for (const listener of this.#listeners.get(event) ?? []) listener(value);
  }
}

/** A simulated response of Node, which records what a handler sends. */
export class Response {
  headersSent = false;
  headers = {};

  setHeader(name, value) {
    this.headers[name.toLowerCase()] = value;
  }

  end(body) {
    this.body = body;
    this.ends = (this.ends ?? 0) + 1;
  }
}
