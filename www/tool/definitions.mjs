// A plugin of typedoc: each provider of `payauth/providers` has a page, but the type of its definition, which is data, has no page.

import { readFileSync } from "node:fs";
import { Application } from "typedoc";

const TYPES = new URL("../../pkg/dist/providers.d.ts", import.meta.url);

export function load(app) {
  app.on(Application.EVENT_BOOTSTRAP_END, () => {
    const providers = readFileSync(TYPES, "utf8").matchAll(/^export declare const (\w+):/gm);
    const hidden = app.options.getValue("intentionallyNotExported");
    app.options.setValue("intentionallyNotExported", [...hidden, ...Array.from(providers, ([, name]) => `payauth/dist/generated/providers.d.ts:${name}`)]);
  });
}
