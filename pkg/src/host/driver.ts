// `client.fetch`: signs, sends, and sends once more after a 401.

import type { BaseClient, Client } from "../client.js";
import { clockOffset } from "../clock.js";
import { typeError } from "../errors.js";
import { type Call, FETCH_OPTIONS, readCall, signCall, takesToken, withAuthorization } from "../request.js";
import type { AuthorizedRequest, SignOptions } from "../request.js";
import type { TokenMachine } from "../token.js";
import { type Host, type HostResponse, type MinimalResponse, type Signal, split } from "./options.js";
import { type MinimalRequest, receive, type Received, type ReceiveOptions, type ReceivingClient } from "./receive.js";
import { discard, fieldOf } from "./response.js";
import type { Authorization, TokenDriver } from "./tokens.js";

/** What `fetch` takes beside the path. */
export interface FetchOptions extends Omit<SignOptions, "path" | "now" | "authorization"> {
  /** Ends the call: an `AbortSignal`. */
  readonly signal?: Signal;
}

/** A client that sends its requests itself. */
export interface Fetcher extends ReceivingClient {
  /**
   * Signs a request and sends it. An access token is fetched where one is needed, kept, renewed early, and shared by all
   * calls; after a 401 the request is sent once more with a new one, and the same idempotency key.
   *
   * An answer of any status is returned. A redirect is not followed.
   *
   * @param path - as in `sign`
   * @throws {PayauthError} as `sign`; `ERR_TOKEN_REFUSED` and `ERR_TOKEN_UNAVAILABLE` with `retryAt`, without a token;
   * `ERR_CLOCK` before anything is sent; `ERR_STORE`, `ERR_TOKEN_STATE`. The `cause` of a token's error says what failed,
   * and its `cause` is a `TokenFailure`
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   * @throws whatever the host's `store`, and its `fetch` of this very request, throw, and the reason of `signal`
   */
  fetch(path: string, options?: FetchOptions): Promise<HostResponse>;
}

/**
 * A client made by `make` of its own options, which fetches by those of the host.
 *
 * @param Tokens - for a provider with access tokens; a bundle of the others does without it
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
    const call = readCall(path, options, FETCH_OPTIONS);
    const signal = readSignal(options.signal);
    if (signal?.aborted) throw signal.reason;
    const tokens = this.#tokenFor(call);
    if (tokens === undefined) return this.#send(this.#sign(call), signal);
    const held = tokens.held();
    const token = held ?? (await this.#token(tokens, call, signal));
    const now = held === undefined ? this.#host.latest() : this.#host.clock();
    const response = await this.#send(this.#sign(call, token, now), signal);
    if (response?.status !== 401) return response;
    const again = await this.#again(tokens, call, token, response, signal);
    if (again === undefined) return response;
    discard(response.body);
    return this.#send(again, signal);
  }

  /** A token for a request that is possible; for no other one is anybody asked. */
  #token(tokens: TokenDriver, call: Call, signal: Signal | undefined): Promise<Authorization> {
    signCall(this.#client.handle, withAuthorization(call, "Bearer any"), this.#host.clock());
    return tokens.get(signal);
  }

  #tokenFor(call: Call): TokenDriver | undefined {
    if (this.#tokens === undefined) return undefined;
    const { isPartial } = this.#client.description;
    return !isPartial || takesToken(this.#client.handle, call) ? this.#tokens : undefined;
  }

  /** Signs a call; nothing of it has been sent. */
  #sign(call: Call, token?: Authorization, sentAt = this.#host.clock()): Signed {
    const authorized = token === undefined ? call : withAuthorization(call, token.value);
    return { request: signCall(this.#client.handle, authorized, sentAt + this.#clock.offsetMs), sentAt };
  }

  async #send({ request, sentAt }: Signed, signal: Signal | undefined): Promise<MinimalResponse> {
    // The request itself, which shows nothing when it is logged; a copy of its fields would.
    if (signal !== undefined) Object.assign(request, { signal });
    const response = await this.#host.fetch(request.url, request);
    if (this.#client.description.isTimed) this.#observe(response, sentAt);
    return response;
  }

  /** Learns how far the provider's clock is, for the next timestamp. Whatever fails here, the caller has an answer. */
  #observe(response: MinimalResponse, sentAt: number): void {
    try {
      const times = { sentAt: new Date(sentAt), receivedAt: new Date(this.#host.clock()) };
      const sample = { date: fieldOf(response, "date"), age: fieldOf(response, "age"), ...times };
      this.#clock = clockOffset(this.#clock.state, sample);
    } catch {
      // A clock that fails now was in order before: the last offset stays.
    }
  }

  /** The call with another token after a 401. Where there is none the caller gets the 401, unless he has ended the call. */
  async #again(
    tokens: TokenDriver,
    call: Call,
    sent: Authorization,
    response: MinimalResponse,
    signal: Signal | undefined,
  ): Promise<Signed | undefined> {
    try {
      const verdict = await tokens.unauthorized(sent.fingerprint, fieldOf(response, "www-authenticate"));
      return verdict === "give-up" ? undefined : this.#sign(call, await tokens.get(signal));
    } catch {
      if (signal?.aborted) throw signal.reason;
      return undefined;
    }
  }
}

/** A request, and the time by which it was signed. */
interface Signed {
  readonly request: AuthorizedRequest;
  readonly sentAt: number;
}

function readSignal(signal: unknown): Signal | undefined {
  if (signal === undefined) return undefined;
  if (typeof (signal as Signal | null)?.addEventListener === "function") return signal as Signal;
  throw typeError("signal", "an AbortSignal", signal);
}
