// Runs groups of cases in parallel, because they mostly wait for processes to start, or for an engine.

/** The longest time of a case. A case that takes longer hangs, even on a busy machine. */
const LONGEST_MS = 900_000;

export class Lanes {
  #groups = [];
  #failed = [];
  #passed = 0;

  /**
   * Adds cases that run one after another and share the result of `open`. After a failed case, `open` is called again.
   *
   * @param cases - objects with a `name`, which is the rule that the case checks, and a `body`, which is a function
   */
  group(cases, open = async () => undefined, close = async () => undefined) {
    if (cases.length > 0) this.#groups.push({ cases, open, close });
  }

  /** Runs all groups, this many at a time. Prints each failure; returns the number of passed cases and the names of the failed cases. */
  async run(lanes) {
    const lane = async () => {
      for (let next = this.#groups.shift(); next; next = this.#groups.shift()) await this.#all(next);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return { passed: this.#passed, failed: this.#failed };
  }

  async #all({ cases, open, close }) {
    let world;
    for (const { name, body } of cases) {
      const began = Date.now();
      try {
        world ??= { of: await limited(open()) };
        await limited(body(world.of));
        this.#passed += 1;
      } catch (error) {
        this.#failed.push(name);
        console.log(`not ok: ${name}\n${error?.stack ?? error}`);
        if (world) await close(world.of).catch(() => undefined);
        world = undefined;
      }
      if (process.env.TIMES) console.log(`${((Date.now() - began) / 1000).toFixed(1)} s: ${name}`);
    }
    if (world) await close(world.of);
  }
}

async function limited(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`hangs: it did not end in ${LONGEST_MS / 60_000} minutes`)), LONGEST_MS);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
  return work;
}
