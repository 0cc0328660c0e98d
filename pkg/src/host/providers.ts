// The clients that fetch.

import * as pure from "../pure.js";
import { drive, type Fetcher } from "./driver.js";
import type { HostOptions } from "./options.js";
import { TokenDriver } from "./tokens.js";

/**
 * {@link pure.dogpay}, with `fetch`.
 *
 * @example Send a request; the token is fetched on the way
 * ```js
 * import { dogpay } from "payauth";
 *
 * const answers = { "/open-api/v1/auth/access_token": '{"data":{"access_token":"abc","expires_in":7200}}' };
 * const dog = dogpay({
 *   appid: "your_API_Key",
 *   secret: "your_API_Secret",
 *   environment: "sandbox",
 *   fetch: async (url) => new Response(answers[new URL(url).pathname] ?? '{"data":{"list":[]}}'),
 * });
 * const response = await dog.fetch("/open-api/v1/pay?page=1");
 * console.log(await response.text()); // {"data":{"list":[]}}
 * ```
 */
export function dogpay(options: pure.DogPayOptions & HostOptions): pure.DogPayClient & Fetcher {
  return drive(options, pure.dogpay, TokenDriver);
}

/** {@link pure.wakapay}, with `fetch`. */
export function wakapay(options: pure.WakaPayOptions & HostOptions): pure.WakaPayClient & Fetcher {
  return drive(options, pure.wakapay, TokenDriver);
}

/** {@link pure.pledg}, with `fetch`, which asks for a token only where the request needs one. */
export function pledg(options: pure.PledgOptions & HostOptions): pure.PledgClient & Fetcher {
  return drive(options, pure.pledg, TokenDriver);
}

/** {@link pure.dvpay}, with `fetch`, which signs by the provider's clock where the host's is off. */
export function dvpay(options: pure.DVPayOptions & HostOptions): pure.DVPayClient & Fetcher {
  return drive(options, pure.dvpay);
}

/** {@link pure.doorpay}, with `fetch`. */
export function doorpay(options: pure.DoorPayOptions & HostOptions): pure.DoorPayClient & Fetcher {
  return drive(options, pure.doorpay);
}
