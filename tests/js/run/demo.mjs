// The demo: every runtime signs with the packed payauth, and the sandbox checks the requests. node tests/js/run/demo.mjs

import { join } from "node:path";
import { start } from "../../sandbox/server.mjs";
import { consumer, pack } from "../tools/consumer.mjs";
import { tests } from "../tools/paths.mjs";
import { everywhere } from "../tools/runtimes.mjs";

/** The steps, in the order in which each provider gets the requests. */
const STEPS = [
  { title: "DVPay refund", name: "refund", provider: "dvpay", due: "200", shown: "accepted" },
  { title: "DVPay payout", name: "payout", provider: "dvpay", due: "200", shown: "accepted" },
  { title: "DVPay query", name: "query", provider: "dvpay", due: "200", shown: "accepted" },
  { title: "tampered refund", name: "tampered", provider: "dvpay", due: "401 invalid_signature", shown: "refused" },
  { title: "DoorPay order", name: "order", provider: "doorpay", due: "201", shown: "accepted" },
  { title: "DoorPay list", name: "list", provider: "doorpay", due: "200", shown: "accepted" },
];

const folder = await consumer("demo", await pack());
const sandbox = await start();
const { dvpay, doorpay } = { dvpay: sandbox.credentials("dvpay"), doorpay: sandbox.credentials("doorpay").sandbox };
const env = {
  dvpay: { apiKey: dvpay.apiKey, apiSecret: dvpay.apiSecret, baseUrl: sandbox.url("dvpay") },
  doorpay: { ...doorpay, baseUrl: sandbox.url("doorpay") },
};
let runtimes = 0;
let wrong = 0;
row(
  "",
  STEPS.map(({ title }) => title),
);
await everywhere(join(tests, "js/end-to-end/demo/program.mjs"), folder, {
  env,
  net: true,
  each(runtime, told) {
    const cells = judge(told);
    row(runtime, cells);
    runtimes += 1;
    wrong += cells.filter((cell, at) => cell !== STEPS[at].shown).length;
    sandbox.control.reset();
  },
});
await sandbox.close();
console.log(
  wrong
    ? `\ndemo FAILED: ${wrong} answers in ${runtimes} runtimes were wrong`
    : `\n${runtimes} runtimes signed; the sandbox accepted every untampered request, and rejected every tampered request`,
);
process.exitCode = wrong ? 1 : 0;

/** A step has passed if the runtime printed the expected answer and the sandbox recorded the same answer. */
function judge(told) {
  const noted = { dvpay: calls("dvpay"), doorpay: calls("doorpay") };
  return STEPS.map(({ name, provider, due, shown }) => {
    const status = noted[provider].shift();
    return told[name] === due && due.startsWith(String(status)) ? shown : `WRONG: printed ${told[name]}, recorded ${status}`;
  });
}

function calls(provider) {
  return sandbox.control.state({ provider }).calls.map(({ status }) => status);
}

function row(name, cells) {
  const padded = cells.map((cell, at) => cell.padEnd(STEPS[at].title.length));
  console.log([name.padEnd(25), ...padded].join("  ").trimEnd());
}
