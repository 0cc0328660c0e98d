// Engines on free loopback ports, each in a separate folder. The caller that starts an engine stops it.

import { execFile, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { install } from "../js/end-to-end/servers/install.mjs";

const execute = promisify(execFile);

/** The id of the user nobody. If the tests run as root, this user runs Postgres, because Postgres does not run as root. */
const NOBODY = 65_534;

/** Installs the missing programs that the tests need. */
export function installServices() {
  install({ "redis-server": "/usr/bin/redis-server" });
  if (!postgresFolder()) install({ postgresql: "/usr/lib/postgresql" });
}

function postgresFolder() {
  const [version] = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql").sort().reverse() : [];
  return version && `/usr/lib/postgresql/${version}/bin`;
}

const FIRST_PORT = 18_000;
const PORTS = 10_000;
const taken = new Set();

/** Returns a free port. The host uses higher ports for outgoing connections, so an engine can use the same port after a crash. */
export async function freePort() {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    if (!taken.has(port) && (await isFree(port))) return taken.add(port) && port;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** The highest number of attempts to start a program. After a kill, the port and the shared memory are not free at once. */
const MOST_STARTS = 100;

const running = new Set();
process.on("exit", () => running.forEach((service) => service.signal("SIGKILL")));

/** A program and its child processes. The program prints a text when it is ready. */
class Service {
  #start;
  #child;
  #folder;

  constructor(start) {
    this.#start = start;
    this.#folder = mkdtempSync(join(tmpdir(), "payauth-store-"));
  }

  async up() {
    running.add(this);
    for (let starts = 1; ; starts += 1) {
      try {
        this.#child = await this.#start(this.#folder);
        return this;
      } catch (error) {
        if (starts === MOST_STARTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  /** Kills the program, as a crash does. */
  async crash() {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.signal("SIGKILL");
    await ended;
  }

  /** Sends a signal to the program and its child processes. Postgres has a child process for each connection, which can end later. */
  signal(name) {
    if (this.#child === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    for (const pid of [this.#child.pid, ...childrenOf(this.#child.pid)]) signalled(pid, name);
  }

  async stop() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.crash();
    running.delete(this);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Sends a signal to a process, unless the process has ended. */
export function signalled(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** Starts a program; resolves when it prints the expected text. */
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

/** A file that processes share. No program is started. */
export async function file() {
  const folder = mkdtempSync(join(tmpdir(), "payauth-store-"));
  return { url: join(folder, "store"), stop: async () => rmSync(folder, { recursive: true, force: true }) };
}

const isRoot = process.getuid?.() === 0;
const BY = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** Returns the path of a folder with an empty database. The folder is made at the first call. */
const template = once(async () => {
  const folder = mkdtempSync(join(tmpdir(), "payauth-postgres-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, "data");
  await execute(join(postgresFolder(), "initdb"), ["-D", data, "-U", "payauth", "-A", "trust", "--no-sync"], BY);
  return data;
});

/** Returns a function that calls `make` the first time, and returns the same result every time. */
export function once(make) {
  let made;
  return (...given) => (made ??= make(...given));
}

export async function postgres() {
  const [port, from] = [await freePort(), await template()];
  const service = await new Service(async (dir) => {
    if (isRoot) chownSync(dir, NOBODY, NOBODY);
    const data = join(dir, "data");
    if (!existsSync(data)) await execute("cp", ["-a", from, data]);
    // The tests kill processes, but not machines, so nothing is lost without fsync.
    const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${dir}`, "fsync=off"].flatMap((each) => ["-c", each]);
    return ready(join(postgresFolder(), "postgres"), ["-D", data, "-p", String(port), ...settings], /ready to accept connections/, BY);
  }).up();
  return Object.assign(service, { port, url: `postgres://payauth@127.0.0.1:${port}/postgres` });
}
