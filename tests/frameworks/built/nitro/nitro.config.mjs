// Workers load wasm files, for which Nitro needs an option. In Node, the package works with this option and without it.

export default { compatibilityDate: "2026-04-01", experimental: { wasm: !process.env.WITHOUT_WASM } };
