// Starts an nginx with a location for each guarded path.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { serve } from "../../tools/process.mjs";

export const NGINX = "/usr/sbin/nginx";

/** Starts nginx with several sockets. At each socket is a server that reads paths in a different way. */
export async function nginx(folder, guarded) {
  await mkdir(folder, { recursive: true });
  const socket = (name) => join(folder, `${name}.sock`);
  const sockets = { nginx: socket("plain"), "nginx, any case": socket("case"), "nginx behind nginx": socket("twice") };
  await writeFile(join(folder, "nginx.conf"), configuration(folder, Object.values(sockets), guarded));
  const args = ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"];
  const { stop } = await serve(NGINX, args, { ready: /(start worker processes|using the ".*" event method)/ });
  return { sockets, stop };
}

function configuration(folder, [plain, any, twice], guarded) {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const locations = (match) =>
    guarded.map((path) => `location ${match(path)} { return 200 "guarded ${path}\\n"; }`).join("\n");
  const server = (socket, inside) => `server { listen unix:${socket}; default_type text/plain; ${inside} }`;
  const other = `location / { return 200 "other\\n"; }`;
  return `
    daemon off; master_process off; pid ${join(folder, "nginx.pid")}; error_log stderr notice;
    events {}
    http {
      access_log off; keepalive_requests 1000000; large_client_header_buffers 4 32k;
      ${temporary.map((name) => `${name}_temp_path ${join(folder, name)};`).join(" ")}
      ${server(plain, `${locations((path) => `= ${path}`)} ${other}`)}
      ${server(any, `${locations((path) => `~* ^${path}/?$`)} ${other}`)}
      ${server(twice, `location / { proxy_pass http://unix:${plain}:$uri; }`)}
    }`;
}
