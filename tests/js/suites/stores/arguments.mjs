// Calls the functions of the entry points for stores and of payauth/testing with values of every kind. A wrong value is rejected at once,
// with a code and the name of the argument.

import { isPayauthError, MemoryStore } from "payauth";
import * as denoKv from "payauth/deno-kv";
import * as durableObject from "payauth/durable-object";
import * as redis from "payauth/redis";
import * as sql from "payauth/sql";
import * as testing from "payauth/testing";
import * as workersKv from "payauth/workers-kv";
import { ok, same } from "../../support/harness.mjs";
import { wrongValues } from "../../support/wrong-values.mjs";

const { checkStore, sandbox } = testing;
const EXPORTS = { ...denoKv, ...durableObject, ...redis, ...sql, ...testing, ...workersKv };
const [OPTIONS, MAYBE, NUMBER] = [["plain", "undefined"], ["string", "undefined"], ["number", "undefined"]];

/** Marks an argument that accepts every value that `fetch` accepts. */
const ANY = "any";

const client = { eval: async () => null };
const query = async () => [];
const kv = { get: async () => ({ value: null, versionstamp: null }), put: async () => {} };
const refusing = { atomic: true, get: () => Promise.reject(new Error("x")), set: () => Promise.reject(new Error("x")) };
const fault = { provider: "dvpay", at: "api", how: "lost" };
const at = "https://x.example/api/v1/payment-gateway/none";

/** Each row: the name of the argument in errors, the kinds of values that the argument accepts, and a call with a value. */
const SIGNATURES = {
  redisStore: [
    ["client", [], (value) => redis.redisStore(value)],
    ["options", OPTIONS, (value) => redis.redisStore(client, value)],
    ["prefix", MAYBE, (prefix) => redis.redisStore(client, { prefix })],
  ],
  sqlTable: [
    ["options", OPTIONS, (value) => sql.sqlTable(value)],
    ["table", MAYBE, (table) => sql.sqlTable({ table })],
  ],
  sqlStore: [
    ["client", ["function"], (value) => sql.sqlStore(value)],
    ["options", OPTIONS, (value) => sql.sqlStore(query, value)],
    ["table", MAYBE, (table) => sql.sqlStore(query, { table })],
  ],
  denoKvStore: [
    ["kv", ["map", "params"], (value) => denoKv.denoKvStore(value)],
    ["options", OPTIONS, (value) => denoKv.denoKvStore(kv, value)],
    ["prefix", ["array", "undefined"], (prefix) => denoKv.denoKvStore(kv, { prefix })],
    ["prefix[0]", ["string"], (part) => denoKv.denoKvStore(kv, { prefix: [part] })],
    ["prefix[1]", [], () => denoKv.denoKvStore(kv, { prefix: ["a", , "b"] })],
  ],
  workersKvStore: [
    ["kv", [], (value) => workersKv.workersKvStore(value)],
    ["options", OPTIONS, (value) => workersKv.workersKvStore(kv, value)],
    ["leases", ["map", "params", "undefined"], (leases) => workersKv.workersKvStore(kv, { leases })],
  ],
  durableObjectStore: [["namespace", [], (value) => durableObject.durableObjectStore(value)]],
  StoreObject: [
    ["state.storage", [], (value) => new durableObject.StoreObject(value)],
    ["state.storage", ["map", "params"], (storage) => new durableObject.StoreObject({ storage })],
  ],
  checkStore: [
    ["store", ["map", "params"], (value) => checkStore(value, { ttl: false })],
    ["options", OPTIONS, (value) => checkStore(refusing, value)],
    ["prefix", MAYBE, (prefix) => checkStore(refusing, { prefix })],
    ["callers", NUMBER, (callers) => checkStore(refusing, { callers })],
    ["timeoutMs", NUMBER, (timeoutMs) => checkStore(refusing, { timeoutMs })],
    ["ttl", ["boolean", "undefined"], (ttl) => checkStore(refusing, { ttl })],
  ],
  sandbox: [
    ["options", OPTIONS, (value) => sandbox(value)],
    ["clock", ["function", "undefined"], (clock) => sandbox({ clock })],
    ["faults", ["array", "undefined"], (faults) => sandbox({ faults })],
    ["faults[0]", ["plain"], (value) => sandbox({ faults: [value] })],
    ["faults[1]", [], () => sandbox({ faults: [fault, , fault] })],
    ["lifetimeSeconds", NUMBER, (lifetimeSeconds) => sandbox({ lifetimeSeconds })],
  ],
  "sandbox().fail": [
    ["fault", ["plain"], (value) => sandbox().fail(value)],
    ...["provider", "at", "how"].map((name) => [`fault.${name}`, ["string"], (value) => sandbox().fail({ ...fault, [name]: value })]),
    ...["times", "status", "delayMs"].map((name) => [`fault.${name}`, NUMBER, (value) => sandbox().fail({ ...fault, [name]: value })]),
    ["fault.headers", OPTIONS, (headers) => sandbox().fail({ ...fault, headers })],
    ["fault.headers", ANY, (value) => sandbox().fail({ ...fault, headers: { "x-note": value } })],
  ],
  "sandbox().revoke": [["provider", ["string"], (value) => sandbox().revoke(value)]],
  "sandbox().fetch": [
    ["url", ANY, (value) => sandbox().fetch(value)],
    ["init", ANY, (value) => sandbox().fetch(at, value)],
    ["method", MAYBE, (method) => sandbox().fetch(at, { method })],
    ["headers", ANY, (headers) => sandbox().fetch(at, { headers })],
    ["body", ANY, (body) => sandbox().fetch(at, { method: "POST", body })],
    ["signal", ["undefined", "null"], (signal) => sandbox().fetch(at, { signal })],
  ],
};

/** The error with which a call throws or rejects; `undefined` if the call succeeds. */
async function errorOf(call, value) {
  try {
    await call(value);
    return undefined;
  } catch (error) {
    return error ?? "nothing";
  }
}

export default function ({ test, host }) {
  test("every function of the entry points for stores and tests, and every method of a sandbox, has a row", () => {
    const box = sandbox();
    const methods = Object.keys(box).filter((name) => typeof box[name] === "function").map((name) => `sandbox().${name}`);
    const functions = Object.keys(EXPORTS).filter((name) => typeof EXPORTS[name] === "function");
    same(Object.keys(SIGNATURES).sort(), [...functions, ...methods].sort());
  });
  for (const [name, rows] of Object.entries(SIGNATURES)) {
    for (const [argument, kinds, call] of rows) {
      test(`${name} rejects a wrong ${argument}, and every error has a code`, async () => {
        for (const { name: what, kind, value } of wrongValues(host)) {
          const error = await errorOf(call, value);
          if (error === undefined) {
            ok(kinds === ANY || kinds.includes(kind), `${what} is rejected`);
            continue;
          }
          ok(isPayauthError(error), `${what}: an error with a code, not ${error?.stack ?? error}`);
          same([error.blame, ["ERR_ARGUMENT_TYPE", "ERR_OPTION"].includes(error.code)], ["caller", true], what);
          if (kinds !== ANY && !kinds.includes(kind)) ok(error.argument === argument, `${what}: the argument ${argument}, not ${error.argument}`);
        }
      });
    }
  }
  const takers = Object.entries(SIGNATURES).flatMap(([name, rows]) => rows.filter(([argument]) => argument === "options").map((row) => [name, row[2]]));
  for (const [name, call] of takers) {
    test(`${name} rejects an unknown option, and shows the name of the option only if the name is a word`, async () => {
      const error = await errorOf(call, { prefx: "x" });
      same([error?.code, error?.argument], ["ERR_OPTION", "options.prefx"]);
      const secret = await errorOf(call, { "sk_live 4711": "x" });
      same([secret?.code, secret?.argument], ["ERR_OPTION", "options"]);
      ok(!secret.message.includes("4711"), `an error without the name of the option, not ${secret.message}`);
    });
  }
  test("workersKvStore accepts a MemoryStore for its leases, and sqlStore and sqlTable accept the same table names", () => {
    ok(workersKv.workersKvStore(kv, { leases: new MemoryStore() }).atomic, "an atomic store, because the store for the leases is atomic");
    for (const table of ["x", "payauth_store"]) ok(sql.sqlStore(query, { table }) && sql.sqlTable({ table }).includes(` ${table} `), `the table name ${table}`);
  });
}
