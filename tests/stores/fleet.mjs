// Processes that share a store and a clock, and the functions with which the test controls them.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { SharedClock } from "./clock.mjs";
import { ENGINES } from "./engines.mjs";

const PROGRAM = fileURLToPath(new URL("process.mjs", import.meta.url));

export class Fleet {
  events = [];
  clock;
  #members = [];
  #folder = mkdtempSync(join(tmpdir(), "payauth-fleet-"));
  #engine;
  #given;
  #client;
  /** The path of the log file. The handlers of all processes write to this file. */
  log = join(this.#folder, "log");

  static async of(count, ...args) {
    const fleet = new Fleet(...args);
    await Promise.all(Array.from({ length: count }, () => fleet.add()));
    return fleet;
  }

  constructor(engine, url) {
    const clockFile = join(this.#folder, "clock");
    this.clock = new SharedClock(clockFile);
    this.#engine = engine;
    this.#given = JSON.stringify({ engine, url, clockFile, log: this.log });
  }

  /** Starts another process of the fleet, and returns it. */
  async add() {
    const [program, ...args] = ENGINES[this.#engine].runtime();
    const member = new Member(program, [...args, PROGRAM, this.#given], this);
    this.#members.push(member);
    await member.isReady;
    if (this.#client) await member.ask("client", this.#client);
    return member;
  }

  /** Makes a client in every process, and in every process that is added later. */
  async clients(client) {
    this.#client = client;
    await this.all("client", client);
  }

  get members() {
    return this.#members.filter(({ isDead }) => !isDead);
  }

  /** Runs a command in every running process. */
  async all(name, given) {
    return (await Promise.all(this.members.map((member) => member.ask(name, given)))).flat();
  }

  async stop() {
    await Promise.all(this.#members.map((member) => member.kill()));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

class Member {
  isDead = false;
  #child;
  #waiting = new Map();
  #asked = 0;
  #ended;

  constructor(program, args, fleet) {
    // `detached` makes a process group. npm's Deno is a script that starts another program, and a signal must reach the whole group.
    this.#child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"], detached: true, env: { ...process.env, NODE_NO_WARNINGS: "1" } });
    this.#child.stdin.on("error", () => {});
    this.#ended = new Promise((resolve) => this.#child.once("close", resolve));
    this.isReady = new Promise((resolve, reject) => {
      createInterface({ input: this.#child.stdout }).on("line", (line) => this.#hear(line, fleet, resolve));
      this.#child.once("error", reject);
      this.#ended.then(() => reject(new Error(`a process of the fleet ended: ${program} ${args.join(" ")}`)));
    });
    this.#ended.then(() => {
      this.isDead = true;
      for (const resolve of this.#waiting.values()) resolve([]);
    });
  }

  /** The answer of the process to a command. If the process ends first, it is an empty array. */
  ask(name, given) {
    if (this.isDead) return [];
    const id = (this.#asked += 1);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.stdin.write(`${JSON.stringify({ id, name, given })}\n`);
    });
  }

  signal(name) {
    if (!this.isDead) process.kill(-this.#child.pid, name);
  }

  async kill() {
    this.signal("SIGKILL");
    await this.#ended;
  }

  #hear(line, fleet, isReady) {
    if (!line.startsWith("fleet ")) return;
    const { id, result, event, ...more } = JSON.parse(line.slice("fleet ".length));
    if (more.isReady) isReady();
    if (event) fleet.events.push(event);
    this.#waiting.get(id)?.(result);
    this.#waiting.delete(id);
  }
}
