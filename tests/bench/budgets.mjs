// What a Worker may weigh with an import of payauth: JavaScript and the wasm modules that it imports, concatenated,
// gzip -9, in bytes. `core.wasm` is shared by all imports, so a row moves when it gains a feature. `define.wasm` goes with
// `defineProvider` and `defineScheme` alone.
//
// `cargo xtask size` and the tests fail above a budget. A commit may raise one that says what was bought with the bytes.
// The goal is lower: it was planned with everything up to webhooks in the module, 46,000 for `dvpay` and 52,000 for all.

export const BUDGETS = [
  { name: "dvpay", imports: "{ dvpay }", budget: 102_500 },
  { name: "hmacKey", imports: "{ hmacKey }", budget: 92_500 },
  { name: "defineProvider", imports: "{ defineProvider }", budget: 172_700 },
  { name: "everything", imports: "*", budget: 181_000 },
];

/** What each further provider of `payauth/providers` may add. */
export const FURTHER_PROVIDER = 900;
