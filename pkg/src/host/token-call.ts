// The request to a token endpoint, with a timeout.

import { isPayauthError, refuse } from "../errors.js";
import { MAX_DOCUMENT } from "../generated/boundary.js";
import type { AuthorizedRequest } from "../request.js";
import { MAX_TIME, type TokenAnswer } from "../token.js";
import type { Signal } from "./aborts.js";
import { ofAnswer, ofError, type TokenFailure } from "./failure.js";
import { answered, type Host } from "./options.js";
import { fieldOf, type MinimalResponse, readBody } from "./response.js";

/** The answer of a token endpoint, if an answer arrived, and the reason of the failure, if the answer contains no token. */
export interface Asked {
  readonly answer?: TokenAnswer;
  readonly failure: TokenFailure;
}

const VISIBLE = /^[ -~]+$/;

export class TokenCall {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * Sends the token request and reads its answer, until the timeout.
   *
   * @throws the errors of the options `fetch` and `sleep`, which are the caller's fault
   */
  ask(request: AuthorizedRequest, timeout: Promise<void>): Promise<Asked> {
    const call = new AbortController();
    const late = { failure: { name: "TimeoutError" } };
    const sent = this.#send(request, call.signal).catch((error: unknown) => {
      if (isOfOption(error)) throw error;
      return call.signal.aborted ? late : { failure: ofError(error) };
    });
    const ended = timeout.then(() => {
      call.abort();
      return late;
    });
    return Promise.race([sent, ended]);
  }

  async #send(request: AuthorizedRequest, signal: Signal): Promise<Asked> {
    const response = answered(await this.#host.fetch(request.url, Object.assign(request, { signal })));
    if (isRead(response)) throw refuse("ERR_OPTION", "fetch", "returned a response whose body was already read; read a clone instead");
    const headers: { [name: string]: string } = {};
    for (const name of ["retry-after", "date"]) {
      const field = fieldOf(response, name, MAX_TIME) ?? "";
      if (VISIBLE.test(field)) headers[name] = field;
    }
    const body = await readBody(response, MAX_DOCUMENT, signal);
    return { answer: { status: statusOf(response), headers, body }, failure: ofAnswer(response.status, body, request) };
  }
}

/** Whether the `fetch` option did not return a response. Any property of the error may throw. */
function isOfOption(error: unknown): boolean {
  try {
    return isPayauthError(error) && error.argument === "fetch";
  } catch {
    return false;
  }
}

/** Whether a `fetch` option, such as one that logs, has read the body, or has begun to. */
function isRead({ bodyUsed, body }: MinimalResponse & { readonly bodyUsed?: unknown }): boolean {
  return bodyUsed === true || (body as { readonly locked?: unknown } | null | undefined)?.locked === true;
}

/** Browsers return the status 0 for a redirect that they did not follow. Any other invalid status becomes 199. */
function statusOf({ status }: MinimalResponse): number {
  if (status === 0) return 302;
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : 199;
}
