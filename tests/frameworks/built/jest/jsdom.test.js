/** @jest-environment jsdom */

test("payauth can be imported, and the error of a call names the Jest environment that server code needs", () => {
  const { hmacKey } = require("payauth");
  expect(() => hmacKey({ algorithm: "SHA-256", secret: "a" })).toThrow("node environment");
});
