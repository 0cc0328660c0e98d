// Requests to exchanges: the arguments of ccxt's `sign`, and the same request for payauth.
//
// - `scheme` is the name in `payauth/schemes`; `provider` is the name in `payauth/providers`, with the provider's credentials
// - `call(draw)` returns the arguments of ccxt's `sign`, without the time; `ours` returns the same request for `signRequest`
// - `prepare` changes an object of ccxt, so that it does not sign as a partner of the exchange
// - `adds` are the header fields that only ccxt writes; `inBody`: ccxt sends the parameters in a form, but payauth sends them in the query

import Binance from "./node_modules/ccxt/js/src/binance.js";
import Bybit from "./node_modules/ccxt/js/src/bybit.js";
import CoinbaseExchange from "./node_modules/ccxt/js/src/coinbaseexchange.js";
import Kraken from "./node_modules/ccxt/js/src/kraken.js";
import KuCoin from "./node_modules/ccxt/js/src/kucoin.js";
import Okx from "./node_modules/ccxt/js/src/okx.js";
import { names, word } from "./parts.mjs";

const JSON_TYPE = { "Content-Type": "application/json" };
const FORM_TYPE = { "Content-Type": "application/x-www-form-urlencoded" };

/** Percent-encodes all characters except letters, digits, `-`, `_`, `.` and `~`, as ccxt does it. */
const strict = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const encoded = (params) => Object.entries(params).map(([name, value]) => `${name}=${strict(value)}`).join("&");

const anyText = (draw) => draw.text(1 + draw.below(8));
/** Texts without characters to escape, for exchanges whose queries ccxt signs unescaped: `fetch` sends them escaped. */
const plainText = (draw) => word(draw, 1 + draw.below(8));

const params = (draw, value) => Object.fromEntries(names(draw, 1 + draw.below(5)).map((name) => [`${name}_`, value(draw)]));
const text = (draw) => word(draw, 32);
const base64 = (draw) => Buffer.from(draw.bytes(1 + draw.below(64))).toString("base64");

/** A call whose parameters are in the query of a GET or DELETE, or in the JSON of a POST. */
function usual({ base, path, methods = ["GET", "POST"], query = anyText, typed = false, api = "private" }) {
  return {
    call(draw) {
      const method = draw.of(methods);
      const inQuery = method === "GET" || method === "DELETE";
      return { path, api, method, params: params(draw, inQuery ? query : anyText) };
    },
    ours({ method, params }) {
      const url = `${base}/${path}`;
      if (method === "POST") return { url, method, body: JSON.stringify(params), headers: JSON_TYPE };
      return { url: `${url}?${encoded(params)}`, method, ...(typed && { headers: JSON_TYPE }) };
    },
  };
}

const passphrase = ({ password }) => ({ passphrase: password });

/** Makes ccxt write the time last, like payauth. By default, ccxt writes it first. Binance accepts any order of the parameters. */
function timeLast(exchange) {
  const { urlencode } = exchange;
  exchange.urlencode = ({ timestamp, ...params }) => urlencode({ ...params, timestamp });
}

export const EXCHANGES = {
  Binance: {
    exchange: Binance,
    scheme: "binance",
    provider: ["binanceSpot", ({ apiKey, secret }) => ({ apiKey, secretKey: secret })],
    secret: text,
    call(draw) {
      const method = draw.of(["GET", "POST", "PUT", "DELETE"]);
      return { path: "account", api: "private", method, params: params(draw, anyText) };
    },
    ours({ path, method, params }) {
      const query = encoded({ ...params, recvWindow: "10000" });
      return { url: `https://api.binance.com/api/v3/${path}?${query}`, method };
    },
    inBody: true,
    prepare: timeLast,
  },
  OKX: {
    exchange: Okx,
    scheme: "okx",
    secret: text,
    vars: passphrase,
    ...usual({ base: "https://www.okx.com/api/v5", path: "asset/transfer" }),
  },
  Kraken: {
    exchange: Kraken,
    scheme: "kraken",
    secret: base64,
    call: (draw) => ({ path: "TradesHistory", api: "private", method: "POST", params: params(draw, anyText) }),
    ours: ({ path, method, params }, now) => ({
      url: `https://api.kraken.com/0/private/${path}`,
      method,
      body: encoded({ nonce: String(now.getTime()), ...params }),
      headers: FORM_TYPE,
    }),
  },
  Bybit: {
    exchange: Bybit,
    scheme: "bybit",
    secret: text,
    vars: (keys, { options }) => ({ recvWindow: String(options.recvWindow) }),
    adds: ["Referer"],
    signsPath: false,
    ...usual({ base: "https://api.bybit.com", path: "v5/order/realtime", query: plainText, typed: true }),
  },
  KuCoin: {
    exchange: KuCoin,
    scheme: "kucoin",
    secret: text,
    prepare: ({ options }) => void (options.partner = {}),
    vars: ({ secret, password }, exchange, { hmacKey }) => ({
      passphrase: hmacKey({ algorithm: "SHA-256", secret }).sign(password, "base64"),
    }),
    ...usual({ base: "https://api.kucoin.com/api/v1", path: "hf/orders", methods: ["GET", "POST", "DELETE"], query: plainText }),
  },
  "Coinbase Exchange": {
    exchange: CoinbaseExchange,
    scheme: "coinbaseExchange",
    provider: ["coinbaseExchange", ({ apiKey, secret, password }) => ({ key: apiKey, secret, passphrase: password })],
    secret: base64,
    vars: passphrase,
    ...usual({ base: "https://api.exchange.coinbase.com", path: "orders", typed: true }),
  },
};
