// `client.fetch`: signs, sends, and sends once more after a 401.

import type { BaseClient, Client } from "../client.js";
import { clockOffset } from "../clock.js";
import { typeError } from "../errors.js";
import { type Call, FETCH_OPTIONS, readCall, signCall, takesToken, withAuthorization } from "../request.js";
import type { SignOptions } from "../request.js";
import type { TokenMachine } from "../token.js";
import { type Host, type HostResponse, type MinimalResponse, type Signal, split } from "./options.js";
import { type MinimalRequest, receive, type Received, type ReceiveOptions, type ReceivingClient } from "./receive.js";
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
   * `ERR_CLOCK`, `ERR_STORE`, `ERR_TOKEN_STATE`
   * @throws {TypeError} `ERR_ARGUMENT_TYPE`
   * @throws whatever the host's `fetch` and `store` throw, and the reason of `signal`
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
    if (tokens === undefined) return this.#send(call, undefined, signal);
    const sent = tokens.held() ?? (await this.#token(tokens, call, signal));
    const response = await this.#send(call, sent, signal);
    if (response.status !== 401) return response;
    const next = await another(tokens, sent, response, signal);
    if (next === undefined) return response;
    response.body?.cancel().catch(() => undefined);
    return this.#send(call, next, signal);
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

  async #send(call: Call, token: Authorization | undefined, signal: Signal | undefined): Promise<MinimalResponse> {
    const sentAt = this.#host.clock();
    const authorized = token === undefined ? call : withAuthorization(call, token.value);
    const request = signCall(this.#client.handle, authorized, sentAt + this.#clock.offsetMs);
    const response = await this.#host.fetch(request.url, signal === undefined ? request : { ...request, signal });
    if (this.#client.description.isTimed) this.#observe(response, sentAt);
    return response;
  }

  /** Learns how far the provider's clock is, for the next timestamp. */
  #observe({ headers }: MinimalResponse, sentAt: number): void {
    const times = { sentAt: new Date(sentAt), receivedAt: new Date(this.#host.clock()) };
    this.#clock = clockOffset(this.#clock.state, { date: headers.get("date"), age: headers.get("age"), ...times });
  }
}

/** Another token after a 401. Where there is none the caller gets the 401, unless he has ended the call. */
async function another(
  tokens: TokenDriver,
  sent: Authorization,
  { headers }: MinimalResponse,
  signal: Signal | undefined,
): Promise<Authorization | undefined> {
  try {
    const verdict = await tokens.unauthorized(sent.fingerprint, headers.get("www-authenticate"));
    return verdict === "give-up" ? undefined : await tokens.get(signal);
  } catch {
    if (signal?.aborted) throw signal.reason;
    return undefined;
  }
}

function readSignal(signal: unknown): Signal | undefined {
  if (signal === undefined) return undefined;
  if (typeof (signal as Signal | null)?.addEventListener === "function") return signal as Signal;
  throw typeError("signal", "an AbortSignal", signal);
}
