// Tests, without a browser, the simulated run that the picture shows: the decisions are decisions of the token machine.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { built } from "./lib/modules.mjs";

const { PROVIDERS } = await built("timeline/providers.js");
const { simulate } = await built("timeline/simulate.js");
const { count } = await built("timeline/summary.js");

const START = Date.UTC(2026, 0, 5, 9);

function run(provider, given = {}) {
  const { earlyMs = provider.earlyMs, ...rest } = given;
  const { lifeMs, answer, make } = provider;
  const traffic = { start: START, spanMs: lifeMs * 3, lifeMs, perMinute: 12, latencyMs: 400, answer };
  const client = make({ earlyMs });
  return simulate(client.token, { ...traffic, failFromMs: 0, failForMs: 0, ...rest });
}

for (const provider of PROVIDERS) {
  const { title, lifeMs, earlyMs } = provider;

  test(`${title}: the lifetime of a token starts when the token was requested`, () => {
    for (const { issued, expires } of run(provider).tokens) assert.equal(expires - issued, lifeMs);
  });

  test(`${title}: an early refresh starts at the provider's early window, or up to a fifth of the window earlier`, () => {
    for (const { early, expires } of run(provider).tokens) {
      const length = expires - early;
      assert.ok(length >= earlyMs && length <= earlyMs * 1.2, `${length}`);
    }
  });

  test(`${title}: a refresh is required half a window before the expiry, but at most 30 seconds before it`, () => {
    for (const { must, expires } of run(provider).tokens) assert.equal(expires - must, Math.min(30_000, earlyMs / 2));
  });

  test(`${title}: only the first request waits if nothing fails`, () => {
    const { waited, failed, requests, atOnce } = count(run(provider));
    assert.deepEqual([waited, failed, atOnce], [1, 0, requests - 1]);
  });

  test(`${title}: only one token call is in progress at a time`, () => {
    const { calls } = run(provider, { perMinute: 300, latencyMs: 5_000 });
    calls.forEach(({ sentAt }, index) => assert.ok(index === 0 || sentAt >= calls[index - 1].endsAt));
  });

  test(`${title}: no token call starts during a back-off, and back-offs grow`, () => {
    const { calls } = run(provider, { perMinute: 300, failFromMs: lifeMs / 2, failForMs: lifeMs });
    const failed = calls.filter(({ code }) => code);
    assert.ok(failed.length > 5);
    failed.slice(1).forEach(({ sentAt }, index) => assert.ok(sentAt >= failed[index].reopensAt));
    const waits = failed.map(({ endsAt, reopensAt }) => reopensAt - endsAt);
    assert.ok(waits[4] > waits[0] * 4, waits.join());
    assert.ok(Math.max(...waits) <= 300_000);
  });

  test(`${title}: an outage within the lifetime of a token fails no request`, () => {
    const given = { failFromMs: lifeMs - earlyMs * 1.2, failForMs: earlyMs * 0.2 };
    assert.equal(count(run(provider, given)).failed, 0);
  });

  test(`${title}: with an early window of 0, a refresh starts at the expiry`, () => {
    for (const { early, must, expires } of run(provider, { earlyMs: 0 }).tokens) {
      assert.deepEqual([early, must], [expires, expires]);
    }
  });
}

test("the picture in the README is the picture that `cargo xtask timeline` draws", async () => {
  const tool = fileURLToPath(new URL("../../www/tool/timeline.mjs", import.meta.url));
  const kept = await readFile(new URL("../../docs/token-timeline.svg", import.meta.url), "utf8");
  const isSame = execFileSync(process.execPath, [tool], { encoding: "utf8" }) === kept;
  assert.ok(isSame, "docs/token-timeline.svg is out of date; run: cargo xtask timeline");
});
