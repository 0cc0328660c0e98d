// The state of one provider in the sandbox: the settings, the records and the faults of the provider.

import { Tokens } from "./tokens.mjs";

export class ProviderState {
  #provider;

  constructor(provider) {
    this.#provider = provider;
    this.reset();
  }

  /** Resets the provider to its state at the start of the sandbox. */
  reset() {
    this.credentials = structuredClone(this.#provider.credentials);
    this.settings = structuredClone(this.#provider.settings);
    this.memory = new Map();
    this.tokens = new Tokens();
    this.faults = [];
    this.calls = [];
    /** The number of calls whose connection was closed before the end of the answer. */
    this.givenUp = 0;
  }

  /** The answer to a call, and the fault of the answer, if it has a fault. */
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

  /** The state for tests: the calls, the number of token calls, and the number of cancelled calls. */
  state() {
    const count = (at) => this.calls.filter((call) => call.at === at).length;
    return { tokenCalls: count("token"), apiCalls: count("api"), givenUp: this.givenUp, calls: this.calls };
  }
}

function record({ method, path, headers, body }) {
  return { method, path, headers, body: body.toString() };
}
