// A page is no place for secrets: provider clients refuse to be made in one.

import { basicAuth, doorpay, dvpay, hmacKey } from "payauth";
import { door, dv } from "../clients.mjs";
import { equal, ok, refuses, throws } from "../harness.mjs";

const CLIENTS = { dvpay: dv, doorpay: door };

export default function ({ test }) {
  for (const [name, make] of Object.entries(CLIENTS)) client(test, name, make);
  test("hmacKey and basicAuth are at hand in a page", () => {
    inPage(() => ok(hmacKey({ algorithm: "SHA-256", secret: "k" }) && basicAuth("u", "p"), "both"));
  });
  test("a client's other faults come first or last, but never unnoticed, in a page", () => {
    inPage(() => {
      throws("ERR_OPTION", () => dvpay({ apiKey: "k", apiSecret: "s", x: 1 }));
      throws("ERR_BROWSER", () => doorpay({ apiKey: "", apiSecret: "s", environment: "sandbox" }));
    });
  });
}

function client(test, name, make) {
  test(`${name} refuses to be made in a page`, () => {
    const detail = "would show the credentials to everybody who opens the page; call the provider from a server";
    inPage(() => refuses("ERR_BROWSER", `dangerouslyAllowBrowser: ${detail}`, () => make()));
    inPage(() => throws("ERR_BROWSER", () => make({ dangerouslyAllowBrowser: false })));
  });
  test(`${name} is made in a page by who says so`, () =>
    inPage(() => ok(make({ dangerouslyAllowBrowser: true }), name)));
  test(`${name} takes no other word for yes in a page`, () => {
    for (const word of ["true", 1, {}, null]) {
      const make_ = () => make({ dangerouslyAllowBrowser: word });
      equal(inPage(() => throws("ERR_ARGUMENT_TYPE", make_)).argument, "dangerouslyAllowBrowser");
    }
  });
  test(`${name} is made where there is a window without a document`, () => ok(withWindow({}, make), name));
}

const inPage = (call) => withWindow({ document: {} }, call);

function withWindow(window, call) {
  const before = Object.getOwnPropertyDescriptor(globalThis, "window");
  Object.defineProperty(globalThis, "window", { value: window, configurable: true, writable: true });
  try {
    return call();
  } finally {
    if (before) Object.defineProperty(globalThis, "window", before);
    else delete globalThis.window;
  }
}
