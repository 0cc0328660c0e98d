// The program that every runtime runs to compare payauth with the host's own HMAC.

import { signers } from "./contenders.mjs";
import { compare } from "./rounds.mjs";

const NAMES = ["payauth", "createHmac", "subtle.sign"];

/** For each of the host's functions, the time of payauth divided by the time of this function, by the length of the message. */
export async function main(host) {
  const shares = {};
  for (const length of host.env.lengths) {
    const contenders = (await signers(length, host)).filter(({ name }) => NAMES.includes(name));
    for (const { name, ratio } of await compare(contenders)) if (name !== NAMES[0]) (shares[name] ??= []).push(ratio);
  }
  return shares;
}
