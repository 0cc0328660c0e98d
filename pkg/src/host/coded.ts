// Checks and errors of entries such as `payauth/redis`, which load neither the wasm module nor the classes of `payauth`.
// `isPayauthError` accepts these errors.

/** Turns an error into an error of payauth, with the blame `caller`. */
function coded(error: Error, code: string, argument: string): Error {
  Object.defineProperty(error, Symbol.for("payauth.error"), { value: true });
  return Object.assign(error, { code, blame: "caller", argument });
}

/** The error for an option that is not allowed. */
export function refuse(argument: string, detail: string): Error {
  return Object.assign(coded(new Error(`${argument}: ${detail}`), "ERR_OPTION", argument), { name: "PayauthError" });
}

/** The error for a value of a wrong type. */
export function typeError(argument: string, expected: string, given: unknown): Error {
  const kind = given === null ? "null" : Array.isArray(given) ? "Array" : typeof given;
  return coded(new TypeError(`${argument}: expected ${expected}, got ${kind}`), "ERR_ARGUMENT_TYPE", argument);
}

/** @throws TypeError with `ERR_ARGUMENT_TYPE` for a client without any of the methods, such as a binding that is not configured */
export function checkClient(argument: string, client: unknown, methods: readonly string[], expected: string): void {
  const has = (name: string): boolean => typeof (Object(client) as { [name: string]: unknown })[name] === "function";
  if (!methods.some(has)) throw typeError(argument, expected, client);
}

/** Checks the type of a store. */
export function checkStoreType(argument: string, store: unknown): void {
  const expected = "a store with atomic (boolean), get and set (functions)";
  for (const method of ["get", "set"]) checkClient(argument, store, [method], expected);
  const { atomic } = store as { readonly atomic?: unknown };
  if (atomic !== undefined && typeof atomic !== "boolean") throw typeError(argument, expected, store);
}

/** Checks an options object. A misspelt name would otherwise be ignored. */
export function options<T extends object>(argument: string, given: T, known: readonly (keyof T & string)[]): T {
  if (!isPlain(given)) throw typeError(argument, "a plain object", given);
  const unknown = Object.keys(given).find((name) => !(known as readonly string[]).includes(name));
  if (unknown === undefined) return given;
  // A name that is not a word may be a secret or another value in the wrong place, so the error does not show it.
  throw refuse(/^[A-Za-z_]{1,24}$/.test(unknown) ? `${argument}.${unknown}` : argument, `unknown option; expected ${alternatives(known)}`);
}

/** Whether a value is a plain object of any realm. */
function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "hasOwnProperty"));
}

/** The allowed values as the text of a list with "or". */
function alternatives(known: readonly unknown[]): string {
  return known.length > 1 ? `${known.slice(0, -1).join(", ")} or ${known.at(-1)}` : known.join();
}

export function choice(argument: string, value: unknown, known: readonly unknown[]): void {
  if (!known.includes(value)) throw refuse(argument, `expected ${alternatives(known)}`);
}

export function integer(argument: string, value: unknown, least: number, greatest: number): void {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= greatest) return;
  throw refuse(argument, `is not an integer from ${least} to ${greatest}`);
}

/** Checks that a value has a type, such as `"string"`. */
export function ofType(argument: string, value: unknown, type: "boolean" | "function" | "string"): void {
  if (typeof value !== type) throw typeError(argument, `a ${type}`, value);
}
