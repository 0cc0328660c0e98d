// Compares today's package with the package of another commit: speed in paired rounds, and sizes. Fails if a row is too slow.
// node tests/bench/against.mjs <name of the commit> <folder of its built package>

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { consumer, pack } from "../js/tools/consumer.mjs";
import { run } from "../js/tools/process.mjs";
import { BUDGETS } from "./budgets.mjs";
import { COLD_RUNTIMES, coldTime, writePrograms } from "./cold.mjs";
import { quantile } from "./rounds.mjs";
import { table } from "./table.mjs";
import { compressed, programOf, weigh } from "./weigh.mjs";

const ROUNDS = 10;
/** A row is too slow if, in three quarters of the rounds, today's time divided by the other commit's time is above this. */
const MAX_FACTOR = 1.05;

const [commit, folder] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const now = await installed("now");
const then = await installed("then", folder);
const ratios = {};

for (let round = 1; round <= ROUNDS; round += 1) {
  const began = performance.now();
  await speed(round);
  await cold(round);
  console.log(`   round ${round} of ${ROUNDS}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
}
const worse = verdicts();
await sizes();
console.log(
  worse.length
    ? `\nbench: more than 5 % slower than ${commit}: ${worse.join("; ")}`
    : `\nbench: no row is more than 5 % slower than ${commit}`,
);
process.exitCode = worse.length ? 1 : 0;

async function installed(name, from) {
  const tarball = await pack(from, `against-${name}-tarball`);
  return { tarball, folder: await consumer(`against-${name}`, tarball) };
}

/** Runs a round in a separate process, because the compiled code of a program differs between processes. */
async function speed(round) {
  const env = { NOW: entry(now), THEN: entry(then), FIRST: round % 2 ? "NOW" : "THEN" };
  note(JSON.parse(await run(process.execPath, [join(here, "pair.mjs")], { env })));
}

function entry({ folder }) {
  return pathToFileURL(join(folder, "node_modules/payauth/dist/index.js")).href;
}

async function cold(round) {
  for (const [runtime, command] of Object.entries(COLD_RUNTIMES)) {
    const times = [0, 0];
    for (const index of round % 2 ? [0, 1] : [1, 0]) {
      await writePrograms([now, then][index].folder);
      times[index] = await coldTime(command, [now, then][index].folder, "payauth");
    }
    note({ [`cold start in ${runtime}`]: times[0] / times[1] });
  }
}

function note(measured) {
  for (const [row, ratio] of Object.entries(measured)) (ratios[row] ??= []).push(ratio);
}

/** Prints the rows; returns the names of the rows that are too slow. */
function verdicts() {
  const isAbsent = ([, list]) => list.includes(null);
  const rows = Object.entries(ratios).filter((row) => !isAbsent(row)).map(([name, list]) => {
    const [low, first, middle, third, high] = [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(list, share));
    return [name, middle, first, third, low, high, first > MAX_FACTOR ? "WORSE" : "ok"];
  });
  const head = ["time now / then", "median", "quarter", "three quarters", "least", "most", ""];
  console.log(`\n== speed against ${commit}, ${ROUNDS} rounds\n\n${table(head, rows)}`);
  for (const [name] of Object.entries(ratios).filter(isAbsent)) console.log(`not in ${commit}: ${name}`);
  return rows.filter((row) => row.at(-1) === "WORSE").map(([name]) => name);
}

async function sizes() {
  const rows = [["npm package, packed", "gzip", ...(await both(async ({ tarball }) => (await readFile(tarball)).length))]];
  for (const file of ["core.wasm", "explain.wasm", "index.js"]) {
    const sized = await both(async ({ folder }) => compressed(await readFile(join(folder, "node_modules/payauth/dist", file))));
    rows.push(...kinds(file, sized));
  }
  const exports = Object.keys(await import(entry(then)));
  const isIn = ({ imports }) => (imports.match(/\w+/g) ?? []).every((name) => exports.includes(name));
  // An older commit has no smaller entries, and fewer exports.
  for (const row of BUDGETS.filter(({ from }) => from === undefined)) {
    if (!isIn(row)) {
      console.log(`not in ${commit}: ${row.name}`);
      continue;
    }
    rows.push(...kinds(`Worker with ${row.name}`, await both(async ({ folder }) => (await weigh(programOf(row), folder)).both)));
  }
  const told = rows.map(([name, kind, was, is]) => [name, kind, was, is, `${is < was ? "" : "+"}${is - was}`]);
  console.log(`\n== bytes\n\n${table(["", "", commit, "now", "difference"], told)}`);
}

function both(measure) {
  return Promise.all([then, now].map(measure));
}

function kinds(name, [was, is]) {
  return ["raw", "gzip", "brotli"].map((kind) => [name, kind, was[kind], is[kind]]);
}
