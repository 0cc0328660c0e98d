import * as check from "../check.js";
import { BaseClient, type Client, type ClientOptions } from "../client.js";
import { MAX_INT } from "../generated/boundary.js";
import * as definitions from "../generated/built-in.js";
import type { HeaderFields } from "../headers.js";
import { builtIn } from "../profile/source.js";
import { type PageReading, readPosition } from "./position.js";
import { readVersion, type VersionReading } from "./version.js";

/**
 * The options of {@link doorpay}. The credentials are in DoorPay's dashboard, under API Keys.
 *
 * @category Clients
 */
export interface DoorPayOptions extends ClientOptions {
  /** The key; required. It begins with `dp_test_` in the sandbox and with `dp_live_` in production. */
  readonly apiKey: string;
  /** The secret, which every request contains; required. It begins with `sk_test_` or `sk_live_`. */
  readonly apiSecret: string;
  /** Required. `production` needs `baseUrl`, because DoorPay shows that address to merchants only. */
  readonly environment: "sandbox" | "production";
}

/**
 * The options of the `page` of a {@link DoorPayClient}.
 *
 * @category Requests
 */
export interface PageOptions {
  /** The number of the page, counted from 0. Default 0. */
  readonly page?: number;
  /** The number of entries on a page, 1 to 100. Default 20. */
  readonly size?: number;
}

/**
 * The client that {@link doorpay} makes.
 *
 * @category Clients
 */
export interface DoorPayClient extends Client {
  /**
   * Returns the query of one page of a list, for `sign({ query })`.
   *
   * @param options - the page and its size
   * @returns the query parameters
   * @throws PayauthError with `ERR_OPTION` for a page or a size outside its bounds
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   *
   * @example A page of 50 entries
   * ```js
   * import { doorpay } from "payauth";
   *
   * const door = doorpay({ apiKey: "dp_test_key", apiSecret: "sk_test_secret", environment: "sandbox" });
   * console.log(new URLSearchParams(door.page({ size: 50 })).toString()); // page=0&size=50
   * ```
   */
  page(options?: PageOptions): { page: string; size: string };

  /**
   * Reads the position of a page from an answer.
   *
   * @param answer - the parsed JSON of a list, with or without its envelope
   * @param page - the number of the page that you asked for; if the answer has another number, the answer is rejected
   * @returns the position
   * @throws PayauthError with `ERR_JSON` and the blame `"peer"` for JSON that is not a page; `ERR_OPTION` for a `page` that is not an
   * integer from 0
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type, such as JSON that was not parsed
   *
   * @example The number of the next page
   * ```js
   * import { doorpay } from "payauth";
   *
   * const door = doorpay({ apiKey: "dp_test_key", apiSecret: "sk_test_secret", environment: "sandbox" });
   * const page = door.readPage({ data: { number: 0, size: 50, totalElements: 120, totalPages: 3 } }, 0);
   * console.log(page.next); // 1
   * ```
   */
  readPage(answer: unknown, page?: number): PageReading;

  /**
   * Reads the version of the API from an answer. Some time after a change of the version, DoorPay ends the old behaviour.
   *
   * @param headers - the header fields of any answer
   * @param lastSeen - the version that the last call returned, which you store
   * @returns the version, and whether it changed
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   *
   * @example A new version
   * ```js
   * import { doorpay } from "payauth";
   *
   * const door = doorpay({ apiKey: "dp_test_key", apiSecret: "sk_test_secret", environment: "sandbox" });
   * const { version, changed } = door.readVersion({ "X-API-Version": "2026-03-15" }, "2025-11-01");
   * console.log(version, changed); // 2026-03-15 true
   * ```
   */
  readVersion(headers: HeaderFields, lastSeen?: string): VersionReading;
}

/**
 * Makes a client for DoorPay. Every request has the key and the secret in `X-API-Key` and `X-API-Secret`.
 *
 * - APIs: all paths, such as `/orders`. Nothing is signed. `POST /orders` needs an `idempotencyKey`.
 * - Environments: the key, the secret and the base URL must be of the same environment; `production` needs `baseUrl`.
 * - Limit: 10 requests per second and IP address; see {@link rateLimit}.
 * - Webhooks: DoorPay does not publish its scheme. Pass `webhookScheme` and `webhookSecrets` to use `verifyWebhook`.
 *
 * @param options - the credentials, the environment and, if needed, the webhook secrets
 * @returns a client that signs and verifies, but does not send
 * @throws PayauthError with `ERR_CREDENTIALS` for a key or secret of another environment, or that a header field cannot
 * contain; `ERR_SECRET` for an empty or padded key or secret; `ERR_ENVIRONMENT` for an unknown environment;
 * `ERR_BASE_URL`; `ERR_OPTION` for an unknown option; `ERR_BROWSER` in a web page
 * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example Authorize an order
 * ```js
 * import { doorpay } from "payauth";
 *
 * const door = doorpay({ apiKey: "dp_test_key", apiSecret: "sk_test_secret", environment: "sandbox" });
 * const request = door.sign({
 *   path: "/orders",
 *   body: { amount: 500.0, description: "Shoes", buyer_email: "asha@shop.example" },
 *   idempotencyKey: "order-checkout-12345",
 *   now: new Date(),
 * });
 * console.log(request.url); // https://api.thedoorpay.com/sandbox/api/merchant/v1/orders
 * ```
 *
 * @see {@link https://merchants.thedoorpay.com/docs/authentication | DoorPay: Authentication}
 * @category Clients
 */
export function doorpay(options: DoorPayOptions): DoorPayClient {
  return new DoorPay(options);
}

const SOURCE = /* @__PURE__ */ builtIn(definitions.doorpay, definitions.doorpayCompiled);

/** @internal */
export class DoorPay extends BaseClient implements DoorPayClient {
  constructor(options: DoorPayOptions) {
    super(SOURCE, options);
  }

  page(options: PageOptions = {}): { page: string; size: string } {
    return this.pageQuery(check.options("options", options, ["page", "size"])) as { page: string; size: string };
  }

  readPage(answer: unknown, page?: number): PageReading {
    return readPosition(answer, page === undefined ? undefined : check.integer("page", page, 0, MAX_INT));
  }

  readVersion(headers: HeaderFields, lastSeen?: string): VersionReading {
    return readVersion("x-api-version", headers, lastSeen);
  }
}
