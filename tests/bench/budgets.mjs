// What a Worker may weigh with an import of payauth: JavaScript and wasm concatenated, gzip -9, in bytes. The wasm is
// shared by all imports, so a row moves when the module gains a feature.
//
// `budget` is what was planned with everything up to webhooks in the module; `cargo xtask size` fails above it. `reached`
// is what it weighs today: the tests fail above that, so that nothing grows unseen. It may only be lowered.

export const BUDGETS = [
  { name: "dvpay", imports: "{ dvpay }", budget: 46_000, reached: 60_700 },
  { name: "hmacKey", imports: "{ hmacKey }", reached: 55_700 },
  { name: "everything", imports: "*", budget: 52_000, reached: 65_800 },
];
