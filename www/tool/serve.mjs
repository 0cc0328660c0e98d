// Serves a folder on loopback until Ctrl-C: node www/tool/serve.mjs [folder]

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { argv } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

const TARGET = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url));
const BUILT = join(TARGET, "www");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Serves `folder` on a free loopback port; returns the address and a function that stops the server. */
export async function serve(folder = BUILT) {
  const server = createServer((request, response) => answer(folder, request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close().closeAllConnections() };
}

async function answer(folder, { url }, response) {
  const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname));
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  try {
    const content = await readFile(file);
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(content);
  } catch {
    response.writeHead(404, { "content-type": "text/plain" }).end("not here\n");
  }
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  const { url } = await serve(argv[2]);
  console.log(`\nthe playground: ${url}   (Ctrl-C ends it)`);
  process.on("SIGINT", () => process.exit(0));
}
