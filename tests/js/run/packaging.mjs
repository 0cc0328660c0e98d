// Checks the packed tarball as bundlers, compilers and registries see it: node tests/js/run/packaging.mjs [file]

import { Cases } from "../support/harness.mjs";
import { consumer, pack } from "../tools/consumer.mjs";
import api from "../packaging/api.mjs";
import bundlers from "../packaging/bundlers.mjs";
import documents from "../packaging/documents.mjs";
import edges from "../packaging/edges.mjs";
import explain from "../packaging/explain.mjs";
import facts from "../packaging/facts.mjs";
import layout from "../packaging/layout.mjs";
import links from "../packaging/links.mjs";
import privacy from "../packaging/privacy.mjs";
import purity from "../packaging/purity.mjs";
import registries from "../packaging/registries.mjs";
import types from "../packaging/types.mjs";
import words from "../packaging/words.mjs";

const FILES = { api, layout, privacy, purity, registries, types, bundlers, edges, explain, documents, facts, links, words };
const only = process.argv[2];
const cases = new Cases();
const tarball = await pack();
const folder = await consumer("packaging", tarball);
for (const [name, add] of Object.entries(FILES)) {
  if (!only || only === name) await add({ test: shown, tarball, folder });
}
const { passed, failed } = await cases.run();
console.log(`packaging: ${passed} passed, ${failed.length} failed`);
process.exitCode = passed && !failed.length ? 0 : 1;

/** Adds a check that says when it passed. */
function shown(name, body) {
  cases.test(name, async () => {
    await body();
    console.log(`   ok: ${name}`);
  });
}
