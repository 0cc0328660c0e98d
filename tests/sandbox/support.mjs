// Shared by the tests of the sandbox: a sandbox with a clock that does not advance, and functions that call it.

import assert from "node:assert/strict";
import { after, before, beforeEach } from "node:test";
import { start } from "./server.mjs";

/** 2026-11-22T10:00:00Z, in milliseconds. */
export const NOW = 1_795_341_600_000;

/** A sandbox for all tests of a file, fresh for each. */
export function useSandbox() {
  const used = {};
  before(async () => Object.assign(used, await start({ clock: () => NOW })));
  beforeEach(() => used.control.reset());
  after(() => used.close());
  return used;
}

/** Sends a request and reads its answer; `json` is the body parsed, where it is JSON. */
export async function send(url, { method = "POST", ...init } = {}) {
  const response = await fetch(url, { method, redirect: "manual", ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

/** A POST of JSON: an object is written, a text is sent as it is. */
export function sendJson(url, body, headers = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return send(url, { body: text, headers: { "Content-Type": "application/json", ...headers } });
}

/** Fails unless the status and some members of the JSON are these. */
export function answers({ status, json, text }, expected, members = {}) {
  assert.equal(status, expected, text);
  subset(json, members);
}

function subset(actual, expected) {
  for (const [name, value] of Object.entries(expected)) {
    if (value !== null && typeof value === "object" && !Array.isArray(value)) subset(actual?.[name], value);
    else assert.deepEqual(actual?.[name], value, name);
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
