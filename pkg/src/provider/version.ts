// Reads the version of an API from its answers.

import { typeError } from "../errors.js";
import { fieldOf, type HeaderFields } from "../headers.js";

/**
 * The version of the API, as `readVersion` returns it.
 *
 * @category Requests
 */
export interface VersionReading {
  /** The version, such as `2026-03-15`; `undefined` if the answer has none. */
  readonly version: string | undefined;
  /** Whether the version differs from `lastSeen`; `false` without a version or without `lastSeen`. */
  readonly changed: boolean;
}

export function readVersion(field: string, headers: HeaderFields, lastSeen?: string): VersionReading {
  if (lastSeen !== undefined && typeof lastSeen !== "string") throw typeError("lastSeen", "a string", lastSeen);
  const version = fieldOf("headers", headers, field.toLowerCase());
  return { version, changed: version !== undefined && lastSeen !== undefined && version !== lastSeen };
}
