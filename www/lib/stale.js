// While the input has no result, the last result stays visible. It is dimmed, and its controls are disabled.

/** Marks a result as old, or as the result of the current input. */
export function setStale(result, isStale) {
  result.inert = isStale;
  result.classList.toggle("stale", isStale);
  result.ariaDisabled = isStale ? "true" : null;
  if (isStale) for (const alert of result.querySelectorAll('[role="alert"]')) alert.removeAttribute("role");
}
