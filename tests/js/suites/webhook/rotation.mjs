// Several secrets: verifyWebhook tries all secrets, and secretId is the id of the secret that matches.

import { verifyWebhook } from "payauth";
import { NOW } from "../../support/clients.mjs";
import { equal, refuses, throws } from "../../support/harness.mjs";
import { CASES, accepted, delivery, later, refused } from "../../support/senders.mjs";

export default function ({ test }) {
  for (const case_ of CASES) {
    const { name, secret, other } = case_;
    test(`${name}: secretId is the id of the secret that matches`, () => {
      equal(accepted(case_, { secrets: [secret, other] }).secretId, "secret1", "id of the first secret");
      equal(accepted(case_, { secrets: [other, secret] }).secretId, "secret2", "id of the second secret");
      const named = [{ id: "old", secret: other }, { id: "new", secret }];
      equal(accepted(case_, { secrets: named }).secretId, "new", "id of the entry");
      equal(accepted(case_, { secrets: [other, other, other, other, other, other, other, secret] }).secretId, "secret8", "id of the eighth secret");
    });
    test(`${name}: a secret is valid from notBefore to notAfter, including both times`, () => {
      const within = (notBefore, notAfter) => ({ secrets: [{ id: "a", secret, notBefore, notAfter }] });
      for (const [from, to] of [[NOW, NOW], [NOW, later(1)], [later(-1), NOW], [NOW, undefined], [undefined, NOW], [undefined, undefined]]) {
        equal(accepted(case_, within(from, to)).secretId, "a", "id");
      }
      refused("ERR_SIGNATURE", case_, within(later(0.001), undefined), "a secret that is not yet valid");
      refused("ERR_SIGNATURE", case_, within(undefined, later(-0.001)), "a secret that is no longer valid");
    });
    test(`${name}: if two secrets match, secretId is the id of the secret that is valid now`, () => {
      const secrets = [{ id: "old", secret, notAfter: later(-1) }, { id: "new", secret }];
      equal(accepted(case_, { secrets }).secretId, "new", "id");
    });
  }
  refusals(test);
  bytes(test);
}

const [stripe] = CASES.filter(({ name }) => name === "stripe");

function refusals(test) {
  const of = (secrets) => () => verifyWebhook(stripe.scheme, { ...delivery(stripe), secrets });
  const entry = (more) => [{ id: "a", secret: "s", ...more }];
  test("an empty array and an array of nine secrets are rejected", () => {
    refuses("ERR_SECRET", "secrets: the array is empty", of([]));
    refuses("ERR_SECRET", "secrets: must be 1 to 8 secrets", of(Array(9).fill("s")));
  });
  for (const secret of ["", " ", "undefined", "null", " s", "s\n", "s\u0000", "\ud800", new Uint8Array()]) {
    test(`${JSON.stringify(secret)} is rejected as a secret`, () => {
      throws("ERR_SECRET", of([secret]));
      throws("ERR_SECRET", of(["good", secret]), "an invalid secret after a valid secret");
      throws("ERR_SECRET", of([{ id: "a", secret }]), "an invalid secret with an id");
    });
  }
  for (const id of ["", "a b", "a\n", "é", "x".repeat(256), "\ud800", "undefined", "null", "NaN", " "]) {
    test(`${JSON.stringify(id)} is rejected as an id`, () => throws("ERR_OPTION", of(entry({ id }))));
  }
  test("two secrets with the same id are rejected, even if the id is the default id of one secret", () => {
    throws("ERR_OPTION", of([...entry(), ...entry()]));
    throws("ERR_OPTION", of(["s", { id: "secret1", secret: "t" }]));
  });
  test("a notAfter before the notBefore is rejected", () => {
    throws("ERR_OPTION", of(entry({ notBefore: NOW, notAfter: later(-1) })));
    throws("ERR_TIME", of(entry({ notBefore: new Date(Number.NaN) })));
    throws("ERR_TIME", of(entry({ notAfter: new Date(-1) })));
  });
  test("a notBefore or notAfter outside of the years 1970 to 9999 is rejected, and the error names the member", () => {
    for (const member of ["notBefore", "notAfter"]) {
      for (const millis of [8.64e15, 253_402_300_800_000, -1, -8.64e15, Number.NaN]) {
        const given = of(["s", { id: "a", secret: "t", [member]: new Date(millis) }]);
        equal(throws("ERR_TIME", given, `${member} ${millis}`).argument, `secrets[1].${member}`);
      }
      const whole = { notBefore: new Date(0), notAfter: new Date(253_402_300_799_999) };
      equal(accepted(CASES[1], { secrets: [{ id: "a", secret: CASES[1].secret, ...whole }] }).secretId, "a");
    }
  });
  test("an unknown member of a secret is rejected", () => throws("ERR_OPTION", of(entry({ notafter: NOW }))));
  test("a text secret that the scheme cannot decode is rejected, and a secret as bytes is not decoded", () => {
    for (const case_ of CASES.filter(({ name }) => ["standardWebhooks", "svix", "adyenBody"].includes(name))) {
      throws("ERR_SECRET", () => accepted(case_, { secrets: ["whsec_not base64!"] }), case_.name);
      refused("ERR_SIGNATURE", case_, { secrets: [new TextEncoder().encode(case_.secret)] });
    }
  });
}

function bytes(test) {
  test("a secret as bytes is used unchanged as the key", () => {
    for (const case_ of CASES.filter(({ name }) => ["stripe", "github", "line"].includes(name))) {
      equal(accepted(case_, { secrets: [new TextEncoder().encode(case_.secret)] }).secretId, "secret1", case_.name);
    }
    const [svix] = CASES.filter(({ name }) => name === "svix");
    const key = Uint8Array.from(atob(svix.secret.slice(6)), (digit) => digit.charCodeAt(0));
    equal(accepted(svix, { secrets: [{ id: "raw", secret: key }] }).secretId, "raw", "svix");
  });
}
