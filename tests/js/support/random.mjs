// Random numbers for cases that can be repeated with a seed. The seed is in the name of a case.

/** The seed in the variable `SEED`, or a new seed. */
export function seedOf(host) {
  return Number(host.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
}

/** A function that returns random numbers from 0 to below 1 (mulberry32). */
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws from a seed: integers below a limit, an element of a list, bytes, or text. */
export class Draw {
  #next;

  constructor(seed) {
    this.#next = numbers(seed);
  }

  below(bound) {
    return Math.floor(this.#next() * bound);
  }

  of(list) {
    return list[this.below(list.length)];
  }

  bytes(length) {
    return Uint8Array.from({ length }, () => this.below(256));
  }

  /** Well-formed text of `length` characters. A character has one to four bytes. */
  text(length) {
    const ranges = [
      [0, 0x80],
      [0x80, 0x800],
      [0x800, 0xd800],
      [0xe000, 0x10000],
      [0x10000, 0x110000],
    ];
    const character = () => {
      const [least, end] = this.of(ranges);
      return String.fromCodePoint(least + this.below(end - least));
    };
    return Array.from({ length }, character).join("");
  }
}
