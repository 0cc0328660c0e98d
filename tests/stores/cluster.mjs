// A Redis Cluster of three masters. The first master has a replica.

import { createClient } from "redis";
import { freePort, redis } from "./services.mjs";

const SLOTS = 16_384;
const MASTERS = 3;
/** The timeout is so long that no node regards another node as dead on a busy machine. Only the test promotes the replica. */
const CLUSTER = ["--cluster-enabled", "yes", "--cluster-node-timeout", "600000", "--cluster-require-full-coverage", "no"];

export async function redisCluster() {
  const node = async () => redis([...CLUSTER, "--cluster-port", await freePort()]);
  const cluster = new Cluster(await Promise.all(Array.from({ length: MASTERS + 1 }, node)));
  try {
    await cluster.join();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}

class Cluster {
  url;
  #nodes;
  #clients = new Map();

  constructor(nodes) {
    this.#nodes = nodes;
    this.url = nodes.map(({ url }) => url).join(",");
  }

  async join() {
    for (const [index] of this.#nodes.entries()) {
      await this.#say(index, "CLUSTER", "SET-CONFIG-EPOCH", index + 1);
      if (index < MASTERS) await this.#say(index, "CLUSTER", "ADDSLOTSRANGE", first(index), first(index + 1) - 1);
    }
    for (const [index] of this.#nodes.entries()) {
      for (const { port, busPort } of this.#nodes.slice(index + 1)) await this.#say(index, "CLUSTER", "MEET", "127.0.0.1", port, busPort);
    }
    const master = await this.#say(0, "CLUSTER", "MYID");
    await until(() => this.#say(MASTERS, "CLUSTER", "REPLICATE", master).then(() => true, () => false));
    await until(async () => (await this.#say(MASTERS, "ROLE")).includes("connected"));
    for (const [index] of this.#nodes.entries()) {
      const nodes = this.#nodes.length;
      await until(async () => {
        const info = await this.#say(index, "CLUSTER", "INFO");
        return info.includes("cluster_state:ok") && info.includes(`cluster_known_nodes:${nodes}`);
      });
    }
  }

  /** Kills the first master, and makes its replica the new master. */
  async promote() {
    await this.#nodes[0].crash();
    this.#nodes[MASTERS].signal("SIGCONT");
    await this.#say(MASTERS, "CLUSTER", "FAILOVER", "TAKEOVER");
    await until(async () => (await this.#say(MASTERS, "ROLE"))[0] === "master");
    await until(async () => (await this.#say(MASTERS, "CLUSTER", "INFO")).includes("cluster_state:ok"));
  }

  /** From now on, the replica misses all writes. */
  async lag() {
    await this.#say(0, "WAIT", 1, 0);
    this.#nodes[MASTERS].signal("SIGSTOP");
  }

  async stop() {
    for (const client of this.#clients.values()) (await client).destroy();
    await Promise.all(this.#nodes.map((node) => node.stop()));
  }

  async #say(index, ...command) {
    if (!this.#clients.has(index)) this.#clients.set(index, createClient({ url: this.#nodes[index].url }).on("error", () => {}).connect());
    return (await this.#clients.get(index)).sendCommand(command.map(String));
  }
}

const first = (index) => Math.ceil((index * SLOTS) / MASTERS);

async function until(isSo) {
  for (let turn = 0; turn < 6_000; turn += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the cluster is not ready after five minutes");
}
