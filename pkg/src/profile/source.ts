// A definition that the core has read, and the facts about this definition that the TypeScript code needs.

import { FIELD_PREFIX } from "../generated/boundary.js";
import { Handle } from "../handle.js";
import type { Form } from "../call.js";
import { answer, core, guarded, placeWhole } from "../scratch.js";
import type { ProviderAuth, ProviderDefinition, ProviderErrors } from "./definition.js";

/** The facts about a provider that the TypeScript code needs. */
export interface Description extends Form {
  readonly credentials: readonly string[];
  /** The credentials that a caller may leave out. The core decides which credentials are missing. */
  readonly spared: readonly string[];
  readonly environments: readonly string[];
  readonly hasTokens: boolean;
  /** Whether some requests of a client with tokens need no token. */
  readonly isMixed: boolean;
  /** Whether requests contain the time of signing. */
  readonly isTimed: boolean;
  /** The header fields of answers that are read, in lower case. */
  readonly answerFields: readonly string[];
}

/** A provider that payauth ships, or that `defineProvider` made. The core reads it on first use. */
export class Source {
  readonly definition: ProviderDefinition;
  /** Whether the provider is one of the five providers that `payauth` itself exports. */
  readonly isBuiltIn: boolean;
  readonly #compiled: string;
  #handle: Handle | undefined;
  #description: Description | undefined;

  constructor(definition: ProviderDefinition, compiled: string, isBuiltIn: boolean) {
    this.definition = definition;
    this.#compiled = compiled;
    this.isBuiltIn = isBuiltIn;
  }

  /** The compiled definition. */
  get compiled(): string {
    return this.#compiled;
  }

  get handle(): Handle {
    const make = (): number => core().providerNew(placeWhole("definition", this.#compiled));
    return (this.#handle ??= new Handle("provider", make, true));
  }

  get description(): Description {
    return (this.#description ??= describe(this.definition));
  }

  get origins(): readonly string[] {
    const lines = guarded(() => answer(core().providerOrigins(this.handle.live())));
    return Object.freeze(lines.split("\n").filter((line) => line !== ""));
  }
}

/** A provider of `payauth` itself. */
export function builtIn(definition: ProviderDefinition, compiled: string): Source {
  return new Source(definition, compiled, true);
}

function describe(definition: ProviderDefinition): Description {
  const { credentials, servers, auth, alternatives = {}, endpoints = {}, token, body, errors } = definition;
  const isSpared = (name: string): boolean =>
    credentials[name]?.optional !== undefined || credentials[name]?.default !== undefined;
  const names = Object.keys(credentials);
  const others = Object.entries(alternatives);
  const schemes = [auth, ...Object.values(alternatives ?? {})].map((one) => one.signature?.scheme);
  const nonces = schemes.map((scheme) => scheme?.nonce);
  return {
    credentials: names,
    spared: names.filter(isSpared),
    environments: Object.keys(servers),
    hasTokens: token !== undefined,
    isMixed:
      others.length > 0 ||
      Object.values(endpoints).some((endpoint) => endpoint.auth !== undefined) ||
      !takesToken(auth),
    isTimed: schemes.some((scheme) => scheme?.timestamp !== undefined),
    nonces: nonces.some((nonce) => nonce !== undefined) ? nonces : [],
    isForm: body === "form",
    alternatives: others.filter(([, other]) => !takesToken(other)).map(([name]) => name),
    answerFields: answerFields(errors),
  };
}

/** Whether an auth sends an access token. */
function takesToken(auth: ProviderAuth): boolean {
  return JSON.stringify(auth).includes("{token}");
}

/** The names of the fields that are read: `Retry-After`, the fields of `retryAfter`, and the fields that a path `header:…` names. */
function answerFields({ retryAfter = [], message = [], code = [], requestId = [] }: ProviderErrors = {}): readonly string[] {
  const paths = [message, code, requestId].flat().filter((path) => path.startsWith(FIELD_PREFIX));
  const names = [...retryAfter.map(({ header }) => header), ...paths.map((path) => path.slice(FIELD_PREFIX.length))];
  return [...new Set(["retry-after", ...names.map((name) => name.toLowerCase())])];
}
