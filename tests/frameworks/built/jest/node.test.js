// The handler in Jest, in Node.
const delivered = require("./delivered.js");

test("a handler answers as in other runtimes", async () => {
  expect(await delivered(require("payauth"))).toEqual([503, 400, 200, 200, "1,2"]);
});

test("after resetModules, schemes and errors from before work with the new copy", async () => {
  const before = require("payauth");
  jest.resetModules();
  const after = require("payauth");
  expect(after).not.toBe(before);
  expect(await delivered({ ...after, schemes: before.schemes })).toEqual([503, 400, 200, 200, "1,2"]);
  expect(() => after.hmacKey({ algorithm: "SHA-256", secret: "" })).toThrow(before.PayauthError);
});
