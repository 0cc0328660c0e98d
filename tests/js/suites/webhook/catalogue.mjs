// Tests that the table of docs/schemes.md agrees with the schemes of the catalogue.

import { schemes, signWebhook, verifyWebhook } from "payauth";
import page from "../../../../docs/schemes.md";
import { NOW } from "../../support/clients.mjs";
import { equal, ok, same, throws } from "../../support/harness.mjs";
import { CASES, IN_BODY, accepted, later, refused } from "../../support/senders.mjs";

const ROWS = [...page.matchAll(/^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \| (.*?) \|$/gm)].map((row) => row.slice(1));

export default function ({ test }) {
  test("docs/schemes.md has a row for each scheme, and no other row", () => {
    same(ROWS.map(([name]) => name).sort(), Object.keys(schemes).sort());
  });
  for (const [name, , tolerance, covers, source] of ROWS) {
    test(`docs/schemes.md: ${name} has the tolerance ${tolerance}, covers ${covers}, and has a link to its source`, () => {
      ok(/^\[[^\]]+\]\(https:\/\/\S+\)$/.test(source), `a link, not ${source}`);
      if (IN_BODY[name]) return inBody(name, tolerance, covers);
      const case_ = CASES.find((case_) => case_.name === name);
      const seconds = /^(\d+) s$/.exec(tolerance)?.[1];
      equal(accepted(case_).replayTtlSecs, seconds === undefined ? undefined : 2 * seconds + 60, "tolerance");
      if (seconds) refused("ERR_TOO_OLD", case_, { now: later(Number(seconds) + 1) });
      equal(accepted(case_).covers, "body", "covers");
      ok(covers.includes("the body"), `the body among ${covers}`);
      equal(covers.includes("time"), seconds !== undefined, "whether the time is covered");
      equal(covers.includes("URL"), case_.signsUrl === true, "whether the URL is covered");
    });
  }
}

function inBody(name, tolerance, covers) {
  const { secret, body } = IN_BODY[name];
  const [tag] = Object.values(signWebhook(schemes[name], { body, now: NOW, secret }));
  const verify = (body) => verifyWebhook(schemes[name], { headers: {}, body: body.replace("@", tag), now: NOW, secrets: [secret] });
  equal(tolerance, "–", "tolerance");
  equal(covers.split(" ")[0], { 8: "eight", 2: "two" }[verify(body).covers.length], "number of members");
  throws("ERR_SIGNATURE", () => verify(body.replace("_1", "_2")));
}
