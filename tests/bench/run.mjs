// Measures payauth from the packed tarball, prints tables, writes target/bench/results.json, and fails if a figure is
// above its limit: node tests/bench/run.mjs

import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { arch, cpus, release } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { consumer, pack } from "../js/tools/consumer.mjs";
import { target } from "../js/tools/paths.mjs";
import { run } from "../js/tools/process.mjs";
import { everywhere } from "../js/tools/runtimes.mjs";
import { BOUNDS, DOORS, FEW_LENGTHS, LENGTHS } from "./bounds.mjs";
import { BUDGETS } from "./budgets.mjs";
import { COLD_RUNTIMES, coldStart } from "./cold.mjs";
import { interactive } from "./page.mjs";
import { table } from "./table.mjs";
import { compressed, programOf, weigh } from "./weigh.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const tarball = await pack();
const folder = await consumer("bench", tarball);

/** The figures by their names. The limits in bounds.mjs have the same names. */
const figures = {};
/** The points of the growth measurements. */
let grown = {};

await speed("Node", "Node (import)", LENGTHS);
await speed("Deno", "Deno", FEW_LENGTHS);
await speed("Bun", "Bun (import)", FEW_LENGTHS);
await speed("workerd", "workerd-newest 2026-04-01", FEW_LENGTHS);
for (const runtime of Object.keys(COLD_RUNTIMES)) await cold(runtime);
await webhooks();
await growth();
await handler();
await page();
await memory();
await sizes();
await report();

async function speed(runtime, only, lengths) {
  console.log(`\n== ${runtime}: µs for one tag (up to a minute)\n`);
  const program = join(here, "program.mjs");
  await everywhere(program, folder, { only, env: { lengths }, each: (_, measured) => told(runtime, measured) });
}

function told(runtime, { sizes, headerSet, driver }) {
  const names = sizes[0].results.map(({ name }) => name);
  const rows = sizes.map(({ length, results }) => [`${length} B`, ...results.map(({ micros }) => micros)]);
  console.log(table(["message", ...names], rows));
  const ratios = sizes.map(({ length, results }) => [`${length} B`, ...results.map(({ ratio }) => ratio)]);
  console.log(`\n${table(["payauth /", ...names], ratios)}`);
  for (const { length, results } of sizes) record(`${runtime}, ${length} B`, results);
  record(`${runtime}, DVPay header set`, headerSet);
  const [own, recipe] = headerSet;
  console.log(`\nDVPay header set: payauth ${own.micros.toFixed(2)}, the page's recipe ${recipe.micros.toFixed(2)}`);
  tokens(runtime, driver);
}

/** The time of a request with a token, without the time to send it, divided by the time of one HMAC. */
function tokens(runtime, results) {
  const micros = Object.fromEntries(results.map((result) => [result.name, result.micros]));
  const shares = {
    "hot path": micros["hot path"] / micros.createHmac,
    "driver above a bare fetch": (micros.driver - micros["bare fetch"]) / micros.createHmac,
  };
  for (const { name } of results) figures[`${runtime}, ${name}, µs`] = micros[name];
  for (const [name, share] of Object.entries(shares)) {
    figures[`${runtime}, ${name} / createHmac`] = share;
    console.log(`${name}: ${share.toFixed(2)} of createHmac at 64 B`);
  }
}

function record(place, results) {
  for (const { name, micros, ratio } of results) {
    figures[`${place}, ${name}, µs`] = micros;
    if (name !== "payauth") figures[`${place}, payauth / ${name}`] = ratio;
  }
}

async function cold(runtime) {
  console.log(`\n== ${runtime}: cold start, median of 20 processes`);
  const { payauth, empty } = await coldStart(COLD_RUNTIMES[runtime], folder);
  figures[`${runtime}, cold start, ms`] = payauth;
  figures[`${runtime}, cold start, ms above an empty module`] = payauth - empty;
  console.log(`import to first signature ${payauth.toFixed(2)} ms, an empty module ${empty.toFixed(2)} ms`);
}

async function webhooks() {
  console.log("\n== Node: verifying a webhook of 1 KB, compared with the vendors' libraries\n");
  const PAYAUTH = pathToFileURL(join(folder, "node_modules/payauth/dist/index.js")).href;
  const cwd = join(here, "../vendors");
  const measured = JSON.parse(await run(process.execPath, ["bench.mjs"], { cwd, env: { PAYAUTH } }));
  const rows = Object.entries(measured).map(([name, [own, { micros, ratio, low, high }]]) => [name, own.micros, micros, ratio, low, high]);
  for (const [name, own, other, ratio, low, high] of rows) {
    figures[`Node, verifying, beside ${name}, µs`] = own;
    figures[`Node, verifying, ${name}, µs`] = other;
    figures[`Node, verifying, payauth / ${name}`] = ratio;
    figures[`Node, verifying, payauth / ${name}, quarter`] = low;
    figures[`Node, verifying, payauth / ${name}, three quarters`] = high;
  }
  console.log(table(["", "payauth", "other", "payauth / other", "quarter", "three quarters"], rows));
}

async function growth() {
  console.log("\n== Node: µs for a call, by the size of the input\n");
  const PAYAUTH = pathToFileURL(join(folder, "node_modules/payauth/dist/index.js")).href;
  grown = JSON.parse(await run(process.execPath, [join(here, "growth.mjs")], { env: { PAYAUTH } }));
  for (const [axis, points] of Object.entries(grown)) {
    const rows = points.map(({ at, micros, low = micros, high = micros }) => [String(at), micros, low, high]);
    console.log(`${table([axis, "median", "quarter", "three quarters"], rows)}\n`);
    const at = (number) => points.find((point) => point.at === number)?.micros;
    if (axis.includes("number of")) figures[`Node, ${axis} time at 100,000 / time at 10,000`] = at(100_000) / at(10_000);
  }
}

async function handler() {
  const PAYAUTH = pathToFileURL(join(folder, "node_modules/payauth/dist/index.js")).href;
  const { above, verify } = JSON.parse(await run(process.execPath, ["handler.mjs"], { cwd: here, env: { PAYAUTH } }));
  figures["Node, webhookHandler above verifyWebhook, µs"] = above;
  figures["Node, webhookHandler above verifyWebhook / verifyWebhook"] = above / verify;
  console.log(`\nwebhookHandler adds ${above.toFixed(1)} µs to reading the body and to verifyWebhook, which takes ${verify.toFixed(1)} µs`);
}

async function page() {
  console.log("\n== Chromium: the playground, median of 20 visits");
  const { playground, empty } = await interactive();
  figures["Chromium, playground, ms to the first signature"] = playground;
  figures["Chromium, playground / an empty page"] = playground / empty;
  console.log(`the first signature after ${playground.toFixed(0)} ms, an empty page after ${empty.toFixed(0)} ms`);
}

async function memory() {
  console.log("\n== memory, after a million calls of each kind (a minute)\n");
  for (const file of ["memory.mjs", "own.mjs"]) await copyFile(join(here, file), join(folder, file));
  const told = [];
  for (const door of Object.keys(DOORS)) {
    const { start, rows } = JSON.parse(await run(process.execPath, ["--expose-gc", "memory.mjs", door], { cwd: folder }));
    figures[`linear memory of ${door}, bytes`] = start;
    for (const [kind, { linear, heap }] of Object.entries(rows)) {
      figures[`linear memory of ${door} grown by a million ${kind}, bytes`] = linear;
      figures[`heap grown by a million ${kind} of ${door}, bytes`] = heap;
      told.push([`${door}, ${kind}`, start, linear, heap]);
    }
  }
  console.log(table(["", "linear memory", "grown by", "heap grown by"], told));
}

async function sizes() {
  console.log("\n== size in bytes\n");
  const rows = [["npm package, packed", { raw: "", gzip: (await readFile(tarball)).length, brotli: "" }]];
  rows.push(["core.wasm", compressed(await readFile(join(folder, "node_modules/payauth/dist/core.wasm")))]);
  for (const row of BUDGETS) rows.push([`Worker with ${row.name}`, (await weigh(programOf(row), folder)).both]);
  for (const [name, { gzip }] of rows) figures[`${name}, bytes gzipped`] = gzip;
  console.log(table(["", "raw", "gzip", "brotli"], rows.map(([name, { raw, gzip, brotli }]) => [name, raw, gzip, brotli])));
}

async function report() {
  const rows = BOUNDS.map(([name, atMost]) => [name, figures[name] ?? "not measured", atMost, verdict(figures[name], atMost)]);
  console.log(`\n== bounds\n\n${table(["figure", "measured", "at most", ""], rows)}`);
  const file = join(target, "bench/results.json");
  await mkdir(dirname(file), { recursive: true });
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, arch: arch(), kernel: release(), node: process.version };
  await writeFile(file, `${JSON.stringify({ machine, date: new Date().toISOString().slice(0, 10), figures, grown }, null, 2)}\n`);
  const broken = rows.filter((row) => row.at(-1) !== "ok").map(([name]) => name);
  console.log(`\nfigures: target/bench/results.json`);
  console.log(broken.length ? `bench: above the bound: ${broken.join("; ")}` : "bench: every bound holds");
  process.exitCode = broken.length ? 1 : 0;
}

function verdict(figure, atMost) {
  return figure <= atMost ? "ok" : "ABOVE";
}
