// A program that adds a property to the prototype of all objects.

/** Runs `use` while `Object.prototype` has a property with this name, first an enumerable one, and then one that is not enumerable. */
export function polluted(name, use) {
  for (const enumerable of [true, false]) {
    Object.defineProperty(Object.prototype, name, { value: "from the prototype", enumerable, configurable: true, writable: true });
    try {
      use();
    } finally {
      delete Object.prototype[name];
    }
  }
}
