// One provider in the sandbox: what it knows, what it remembers, and what it was told to do wrong.

import { Tokens } from "./tokens.mjs";

export class ProviderState {
  #provider;

  constructor(provider) {
    this.#provider = provider;
    this.reset();
  }

  /** As it was when the sandbox started. */
  reset() {
    this.credentials = structuredClone(this.#provider.credentials);
    this.settings = structuredClone(this.#provider.settings);
    this.memory = new Map();
    this.tokens = new Tokens();
    this.faults = [];
    this.calls = [];
    /** How many callers did not wait for the end of their answer. */
    this.givenUp = 0;
  }

  /** The answer to a call, and the fault that it is to suffer, if any. */
  answer(call) {
    const at = this.#provider.isToken(call) ? "token" : "api";
    const fault = this.#takeFault(at);
    const answer = fault?.replaces ? fault.replaces(call, this.#provider) : this.#provider.answer(call, this);
    this.calls.push({ at, ...record(call), status: answer.status });
    return { answer, fault };
  }

  #takeFault(at) {
    const fault = this.faults.find((fault) => fault.at === at && fault.times > 0);
    if (fault) fault.times -= 1;
    return fault;
  }

  /** What a test asks about: the calls that came, how many of them were for a token, and how many were given up. */
  state() {
    const count = (at) => this.calls.filter((call) => call.at === at).length;
    return { tokenCalls: count("token"), apiCalls: count("api"), givenUp: this.givenUp, calls: this.calls };
  }
}

function record({ method, path, headers, body }) {
  return { method, path, headers, body: body.toString() };
}
