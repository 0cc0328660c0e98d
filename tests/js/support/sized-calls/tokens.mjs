// Calls of token machines with a token of any length. Each call is a row of the table in table.mjs.

import { waka } from "../clients.mjs";
import { at, grant, Kept } from "../token-machine.mjs";
import { TEXT } from "./table.mjs";

/** The maximum length of a token. A longer token is rejected. */
const MAX_TOKEN = 8_192;
const HOUR = 3_600_000;
const times = { sentAt: at(0), now: at(0) };

function renewed(token) {
  const kept = new Kept();
  const error = kept.renew(grant(token), 0);
  if (error) throw error;
  return kept;
}

export function tokens() {
  const machine = () => waka().token;
  const none = { status: 500, headers: {}, body: "" };
  const commit = (state, ticket, answer) => machine().commitRefresh(state, ticket, answer, times);
  return {
    "dogpay().token.decide": [
      { forms: TEXT, call: (state) => machine().decide(state, { now: at(0) }) },
      { forms: TEXT, most: MAX_TOKEN, call: (v) => renewed(v).decide(1).authorization, oracle: (v) => `Bearer ${v}` },
    ],
    "dogpay().token.beginRefresh": [
      { forms: TEXT, call: (state) => machine().beginRefresh(state, { now: at(0), owner: "o" }) },
      { forms: TEXT, call: (owner) => machine().beginRefresh(machine().initial(), { now: at(0), owner }) },
      {
        forms: TEXT,
        most: MAX_TOKEN,
        call: (v) => renewed(v).begin(HOUR + 1).request.body,
        oracle: () => '{"apiKey":"your_api_key","apiSecret":"your_api_secret"}',
      },
    ],
    "dogpay().token.commitRefresh": [
      { forms: TEXT, call: (state) => commit(state, "t", none) },
      { forms: TEXT, call: (ticket) => commit(machine().initial(), ticket, none) },
      { forms: TEXT, call: (body) => commit(machine().initial(), "t", { ...none, body }) },
      { forms: TEXT, call: (v) => commit(machine().initial(), "t", { ...none, headers: { "retry-after": v } }) },
      { forms: TEXT, most: MAX_TOKEN, call: (v) => renewed(v).state.includes(v), oracle: () => true },
    ],
    "dogpay().token.onUnauthorized": [
      { forms: TEXT, call: (v) => machine().onUnauthorized(v, { fingerprint: "f", now: at(0) }) },
      { forms: TEXT, call: (v) => machine().onUnauthorized(machine().initial(), { fingerprint: v, now: at(0) }) },
      {
        forms: TEXT,
        most: MAX_TOKEN,
        call: (v) => {
          const kept = renewed(v);
          const { fingerprint } = kept.decide(1);
          return kept.unauthorized(fingerprint, 2, "Bearer");
        },
        oracle: () => "refresh-and-retry",
      },
    ],
  };
}
