// The last result, while what is put in gives none: it stays, dimmed, and nothing in it can be used.

/** Marks a result as the last one, or as the one of what is put in. */
export function setStale(result, isStale) {
  result.inert = isStale;
  result.classList.toggle("stale", isStale);
  result.ariaDisabled = isStale ? "true" : null;
  if (isStale) for (const alert of result.querySelectorAll('[role="alert"]')) alert.removeAttribute("role");
}
