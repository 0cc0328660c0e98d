// The address of what is looked at: the view, and what is chosen there. No secret is ever a part of it.

/** `#verify?sender=github` is `{ view: "verify", chosen: { sender: "github" } }`. */
export function readAddress(hash) {
  const [view, query = ""] = hash.replace(/^#/, "").split("?");
  return { view, chosen: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a view with what is chosen there. */
export function writeAddress(view, chosen) {
  const query = new URLSearchParams(chosen).toString();
  return `#${view}${query && `?${query}`}`;
}
