// Makes a provider, which is a function that makes clients.

import { typeError } from "../errors.js";
import { CATALOGUE } from "../generated/catalogue.js";
import { compileProvider } from "../compile.js";
import { compiledScheme } from "../scheme.js";
import type { ProviderDefinition } from "./definition.js";
import { Source } from "./source.js";
import { definitionText } from "./text.js";

/** Makes a client of a provider. */
export type MakeClient = (source: Source, options: unknown) => object;

/** Reads each member of a user's definition only once, and compiles the definition. */
export function readDefinition(definition: unknown): Source {
  const text = definitionText(definition);
  const read = frozen(JSON.parse(text) as ProviderDefinition);
  const source = new Source(read, compileProvider(text, namedScheme(read)), false);
  source.handle.live();
  return source;
}

/** The compiled form of the catalogue scheme that a definition names; otherwise an empty text. The reader rejects an unknown name. */
function namedScheme({ webhook }: ProviderDefinition): string {
  const name: unknown = webhook?.scheme;
  return typeof name === "string" && Object.hasOwn(CATALOGUE, name) ? compiledScheme("scheme", CATALOGUE[name]) : "";
}

const sources = /* @__PURE__ */ new WeakMap<object, Source>();

/** Makes the function that makes clients. The properties of this function are the facts about the definition. */
export function makeProvider(source: Source, makeClient: MakeClient): (options: unknown) => object {
  const provider = (options: unknown): object => makeClient(source, options);
  sources.set(provider, source);
  return Object.defineProperties(provider, {
    name: { value: source.definition.name },
    definition: { value: source.definition, enumerable: true },
    origins: { get: () => source.origins, enumerable: true },
  });
}

/** The source of a provider that `makeProvider` made. */
export function sourceOf(argument: string, value: unknown): Source {
  const source = typeof value === "function" ? sources.get(value) : undefined;
  if (source === undefined) throw typeError(argument, "a provider from defineProvider or payauth/providers", value);
  return source;
}

/** Freezes a value with all its members. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}

/** The source of a provider that payauth ships. */
export function shippedSource(definition: ProviderDefinition, compiled: string): Source {
  return new Source(frozen(definition), compiled, false);
}
