// webhookHandler: the status of each answer, and who gets the reason for a rejection.

import { dvpay, isPayauthError, schemes, signWebhook, webhookHandler } from "payauth";
import * as catalogue from "payauth/schemes";
import { vectors } from "../../../vectors/schemes.json";
import { equal, ok, same } from "../../support/harness.mjs";
import { EVENT, OTHER, SECRET, seen, signed, stripe, URL_, watched } from "../../support/handlers.mjs";
import { CASES, EVENT as BODY, HOOK, delivery } from "../../support/senders.mjs";

export default function ({ test }) {
  if (!globalThis.Request) return;
  authentic(test);
  forged(test);
  everyScheme(test);
  silent(test);
  methods(test);
  senders(test);
  replies(test);
  failures(test);
}

function authentic(test) {
  test("a valid message is passed to the handler, and is answered with an empty 200", async () => {
    const { handle, calls, problems } = watched();
    const response = await handle(stripe());
    same([response.status, await response.text(), calls.length, problems.length], [200, "", 1, 0]);
    const [event, { json, text, bytes, request }] = calls[0];
    same([event.covers, event.secretId], ["body", "secret1"]);
    same([json().id, text(), new TextDecoder().decode(bytes()), request.url], ["evt_1", EVENT, EVENT, URL_]);
  });
  test("the return value of the handler is ignored, even if it is a Response", async () => {
    for (const value of [new Response("inner", { status: 418 }), { status: 500 }, "text", 0, null]) {
      const response = await watched({}, () => value).handle(stripe());
      same([response.status, await response.text()], [200, ""]);
    }
  });
  test("a message for a client is verified with the client's secrets, and with the clock of the options or of the client", async () => {
    const now = new Date("2024-03-02T12:00:00Z");
    const options = { apiKey: "k", apiSecret: "s", webhookScheme: schemes.stripe, webhookSecrets: [SECRET] };
    const then = dvpay({ ...options, clock: () => now.getTime() });
    equal((await watched({}, undefined, then).handle(stripe({ now }))).status, 200, "status with the clock of the client");
    equal((await watched({}, undefined, dvpay(options)).handle(stripe({ now }))).status, 400, "status with the clock of the host");
    equal((await watched({ clock: () => now.getTime() }, undefined, dvpay(options)).handle(stripe({ now }))).status, 200, "status with the clock of the options");
  });
  test("the handler gets the member covers of the verified message", async () => {
    const { handle, calls } = watched({}, undefined, () => dvpay({ apiKey: "k", apiSecret: "s", webhookScheme: schemes.github, webhookSecrets: ["x"] }));
    const headers = signWebhook(schemes.github, { body: "{}", now: new Date(), secret: "x" });
    equal((await handle(stripe({ body: "{}", headers }))).status, 200);
    equal(calls[0][0].covers, "body");
  });
}

/** Tests the messages of the vectors, which another implementation computed. Vectors of requests are left out. */
function everyScheme(test) {
  for (const vector of vectors.filter(({ request }) => !request)) {
    test(`${vector.scheme}: a handler accepts the message of the vector, and rejects a changed message`, async () => {
      for (const { why = "", error, ...change } of [{}, ...vector.rejects]) {
        const { headers, body, now, url, method = "POST", vars, secret } = { ...vector, ...change };
        const options = { secrets: [secret], url, vars, methods: [method], clock: () => new Date(now).getTime() };
        const { handle, problems, calls } = watched(options, undefined, catalogue[vector.scheme]);
        const { status } = await handle(new Request(URL_, { method, headers, ...(method !== "GET" && { body }) }));
        if (error) same([status >= 400 && status < 500, problems[0]?.code, calls.length], [true, error, 0], why);
        else same([status, problems.map(({ code }) => code), calls.length], [vector.status ?? 200, [], 1]);
      }
    });
  }
}

const FORGED = {
  "a message with another secret": [{ secret: OTHER }, "ERR_SIGNATURE"],
  "a message with a changed body": [{ headers: () => signed(EVENT), body: `${EVENT} ` }, "ERR_SIGNATURE"],
  "a message without a signature": [{ headers: () => ({}) }, "ERR_FIELD_MISSING"],
  "a message with an empty body": [{ headers: () => signed(EVENT), body: "" }, "ERR_SIGNATURE"],
  "a message that is too old": [{ age: 301 }, "ERR_TOO_OLD"],
  "a message from the future": [{ age: -360 }, "ERR_TOO_NEW"],
  "a message with a malformed signature": [{ headers: () => ({ "Stripe-Signature": "t=now,v1=zz" }) }, "ERR_FIELD_MALFORMED"],
  "a message with an empty signature field": [{ headers: () => ({ "Stripe-Signature": "" }) }, "ERR_FIELD_MISSING"],
};

/** Makes a forged message. Workers have no clock while a module loads, so this function reads the time when it is called. */
const forgery = ({ headers, age = 0, ...more }) =>
  stripe({ ...more, now: new Date(Date.now() - age * 1000), ...(headers && { headers: headers() }) });

function forged(test) {
  for (const [what, [changes, code]] of Object.entries(FORGED)) {
    test(`${what} is answered with 400 and reported as ${code}, and the handler does not run`, async () => {
      const { handle, calls, problems } = watched();
      equal((await handle(forgery(changes))).status, 400);
      equal(calls.length, 0, "calls");
      const [{ type, status, code: told, error, request }] = problems;
      same([type, status, told], ["rejected", 400, code]);
      ok(isPayauthError(error) && error.blame === "peer", "an error of payauth with the blame peer");
      ok(request instanceof Request, "the request in the report");
    });
  }
}

function silent(test) {
  test("all forged messages get the same answer, to the byte", async () => {
    const { handle } = watched();
    const answers = await Promise.all(Object.values(FORGED).map(async ([changes]) => seen(await handle(forgery(changes)))));
    equal(new Set(answers).size, 1, [...new Set(answers)].join("\n"));
  });
  test("no answer contains a code, a secret, a field name or the text of an error", async () => {
    const { handle } = watched({ maxBytes: 100 }, () => {
      throw new Error("database at 10.0.0.7 is down");
    });
    const requests = [...Object.values(FORGED).map(([changes]) => forgery(changes)), stripe(), stripe({ body: "x".repeat(101) })];
    for (const request of requests) {
      const text = await seen(await handle(request));
      for (const word of ["ERR_", "hunter", "ignature", "tripe", "database", "stack", "payauth"]) ok(!text.includes(word), `an answer without ${word}, not ${text}`);
    }
  });
  test("an onReject that throws, rejects or never settles does not change the answer", async () => {
    for (const onReject of [
      () => {
        throw new Error("the error of onReject");
      },
      async () => Promise.reject(new Error("the error of onReject")),
      () => new Promise(() => {}),
    ]) {
      equal((await watched({ onReject }).handle(stripe({ secret: OTHER }))).status, 400);
    }
  });
  test("without onReject, the console gets the type of the problem and the text of the error, but no part of the message", async () => {
    const [printed, { error }] = [[], console];
    console.error = (...texts) => void printed.push(texts.join(" "));
    try {
      await webhookHandler(schemes.stripe, { secrets: [SECRET] }, () => {})(stripe({ body: "4711", secret: OTHER }));
    } finally {
      console.error = error;
    }
    equal(printed.length, 1);
    ok(printed[0].includes("rejected") && printed[0].includes("does not match"), `the type and the text of the error in ${printed[0]}`);
    ok(!printed[0].includes("4711") && !printed[0].includes("hunter"), "a line without the body and the secret");
  });
}

function methods(test) {
  for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    test(`a request with ${method} is answered with 405, and the field Allow has the allowed methods`, async () => {
      const { handle, problems } = watched();
      const response = await handle(new Request(URL_, { method }));
      same([response.status, response.headers.get("allow"), problems[0].type], [405, "POST", "method"]);
    });
  }
  test("a message with an allowed method is accepted if its signature is valid, and is rejected if not", async () => {
    const { handle } = watched({ methods: ["POST", "PUT"] });
    equal((await handle(stripe({ method: "PUT" }))).status, 200);
    equal((await handle(stripe({ method: "PUT", secret: OTHER }))).status, 400);
    equal((await handle(new Request(URL_))).headers.get("allow"), "POST, PUT");
  });
}

function senders(test) {
  for (const case_ of CASES) {
    test(`a handler for ${case_.name} accepts a valid message of this sender, and rejects other messages`, async () => {
      const { now, headers, body } = delivery(case_);
      const options = { secrets: [case_.secret], clock: () => now.getTime(), ...(case_.signsUrl && { url: HOOK }) };
      const { handle, calls } = watched(options, undefined, case_.scheme);
      equal((await handle(stripe({ headers, body }))).status, 200, "status of a valid message");
      equal((await handle(stripe({ headers, body: `${BODY} ` }))).status, 400, "status of a changed message");
      equal((await handle(stripe({ headers: {}, body }))).status, 400, "status of a message without a signature");
      const stranger = watched({ ...options, secrets: [case_.other] }, undefined, case_.scheme);
      equal((await stranger.handle(stripe({ headers, body }))).status, 400, "status with another secret");
      same([calls.length, stranger.calls.length], [1, 0]);
    });
  }
}

/** The fields that describe the connection, and the body on it. */
const FRAMING = [
  ...["Content-Length", "content-length", "Transfer-Encoding", "Content-Encoding", "Connection", "Keep-Alive", "Proxy-Connection"],
  ...["TE", "Trailer", "Upgrade", "uPGRADE"],
];

function replies(test) {
  test("a reply of the handler is sent as plain text, so that a browser does not show the reply as a page", async () => {
    const response = await watched({}, (event, { reply }) => reply({ body: "<b>ok</b>" })).handle(stripe());
    same([response.status, await response.text()], [200, "<b>ok</b>"]);
    same([response.headers.get("content-type"), response.headers.get("x-content-type-options")], ["text/plain; charset=utf-8", "nosniff"]);
  });
  test("a reply may have a status and header fields", async () => {
    const headers = { "Content-Type": "application/json" };
    const response = await watched({}, (event, { reply }) => reply({ status: 202, headers, body: "{}" })).handle(stripe());
    same([response.status, response.headers.get("content-type"), await response.text()], [202, "application/json", "{}"]);
  });
  test("a reply may have the status 204 with an empty body, and header fields with any token as the name", async () => {
    const headers = { "X-A!#$%&'*+.^_`|~-1": "a\tb c", "X-Empty": "" };
    const response = await watched({}, (event, { reply }) => reply({ status: 204, headers })).handle(stripe());
    same([response.status, response.headers.get("x-a!#$%&'*+.^_`|~-1"), await response.text()], [204, "a\tb c", ""]);
  });
  for (const [what, reply] of Object.entries({
    "a status that means failure": { status: 500 },
    "a redirect": { status: 302 },
    "an unknown member": { text: "ok" },
    "a body that is not a text": { body: 7 },
    "a Response": new Response("inner"),
    "a text instead of an object": "ok",
    "a body that status 204 cannot have": { status: 204, body: "x" },
    "a body that status 205 cannot have": { status: 205, body: "x" },
    "header fields that are null": { headers: null },
    "header fields as Headers": { headers: new Headers({ a: "b" }) },
    "header fields as an array of pairs": { headers: [["a", "b"]] },
    "a header field that is a number": { headers: { "Retry-After": 7 } },
    "a header field without a name": { headers: { "": "b" } },
    "a line feed in the name of a header field": { headers: { "a\n": "b" } },
    "a line feed in the value of a header field": { headers: { a: "b\n" } },
    "a character that a header field must not contain": { headers: { a: "é" } },
    "a space before the value of a header field": { headers: { a: " b" } },
    "two header fields whose names differ in case": { headers: { "X-A": "1", "x-a": "2" } },
    ...Object.fromEntries(FRAMING.map((name) => [`the header field ${name}`, { headers: { [name]: "0" }, body: "x" }])),
  })) {
    test(`reply throws for ${what}, and the request is answered with 503`, async () => {
      let after = false;
      const { handle, problems } = watched({}, (event, message) => {
        message.reply(reply);
        after = true;
      });
      same([(await handle(stripe())).status, after], [503, false]);
      ok(/^ERR_(OPTION|ARGUMENT_TYPE|FIELD_(NAME|VALUE|FORBIDDEN))$/.test(problems[0].code), `a code of a wrong argument, not ${problems[0].code}`);
    });
  }
}

function failures(test) {
  for (const [what, act] of Object.entries({
    "throws": () => {
      throw new RangeError("the error of the handler");
    },
    "rejects": () => Promise.reject(new RangeError("the error of the handler")),
    "throws an error of payauth with the blame of a peer": () => dvpay({ apiKey: "k", apiSecret: "s", webhookSecrets: ["x"] }).verifyWebhook({ headers: {}, body: "{}", now: new Date() }),
    "throws undefined": () => {
      throw undefined;
    },
  })) {
    test(`if the handler ${what}, the request is answered with 503 and Retry-After, and the error is reported`, async () => {
      const { handle, problems } = watched({}, act);
      const response = await handle(stripe());
      same([response.status, response.headers.get("retry-after"), await response.text()], [503, "60", ""]);
      same([problems[0].type, problems[0].status], ["failed", 503]);
      if (what === "throws") equal(problems[0].error.message, "the error of the handler");
    });
  }
  test("if the handler reads JSON from a body that is not JSON, the request is answered with 503, and the error does not show the body", async () => {
    const { handle, problems } = watched({}, (event, { json }) => json());
    equal((await handle(stripe({ body: "secret-4711" }))).status, 503);
    equal(problems[0].code, "ERR_JSON");
    ok(!String(problems[0].error.stack).includes("4711"), "an error without the body");
  });
}
