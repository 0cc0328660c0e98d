// The commands of a test to the sandbox, in its own process or by `POST /control/<name>` with the argument as JSON.

import { makeFault } from "./faults.mjs";
import { DELIVERIES } from "./open-deliveries.mjs";

/** @param states - the providers' states by name */
export function makeControl(states, time) {
  const state = (provider) => {
    if (!Object.hasOwn(states, provider)) throw new Error(`provider: unknown ${JSON.stringify(provider)}`);
    return states[provider];
  };
  return {
    /** Adds a fault to the next calls, as described in `faults.mjs`. */
    fail: ({ provider, ...fault }) => void state(provider).faults.push(makeFault(fault)),

    /** Forgets all tokens that were issued. */
    revoke: ({ provider }) => state(provider).tokens.revoke(),

    /** Changes settings or credentials, such as `expiresIn: ["3600.5"]` or a rotated secret. */
    configure({ provider, settings, credentials }) {
      merge(state(provider).settings, settings);
      merge(state(provider).credentials, credentials);
    },

    /** Sets the clock this many milliseconds ahead of the true time, or behind it. */
    clock({ offsetMs }) {
      if (!Number.isFinite(offsetMs)) throw new Error("offsetMs: no number");
      time.offsetMs = offsetMs;
    },

    /** Releases all slow answers. */
    release: () => time.release(),

    /** A webhook of one of the fourteen APIs: its header fields and its body, signed now. */
    deliver({ provider, body, ...given }) {
      const { credentials } = state(provider);
      const made = DELIVERIES[provider.replace(/^open-/, "")]({ body, now: time.now(), credentials, ...given });
      return { body, ...made };
    },

    /** The calls that a provider got. */
    state: ({ provider }) => state(provider).state(),

    /** Resets everything to the state at the start. */
    reset() {
      time.offsetMs = 0;
      time.release();
      for (const each of Object.values(states)) each.reset();
    },
  };
}

/** A misspelt name is an error, because it would be a setting without effect. */
function merge(known, given = {}) {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) throw new Error(`unknown setting ${JSON.stringify(name)}`);
    known[name] = value;
  }
}
