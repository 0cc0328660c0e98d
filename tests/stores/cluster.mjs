// A Redis Cluster of three masters, whose first has a replica.

import { createClient } from "redis";
import { freePort, redis } from "./services.mjs";

const SLOTS = 16_384;
const MASTERS = 3;
const CLUSTER = ["--cluster-enabled", "yes", "--cluster-node-timeout", "1000", "--cluster-require-full-coverage", "no"];
/** A replica is promoted however much it has missed. */
const REPLICA = ["--cluster-replica-validity-factor", "0"];

/** All keys with this prefix lie in slot 3300, at the first master. */
export const FIRST_MASTER = "{b}";

export async function redisCluster() {
  const nodes = [];
  for (let index = 0; index <= MASTERS; index += 1) {
    nodes.push(await redis([...CLUSTER, ...REPLICA, "--cluster-port", await freePort()]));
  }
  const cluster = new Cluster(nodes);
  await cluster.join();
  return cluster;
}

class Cluster {
  url;
  #nodes;

  constructor(nodes) {
    this.#nodes = nodes;
    this.url = nodes.map(({ url }) => url).join(",");
  }

  async join() {
    for (const [index] of this.#nodes.entries()) {
      await this.#say(index, "CLUSTER", "SET-CONFIG-EPOCH", index + 1);
      if (index < MASTERS) await this.#say(index, "CLUSTER", "ADDSLOTSRANGE", first(index), first(index + 1) - 1);
    }
    for (const { port, busPort } of this.#nodes.slice(1)) await this.#say(0, "CLUSTER", "MEET", "127.0.0.1", port, busPort);
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

  /** The first master dies; resolves when the others promoted its replica. */
  async promote() {
    await this.#nodes[0].crash();
    this.#nodes[MASTERS].signal("SIGCONT");
    await until(async () => (await this.#say(MASTERS, "ROLE"))[0] === "master");
    await until(async () => (await this.#say(MASTERS, "CLUSTER", "INFO")).includes("cluster_state:ok"));
  }

  /** The replica misses what is written from now on. */
  async lag() {
    await this.#say(0, "WAIT", 1, 0);
    this.#nodes[MASTERS].signal("SIGSTOP");
  }

  async stop() {
    await Promise.all(this.#nodes.map((node) => node.stop()));
  }

  async #say(index, ...command) {
    const client = await createClient({ url: this.#nodes[index].url }).on("error", () => {}).connect();
    try {
      return await client.sendCommand(command.map(String));
    } finally {
      client.destroy();
    }
  }
}

const first = (index) => Math.ceil((index * SLOTS) / MASTERS);

async function until(isSo) {
  for (let turn = 0; turn < 1_200; turn += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the cluster is not ready after a minute");
}
