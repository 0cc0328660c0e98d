// `client.fetch`, which signs and sends a request. After an answer with the status 401, it sends the request a second time.

import type { BaseClient, Client } from "../client.js";
import { clockOffset } from "../clock.js";
import { HAS_AUTH } from "../generated/boundary.js";
import { nonceText } from "../nonce.js";
import { type Call, readCall, withAuthorization, withNonce } from "../call.js";
import { authOf, signCall, withAlternatives } from "../request.js";
import type { AuthorizedRequest, SignOptions } from "../request.js";
import type { TokenMachine } from "../token.js";
import { type Signal, throwIfAborted } from "./aborts.js";
import { answered, type Host, type HostResponse, readSignal, split } from "./options.js";
import { type MinimalRequest, receive, type Received, type ReceiveOptions, type ReceivingClient } from "./receive.js";
import { discard, fieldOf, type MinimalResponse } from "./response.js";
import type { Authorization, TokenDriver } from "./tokens.js";

/**
 * The options of `client.fetch`.
 *
 * @category Requests
 */
export interface FetchOptions extends Omit<SignOptions, "path" | "now" | "authorization"> {
  /** An `AbortSignal` that cancels the call. Default: none. */
  readonly signal?: Signal;
}

/**
 * The methods of a client that also sends its requests.
 *
 * @category Clients
 */
export interface Fetcher extends ReceivingClient {
  /**
   * Signs a request, and sends the request. If the provider needs an access token, `fetch` requests a token, shares the token between
   * all calls, and refreshes the token before it expires. If a request with a token gets a 401, `fetch` tries to get a newer token. With
   * the newer token, `fetch` sends the request a second time, with the same idempotency key. `fetch` returns a response of any status, and
   * does not follow redirects.
   *
   * @param path - the path, as in `sign`
   * @param options - the rest of the request, as in `sign`, and a `signal`
   * @returns the response of the provider
   * @throws PayauthError as `sign`
   * @throws PayauthError with `ERR_TOKEN_REFUSED` or `ERR_TOKEN_UNAVAILABLE` if there is no valid token. If the error has `retryAt`, no
   * call may request a token before this time. If this call sent the failed token request, the `cause` of the error is the error of the
   * token request, and the `cause` of that error is a `TokenFailure`.
   * @throws PayauthError with `ERR_CLOCK` in two cases: the clock is not set, and nothing is sent; or the clock does not advance, or goes
   * back again and again, while the call waits for a token
   * @throws TypeError with `ERR_ARGUMENT_TYPE` for an argument of a wrong type
   * @throws every error that your `fetch` throws for this request, every error of `clock`, `sleep` and `random`, and the reason of
   * `signal`. These errors are not changed. A fault of your `store` is passed to `report`, and does not make a call fail.
   *
   * @example A path with a parameter
   * ```js
   * import { doorpay } from "payauth";
   *
   * const door = doorpay({
   *   apiKey: "dp_test_key",
   *   apiSecret: "sk_test_secret",
   *   environment: "sandbox",
   *   fetch: async (url) => new Response(url), // instead of the network
   * });
   * const response = await door.fetch("/orders/{id}", { params: { id: "order 7" } });
   * console.log(await response.text()); // https://api.thedoorpay.com/sandbox/api/merchant/v1/orders/order%207
   * ```
   */
  fetch(path: string, options?: FetchOptions): Promise<HostResponse>;
}

/**
 * Makes a client with `make`, and adds `fetch` and `receive`, which use the options of the host.
 *
 * @param Tokens - the class for a provider with access tokens; a bundle without such a provider omits it
 */
export function drive<T extends Client>(
  options: unknown,
  make: (options: never) => T,
  Tokens?: typeof TokenDriver,
): T & Fetcher {
  const [own, host] = split(options);
  const client = make(own as never);
  const { token } = client as { readonly token?: TokenMachine };
  const tokens = Tokens && token && new Tokens(token, host);
  const driver = new Driver(client as unknown as BaseClient, host, tokens);
  const methods = {
    fetch: (path: string, options?: FetchOptions): Promise<MinimalResponse> => driver.fetch(path, options),
    receive: (request: MinimalRequest, options: ReceiveOptions = {}): Promise<Received> =>
      receive(request, options, host.clock, (delivery) => client.verifyWebhook(delivery)),
  };
  return Object.defineProperties(client, { fetch: { value: methods.fetch }, receive: { value: methods.receive } }) as T &
    Fetcher;
}

class Driver {
  readonly #client: BaseClient;
  readonly #host: Host;
  readonly #tokens: TokenDriver | undefined;
  #clock: { readonly offsetMs: number; readonly state: string | undefined } = { offsetMs: 0, state: undefined };

  constructor(client: BaseClient, host: Host, tokens: TokenDriver | undefined) {
    this.#client = client;
    this.#host = host;
    this.#tokens = tokens;
  }

  async fetch(path: string, options: FetchOptions = {}): Promise<MinimalResponse> {
    const call = readCall(path, options, this.#client.description);
    const signal = readSignal(options.signal);
    throwIfAborted(signal);
    return this.#fetched(call, signal).catch((error: unknown) => {
      throw withAlternatives(error, this.#client.handle, call, this.#client.description.alternatives);
    });
  }

  async #fetched(call: Call, signal: Signal | undefined): Promise<MinimalResponse> {
    const tokens = this.#tokenFor(call);
    if (tokens === undefined) return this.#send(this.#sign(call), signal);
    const held = tokens.held();
    const token = held ?? (await this.#token(tokens, call, signal));
    const now = held === undefined ? this.#host.latest() : this.#host.clock();
    const response = await this.#send(this.#sign(call, token, now), signal);
    if (response.status !== 401) return response;
    const again = await this.#again(tokens, call, token, response, signal).catch((error: unknown) => {
      discard(response.body);
      throw error;
    });
    if (again === undefined) return response;
    discard(response.body);
    return this.#send(again, signal);
  }

  /** Checks that the request can be signed, because an invalid request must not cause a token request. Then gets a token. */
  #token(tokens: TokenDriver, call: Call, signal: Signal | undefined): Promise<Authorization> {
    signCall(this.#client.handle, this.#fresh(withAuthorization(call, "Bearer any")), this.#host.clock());
    return tokens.get(signal);
  }

  #tokenFor(call: Call): TokenDriver | undefined {
    if (this.#tokens === undefined) return undefined;
    // Even if every endpoint needs a token, a call can choose `auth: "none"`.
    const isOpen = this.#client.description.isMixed || (call.flags & HAS_AUTH) !== 0;
    return !isOpen || authOf(this.#client.handle, call).takesToken ? this.#tokens : undefined;
  }

  /** Signs a call, without sending it. */
  #sign(call: Call, token?: Authorization, sentAt = this.#host.clock()): Signed {
    const authorized = token === undefined ? call : withAuthorization(call, token.value);
    return { request: signCall(this.#client.handle, this.#fresh(authorized), sentAt + this.#clock.offsetMs), sentAt };
  }

  /** The call with new random text, if its signature contains random text. Each attempt needs a new text. */
  #fresh(call: Call): Call {
    const { nonces } = this.#client.description;
    const nonce = nonces.length > 1 ? nonces[authOf(this.#client.handle, call).index] : nonces[0];
    return nonce === undefined ? call : withNonce(call, nonceText(nonce, this.#host.random));
  }

  /** Sends a request, unless the signal has aborted: a `fetch` option may ignore the signal. */
  async #send({ request, sentAt }: Signed, signal: Signal | undefined): Promise<MinimalResponse> {
    throwIfAborted(signal);
    // The request itself is passed, because it hides its secrets when it is logged; a copy would show them.
    if (signal !== undefined) Object.assign(request, { signal });
    const response = answered(await this.#host.fetch(request.url, request));
    if (this.#client.description.isTimed) this.#observe(response, sentAt);
    return response;
  }

  /**
   * Estimates the offset of the provider's clock, for the next timestamp. If the estimate fails, the failure is ignored, and the caller
   * gets the response.
   */
  #observe(response: MinimalResponse, sentAt: number): void {
    try {
      const times = { sentAt: new Date(sentAt), receivedAt: new Date(this.#host.clock()) };
      const sample = { date: fieldOf(response, "date"), age: fieldOf(response, "age"), ...times };
      this.#clock = clockOffset(this.#clock.state, sample);
    } catch {
      // After a failure, the last offset is used.
    }
  }

  /**
   * Signs the call again after an answer 401. Returns `undefined` if there is no new token; then the caller gets the answer 401. Throws if
   * the signal has aborted.
   */
  async #again(
    tokens: TokenDriver,
    call: Call,
    sent: Authorization,
    response: MinimalResponse,
    signal: Signal | undefined,
  ): Promise<Signed | undefined> {
    throwIfAborted(signal);
    try {
      const verdict = await tokens.unauthorized(sent.fingerprint, fieldOf(response, "www-authenticate"), signal);
      if (verdict === "give-up") return undefined;
      const token = await tokens.get(signal);
      // A provider may issue the same token again, although the provider rejected the token.
      return token.fingerprint === sent.fingerprint ? undefined : this.#sign(call, token);
    } catch {
      throwIfAborted(signal);
      return undefined;
    }
  }
}

/** A request, and the time at which it was signed. */
interface Signed {
  readonly request: AuthorizedRequest;
  readonly sentAt: number;
}
