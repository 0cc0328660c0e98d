// What goes wrong with an answer, when a test asks for it.

import type { Signal } from "../aborts.js";
import type { HostResponse } from "../options.js";
import type { SimulatedAnswer } from "./call.js";
import * as check from "./check.js";
import { bytesOf, web } from "./web.js";

/**
 * What goes wrong with the next answers of a {@link Sandbox}.
 *
 * @category Stores
 */
export interface SandboxFault {
  /** Whose answers. */
  readonly provider: SandboxProvider;
  /** The answers to token requests, or all other answers. */
  readonly at: "token" | "api";
  /** How many answers. Default 1. */
  readonly times?: number;
  /**
   * `status`: the provider's own error with this `status`. `garbage`: status 200 and a page of HTML. `truncated`: the first half of
   * the answer, as if it were whole. `cut`: the first half of the answer, then an error of the connection. `unreachable`: the
   * request is not sent, and `fetch` rejects. `lost`: the provider did its work, and `fetch` rejects. `slow`: the answer comes
   * after `delayMs`.
   */
  readonly how: "status" | "garbage" | "truncated" | "cut" | "unreachable" | "lost" | "slow";
  /** The status of `status`, 300 to 599. Default 500. */
  readonly status?: number;
  /** Header fields of `status`, such as `Retry-After`. Default: those of the provider. */
  readonly headers?: { readonly [name: string]: string };
  /** The delay of `slow`, in milliseconds. Default: until the caller aborts. */
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

/** A fault that is checked, and how often it is still to come. */
export interface Planned extends Required<Pick<SandboxFault, "provider" | "at" | "how">> {
  left: number;
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly delayMs: number | undefined;
}

/** @throws PayauthError with `ERR_OPTION` for a fault that cannot be meant */
export function planned(fault: SandboxFault): Planned {
  check.names("fault", fault, OPTIONS);
  const { provider, at, times = 1, how, status = 500, headers = {}, delayMs } = fault;
  check.choice("fault.provider", provider, NAMES);
  check.choice("fault.at", at, ["token", "api"]);
  check.choice("fault.how", how, HOWS);
  check.integer("fault.times", times, 1, 1_000_000);
  check.integer("fault.status", status, 300, 599);
  if (delayMs !== undefined) check.integer("fault.delayMs", delayMs, 0, 3_600_000);
  return { provider, at, how, left: times, status, headers, delayMs };
}

/** The answer in place of the provider's, if the fault has one; the provider does not see the call. */
export function instead(fault: Planned | undefined, refusal: (status: number) => SimulatedAnswer): SimulatedAnswer | undefined {
  if (fault?.how === "unreachable") throw new TypeError("fetch failed: the sandbox is unreachable");
  if (fault?.how === "garbage") return { status: 200, body: "<!doctype html><title>Bad gateway</title>" };
  if (fault?.how !== "status") return undefined;
  const own = refusal(fault.status);
  return { ...own, headers: { ...own.headers, ...fault.headers } };
}

/** The response of an answer, as its fault has it. */
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
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", stop);
    function end(): void {
      signal?.removeEventListener("abort", stop);
      resolve();
    }
  });
}
