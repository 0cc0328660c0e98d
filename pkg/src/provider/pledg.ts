import * as check from "../check.js";
import { BaseClient, type Client, type ClientOptions, type TokenOptions } from "../client.js";
import { refuse, typeError } from "../errors.js";
import { counted, type JsonObject, writeJson } from "../json.js";
import type { AuthorizedRequest, SignOptions } from "../request.js";
import { core } from "../scratch.js";
import { type TokenMachine, Tokens } from "../token.js";

/**
 * Pledg's credentials: three kinds, each enough for what it does, and none can stand for another.
 */
export interface PledgOptions extends ClientOptions, TokenOptions {
  /** Asks for access tokens, with `apiSecret`. Pledg hands both out on request. */
  readonly apiKey?: string;
  readonly apiSecret?: string;
  /** The dashboard's login, with `password`, for `auth: "basic"`. */
  readonly email?: string;
  readonly password?: string;
  /** The merchant's Secret Key, from the dashboard, for `signParameters`. */
  readonly merchantSecret?: string;
  readonly environment: "staging" | "production";
}

/** A request to Pledg. */
export interface PledgSignOptions extends SignOptions {
  /**
   * Default `bearer`, an access token; `basic` is the dashboard's login. A refund takes a token by Pledg's own code of
   * 2026, and `basic` by its documentation. `none` is for endpoints whose parameters are signed; payauth knows two.
   */
  readonly auth?: "bearer" | "basic" | "none";
}

/** What {@link pledg} gives. */
export interface PledgClient extends Client {
  /** Decides about access tokens, which live for ten minutes and are renewed a minute early. */
  readonly token: TokenMachine;

  sign(options: PledgSignOptions): AuthorizedRequest;

  /**
   * Signs parameters as an HS256 token, which goes into the parameter `signature` in their place.
   *
   * @param data - the parameters
   * @param others - what stands beside them, such as `purchase_link_settings` or `exp`
   * @throws {PayauthError} `ERR_CREDENTIALS` without `merchantSecret`; `ERR_BODY`, `ERR_TOO_LARGE`, `ERR_OPTION`
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  signParameters(data: JsonObject, others?: JsonObject): string;
}

/**
 * A client for Pledg.
 *
 * @throws {PayauthError} `ERR_CREDENTIALS` for half of a pair, or for none at all; `ERR_ENVIRONMENT`, `ERR_BASE_URL`,
 * `ERR_SECRET`, `ERR_BROWSER`, `ERR_OPTION`
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
 *
 * @example Sign the parameters of a purchase
 * ```js
 * import { pledg } from "payauth";
 *
 * const pl = pledg({ merchantSecret: "SECRET", environment: "staging" });
 * const signature = pl.signParameters({ merchantUid: "mer_uid", reference: "order_123", amountCents: 30550 });
 * console.log(signature.split(".")[2]); // nxyYfitYEHiqsqRQZ31UFVXzd5rL2GjgfVKhEyxURkE
 * ```
 *
 * @see {@link https://docs.pledg.co/integration/api/authentication.html | Pledg: Authentication}
 */
export function pledg(options: PledgOptions): PledgClient {
  return new Pledg(options);
}

/** @internal */
export class Pledg extends BaseClient implements PledgClient {
  readonly token: TokenMachine;

  constructor(options: PledgOptions) {
    const credentials = ["apiKey", "apiSecret", "email", "password", "merchantSecret"];
    super({ provider: "pledg", credentials, isPartial: true, hasEnvironments: true, hasTokens: true }, options);
    this.token = new Tokens(this.handle);
  }

  override sign(options: PledgSignOptions): AuthorizedRequest {
    return super.sign(options);
  }

  signParameters(data: JsonObject, others: JsonObject = {}): string {
    if (!check.isPlainObject(data)) throw typeError("data", "a plain object", data);
    if (!check.isPlainObject(others)) throw typeError("others", "a plain object", others);
    for (const name of ["data", "signature"]) {
      if (Object.hasOwn(others, name)) throw refuse("ERR_OPTION", `others.${name}`, "cannot stand beside the parameters");
    }
    const claims = writeJson("data", { data, ...others }, counted);
    return this.call("data", claims, (client, length) => core().clientParameters(client, length));
  }
}
