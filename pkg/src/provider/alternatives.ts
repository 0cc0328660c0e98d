// Names the option `auth` in the error of a call whose client has only the credentials of an alternative.

import type { Call } from "../call.js";
import type { BaseClient } from "../client.js";
import { isPayauthError, refuse } from "../errors.js";
import { HAS_AUTH } from "../generated/boundary.js";
import type { ProviderAuth, ProviderDefinition } from "../profile/definition.js";
import { authOf } from "../request.js";

type Caller = Pick<BaseClient, "definition" | "given" | "handle">;

/**
 * The error of a call. If the call can succeed with the option `auth`, the text of the error says this.
 *
 * @param read - returns the call
 */
export function withAlternative(error: unknown, { definition, given, handle }: Caller, read: () => Call): unknown {
  if (!isPayauthError(error) || !CODES.includes(error.code)) return error;
  const { auth, alternatives = {} } = definition;
  const isMet = (secrets: readonly string[]): boolean => secrets.every((name) => given.includes(name));
  const names = Object.keys(alternatives).filter((name) => {
    const secrets = secretsOf(definition, alternatives[name] as ProviderAuth);
    return secrets.length > 0 && isMet(secrets);
  });
  // A call cannot change the auth of an endpoint that has one.
  if (names.length === 0 || isMet(secretsOf(definition, auth))) return error;
  const call = read();
  if ((call.flags & HAS_AUTH) !== 0 || authOf(handle, call).index > 0) return error;
  const choices = names.map((name) => `auth: "${name}"`).join(" or ");
  return refuse(error.code, error.argument, `is missing; pass ${choices} in the call, because the client has only these credentials`);
}

const CODES: readonly string[] = ["ERR_BEARER_TOKEN", "ERR_CREDENTIALS"];

/** The secret credentials in the texts of an auth, and in the token call if the auth sends a token. */
function secretsOf({ credentials, token }: ProviderDefinition, auth: ProviderAuth): string[] {
  const text = JSON.stringify(auth);
  const texts = text.includes("{token}") ? text + JSON.stringify(token) : text;
  const isUsed = (name: string): boolean => texts.includes(`{${name}}`) || texts.includes(`{var:${name}}`);
  return Object.keys(credentials).filter((name) => credentials[name]?.public !== true && isUsed(name));
}
