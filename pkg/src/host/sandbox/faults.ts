// The faults that a test can cause in answers of the sandbox.

import { reasonOf, type Signal } from "../aborts.js";
import * as check from "../coded.js";
import type { HostResponse } from "../options.js";
import type { SimulatedAnswer } from "./call.js";
import { bytesOf, web } from "./web.js";

/**
 * A fault of the next answers of a {@link Sandbox}.
 *
 * @category Stores
 */
export interface SandboxFault {
  /** The provider whose answers have the fault. */
  readonly provider: SandboxProvider;
  /** Whether the fault is in answers to token requests, or in all other answers. */
  readonly at: "token" | "api";
  /** The number of answers with the fault. Default 1. */
  readonly times?: number;
  /**
   * `status`: an error in the format of the provider, with the status in the option `status`. `garbage`: status 200 and an HTML page.
   * `truncated`: the first half of the answer, without an error. `cut`: the first half of the answer, then an error of the connection.
   * `unreachable`: the provider does not receive the request, and `fetch` rejects. `lost`: the provider executes the request, but `fetch`
   * rejects. `slow`: the answer arrives after `delayMs`.
   */
  readonly how: "status" | "garbage" | "truncated" | "cut" | "unreachable" | "lost" | "slow";
  /** The status for `status`, 300 to 599. Default 500. */
  readonly status?: number;
  /** Header fields for `status`, such as `Retry-After`, in addition to the header fields that the provider sends. Default: none. */
  readonly headers?: { readonly [name: string]: string };
  /** The delay for `slow`, in milliseconds. Default: until the caller aborts. */
  readonly delayMs?: number;
}

/**
 * The name of a provider in a {@link Sandbox}.
 *
 * @category Stores
 */
export type SandboxProvider = "dogpay" | "wakapay" | "pledg" | "dvpay" | "doorpay";

export const NAMES: readonly SandboxProvider[] = ["dogpay", "wakapay", "pledg", "dvpay", "doorpay"];
const HOWS = ["status", "garbage", "truncated", "cut", "unreachable", "lost", "slow"] as const;
const OPTIONS = ["provider", "at", "times", "how", "status", "headers", "delayMs"] as const;

/** A fault that was checked, and the number of later answers that will have this fault. */
export interface Planned extends Required<Pick<SandboxFault, "provider" | "at" | "how">> {
  left: number;
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly delayMs: number | undefined;
}

/**
 * @param place - the name of the fault in errors
 * @throws PayauthError with `ERR_OPTION` for an invalid fault
 */
export function planned(fault: SandboxFault, place = "fault"): Planned {
  const { provider, at, times = 1, how, status = 500, headers = {}, delayMs } = check.options(place, fault, OPTIONS);
  check.choice(`${place}.provider`, provider, NAMES);
  check.choice(`${place}.at`, at, ["token", "api"]);
  check.choice(`${place}.how`, how, HOWS);
  check.integer(`${place}.times`, times, 1, 1_000_000);
  check.integer(`${place}.status`, status, 300, 599);
  if (delayMs !== undefined) check.integer(`${place}.delayMs`, delayMs, 0, 3_600_000);
  return { provider, at, how, left: times, status, headers: fieldsOf(`${place}.headers`, headers), delayMs };
}

/** Checks header fields, which an answer would otherwise reject. */
function fieldsOf(place: string, headers: { readonly [name: string]: string }): { readonly [name: string]: string } {
  try {
    new web.Headers(check.options(place, headers, Object.keys(Object(headers))));
    return headers;
  } catch {
    throw check.typeError(place, "a plain object that Headers accepts", headers);
  }
}

/** The answer of a fault that replaces the provider's answer: the provider does not see the call. `undefined` for any other fault. */
export function instead(fault: Planned | undefined, refusal: (status: number) => SimulatedAnswer): SimulatedAnswer | undefined {
  if (fault?.how === "unreachable") throw new TypeError("fetch failed: the sandbox is unreachable");
  if (fault?.how === "garbage") return { status: 200, body: "<!doctype html><title>Bad gateway</title>" };
  if (fault?.how !== "status") return undefined;
  const own = refusal(fault.status);
  return { ...own, headers: { ...own.headers, ...fault.headers } };
}

/** The response for an answer, with its fault. */
export async function respond(answer: SimulatedAnswer, now: number, fault: Planned | undefined, signal: Signal | undefined): Promise<HostResponse> {
  if (fault?.how === "lost") throw new TypeError("fetch failed: the connection was lost");
  if (fault?.how === "slow") await delay(fault.delayMs, signal);
  const whole = bytesOf(answer.body);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const body = fault?.how === "cut" ? cutAfter(half) : fault?.how === "truncated" ? half : whole;
  const headers = { "Content-Type": "application/json", Date: new Date(now).toUTCString(), ...answer.headers };
  return new web.Response(body, { status: answer.status, headers });
}

function cutAfter(bytes: Uint8Array): object {
  let isSent = false;
  const pull = (controller: { enqueue(chunk: Uint8Array): void; error(reason: unknown): void }): void => {
    if (isSent) controller.error(new TypeError("terminated: the connection was cut"));
    else controller.enqueue(bytes);
    isSent = true;
  };
  return new web.ReadableStream({ pull });
}

function delay(ms: number | undefined, signal: Signal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = ms === undefined ? undefined : setTimeout(end, ms);
    const stop = (): void => {
      if (timer !== undefined) clearTimeout(timer);
      reject(signal && reasonOf(signal));
    };
    signal?.addEventListener("abort", stop);
    function end(): void {
      signal?.removeEventListener("abort", stop);
      resolve();
    }
  });
}
