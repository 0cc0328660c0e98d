// Calls of clients with an argument of any length: calls that sign, send, receive and read. Each call is a row of the table in table.mjs.

import { schemes } from "payauth";
import { dog, NOW, pl } from "../clients.mjs";
import { own, OWN } from "../own-provider.mjs";
import { PROVIDERS } from "../providers.mjs";
import { utf8, written } from "../hmac-reference.mjs";
import { BOTH, FORGED, RAW, refusedAs, TEXT } from "./table.mjs";

const K64 = 65_536;
const NO_END = Number.POSITIVE_INFINITY;
const HOOKS = { webhookScheme: schemes.github, webhookSecrets: ["s"] };

export function clients(hmac) {
  const rows = [...PROVIDERS, OWN].flatMap((row) => [ofRequests(hmac, row), ofWebhooks(hmac, row)]);
  const { own: defineProvider, ...others } = Object.assign({}, ...rows);
  return Object.assign(others, {
    ...ofParameters(hmac, "pledg", "SECRET", () => pl({ merchantSecret: "SECRET" })),
    ...ofParameters(hmac, "own", "your_secret", own),
    defineProvider,
    "own().page": [],
    "own().readVersion": [{ forms: TEXT, call: (seen) => own().readVersion({}, seen) }],
    "dogpay().page": [{ forms: TEXT, call: (cursorId) => dog().page({ cursorId }) }],
  });
}

function ofRequests(hmac, { name, make, credentials, authorization, path: endpoint, options: { idempotencyKey } }) {
  const isSigned = name === "dvpay";
  const given = idempotencyKey ? { idempotencyKey } : {};
  const sign = (options) => make().sign({ path: endpoint, now: NOW, ...given, ...authorization, ...options });
  const signature = async (body, now) => (isSigned ? hmac("your-api-secret", joined(body, String(now / 1000))) : "none");
  const path = "/".padEnd(2, "a");
  return {
    [name]: [
      ...Object.keys(credentials).map((key) => ({ forms: TEXT, call: (v) => make({ [key]: v }) })),
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
        call: (body) => sent(make, endpoint, { ...given, body }),
        oracle: async (v) => `${text(v)} ${await signature(v, NOW.getTime())}`,
      },
    ],
    [`${name}().readError`]: [
      { forms: BOTH, most: NO_END, call: (body) => make().readError({ status: 500, body }).message ?? "", oracle: text },
      { forms: TEXT, call: (v) => make().readError({ status: 500, body: "", headers: { "retry-after": v }, now: NOW }) },
    ],
  };
}

function ofWebhooks(hmac, { name, make }) {
  const github = async (body) => ({ "X-Hub-Signature-256": `sha256=${await hmac("s", body)}` });
  return {
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

function ofParameters(hmac, name, secret, signer) {
  return {
    [`${name}().signParameters`]: [
      {
        forms: TEXT,
        most: 65_000,
        call: (note) => signer().signParameters({ note }),
        oracle: async (note) => {
          const [head] = signer().signParameters({}).split(".");
          const claims = written(utf8(JSON.stringify({ data: { note } })), "base64url_nopad");
          return `${head}.${claims}.${await hmac(secret, `${head}.${claims}`, "base64url_nopad")}`;
        },
      },
    ],
  };
}

/** The requests that a client sends, with a `fetch` that gives token calls and API calls the same answer. */
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
