// A turn of the host's loop, in which its timers and signals come about.

/** Ends after one turn: promises alone, which a test double is made of, let none pass. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
