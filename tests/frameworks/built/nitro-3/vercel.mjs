// Serves the function that Nitro built for Vercel, in Node.
import { serve } from "srvx";
import entry from "./.vercel/output/functions/__server.func/index.mjs";

const server = serve({ fetch: (request) => entry.fetch(request), hostname: "127.0.0.1", port: 0, silent: true });
await server.ready();
console.log(`address: ${server.url.replace(/\/$/, "")}`);
