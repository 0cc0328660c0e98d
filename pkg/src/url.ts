// URLs as the host reads them.

/** The URL that a text is; `undefined` for another text. */
export function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
