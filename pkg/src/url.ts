// Parses URLs with the URL parser of the host.

/** Parses a URL; `undefined` for a text that is not a URL. */
export function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
