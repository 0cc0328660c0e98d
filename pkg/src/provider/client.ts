// The client of a provider that the user defined, or of a provider of `payauth/providers`.

import * as check from "../check.js";
import { BaseClient } from "../client.js";
import type { HeaderFields } from "../headers.js";
import type { JsonObject } from "../json.js";
import { core } from "../scratch.js";
import { type TokenMachine, Tokens } from "../token.js";
import { claimsText } from "./claims.js";
import type { Source } from "../profile/source.js";
import { readVersion } from "./version.js";

/** A client. It has a method such as `page` only if its definition has the member that the method needs, such as `pages`. */
export class OwnClient extends BaseClient {
  declare readonly token?: TokenMachine;

  constructor(source: Source, options: unknown) {
    super(source, options);
    const { token, pages, versionHeader, parameters } = source.definition;
    if (token) this.#add("token", new Tokens(this.handle));
    if (pages) {
      const names = [pages.page, pages.size];
      this.#add("page", (given: unknown = {}) => this.pageQuery(check.options("options", given, names)));
    }
    if (versionHeader) {
      this.#add("readVersion", (headers: HeaderFields, seen?: string) => readVersion(versionHeader, headers, seen));
    }
    if (parameters) {
      this.#add("signParameters", (data: JsonObject, others: JsonObject = {}) =>
        this.call("data", claimsText(parameters.member, data, others), (client, length) => core().clientParameters(client, length)),
      );
    }
  }

  #add(name: string, value: unknown): void {
    Object.defineProperty(this, name, { value, enumerable: name === "token" });
  }
}
