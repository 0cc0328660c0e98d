// Secrets do not belong in a web page, so a provider's client cannot be made in a page.

import { basicAuth, doorpay, dvpay, hmacKey } from "payauth";
import { equal, ok, refuses, throws } from "../support/harness.mjs";
import { canBePage, inPage, NO_SERVER, withGlobals } from "../support/page.mjs";
import { PROVIDERS } from "../support/providers.mjs";

export default function ({ test }) {
  for (const { name, make } of PROVIDERS) {
    onServer(test, name, make);
    if (canBePage) onPage(test, name, make);
  }
  if (!canBePage) return;
  test("hmacKey and basicAuth work in a page", () => {
    inPage(() => ok(hmacKey({ algorithm: "SHA-256", secret: "k" }) && basicAuth("u", "p"), "a result of both functions"));
  });
  test("in a page, other mistakes in a client's options are reported, too", () => {
    inPage(() => {
      throws("ERR_OPTION", () => dvpay({ apiKey: "k", apiSecret: "s", x: 1 }));
      throws("ERR_BROWSER", () => doorpay({ apiKey: "", apiSecret: "s", environment: "sandbox" }));
    });
  });
}

function onServer(test, name, make) {
  for (const [library, globals] of Object.entries(SHIMS)) {
    test(`${name} can be made on a server with ${library}`, () => ok(withGlobals(globals, make), name));
  }
}

function onPage(test, name, make) {
  test(`${name} cannot be made in a page`, () => {
    const detail =
      "is not true, and visitors of this web page could read the credentials; call the provider from a server, or pass true to accept this risk";
    inPage(() => refuses("ERR_BROWSER", `dangerouslyAllowBrowser: ${detail}`, () => make()));
    inPage(() => throws("ERR_BROWSER", () => make({ dangerouslyAllowBrowser: false })));
  });
  test(`${name} can be made in a page if dangerouslyAllowBrowser is true`, () =>
    inPage(() => ok(make({ dangerouslyAllowBrowser: true }), name)));
  test(`${name} rejects a dangerouslyAllowBrowser that is not a boolean`, () => {
    for (const word of ["true", 1, {}, null]) {
      const make_ = () => make({ dangerouslyAllowBrowser: word });
      equal(inPage(() => throws("ERR_ARGUMENT_TYPE", make_)).argument, "dangerouslyAllowBrowser");
    }
  });
  test(`${name} can be made if there is a window without a document`, () =>
    ok(withGlobals({ ...NO_SERVER, window: {}, WorkerGlobalScope: undefined }, make), name));
  for (const [worker, globals] of Object.entries(WORKERS)) {
    test(`${name} cannot be made in a page's worker: ${worker}`, () => {
      withGlobals({ ...NO_SERVER, ...globals }, () => throws("ERR_BROWSER", () => make()));
      withGlobals({ ...NO_SERVER, ...globals }, () => ok(make({ dangerouslyAllowBrowser: true }), name));
    });
  }
}

/** The globals of the workers that a page can start. */
const WORKERS = {
  "a module worker": { WorkerGlobalScope: class {} },
  "a classic worker": { WorkerGlobalScope: class {}, importScripts() {} },
  "a worker without WorkerGlobalScope": { importScripts() {} },
  "a service worker": { WorkerGlobalScope: class {}, ServiceWorkerGlobalScope: class {}, registration: {} },
  "a shared worker": { WorkerGlobalScope: class {}, SharedWorkerGlobalScope: class {} },
};

/** Globals that libraries and test environments add to a server. */
const SHIMS = {
  jsdom: { window: { document: { defaultView: {} } }, document: {}, navigator: { userAgent: "jsdom" } },
  "happy-dom": { window: { document: {}, happyDOM: {} }, document: {}, WorkerGlobalScope: undefined },
  "a library that defines document": { document: {} },
  "a library that defines the globals of a worker": { importScripts() {}, WorkerGlobalScope: class {} },
};
