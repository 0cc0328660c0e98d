// Reads the raw body of a Node request, also if a framework has read it before.

import * as check from "../check.js";
import { notRaw } from "../errors.js";
import type { HeaderFields } from "../headers.js";
import { bounded, collector, refuseLength, tooLarge } from "./handler-body.js";

/**
 * The part of Node's `IncomingMessage` that a handler reads.
 *
 * @category Webhooks
 */
export interface NodeRequest {
  /** The method. Default: absent, which is rejected. */
  readonly method?: string | undefined;
  /** The path and the query. Default: absent. */
  readonly url?: string | undefined;
  /** The received header fields, by name in lower case. */
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** The received header fields, as alternating names and values. Default: absent; then `headers` is read. */
  readonly rawHeaders?: readonly string[] | undefined;
  /** Whether the whole request arrived. Default: absent, which means yes. */
  readonly complete?: boolean | undefined;
  /** Whether the connection is closed. Default: absent, which means no. */
  readonly destroyed?: boolean | undefined;
  /** Whether the body has been read, at least partly. Default: absent, which means no. */
  readonly readableDidRead?: boolean | undefined;
  /** Whether the body was read to its end. Default: absent, which means no. */
  readonly readableEnded?: boolean | undefined;
  /** The major version of HTTP. Default: absent, which means 1. */
  readonly httpVersionMajor?: number | undefined;
  /**
   * Adds a listener.
   *
   * @param event - the event
   * @param listener - the listener
   * @returns anything
   */
  on(event: string, listener: (...values: any[]) => void): unknown;
  /**
   * Removes a listener.
   *
   * @param event - the event
   * @param listener - the listener
   * @returns anything
   */
  off(event: string, listener: (...values: any[]) => void): unknown;
  /**
   * Stops reading.
   *
   * @returns anything
   */
  pause(): unknown;
}

/** The members that parsers of bodies add to a request. */
export interface Parsed {
  readonly rawBody?: unknown;
  readonly body?: unknown;
}

const EXPECTED = `the raw body, but a parser has already read it; in Express, put express.raw({ type: "*/*" }) on this route, before \
express.json(); in Nest, call NestFactory.create(AppModule, { rawBody: true }); in Fastify, register fastifyPlugin`;

/** @param parsed - the object to which parsers add the body: the request itself, or the framework's request */
export async function readNode(request: NodeRequest, parsed: Parsed, limit: number): Promise<Uint8Array> {
  const { rawBody, body } = parsed;
  for (const kept of [rawBody, body]) {
    if (typeof kept === "string") return bounded(new TextEncoder().encode(kept), limit);
    if (check.isBytes(kept)) return bounded(kept, limit);
  }
  if (request.readableDidRead || request.readableEnded) throw notRaw(body, "caller", EXPECTED);
  refuseLength(request.headers, limit);
  return readStream(request, limit);
}

function readStream(request: NodeRequest, limit: number): Promise<Uint8Array> {
  const [add, joined] = collector(limit);
  return new Promise((resolve, reject) => {
    const cutOff = (): void => end(() => reject(new Error("the connection was closed before the body ended")));
    const listeners: { readonly [event: string]: (value: never) => void } = {
      data: (piece: string | Uint8Array) => {
        if (add(typeof piece === "string" ? new TextEncoder().encode(piece) : piece)) return;
        request.pause();
        end(() => reject(tooLarge(limit)));
      },
      end: () => end(() => resolve(joined())),
      error: (error: unknown) => end(() => reject(error)),
      close: cutOff,
    };
    const end = (settle: () => void): void => {
      for (const event of Object.keys(listeners)) if (event !== "error") request.off(event, listeners[event] as () => void);
      settle();
    };
    // A request that was already closed has no more events.
    if (request.destroyed) return cutOff();
    for (const event of Object.keys(listeners)) request.on(event, listeners[event] as () => void);
  });
}

/** The header fields as they were received: in `headers`, Node has joined the values of repeated fields. */
export function fieldsOf({ rawHeaders, headers }: NodeRequest): HeaderFields {
  if (!rawHeaders?.length) return headers;
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  return names.map((name, index) => [name, rawHeaders[index * 2 + 1] as string] as const);
}
