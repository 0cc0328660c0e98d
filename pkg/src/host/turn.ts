// A turn of the event loop, in which timers run and signals abort.

/** Resolves after one turn of the event loop. Test doubles that use only promises would otherwise never let a timer run. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
