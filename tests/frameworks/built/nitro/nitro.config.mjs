// Nitro copies the file of a package that its bundler finds, but Node loads another file. Therefore payauth is bundled.

export default { compatibilityDate: "2026-04-01", experimental: { wasm: true }, externals: { inline: ["payauth"] } };
