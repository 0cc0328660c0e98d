// Which kinds of values each argument of `defineProvider` and of its clients accepts. Each row belongs to the table `SIGNATURES` of
// argument-kinds.mjs.

import { defineProvider } from "payauth";
import { own } from "./own-provider.mjs";
import { common, FIELDS, MAYBE, methods, NUMBER, OPTIONS, TEXT } from "./argument-kinds.mjs";

const authorization = "Bearer abc";
const client = own({ fetch: async () => new Response('{"access_token":"abc","expires_in":7200}') });

/**
 * The object whose methods the rows below call, by the prefix of the names of these rows. A test fails if a method of this object has no
 * row.
 */
export const MADE_DEFINED = { "own()": client };

export const DEFINE_SIGNATURES = {
  defineProvider: [
    ["definition", OPTIONS, (value) => defineProvider(value)],
    ["environment", TEXT, (environment) => own({ environment })],
    ["tokenUrl", MAYBE, (tokenUrl) => own({ tokenUrl })],
    ["earlyMs", [...NUMBER, "undefined"], (earlyMs) => own({ earlyMs })],
    ["readsExp", ["boolean", "undefined"], (readsExp) => own({ readsExp })],
    ...["apiKey", "apiSecret"].map((name) => [name, TEXT, (value) => own({ [name]: value })]),
    ...common(own),
  ],
  ...methods("own()", client, "/x", { authorization }),
  "own().fetch": [
    ["path", TEXT, (value) => client.fetch(value)],
    ["options", ["plain", "undefined"], (value) => client.fetch("/x", value)],
    ["auth", MAYBE, (auth) => client.fetch("/x", { auth })],
  ],
  "own().page": [
    ["options", ["plain", "undefined"], (value) => client.page(value)],
    ["page", [...NUMBER, "undefined"], (page) => client.page({ page })],
    ["size", [...NUMBER, "undefined"], (size) => client.page({ size })],
  ],
  "own().readVersion": [
    ["headers", FIELDS, (value) => client.readVersion(value)],
    ["lastSeen", MAYBE, (value) => client.readVersion({}, value), { surrogate: "taken" }],
  ],
  "own().signParameters": [
    ["data", ["plain"], (value) => client.signParameters(value)],
    ["others", ["plain", "undefined"], (value) => client.signParameters({}, value)],
  ],
};
