// Reads and writes the fragment of the page's URL: the view, and the choices in the view. The fragment never contains a secret.

/** `#verify?sender=github` is `{ view: "verify", chosen: { sender: "github" } }`. */
export function readAddress(hash) {
  const [view, query = ""] = hash.replace(/^#/, "").split("?");
  return { view, chosen: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a view with its choices. */
export function writeAddress(view, chosen) {
  const query = new URLSearchParams(chosen).toString();
  return `#${view}${query && `?${query}`}`;
}
