// A turn of the host's loop, in which its timers and signals come about.

/** Ends after one turn of the event loop. A test double that uses only promises would never let one pass. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
