// Errors of entries that load neither the wasm module nor the facade, and so do not share its classes. `isPayauthError` accepts them.

/** Turns an error into one of payauth, with the blame `caller`. */
export function coded(error: Error, code: string, argument: string): Error {
  Object.defineProperty(error, Symbol.for("payauth.error"), { value: true });
  return Object.assign(error, { code, blame: "caller", argument });
}

/** The error for an option that is not allowed. */
export function refuse(argument: string, detail: string): Error {
  return Object.assign(coded(new Error(`${argument}: ${detail}`), "ERR_OPTION", argument), { name: "PayauthError" });
}

/** @throws TypeError with `ERR_ARGUMENT_TYPE` if a client has none of the methods, such as a binding that is not configured */
export function checkClient(argument: string, client: unknown, methods: readonly string[], expected: string): void {
  const has = (name: string): boolean => typeof (Object(client) as { [name: string]: unknown })[name] === "function";
  if (methods.some(has)) return;
  const given = client === null ? "null" : typeof client;
  throw coded(new TypeError(`${argument}: expected ${expected}, got ${given}`), "ERR_ARGUMENT_TYPE", argument);
}
