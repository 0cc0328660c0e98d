// Tests requests to exchanges: payauth signs the same URL, body and header fields as ccxt.

import { equal, ok, same } from "../../support/harness.mjs";
import { Draw } from "../../support/random.mjs";
import { EXCHANGES } from "../../../vendors/exchanges.mjs";
import { word } from "../../../vendors/parts.mjs";

const TIMES = 200;

export function addRequests({ test, payauth, schemes, providers, seed }) {
  for (const [name, entry] of Object.entries(EXCHANGES)) {
    const all = { ...entry, payauth, scheme: schemes[entry.scheme], exchange: new entry.exchange() };
    entry.prepare?.(all.exchange);
    test(`${name}: ${TIMES} requests of seed ${seed} are equal to the requests of ccxt, field by field`, () => {
      const draw = new Draw(seed);
      for (let time = 0; time < TIMES; time += 1) one(all, providers, draw, `request ${time} of seed ${seed}`);
    });
  }
}

function one(entry, providers, draw, what) {
  const now = new Date(1_700_000_000_000 + draw.below(2 ** 31) * 100);
  const keys = { apiKey: word(draw, 24), secret: entry.secret(draw), password: word(draw, 12) };
  const call = entry.call(draw);
  const exchange = Object.assign(entry.exchange, keys);
  const theirs = signedByCcxt(exchange, entry, call, now);
  const given = { ...entry.ours(call, now), keyId: keys.apiKey, ...(entry.vars && { vars: entry.vars(keys, exchange, entry.payauth) }) };
  const sign = (change) => shown(entry.payauth.signRequest(entry.scheme, { ...given, now, secret: keys.secret, ...change }));
  same(sign({}), theirs, what);
  for (const change of changesOf(entry, given, keys)) {
    ok(differ(sign(change), theirs), `a different signature of ${what} if ${Object.keys(change)} is different`);
  }
  if (entry.provider) same(byProvider(entry, providers, keys, given, now), theirs, `${what}, signed with payauth/providers`);
}

/** Changes of the secret and of signed parts. Binance signs no path, and Bybit signs only the query and the body. */
function changesOf({ signsPath = true }, given, keys) {
  const other = { secret: `AAAA${keys.secret}` };
  if (given.body) return [other, { body: `${given.body}&x` }, ...(signsPath ? [{ url: `${given.url}x` }] : [])];
  return [other, { url: `${given.url}x` }];
}

/** The request that ccxt signs at this time, without the header fields that only ccxt writes. */
function signedByCcxt(exchange, { adds = [], inBody }, { path, api, method, params }, now) {
  Object.assign(exchange, { milliseconds: () => now.getTime(), seconds: () => Math.floor(now.getTime() / 1000) });
  const { url, body, headers } = exchange.sign(path, api, method, { ...params });
  for (const name of adds) delete headers[name];
  if (!inBody || !body) return shown({ url, method, body, headers });
  const { "Content-Type": type, ...fields } = headers;
  equal(type, "application/x-www-form-urlencoded", "type of the form");
  return shown({ url: `${url}?${body}`, method, headers: fields });
}

function byProvider({ provider: [name, credentials], ours }, providers, keys, { url, method, body, headers }, now) {
  const client = providers[name]({ ...credentials(keys), environment: "production" });
  const path = url.slice(new URL(url).origin.length);
  const request = client.sign({ path, method, now, ...(body && { body }), ...(headers && { headers }) });
  return shown(request);
}

/** A request in a form that can be compared: the names of header fields are in lower case, and sorted. */
function shown({ url, method, body, headers }) {
  const fields = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { url, method, body, headers: Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Whether the signatures of two requests differ. */
function differ(ours, theirs) {
  const tag = /sign$|signature/i;
  const found = (request) => Object.entries(request.headers).find(([name]) => tag.test(name))?.[1] ?? new URL(request.url).searchParams.get("signature");
  ok(found(ours) && found(theirs), "a signature in both requests");
  return found(ours) !== found(theirs);
}
