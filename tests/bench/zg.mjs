import { readFileSync, readdirSync } from "node:fs";
// ratio-normalised: prints functions grouped as share of total in ns given total us
const [, , dir, us] = process.argv;
const f = readdirSync(dir).filter((n) => n.endsWith(".cpuprofile")).at(-1);
const p = JSON.parse(readFileSync(dir + "/" + f)); const self = new Map(); const byId = new Map(p.nodes.map((n) => [n.id, n]));
p.samples.forEach((id, i) => { const n = byId.get(id).callFrame; let k = n.functionName.startsWith("wasm-function") ? "WASM" : `${n.functionName || "(anon:" + n.lineNumber + ")"}`; self.set(k, (self.get(k) ?? 0) + p.timeDeltas[i]); });
const total = [...self.values()].reduce((a, b) => a + b); console.log([...self].sort((a, b) => b[1] - a[1]).slice(0, 26).map(([k, v]) => `${k} ${(v / total * us).toFixed(2)}`).join(" | "));
