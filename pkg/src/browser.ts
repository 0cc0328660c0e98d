// Whether a client may be created in this environment.

import * as check from "./check.js";
import { refuse } from "./errors.js";

/** Throws in a web page, unless the caller allows it. */
export function refuseBrowser(allowed: unknown): void {
  if (allowed !== undefined && check.boolean("dangerouslyAllowBrowser", allowed)) return;
  if (isServer() || !isPage()) return;
  const detail =
    "is not true, and visitors of this web page could read the credentials; call the provider from a server, " +
    "or pass true to accept this risk";
  throw refuse("ERR_BROWSER", "dangerouslyAllowBrowser", detail);
}

/** The globals that identify a host. */
interface BrowserHost {
  readonly process?: { readonly versions?: { readonly node?: unknown; readonly bun?: unknown } };
  readonly Deno?: { readonly version?: { readonly deno?: unknown } };
  readonly EdgeRuntime?: unknown;
  readonly WebSocketPair?: unknown;
  readonly window?: { readonly document?: unknown };
  readonly WorkerGlobalScope?: unknown;
  readonly importScripts?: unknown;
}

/**
 * Whether this is a server runtime, even if a library such as jsdom added globals. `WebSocketPair` identifies Cloudflare
 * Workers.
 */
function isServer(): boolean {
  const host = globalThis as BrowserHost;
  const versions = [host.process?.versions?.node, host.process?.versions?.bun, host.Deno?.version?.deno, host.EdgeRuntime];
  return versions.some((version) => typeof version === "string") || typeof host.WebSocketPair === "function";
}

/** Whether this is a web page or one of its workers: dedicated, shared or service. */
function isPage(): boolean {
  const { window, WorkerGlobalScope, importScripts } = globalThis as BrowserHost;
  return [window?.document, WorkerGlobalScope, importScripts].some((one) => one !== undefined);
}
