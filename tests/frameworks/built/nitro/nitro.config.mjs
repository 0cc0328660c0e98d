// payauth is bundled. Otherwise, Nitro copies the file of payauth that its bundler finds, but Node loads another file.

export default { compatibilityDate: "2026-04-01", experimental: { wasm: !process.env.WITHOUT_WASM } };
