import * as check from "../check.js";
import { BaseClient, type Client, type ClientOptions } from "../client.js";
import { typeError } from "../errors.js";
import { fieldOf, type HeaderFields } from "../headers.js";

/** DoorPay's credentials, from its dashboard: API Keys. */
export interface DoorPayOptions extends ClientOptions {
  /** Begins with `dp_test_` in the sandbox and with `dp_live_` in production. */
  readonly apiKey: string;
  /** Begins with `sk_test_` in the sandbox and with `sk_live_` in production. It is sent with every request. */
  readonly apiSecret: string;
  /** `production` needs `baseUrl`: DoorPay shows that address only to merchants. */
  readonly environment: "sandbox" | "production";
}

/** Which part of a list to ask for. */
export interface PageOptions {
  /** Counts from 0, which is the default. */
  readonly page?: number;
  /** 1 to 100; default 20. */
  readonly size?: number;
}

/** What an answer says about the page it is. */
export interface PageReading {
  /** Counts from 0. */
  readonly page: number;
  readonly size: number;
  readonly totalElements: number;
  readonly totalPages: number;
  /** The page after this one; `undefined` after the last. */
  readonly next: number | undefined;
}

/** What an answer says about the API's version. */
export interface VersionReading {
  /** As in `2026-03-15`; `undefined` if the answer does not say. */
  readonly version: string | undefined;
  /** Whether it is another than was seen last. */
  readonly changed: boolean;
}

/** What {@link doorpay} gives. */
export interface DoorPayClient extends Client {
  /**
   * The query of one page of a list, for `sign({ query })`.
   *
   * @throws {PayauthError} `ERR_OPTION` for a page or a size outside its bounds
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  page(options?: PageOptions): { page: string; size: string };

  /**
   * What an answer says about the page it is; `undefined` if it says nothing.
   *
   * @param answer - the parsed JSON of a list, with or without its envelope
   */
  readPage(answer: unknown): PageReading | undefined;

  /**
   * The version of the API that answered, and whether it changed: then old behaviour ends after a while.
   *
   * @param headers - the header fields of any answer
   * @param lastSeen - the version that was read last, from wherever you keep it
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   */
  readVersion(headers: HeaderFields, lastSeen?: string): VersionReading;
}

/**
 * A client for DoorPay, which takes a key and a secret with every request and allows 10 requests a second.
 *
 * Keys, secrets and base URL of one environment are not mixed with those of the other. `POST /orders` needs an
 * idempotency key.
 *
 * @throws {PayauthError} `ERR_CREDENTIALS` for a key or secret of another environment; `ERR_ENVIRONMENT`,
 * `ERR_BASE_URL`, `ERR_SECRET`, `ERR_BROWSER`, `ERR_OPTION`
 * @throws {TypeError} `ERR_ARGUMENT_TYPE`
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
 */
export function doorpay(options: DoorPayOptions): DoorPayClient {
  return new DoorPay(options);
}

/** @internal */
export class DoorPay extends BaseClient implements DoorPayClient {
  constructor(options: DoorPayOptions) {
    super({ provider: "doorpay", credentials: ["apiKey", "apiSecret"], hasEnvironments: true }, options);
  }

  page(options: PageOptions = {}): { page: string; size: string } {
    const { page, size } = check.options("options", options, ["page", "size"]);
    const query = this.pageQuery(["page", page], ["size", size]);
    return { page: query[0], size: query[1] };
  }

  readPage(answer: unknown): PageReading | undefined {
    const fields = (answer as { data?: unknown } | null)?.data ?? answer;
    const { number: page, size, totalElements, totalPages } = Object(fields) as { [name: string]: unknown };
    const numbers = [page, size, totalElements, totalPages];
    if (!numbers.every((value) => Number.isSafeInteger(value))) return undefined;
    const [at, length, elements, pages] = numbers as [number, number, number, number];
    return { page: at, size: length, totalElements: elements, totalPages: pages, next: at + 1 < pages ? at + 1 : undefined };
  }

  readVersion(headers: HeaderFields, lastSeen?: string): VersionReading {
    if (lastSeen !== undefined && typeof lastSeen !== "string") throw typeError("lastSeen", "a string", lastSeen);
    const version = fieldOf("headers", headers, "x-api-version");
    return { version, changed: version !== undefined && lastSeen !== undefined && version !== lastSeen };
  }
}
