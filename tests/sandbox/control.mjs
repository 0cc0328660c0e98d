// The commands with which a test controls the sandbox: as functions in the same process, or by `POST /control/<name>` with JSON.

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

    /** Makes all issued tokens of a provider invalid. */
    revoke: ({ provider }) => state(provider).tokens.revoke(),

    /** Changes settings or credentials, such as `expiresIn: ["3600.5"]` or a rotated secret. */
    configure({ provider, settings, credentials }) {
      merge(state(provider).settings, settings);
      merge(state(provider).credentials, credentials);
    },

    /** Sets the clock to the true time plus this number of milliseconds, which may be negative. */
    clock({ offsetMs }) {
      if (!Number.isFinite(offsetMs)) throw new Error("offsetMs: is not a finite number");
      time.offsetMs = offsetMs;
    },

    /** Releases all slow answers. */
    release: () => time.release(),

    /** Signs a webhook of one of the fourteen APIs at the current time; returns its header fields and its body. */
    deliver({ provider, body, ...given }) {
      const { credentials } = state(provider);
      const made = DELIVERIES[provider.replace(/^open-/, "")]({ body, now: time.now(), credentials, ...given });
      return { body, ...made };
    },

    /** The state of a provider, with the calls that it received. */
    state: ({ provider }) => state(provider).state(),

    /** Resets all providers and the clock to their state at the start. */
    reset() {
      time.offsetMs = 0;
      time.release();
      for (const each of Object.values(states)) each.reset();
    },
  };
}

/** Merges settings. A misspelt name is an error, because the setting would have no effect. */
function merge(known, given = {}) {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) throw new Error(`unknown setting ${JSON.stringify(name)}`);
    known[name] = value;
  }
}
