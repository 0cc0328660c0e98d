// What stands for a value inside the wasm module: a key, a client.

import { core, guarded, instance, recover, result } from "./scratch.js";
import { refuse } from "./errors.js";

interface Held {
  handle: number;
  instance: number;
}

/** A value, in the instance that made it. */
export class Handle {
  readonly #name: string;
  readonly #held: Held;
  #make: (() => number) | undefined;

  /**
   * @param name - what the value is called in an error
   * @param make - makes the value inside the module
   * @param lasting - whether the value is made again when the module was started anew; `make` then holds on to what
   * it is made of
   */
  constructor(name: string, make: () => number, lasting: boolean) {
    this.#name = name;
    this.#held = { handle: guarded(() => result(make())), instance: instance() };
    if (lasting) this.#make = make;
    registry?.register(this, this.#held, this.#held);
  }

  /** The handle, good for the next call. */
  live(): number {
    const held = this.#held;
    if (held.handle === RELEASED) throw refuse("ERR_DISPOSED", "this", `this ${this.#name} was disposed; make a new one`);
    if (held.instance !== instance()) {
      const make = this.#make;
      if (make === undefined) {
        throw refuse("ERR_STALE_HANDLE", "this", `the wasm module was started anew; make a new ${this.#name}`);
      }
      held.handle = guarded(() => result(make()));
      held.instance = instance();
    }
    return held.handle;
  }

  /** Overwrites the value. A second call does nothing. */
  dispose(): void {
    registry?.unregister(this.#held);
    release(this.#held);
    this.#make = undefined;
  }
}

const RELEASED = -1;

/** What an instance held that ended is overwritten with all of its memory. */
function release(held: Held): void {
  const { handle } = held;
  held.handle = RELEASED;
  try {
    if (handle !== RELEASED && held.instance === instance()) core().release(handle);
  } catch (error) {
    recover(error);
  }
}

/** Workers have no registry before 2025-05-05; there, a value that is not disposed stays. */
const registry =
  typeof FinalizationRegistry === "undefined" ? undefined : /* @__PURE__ */ new FinalizationRegistry(release);
