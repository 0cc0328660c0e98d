// As in Nitro 2, Workers need the option for wasm files.

export default { compatibilityDate: "2026-04-01", telemetry: false, nitro: { experimental: { wasm: true } } };
