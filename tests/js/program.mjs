// The program that the runtimes run: all cases.

import { collect } from "./suite.mjs";

export async function main(host) {
  const said = [];
  const { passed, failed } = await collect(host).run((line) => said.push(line));
  return { passed, failed, said };
}
