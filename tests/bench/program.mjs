// The program that every runtime runs for a measurement.

import { headerSets, signers } from "./contenders.mjs";
import { drivers } from "./driver.mjs";
import { compare } from "./rounds.mjs";

export async function main(host) {
  const sizes = [];
  for (const length of host.env.lengths) {
    const contenders = await signers(length, host);
    sizes.push({ length, results: await compare(contenders) });
  }
  return { sizes, headerSet: await compare(headerSets(host)), driver: await compare(await drivers(host)) };
}
