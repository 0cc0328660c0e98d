// The most that a Worker may weigh with an import of payauth: JavaScript and wasm concatenated, gzip -9, in bytes. The
// wasm is shared by all imports, so a row moves when the module gains a feature.

export const BUDGETS = [
  { name: "dvpay", imports: "{ dvpay }", gzip: 36_000 },
  { name: "hmacKey", imports: "{ hmacKey }" },
  { name: "everything", imports: "*", gzip: 44_000 },
];
