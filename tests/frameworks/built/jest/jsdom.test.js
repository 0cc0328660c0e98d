/** @jest-environment jsdom */

test("an import works, and the error of a call names the environment that server code needs", () => {
  const { hmacKey } = require("payauth");
  expect(() => hmacKey({ algorithm: "SHA-256", secret: "a" })).toThrow("node environment");
});
