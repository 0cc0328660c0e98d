// Compiles definitions with the reader (reader.ts), and turns error records of the reader into errors of payauth.

import type { Read } from "./reader.js";
import { readProvider, readScheme } from "./reader.js";
import { errorOf, internal, tooLarge } from "./scratch.js";

/** Compiles a scheme, whose definition is JSON. */
export function compileScheme(json: string): string {
  return compiled(() => readScheme(json));
}

/** Compiles a provider, whose definition is JSON. `scheme`: the compiled catalogue scheme that the definition names, or an empty text. */
export function compileProvider(json: string, scheme: string): string {
  return compiled(() => readProvider(json, scheme));
}

function compiled(read: () => Read | undefined): string {
  const answer = attempt(read);
  if (answer === undefined) throw tooLarge("definition", "is longer than 64 KiB as JSON", "caller");
  if (answer.isError) throw errorOf(answer.text.split("\n"));
  return answer.text;
}

function attempt(read: () => Read | undefined): Read | undefined {
  try {
    return read();
  } catch (error) {
    throw internal(error);
  }
}
