// A value of every kind that JavaScript code can pass by mistake. Also twins of a value: values of another shape that a function must
// accept like the original value.

class Own {
  x = "y";
}

const VIEWS = "Int8 Uint8Clamped Int16 Uint16 Int32 Uint32 Float32 Float64 BigInt64 BigUint64".split(" ");

/** Values, each with its kind. A value that no argument accepts has the kind `other`. */
export function wrongValues(host) {
  const buffer = new ArrayBuffer(8);
  return [
    ["a string", "string", "x"],
    ["a number", "number", 7],
    ["NaN", "not-finite", Number.NaN],
    ["null", "null", null],
    ["undefined", "undefined", undefined],
    ["a boolean", "boolean", true],
    ["a bigint", "bigint", 7n],
    ["a symbol", "other", Symbol("x")],
    ["a function", "function", () => "x"],
    ["a class", "function", Own],
    ["a class instance", "other", new Own()],
    ["an object", "plain", { x: "y" }],
    ["an object without prototype", "plain", Object.assign(Object.create(null), { x: "y" })],
    ["a Proxy of an object", "plain", new Proxy({ x: "y" }, {})],
    ["an object that claims to be bytes", "plain", { [Symbol.toStringTag]: "Uint8Array" }],
    ["an array", "array", ["x"]],
    ["bytes", "bytes", Uint8Array.of(120)],
    ["a Proxy of bytes", "other", new Proxy(Uint8Array.of(120), {})],
    ["detached bytes", "other", detached()],
    ["an ArrayBuffer", "other", buffer],
    ["a DataView", "other", new DataView(buffer)],
    ["a Date", "date", new Date(0)],
    ["a Proxy of a Date", "other", new Proxy(new Date(0), {})],
    ["a Map", "map", new Map([["x", "y"]])],
    ["a Set", "other", new Set(["x"])],
    ["URLSearchParams", "params", new URLSearchParams("x=y")],
    ["a boxed string", "other", Object("x")],
    ["a boxed number", "other", Object(7)],
    ["a regular expression", "other", /x/],
    ["an error", "other", new Error("x")],
    ["a promise", "other", Promise.resolve("x")],
    ...VIEWS.map((name) => [`${name}Array`, "other", new globalThis[`${name}Array`](buffer)]),
    ...(globalThis.SharedArrayBuffer ? [["a SharedArrayBuffer", "other", new SharedArrayBuffer(8)]] : []),
    ...(host.realm ? [["a class instance of another realm", "other", host.realm("new (class { x = 1 })")]] : []),
  ].map(([name, kind, value]) => ({ name, kind, value }));
}

/** Bytes in a detached buffer. In every runtime, a wasm memory that grows detaches its old buffer. */
export function detached() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const bytes = new Uint8Array(memory.buffer);
  memory.grow(1);
  return bytes;
}

/** Other shapes of the same bytes. */
export function byteTwins(host, bytes) {
  const around = Uint8Array.of(1, 2, 3, ...bytes, 4, 5);
  class Derived extends Uint8Array {}
  return {
    "a part with an offset": around.subarray(3, 3 + bytes.length),
    "a derived class": Derived.from(bytes),
    ...(globalThis.Buffer && { "a Buffer": globalThis.Buffer.from(bytes) }),
    ...(globalThis.SharedArrayBuffer && { "shared bytes": shared(bytes) }),
    ...(host.realm && { "bytes of another realm": host.realm(`Uint8Array.of(${bytes.join()})`) }),
    ...("resizable" in ArrayBuffer.prototype && { "bytes that can grow": growing(bytes) }),
  };
}

function shared(bytes) {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

function growing(bytes) {
  const copy = new Uint8Array(new ArrayBuffer(bytes.length, { maxByteLength: 64 }));
  copy.set(bytes);
  return copy;
}

/** Other shapes of the same date. */
export function dateTwins(host, millis) {
  class Derived extends Date {}
  return {
    "a derived class": new Derived(millis),
    "a frozen date": Object.freeze(new Date(millis)),
    ...(host.realm && { "a date of another realm": host.realm(`new Date(${millis})`) }),
  };
}

/** Other shapes of the same plain object. */
export function plainTwins(host, object) {
  return {
    "an object without prototype": Object.assign(Object.create(null), object),
    "a frozen object": Object.freeze({ ...object }),
    "a Proxy of it": new Proxy(object, {}),
    ...(host.realm && { "an object of another realm": Object.assign(host.realm("({})"), object) }),
  };
}
