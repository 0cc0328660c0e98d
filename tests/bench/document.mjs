// Rewrites the tables of docs/benchmarks.md with the results of the benchmarks: node tests/bench/document.mjs [results.json]

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, target } from "../js/tools/paths.mjs";
import { LENGTHS } from "./bounds.mjs";

const [given = join(target, "bench/results.json")] = process.argv.slice(2);
const [results, ofNative] = await Promise.all([given, join(target, "bench/native.json")].map(measured));
if (!results && !ofNative) throw new Error(`nothing was measured: ${given} is missing`);
const { machine, date, figures = {}, grown = {} } = results ?? {};
const file = join(root, "docs/benchmarks.md");

const tables = {
  machine: machine ? `Measured on ${date}: Node ${machine.node}, ${machine.arch}, ${machine.cores} cores.` : "",
  hmac: hmac(),
  native: ofNative ? native(ofNative) : "",
  webhooks: results ? webhooks() : "",
  growth: Object.entries(grown).map(growing).join("\n\n"),
};

let page = await readFile(file, "utf8");
// Tables without a new measurement are not changed.
for (const [name, text] of Object.entries(tables)) if (text !== "") page = replaced(page, name, text);
await writeFile(file, page);
console.log("written: docs/benchmarks.md");

/** The results in a file, or undefined if there is no file. */
async function measured(file) {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text && JSON.parse(text);
}

/** Replaces the text between the marks of a table. */
function replaced(text, name, by) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md has no place for ${name}: ${begin} … ${end}`);
  return `${text.slice(0, from + begin.length)}\n${by}\n${text.slice(to)}`;
}

function hmac() {
  if (figures[`Node, ${LENGTHS[0]} B, payauth, µs`] === undefined) return "";
  const others = ["payauth", "createHmac", "subtle.sign", "@noble/hashes", "hash-wasm"];
  const rows = LENGTHS.map((length) => [size(length), ...others.map((name) => micros(figures[`Node, ${length} B, ${name}, µs`]))]);
  return markdown(["message", "payauth, with one key for all messages", "`createHmac`", "`subtle.sign`", ...others.slice(3)], rows);
}

/** For each runtime, the length from which a function of the host is faster for this and all longer messages. */
function native({ date, lengths, shares }) {
  const from = (list) => {
    const last = list.findLastIndex((share) => share <= 1);
    return last === lengths.length - 1 ? `slower up to ${size(lengths.at(-1))}` : size(lengths[last + 1]);
  };
  const rows = Object.entries(shares).map(([runtime, measured]) => [runtime, ...["createHmac", "subtle.sign"].map((name) => from(measured[name]))]);
  const head = ["runtime", "`createHmac` is faster from", "`subtle.sign` is faster from"];
  return `The HMAC function of the host is native code, so this function is faster for long messages. The table shows from which length the host is faster (measured on ${date}):\n\n${markdown(head, rows)}`;
}

function size(bytes) {
  const units = [[1024 * 1024, "MB"], [1024, "KB"], [1, "B"]];
  const [unit, name] = units.find(([unit]) => bytes >= unit);
  return `${bytes / unit} ${name}`;
}

function webhooks() {
  const beside = "Node, verifying, payauth / ";
  const names = Object.keys(figures).filter((name) => name.startsWith(beside) && !name.endsWith("quarter") && !name.endsWith("quarters"));
  const rows = names.map((key) => {
    const name = key.slice(beside.length);
    const [low, high] = ["quarter", "three quarters"].map((share) => figures[`${key}, ${share}`]);
    const times = [figures[`Node, verifying, beside ${name}, µs`], figures[`Node, verifying, ${name}, µs`]];
    return [name, ...times.map(micros), `${ratio(figures[key])} (${ratio(low)} to ${ratio(high)})`];
  });
  return markdown(["compared with", "payauth, µs", "the other library, µs", "payauth / other"], rows);
}

function growing([axis, points]) {
  return markdown([axis, ...points.map(({ at }) => String(at))], [["µs", ...points.map((point) => micros(point.micros))]]);
}

function markdown(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), `|---|${head.slice(1).map(() => "--:|").join("")}`, ...rows.map(line)].join("\n");
}

function micros(number) {
  return number === undefined ? "" : number >= 100 ? number.toFixed(0) : number.toPrecision(3);
}

function ratio(number) {
  return number === undefined ? "" : number.toFixed(2);
}
