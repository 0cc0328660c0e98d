/** @jest-environment @edge-runtime/jest-environment */

test("a handler answers as it does in other runtimes", async () => {
  expect(typeof EdgeRuntime).toBe("string");
  expect(await require("./delivered.js")(require("payauth"))).toEqual([503, 400, 200, 200, "1,2"]);
});
