// Processes that share a store, and the parent's hold on them.

import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ENGINES } from "./engines.mjs";

const PROGRAM = fileURLToPath(new URL("process.mjs", import.meta.url));

export class Fleet {
  events = [];
  #members = [];
  #folder = mkdtempSync(join(tmpdir(), "payauth-fleet-"));
  /** What the handlers of all processes write. */
  log = join(this.#folder, "log");

  static async of(count, ...args) {
    const fleet = new Fleet();
    await Promise.all(Array.from({ length: count }, () => fleet.add(...args)));
    return fleet;
  }

  async add(engine, url, provider = "http://127.0.0.1:1", options = {}) {
    const child = fork(PROGRAM, [engine, url, provider, JSON.stringify(options), this.log], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, NODE_NO_WARNINGS: "1" },
      execPath: ENGINES[engine].node?.() ?? process.execPath,
    });
    const member = new Member(child, this);
    this.#members.push(member);
    await member.isReady;
    return member;
  }

  get members() {
    return this.#members.filter(({ isDead }) => !isDead);
  }

  /** Runs a command in every process that lives. */
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

  constructor(child, fleet) {
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once("exit", resolve));
    child.once("exit", () => {
      this.isDead = true;
      for (const resolve of this.#waiting.values()) resolve([]);
    });
    this.isReady = new Promise((resolve, reject) => {
      child.on("message", ({ id, result, isReady, event }) => {
        if (isReady) resolve();
        if (event) fleet.events.push(event);
        this.#waiting.get(id)?.(result);
        this.#waiting.delete(id);
      });
      child.once("exit", (code, signal) => reject(new Error(`a process of the fleet ended with ${code ?? signal}`)));
    });
  }

  /** What the process answers; nothing, if it dies. */
  ask(name, given) {
    if (this.isDead) return [];
    const id = (this.#asked += 1);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.send({ id, name, given }, (error) => error && resolve([]));
    });
  }

  signal(name) {
    this.#child.kill(name);
  }

  async kill() {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}
