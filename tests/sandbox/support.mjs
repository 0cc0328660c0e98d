// For the tests of the sandbox: a sandbox whose clock does not advance, and functions that call the sandbox.

import assert from "node:assert/strict";
import { after, before, beforeEach } from "node:test";
import { start } from "./server.mjs";

/** 2026-11-22T10:00:00Z, in milliseconds. */
export const NOW = 1_795_341_600_000;

/** Starts a sandbox for all tests of a file, and resets the sandbox before each test. */
export function useSandbox() {
  const used = {};
  before(async () => Object.assign(used, await start({ clock: () => NOW })));
  beforeEach(() => used.control.reset());
  after(() => used.close());
  return used;
}

/** Sends a request and reads the answer. If the body of the answer is JSON, `json` is the parsed body. */
export async function send(url, { method = "POST", ...init } = {}) {
  const response = await fetch(url, { method, redirect: "manual", ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

/** Sends a POST of JSON. An object is written as JSON, and a text is sent unchanged. */
export function sendJson(url, body, headers = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return send(url, { body: text, headers: { "Content-Type": "application/json", ...headers } });
}

/** Fails unless the answer has this status, and its JSON has these members. */
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
