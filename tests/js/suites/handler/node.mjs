// nodeHandler, fastifyPlugin and lambdaHandler of payauth/node. The requests are simulated, so this suite runs in every runtime.

import { MemoryStore, schemes, signWebhook } from "payauth";
import { fastifyPlugin, lambdaHandler, nodeHandler } from "payauth/node";
import { asana, meta } from "payauth/schemes";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { EVENT, OTHER, SECRET, signed } from "../../support/handlers.mjs";
import { Incoming, lower, Response } from "../../support/node-requests.mjs";

const encoder = new TextEncoder();
const whole = (body = EVENT) => [["data", encoder.encode(body)], ["end"], ["close"]];

function made(options = {}, act = () => undefined) {
  const [calls, problems] = [[], []];
  const given = { secrets: [SECRET], onReject: (problem) => void problems.push(problem), ...options };
  const handler = (...all) => (calls.push(all), act(...all));
  return { given, handler, calls, problems };
}

async function answered(request, options, act) {
  const { given, handler, calls, problems } = made(options, act);
  const response = new Response();
  await nodeHandler(schemes.stripe, given, handler)(request, response);
  equal(response.ends, 1, "calls of end");
  return { status: response.statusCode, response, calls, problems };
}

export default function ({ test }) {
  bodies(test);
  parsed(test);
  texts(test);
  resets(test);
  answers(test);
  fastify(test);
  lambda(test);
  lambdaAnswers(test);
  lambdaFaults(test);
}

function bodies(test) {
  test("nodeHandler accepts a message whose body arrives in pieces", async () => {
    const bytes = encoder.encode(EVENT);
    const request = new Incoming([["data", bytes.subarray(0, 4)], ["data", bytes.subarray(4)], ["end"], ["close"]]);
    const { status, calls } = await answered(request);
    same([status, calls[0][1].text(), calls[0][1].request === request], [200, EVENT, true]);
    same(["data", "end", "close"].map((event) => request.count(event)), [0, 0, 0], "listeners after the answer");
  });
  for (const [what, [events, more, status, type]] of Object.entries({
    "a changed body": [whole("{}"), {}, 400, "rejected"],
    "no header fields": [whole(), { headers: {} }, 400, "rejected"],
    "an empty body": [[["end"], ["close"]], {}, 400, "rejected"],
    "a body above the limit": [whole("x".repeat(2000)), {}, 413, "too-large"],
    "a Content-Length above the limit": [[], { headers: { "content-length": "2000" } }, 413, "too-large"],
    "a connection that closes too early": [[["data", encoder.encode("{")], ["close"]], {}, 400, "cut-off"],
    "an error of the socket": [[["error", new Error("ECONNRESET")], ["close"]], {}, 400, "cut-off"],
    "a connection that was closed before": [[], { destroyed: true }, 400, "cut-off"],
    "the method GET": [whole(), { method: "GET" }, 405, "method"],
    "no method": [whole(), { method: undefined }, 405, "method"],
  })) {
    test(`nodeHandler answers ${status} to a message with ${what}, and the handler does not run`, async () => {
      const result = await answered(new Incoming(events, more), { maxBytes: 1000 });
      same([result.status, result.problems[0].type, result.calls.length, result.response.body], [status, type, 0, ""]);
    });
  }
  test("nodeHandler stops reading at the limit, and closes the connection", async () => {
    const request = new Incoming([["data", new Uint8Array(600)], ["data", new Uint8Array(600)], ["data", new Uint8Array(600)]], { complete: false });
    const { response } = await answered(request, { maxBytes: 1000 });
    same([request.isPaused, request.count("data"), response.headers.connection], [true, 0, "close"]);
  });
  test("nodeHandler does not send the field Connection in HTTP/2", async () => {
    const { response } = await answered(new Incoming([], { complete: false, httpVersionMajor: 2, method: "PUT" }));
    same([response.statusCode, response.headers.connection], [405, undefined]);
  });
  test("nodeHandler rejects a signature field that occurs twice, although Node joins the two values", async () => {
    const [[name, value]] = Object.entries(signed());
    const twice = { headers: { [name.toLowerCase()]: `${value}, ${value}` }, rawHeaders: [name, value, name, value] };
    equal((await answered(new Incoming(whole(), twice))).problems[0].code, "ERR_FIELD_AMBIGUOUS");
    equal((await answered(new Incoming(whole(), { rawHeaders: [name, value] }))).status, 200);
    equal((await answered(new Incoming(whole(), { rawHeaders: [] }))).status, 200, "status with an adapter that leaves rawHeaders empty");
  });
}

function parsed(test) {
  const read = { readableDidRead: true, readableEnded: true };
  for (const [what, more] of Object.entries({
    "express.raw": { body: encoder.encode(EVENT) },
    "a pooled buffer": { body: encoder.encode(`##${EVENT}##`).subarray(2, 2 + EVENT.length) },
    "a parser of text": { body: EVENT },
    "Nest's rawBody": { rawBody: encoder.encode(EVENT), body: JSON.parse(EVENT) },
  })) {
    test(`nodeHandler uses the body that ${what} kept`, async () => {
      same([(await answered(new Incoming([], { ...read, ...more }))).status], [200]);
    });
  }
  for (const [what, body] of Object.entries({ "express.json": JSON.parse(EVENT), "express.urlencoded": { a: "b" }, "an unknown parser": undefined, "a parser that returned null": null })) {
    test(`if ${what} consumed the body, the request is answered with 500, and the report contains the line to add`, async () => {
      const { status, problems, calls, response } = await answered(new Incoming([], { ...read, body }));
      same([status, problems[0].type, problems[0].code, calls.length, response.body], [500, "misconfigured", "ERR_BODY_NOT_RAW", 0, ""]);
      for (const line of ['express.raw({ type: "*/*" })', "rawBody: true", "fastifyPlugin"]) ok(problems[0].error.message.includes(line), `the text ${line} in the error`);
      ok(!problems[0].error.message.includes("evt_1"), "an error without the body");
    });
  }
  test("an empty body object, which Express 4 sets for an unread body, is ignored", async () => {
    equal((await answered(new Incoming(whole(), { body: {} }))).status, 200);
  });
  test("the limit also applies to a body that a parser kept", async () => {
    equal((await answered(new Incoming([], { ...read, body: new Uint8Array(1001) }), { maxBytes: 1000 })).status, 413);
    equal((await answered(new Incoming([], { ...read, rawBody: "x".repeat(1001) }), { maxBytes: 1000 })).status, 413);
  });
}

/** Texts into which a parser decodes a body: the received bytes, the text, and other header fields of the request. */
const TEXTS = {
  "a text whose length is the received length": [EVENT, EVENT],
  "a text of a request without a Content-Length": [EVENT, EVENT, { "content-length": undefined }],
  "a text that was compressed": [EVENT, EVENT, { "content-length": "7", "content-encoding": "gzip" }],
  "a text without the received byte order mark": [`\ufeff${EVENT}`, EVENT],
  "the text of a string in JSON": [JSON.stringify(EVENT), EVENT],
  "a text of a body in another charset": [Uint8Array.of(0x22, 0xe9, 0x22), '"é"'],
  "a text of a body that is not UTF-8": [Uint8Array.of(0x22, 0xff, 0x22), '"\ufffd"'],
};

function texts(test) {
  for (const [what, [given, text, more]] of Object.entries(TEXTS)) {
    const bytes = typeof given === "string" ? encoder.encode(given) : given;
    const isSame = given === text;
    const headers = () => ({ ...lower(signWebhook(schemes.stripe, { body: bytes, now: new Date(), secret: SECRET })), "content-length": String(bytes.length), ...more });
    for (const [place, event] of Object.entries({
      "in body": [[], { readableDidRead: true, body: text }],
      "in rawBody": [[], { readableEnded: true, rawBody: text }],
      "in the pieces of a stream with setEncoding": [[["data", text.slice(0, 1)], ["data", text.slice(1)], ["end"]], {}],
    })) {
      test(`nodeHandler ${isSame ? "uses" : "answers 500 to, and does not blame the sender for,"} ${what}, ${place}`, async () => {
        const [events, members] = event;
        const { status, problems, calls } = await answered(new Incoming(events, { ...members, headers: headers() }));
        same([status, problems[0]?.code, calls.length], isSame ? [200, undefined, 1] : [500, "ERR_BODY_NOT_RAW", 0]);
      });
    }
  }
  test("nodeHandler answers 500 to a message whose stream has pieces that are neither bytes nor text", async () => {
    for (const piece of [7, {}, null, undefined, new ArrayBuffer(2), [1, 2]]) {
      const { status, problems } = await answered(new Incoming([["data", piece], ["end"]]));
      same([status, problems[0].code], [500, "ERR_BODY_NOT_RAW"]);
    }
  });
}

function resets(test) {
  // Node 20 shows this state after the peer of HTTP/2 has reset a stream, or has sent a body of another length than its Content-Length.
  const reset = { aborted: true, complete: true, readableEnded: true, readableDidRead: false, destroyed: false, httpVersionMajor: 2 };
  const closed = { aborted: true, complete: false, destroyed: true };
  for (const [what, state] of Object.entries({ "resets its stream of HTTP/2": reset, "closes the connection": closed })) {
    for (const name of ["secrets", "url", "vars"]) {
      test(`if the peer ${what} while the function for ${name} runs, the message is reported as cut-off`, async () => {
        const request = new Incoming([]);
        const wait = async () => void (await null, Object.assign(request, state));
        const { status, problems, calls } = await answered(request, { [name]: async () => (await wait(), name === "secrets" ? [SECRET] : undefined) });
        same([status, problems[0].type, problems[0].code, calls.length], [400, "cut-off", undefined, 0]);
      });
    }
  }
}

function answers(test) {
  test("nodeHandler sends the reply of the handler", async () => {
    const { response } = await answered(new Incoming(whole()), {}, (event, { reply }) => reply({ status: 201, body: "made" }));
    same([response.statusCode, response.body, response.headers["content-type"]], [201, "made", "text/plain; charset=utf-8"]);
  });
  test("if the handler fails, nodeHandler answers with 503 and Retry-After", async () => {
    const { response, problems } = await answered(new Incoming(whole()), {}, () => Promise.reject(new Error("down")));
    same([response.statusCode, response.headers["retry-after"], problems[0].type], [503, "60", "failed"]);
  });
  test("nodeHandler does not change a response whose header fields were already sent", async () => {
    const [{ given, handler }, response] = [made(), new Response()];
    response.headersSent = true;
    await nodeHandler(schemes.stripe, given, handler)(new Incoming(whole()), response);
    same([response.statusCode, response.ends], [undefined, undefined]);
  });
  test("the functions of payauth/node check their arguments when they are called", () => {
    for (const make of [nodeHandler, fastifyPlugin, lambdaHandler]) {
      throws("ERR_ARGUMENT_TYPE", () => make(schemes.stripe, {}, () => {}));
      throws("ERR_ARGUMENT_TYPE", () => make(schemes.stripe, { secrets: ["x"] }));
      throws("ERR_OPTION", () => make(schemes.stripe, { secrets: ["x"], secret: "x" }, () => {}));
      throws("ERR_ARGUMENT_TYPE", () => make("stripe", { secrets: ["x"] }, () => {}));
    }
  });
}

function fastify(test) {
  test("fastifyPlugin removes the parsers of its context, and adds one parser and one route", async () => {
    const said = [];
    const { given, handler } = made();
    await fastifyPlugin(schemes.stripe, given, handler)({
      removeAllContentTypeParsers: () => said.push("removed"),
      addContentTypeParser: (type) => said.push(type),
      all: (path) => said.push(path),
    });
    same(said, ["removed", "*", "/"]);
  });
  test("fastifyPlugin answers with the reply object of Fastify", async () => {
    const { given, handler, calls } = made();
    let route;
    await fastifyPlugin(schemes.stripe, given, handler)({ removeAllContentTypeParsers() {}, addContentTypeParser() {}, all: (path, given) => (route = given) });
    for (const [events, status] of [[whole(), 200], [whole("{}"), 400]]) {
      const sent = {};
      const reply = { code: (code) => (sent.code = code), header: (name, value) => (sent[name] = value), send: (body) => (sent.body = body) };
      equal(await route({ raw: new Incoming(events) }, reply), reply);
      same([sent.code, sent.body], [status, ""]);
    }
    ok(calls[0][1].request.raw instanceof Incoming, "a request of Fastify");
  });
}

const v1 = (body, more) => ({ httpMethod: "POST", headers: signed(body), body, isBase64Encoded: false, ...more });
const v2 = (body, more) => ({ version: "2.0", requestContext: { http: { method: "POST" } }, rawQueryString: "", headers: lower(signed(body)), body, ...more });

const elb = { requestContext: { elb: { targetGroupArn: "arn" } }, httpMethod: "GET", headers: {}, body: "" };
const lists = (of) => Object.fromEntries(Object.entries(of).map(([name, value]) => [name, [value]]));

function lambda(test) {
  const { given, handler, calls } = made();
  const handle = lambdaHandler(schemes.stripe, given, handler);
  const body64 = btoa(EVENT);
  for (const [what, event] of Object.entries({
    "version 1": () => v1(EVENT),
    "version 1 with a body in base64": () => ({ ...v1(EVENT), body: body64, isBase64Encoded: true }),
    "version 1 with lists of header fields": () => ({ ...v1(EVENT), headers: null, multiValueHeaders: Object.fromEntries(Object.entries(signed()).map(([name, value]) => [name, [value]])) }),
    "version 1 with texts, and without lists": () => v1(EVENT, { multiValueHeaders: null }),
    "version 1 with texts and empty lists": () => v1(EVENT, { multiValueHeaders: {}, multiValueQueryStringParameters: {} }),
    "version 2": () => v2(EVENT),
    "version 2 with a body in base64": () => ({ ...v2(EVENT), body: body64, isBase64Encoded: true }),
  })) {
    test(`lambdaHandler accepts an event of ${what}, and rejects a forged event`, async () => {
      same(await handle(event()), { statusCode: 200, headers: {}, body: "", isBase64Encoded: false });
      equal(calls.at(-1)[1].text(), EVENT);
      const forged = { ...event(), body: event().isBase64Encoded ? btoa("{}") : "{}" };
      same(await handle(forged), { statusCode: 400, headers: {}, body: "", isBase64Encoded: false });
    });
  }
  const gateway = { httpMethod: "GET", headers: {}, body: null };
  const query = (token, challenge = "123") => ({ "hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": challenge });
  const encoded = encodeURIComponent("a+b/c==&%");
  for (const [what, [event, status]] of Object.entries({
    "a load balancer": [{ ...elb, queryStringParameters: query(encoded) }, 200],
    "a load balancer with lists": [{ ...elb, headers: undefined, multiValueHeaders: {}, multiValueQueryStringParameters: lists(query(encoded)) }, 200],
    "a load balancer, with a token that is not encoded": [{ ...elb, queryStringParameters: query("a+b/c==&%") }, 400],
    "a load balancer, with the token twice": [{ ...elb, multiValueQueryStringParameters: { ...lists(query(encoded)), "hub.verify_token": [encoded, "x"] } }, 400],
    "a gateway": [{ ...gateway, queryStringParameters: query("a+b/c==&%") }, 200],
    "a gateway with lists": [{ ...gateway, queryStringParameters: query("a+b/c==&%"), multiValueQueryStringParameters: lists(query("a+b/c==&%")) }, 200],
    "a gateway, with an encoded token": [{ ...gateway, queryStringParameters: query(encoded) }, 400],
    "a gateway, with the token twice": [{ ...gateway, multiValueQueryStringParameters: { ...lists(query("a+b/c==&%")), "hub.verify_token": ["a+b/c==&%", "x"] } }, 400],
    "a gateway of version 2": [{ requestContext: { http: { method: "GET" } }, headers: {}, rawQueryString: new URLSearchParams(query("a+b/c==&%")).toString() }, 200],
    "a gateway, with a lone surrogate in the token": [{ ...gateway, queryStringParameters: query("\ud800") }, 400],
    "a gateway with empty lists": [{ ...gateway, queryStringParameters: query("a+b/c==&%"), multiValueQueryStringParameters: {} }, 200],
    "a gateway without a query": [{ ...gateway, queryStringParameters: null, multiValueQueryStringParameters: null }, 400],
  })) {
    test(`lambdaHandler answers ${status} to Meta's handshake from ${what}`, async () => {
      const own = lambdaHandler(meta, { secrets: [SECRET], verifyToken: "a+b/c==&%", onReject: () => {} }, () => {});
      const { statusCode, body } = await own(event);
      same([statusCode, body], [status, status === 200 ? "123" : ""]);
    });
  }
  test("lambdaHandler passes the context to the function for secrets and to the handler", async () => {
    const context = { awsRequestId: "1" };
    const own = lambdaHandler(schemes.stripe, { secrets: (event, { awsRequestId }) => (awsRequestId === "1" ? [SECRET] : [OTHER]) }, (event, message, given) => ok(given === context, "the context of the event"));
    equal((await own(v2(EVENT), context)).statusCode, 200);
  });
  test("with a store, lambdaHandler handles a message only once", async () => {
    const own = made({ store: new MemoryStore() });
    const once = lambdaHandler(schemes.stripe, own.given, own.handler);
    same([(await once(v2(EVENT))).statusCode, (await once(v1(EVENT))).statusCode, own.calls.length], [200, 200, 1]);
  });
}

function lambdaAnswers(test) {
  for (const [what, [context, hasLists, expectsLists]] of Object.entries({
    "a load balancer that sends lists": [elb.requestContext, true, true],
    "a load balancer that sends texts": [elb.requestContext, false, false],
    "a gateway that sends lists": [{ stage: "prod" }, true, false],
    "a gateway of version 2": [{ http: { method: "POST" } }, false, false],
  })) {
    test(`lambdaHandler writes the header fields of an answer for ${what} as ${expectsLists ? "lists" : "texts"}`, async () => {
      const fields = { "x-hook-secret": "abc" };
      const event = { requestContext: context, httpMethod: "POST", body: "", ...(hasLists ? { multiValueHeaders: lists(fields) } : { headers: fields }) };
      const own = (sender, options) => lambdaHandler(sender, { secrets: [SECRET], onReject() {}, ...options }, () => {});
      const form = (of) => (expectsLists ? { multiValueHeaders: lists(of) } : { headers: of });
      same(await own(asana, { onSecret: () => true })(event), { statusCode: 200, ...form({ "X-Hook-Secret": "abc" }), body: "", isBase64Encoded: false });
      same(await own(schemes.stripe)(event), { statusCode: 400, ...form({}), body: "", isBase64Encoded: false });
      same(await own(schemes.stripe, { methods: ["PUT"] })(event), { statusCode: 405, ...form({ Allow: "PUT" }), body: "", isBase64Encoded: false });
    });
  }
}

function lambdaFaults(test) {
  for (const [what, [event, status, type]] of Object.entries({
    "without a body": [v2(EVENT, { body: null }), 400, "rejected"],
    "without header fields": [v1(EVENT, { headers: null }), 400, "rejected"],
    "with a signature that occurs twice": [v1(EVENT, { multiValueHeaders: { "Stripe-Signature": Array(2).fill(Object.values(signed())[0]) } }), 400, "rejected"],
    "with a body that is not base64": [v2(EVENT, { body: "{*}", isBase64Encoded: true }), 400, "rejected"],
    "with padding in the middle of the base64 text": [v2(EVENT, { body: "e30=e30=", isBase64Encoded: true }), 400, "rejected"],
    "with a body above the limit": [v2("x".repeat(1001)), 413, "too-large"],
    "with a body in base64 above the limit": [v2("x", { body: btoa("x".repeat(1001)), isBase64Encoded: true }), 413, "too-large"],
    "with another method": [v1(EVENT, { httpMethod: "DELETE" }), 405, "method"],
    "of a queue": [{ Records: [{ body: EVENT }] }, 500, "misconfigured"],
    "that is undefined": [undefined, 500, "misconfigured"],
    "with a query that cannot be read": [v1(EVENT, { queryStringParameters: { a: { toString: 1 } } }), 503, "failed"],
    "whose body was parsed": [v2(EVENT, { body: {} }), 500, "misconfigured"],
  })) {
    test(`lambdaHandler answers ${status} to an event ${what}`, async () => {
      const { given, handler, calls, problems } = made({ maxBytes: 1000 });
      const { statusCode, body } = await lambdaHandler(schemes.stripe, given, handler)(event);
      same([statusCode, body, problems[0].type, calls.length], [status, "", type, 0]);
    });
  }
}
