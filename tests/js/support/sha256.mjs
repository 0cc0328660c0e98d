// Compresses the first block of SHA-256 (FIPS 180-4). Tests use it to find the state of a prepared key in memory.

const PRIMES = Array.from({ length: 312 }, (_, number) => number).filter(
  (number) =>
    number > 1 &&
    !Array.from({ length: number }, (_, factor) => factor).some((factor) => factor > 1 && number % factor === 0),
);
const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) >>> 0;
const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUND = PRIMES.map((prime) => fraction(Math.cbrt(prime)));

/** The state after a block of 64 bytes: eight words. */
export function stateAfter(block) {
  const words = schedule(block);
  let state = INITIAL;
  for (let index = 0; index < 64; index += 1) state = round(state, ROUND[index] + words[index]);
  return Uint32Array.from(state, (word, index) => word + INITIAL[index]);
}

function schedule(block) {
  const view = new DataView(block.buffer, block.byteOffset);
  const words = Array.from({ length: 16 }, (_, index) => view.getUint32(4 * index));
  for (let index = 16; index < 64; index += 1) {
    const [a, b] = [words[index - 15], words[index - 2]];
    const small = right(a, 7) ^ right(a, 18) ^ (a >>> 3);
    const great = right(b, 17) ^ right(b, 19) ^ (b >>> 10);
    words.push((words[index - 16] + small + words[index - 7] + great) >>> 0);
  }
  return words;
}

function round([a, b, c, d, e, f, g, h], word) {
  const first = h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + word;
  const second = (right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
  return [(first + second) >>> 0, a, b, c, (d + first) >>> 0, e, f, g];
}

const right = (word, by) => (word >>> by) | (word << (32 - by));
