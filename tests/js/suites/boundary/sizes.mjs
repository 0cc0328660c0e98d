// Every export is called with values of all lengths and forms, in new and in used instances. It returns the answer of an oracle without wasm,
// or throws an error with a code. Afterwards, an unrelated key still signs.

import { bearerAuth, hmacKey, isPayauthError } from "payauth";
import { APART, table } from "../../support/sized-calls/table.mjs";
import { utf8 } from "../../support/hmac-reference.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { Draw, seedOf } from "../../support/random.mjs";
import { trapNext } from "../../support/trap.mjs";
import { exported, INTERNAL } from "../type-confusion.mjs";
import { isWhole } from "../../support/whole.mjs";

const KIB = 1024;
const MIB = KIB * KIB;
const TAG = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

export const endsInstances = true;

export default function ({ test, host }) {
  const seed = seedOf(host);
  const rows = table(host);
  test("every export of the package has rows of lengths, unless it has no argument of variable length", () => {
    const names = exported().filter((name) => !INTERNAL.includes(name) && !APART.test(name));
    same(names.filter((name) => !(name in rows)), [], "exports without rows");
    same(Object.keys(rows).filter((name) => !names.includes(name)), [], "rows without an export");
  });
  for (const [name, all] of Object.entries(rows)) {
    all.forEach((row, index) =>
      test(`${name} (${index + 1}): values of every length return the right answer or throw an error with a code (seed ${seed})`, () =>
        lengths(host, row, new Draw(seed + index))),
    );
  }
  test(`values of 1 MiB and 32 MiB return the right answer (seed ${seed})`, async () => {
    for (const name of ["hmacKey().sign", "dvpay().sign", "verifyWebhook"]) {
      for (const length of [MIB, 32 * MIB]) await probe(host, rows[name][0], new Draw(seed), length, "bytes");
    }
  });
}

/** Lengths around each power of two, around 80 KiB (the length of the buffer) and around 60 KiB (80 KiB in base64). */
function chosen(draw, isAll) {
  const around = (length) => [length - 1, length, length + 1];
  const powers = Array.from({ length: 16 }, (_, power) => 2 ** (power + 1)).flatMap(around);
  const edges = [60, 61, 63, 64, 78, 79, 80].flatMap((kib) => around(kib * KIB));
  const drawn = Array.from({ length: isAll ? 24 : 6 }, () => 60 * KIB + draw.below(30 * KIB));
  return isAll ? [0, ...powers, ...edges, ...drawn] : [0, 1, ...edges.filter(() => draw.below(3) === 0), ...drawn];
}

async function lengths(host, row, draw) {
  for (const length of chosen(draw, isWhole(host))) await probe(host, row, draw, length, draw.of(row.forms));
}

async function probe(host, row, draw, length, form) {
  const what = `a value of length ${length}, as ${form}`;
  const value = "a".repeat(length);
  const given = form === "text" ? value : FORMS[form](utf8(value));
  const before = await row.before?.(value);
  // Bun collects all garbage for each new instance.
  const isFresh = draw.below(isWhole(host) ? 2 : 8) === 0;
  if (isFresh) anew(host);
  const other = hmacKey({ algorithm: "SHA-256", secret: "Jefe" });
  await answered(row, length, given, before, value, `${what}, in a ${isFresh ? "new" : "used"} instance`);
  equal(other.sign("what do ya want for nothing?"), TAG, `the tag of an unrelated key after ${what}`);
  other.dispose();
}

async function answered(row, length, given, before, value, what) {
  let got;
  try {
    got = await row.call(given, before);
  } catch (error) {
    ok(isPayauthError(error) && error.code !== "ERR_INTERNAL", `${what}: an error with a code, not ${error?.stack ?? error}`);
    ok(!(length > 0 && length <= row.most), `${what} that is accepted, not ${error.code}: ${error.message}`);
    return;
  }
  if (row.oracle) equal(got, await row.oracle(value), what);
}

/** The same bytes, in every type that a caller can pass. */
const FORMS = {
  bytes: (bytes) => bytes,
  buffer: (bytes) => (globalThis.Buffer ? globalThis.Buffer.from(bytes) : bytes),
  part: (bytes) => within(bytes).subarray(3, 3 + bytes.length),
  grown: (bytes) => {
    if (!("resizable" in ArrayBuffer.prototype)) return bytes;
    const view = new Uint8Array(new ArrayBuffer(bytes.length, { maxByteLength: bytes.length + 64 }));
    view.set(bytes);
    return view;
  },
  arrayBuffer: (bytes) => bytes.slice().buffer,
  dataView: (bytes) => new DataView(within(bytes).buffer, 3, bytes.length),
};

function within(bytes) {
  const around = new Uint8Array(bytes.length + 5).fill(255);
  around.set(bytes, 3);
  return around;
}

/** Makes a new instance. Its memory has the initial size. */
function anew(host) {
  trapNext(host, "bearerAuth");
  throws("ERR_INTERNAL", () => bearerAuth("t"));
}
