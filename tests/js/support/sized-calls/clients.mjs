// The rows of the clients: what they sign, send, receive and read.

import { schemes } from "payauth";
import { NOW, REFUND } from "../clients.mjs";
import { utf8, written } from "../hmac-reference.mjs";
import { BOTH, FORGED, RAW, refusedAs, TEXT } from "./table.mjs";

const AUTHORIZATION = "Bearer abc";
const K64 = 65_536;
const NO_END = Number.POSITIVE_INFINITY;
const HOOKS = { webhookScheme: schemes.github, webhookSecrets: ["s"] };

/** Where each provider takes a body, and how it authenticates. */
const PATHS = { dvpay: REFUND, doorpay: "/orders", dogpay: "/open-api/v1/pay", wakapay: "/x", pledg: "/x" };

export function clients(hmac, makers) {
  const rows = Object.entries(makers).map(([name, make]) => ofClient(hmac, name, make));
  return Object.assign({}, ...rows, ofPledg(hmac, makers), {
    "dogpay().page": [{ forms: TEXT, call: (cursorId) => makers.dogpay().page({ cursorId }) }],
  });
}

function ofClient(hmac, name, make) {
  const isSigned = name === "dvpay";
  const hasKeys = isSigned || name === "doorpay";
  const given = hasKeys ? { idempotencyKey: "key-1" } : {};
  const token = hasKeys ? {} : { authorization: AUTHORIZATION };
  const sign = (options) => make().sign({ path: PATHS[name], now: NOW, ...given, ...token, ...options });
  const signature = async (body, now) => (isSigned ? hmac("your-api-secret", joined(body, String(now / 1000))) : "none");
  const github = async (body) => ({ "X-Hub-Signature-256": `sha256=${await hmac("s", body)}` });
  const path = "/".padEnd(2, "a");
  return {
    [name]: [
      { forms: TEXT, call: (v) => make({ [name === "dogpay" ? "secret" : "apiSecret"]: v }) },
      { forms: TEXT, call: (baseUrl) => make({ baseUrl }) },
    ],
    [`${name}().sign`]: [
      {
        forms: BOTH,
        most: NO_END,
        call: (body) => shown(sign({ body })),
        oracle: async (v) => `${text(v)} ${await signature(v, NOW.getTime())}`,
      },
      {
        forms: TEXT,
        most: K64,
        call: (v) => [sign({ headers: { "X-Note": v }, body: "{}" })].map(({ headers }) => `${headers["X-Note"]} ${headers["X-Signature"] ?? "none"} ${Object.keys(headers).length > 2}`)[0],
        oracle: async (v) => `${v} ${await signature("{}", NOW.getTime())} true`,
      },
      { forms: TEXT, call: (v) => sign({ path: path + v }) },
      { forms: TEXT, call: (v) => sign({ idempotencyKey: v }) },
      { forms: TEXT, call: (v) => sign({ authorization: `Bearer ${v}` }) },
    ],
    [`${name}().fetch`]: [
      {
        forms: BOTH,
        most: NO_END,
        call: (body) => sent(make, PATHS[name], { ...given, body }),
        oracle: async (v) => `${text(v)} ${await signature(v, NOW.getTime())}`,
      },
    ],
    [`${name}().readError`]: [
      { forms: BOTH, most: NO_END, call: (body) => make().readError({ status: 500, body }).message ?? "", oracle: text },
      { forms: TEXT, call: (v) => make().readError({ status: 500, body: "", headers: { "retry-after": v }, now: NOW }) },
    ],
    [`${name}().verifyWebhook`]: [
      {
        forms: RAW,
        most: NO_END,
        before: github,
        call: (body, headers) => make(HOOKS).verifyWebhook({ headers, body, now: NOW }).covers,
        oracle: () => "body",
      },
      {
        forms: RAW,
        call: (body) => refusedAs(() => make({ webhookSecrets: ["s"] }).verifyWebhook({ headers: FORGED, body, now: NOW })),
      },
    ],
    [`${name}().receive`]: [
      {
        forms: BOTH,
        most: NO_END,
        before: github,
        call: async (body, headers) => {
          const request = { headers: Object.entries(headers), url: "https://x.example/", arrayBuffer: async () => new Uint8Array(utf8(body)).buffer };
          return (await make({ ...HOOKS, clock: () => NOW.getTime() }).receive(request)).event.covers;
        },
        oracle: () => "body",
      },
    ],
  };
}

function ofPledg(hmac, { pledg }) {
  const signer = () => pledg({ merchantSecret: "SECRET" });
  return {
    "pledg().signParameters": [
      {
        forms: TEXT,
        most: 65_000,
        call: (note) => signer().signParameters({ note }),
        oracle: async (note) => {
          const [head] = signer().signParameters({}).split(".");
          const claims = written(utf8(JSON.stringify({ data: { note } })), "base64url_nopad");
          return `${head}.${claims}.${await hmac("SECRET", `${head}.${claims}`, "base64url_nopad")}`;
        },
      },
    ],
  };
}

/** What a client sends with a `fetch` that answers token and API calls alike. */
async function sent(make, path, options) {
  let last;
  const answer = { accessToken: "abc", expiresIn: 3600, access_token: "abc", expires_in: 3600 };
  const fetch = async (_, init) => {
    last = init;
    return new Response(JSON.stringify({ ...answer, data: answer }), { status: 200 });
  };
  await make({ fetch, clock: () => NOW.getTime() }).fetch(path, options);
  return shown(last);
}

const shown = ({ body, headers }) => `${text(body)} ${headers["X-Signature"] ?? "none"}`;

const text = (value) => (typeof value === "string" ? value : new TextDecoder().decode(value ?? new Uint8Array()));

function joined(body, end) {
  if (typeof body === "string") return body + end;
  const all = new Uint8Array(body.length + end.length);
  all.set(body);
  all.set(utf8(end), body.length);
  return all;
}
