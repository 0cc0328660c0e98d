// Identifies a value inside the wasm module, such as a key or a client.

import { core, guarded, instance, recover, result } from "./scratch.js";
import { refuse } from "./errors.js";

interface Held {
  handle: number;
  instance: number;
  /** How many operations in flight use the value. */
  works: number;
  isDisposed: boolean;
}

/** Refers to a value inside the module, in the instance that made it. */
export class Handle {
  readonly #name: string;
  readonly #held: Held;
  #companion: object | undefined;
  #make: (() => number) | undefined;

  /**
   * @param name - the name of the value in errors
   * @param make - makes the value inside the module
   * @param lasting - whether the value is made again after a restart of the module. In this case, `make` is kept, with everything
   * to which it refers.
   */
  constructor(name: string, make: () => number, lasting: boolean) {
    this.#name = name;
    this.#held = { handle: guarded(() => result(make())), instance: instance(), works: 0, isDisposed: false };
    if (lasting) this.#make = make;
    registry?.register(this, this.#held, this.#held);
  }

  /**
   * Returns the number of the value, which is valid for the next call.
   *
   * @param isWork - whether the caller is an operation in flight, which `dispose` does not end
   */
  live(isWork = false): number {
    const held = this.#held;
    if ((held.isDisposed && !isWork) || held.handle === RELEASED) throw refuse("ERR_DISPOSED", "this", `the ${this.#name} was disposed; make a new one`);
    if (held.instance !== instance()) {
      const make = this.#make;
      if (make === undefined) {
        throw refuse("ERR_STALE_HANDLE", "this", `the wasm module was restarted; make a new ${this.#name}`);
      }
      held.handle = guarded(() => result(make()));
      held.instance = instance();
    }
    return held.handle;
  }

  /** An object that is dropped together with the value. No property shows this object, because it may contain credentials. */
  companion(): object | undefined {
    return this.#companion;
  }

  /** Sets the object that `companion` returns. */
  accompany(companion: object): void {
    this.#companion = companion;
  }

  /** Keeps the value until the returned function is called, even if the handle is disposed before. */
  keep(): () => void {
    this.#held.works += 1;
    return () => {
      this.#held.works -= 1;
      if (this.#held.isDisposed) this.dispose();
    };
  }

  /** Overwrites the value, as soon as no operation in flight uses it. A second call does nothing. */
  dispose(): void {
    this.#held.isDisposed = true;
    if (this.#held.works > 0) return;
    registry?.unregister(this.#held);
    release(this.#held);
    this.#companion = undefined;
    this.#make = undefined;
  }
}

const RELEASED = -1;

/** If an instance has ended, its values need no release, because the whole memory of the instance was overwritten. */
function release(held: Held): void {
  const { handle } = held;
  held.handle = RELEASED;
  try {
    if (handle !== RELEASED && held.instance === instance()) core().release(handle);
  } catch (error) {
    recover(error);
  }
}

/**
 * Workers with a compatibility date before 2025-05-05 have no `FinalizationRegistry`. There, a value stays in the module until the handle
 * is disposed.
 */
const registry =
  typeof FinalizationRegistry === "undefined" ? undefined : /* @__PURE__ */ new FinalizationRegistry(release);
