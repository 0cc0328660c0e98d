// Nitro copies the file that its bundler finds of a package, and Node loads another: so payauth goes into the bundle.

export default { compatibilityDate: "2026-04-01", experimental: { wasm: true }, externals: { inline: ["payauth"] } };
