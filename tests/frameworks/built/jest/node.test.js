// Tests the webhook handler in Jest, with Jest's environment for Node.
const delivered = require("./delivered.js");

test("a handler answers as it does in other runtimes", async () => {
  expect(await delivered(require("payauth"))).toEqual([503, 400, 200, 200, "1,2"]);
});

test("after resetModules, the new copy accepts schemes and recognises errors of the old copy", async () => {
  const before = require("payauth");
  jest.resetModules();
  const after = require("payauth");
  expect(after).not.toBe(before);
  expect(await delivered({ ...after, schemes: before.schemes })).toEqual([503, 400, 200, 200, "1,2"]);
  expect(() => after.hmacKey({ algorithm: "SHA-256", secret: "" })).toThrow(before.PayauthError);
});
