// Tests in workerd. Without a configuration of wrangler, the rule for wasm files must be given.
import { cloudflareTest } from "@cloudflare/vitest-plugin";

const modulesRules = [{ type: "CompiledWasm", include: ["**/*.wasm"] }];

export default {
  plugins: [cloudflareTest({ miniflare: { compatibilityDate: "2026-04-01", compatibilityFlags: ["nodejs_compat"], modulesRules } })],
};
