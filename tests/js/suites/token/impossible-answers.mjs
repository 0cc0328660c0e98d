// Token answers that a server should never send.

import { NOW, waka } from "../../support/clients.mjs";
import { equal, throws } from "../../support/harness.mjs";

const now = NOW;
const commit = (answer) => {
  const { token } = waka();
  const begun = token.beginRefresh(token.initial(), { now, owner: "one" });
  return { token, ...token.commitRefresh(begun.state, begun.ticket, { headers: {}, body: "", ...answer }, { sentAt: now, now }) };
};

export default function ({ test }) {
  for (const status of [0, 1, 99, 600, 999]) {
    test(`commitRefresh blames the peer for the status ${status}`, () => {
      equal(throws("ERR_OPTION", () => commit({ status })).blame, "peer");
    });
  }
  for (const word of ["undefined", "null", "NaN", "[object Object]"]) {
    test(`commitRefresh rejects ${word} as a token`, () => {
      const { error } = commit({ status: 200, body: JSON.stringify({ accessToken: word, expiresIn: 3600 }) });
      equal(error.code, "ERR_TOKEN_ANSWER");
      equal(error.blame, "peer");
    });
  }
}
