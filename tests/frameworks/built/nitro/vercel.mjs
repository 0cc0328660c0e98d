// Serves the function that Nitro built for Vercel, in Node.
import { createServer } from "node:http";
import listener from "./.vercel/output/functions/__fallback.func/index.mjs";
import { listening } from "./act.mjs";

const server = createServer(listener).listen(0, "127.0.0.1", () => listening(server));
