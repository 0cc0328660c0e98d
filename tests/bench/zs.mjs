import { readFileSync, readdirSync } from "node:fs";
const f = readdirSync(process.argv[2]).filter((n) => n.endsWith(".cpuprofile")).at(-1);
const p = JSON.parse(readFileSync(process.argv[2] + "/" + f)); const self = new Map(); const byId = new Map(p.nodes.map((n) => [n.id, n]));
p.samples.forEach((id, i) => { const n = byId.get(id).callFrame; const k = `${n.functionName || "(anon)"}:${n.lineNumber + 1} ${n.url.split("/").at(-1)}`; self.set(k, (self.get(k) ?? 0) + p.timeDeltas[i]); });
const total = [...self.values()].reduce((a, b) => a + b); for (const [k, v] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 60)) console.log((v / Number(process.argv[3])).toFixed(3).padStart(7), k);
