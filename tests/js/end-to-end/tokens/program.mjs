// The program that every runtime runs against the sandbox: each provider with pure functions and with the driver, and every fault.

import { Cases } from "../../support/harness.mjs";
import { bearers } from "./bearers.mjs";
import { faults } from "./faults.mjs";
import { open } from "./open.mjs";
import { Sandbox } from "./sandbox.mjs";
import { signed } from "./signed.mjs";

export async function main({ env }) {
  const sandbox = new Sandbox(env);
  const cases = new Cases();
  const test = (name, body) =>
    cases.test(name, async () => {
      await sandbox.control("reset");
      await body();
    });
  for (const part of [bearers, faults, signed, open]) part(test, sandbox);
  const said = [];
  const { passed, failed } = await cases.run((line) => said.push(line));
  return { passed, failed, said };
}
