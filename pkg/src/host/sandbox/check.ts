// Checks of options. The facade's own checks are bundled with the wasm module, which tests of a program need not load.

import { refuse } from "../coded.js";

/** The allowed values as a list with "or". */
function alternatives(known: readonly unknown[]): string {
  return known.length > 1 ? `${known.slice(0, -1).join(", ")} or ${known.at(-1)}` : known.join();
}

/** Rejects a misspelt name, which would otherwise be ignored. */
export function names(argument: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw refuse(`${argument}.${unknown}`, `expected ${alternatives(known)}`);
}

export function choice(argument: string, value: unknown, known: readonly unknown[]): void {
  if (!known.includes(value)) throw refuse(argument, `expected ${alternatives(known)}`);
}

export function integer(argument: string, value: number, least: number, greatest: number): void {
  if (Number.isInteger(value) && value >= least && value <= greatest) return;
  throw refuse(argument, `is not an integer from ${least} to ${greatest}`);
}
