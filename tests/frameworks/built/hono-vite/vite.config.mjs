// Hono's build for Workers.
import build from "@hono/vite-build/cloudflare-workers";

export default { plugins: [build({ entry: "index.js" })] };
