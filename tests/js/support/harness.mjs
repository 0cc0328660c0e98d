// A test runner that is small enough to run in every runtime: a list of cases, and a few assertions.

/**
 * Runs the suites of modules. Returns the number of passed cases, the names of the failed cases, and the printed lines. Suites that search
 * the memory of the wasm module run first, while the memory is small. Suites that end instances run last, because the end of an instance
 * also ends the keys and clients that the other suites share.
 *
 * @param host - the parts that differ between runtimes: `env`, the newest `wasm` instance, and Node's modules, if the runtime has them
 */
export async function runSuites(modules, host) {
  const cases = new Cases();
  const ending = modules.filter((module) => module.endsInstances);
  const test = (name, body) => cases.test(name, () => inOneInstance(host, body));
  const shared = modules.filter((module) => !module.endsInstances);
  for (const module of shared.filter((module) => module.searchesMemory)) module.default({ test, host });
  for (const module of shared.filter((module) => !module.searchesMemory)) module.default({ test, host });
  for (const module of ending) module.default({ test: cases.test, host });
  const said = [];
  const { passed, failed } = await cases.run((line) => said.push(line));
  return { passed, failed, said };
}

/** Fails if a case ends the instance that the suites share. */
async function inOneInstance(host, body) {
  const before = host.wasm();
  await body();
  if (before && host.wasm() !== before) throw new Error("ends the wasm instance: let the suite export endsInstances = true");
}

/** Collects the cases of the suites and runs them one after another. */
export class Cases {
  #list = [];

  /** Adds a case. The name of a case is the rule that the case checks. */
  test = (name, body) => {
    this.#list.push({ name, body });
  };

  /** Runs all cases. Prints each failure; returns the number of passed cases and the names of the failed cases. */
  async run(log = console.log) {
    const failed = [];
    for (const { name, body } of this.#list) {
      try {
        await body();
      } catch (error) {
        failed.push(name);
        log(`not ok: ${name}\n${error?.stack ?? error}`);
      }
    }
    return { passed: this.#list.length - failed.length, failed };
  }
}

/** Fails unless both values are the same. */
export function equal(actual, expected, what = "value") {
  if (!Object.is(actual, expected)) throw new Error(`${what}: expected ${show(expected)}, got ${show(actual)}`);
}

/** Fails unless both values have the same JSON. */
export function same(actual, expected, what = "value") {
  equal(JSON.stringify(actual), JSON.stringify(expected), what);
}

export function ok(condition, what) {
  if (!condition) throw new Error(`expected: ${what}`);
}

/** Fails unless the call throws an error with this code; returns the error. */
export function throws(code, call, what = "call") {
  return coded(code, errorOf(call, what), what);
}

/** Fails unless the call throws an error with this code and message. */
export function refuses(code, message, call, what = message) {
  equal(throws(code, call, what).message, message, what);
}

/** Fails unless the promise rejects with this code; returns the error. */
export async function rejects(code, promise, what = "promise") {
  const settled = await Promise.resolve(promise).then(
    (value) => ({ value }),
    (error) => ({ error }),
  );
  if (!("error" in settled)) throw new Error(`${what}: expected ${code}, but no error was thrown`);
  return coded(code, settled.error, what);
}

/** The error that a call throws; `undefined` if it throws nothing. */
export function thrown(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** The error that a call throws; fails if it throws nothing. */
export function errorOf(call, what = "call") {
  let value;
  try {
    value = call();
  } catch (error) {
    return error;
  }
  throw new Error(`${what}: expected an error, got ${show(value)}`);
}

function coded(code, error, what) {
  if (error?.code !== code) {
    throw new Error(`${what}: expected ${code}, got ${error?.code}: ${error?.stack ?? show(error)}`, { cause: error });
  }
  return error;
}

function show(value) {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 500 ? `${text.slice(0, 500)}… (${text.length} characters)` : text;
}
