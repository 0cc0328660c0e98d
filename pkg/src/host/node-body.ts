// Reads the raw body of a Node request, even if a framework has read the body before.

import * as check from "../check.js";
import { notRaw } from "../errors.js";
import { fieldOf, type HeaderFields } from "../headers.js";
import { collector } from "./collector.js";
import { bounded, refuseLength, tooLarge } from "./handler-body.js";

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
  /** Whether the peer ended the request too early. Default: absent, which means no. */
  readonly aborted?: boolean | undefined;
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

const EXPECTED = `the raw body, which a parser has already read (in Express, put express.raw({ type: "*/*" }) on this route, before \
express.json(); in Nest, call NestFactory.create(AppModule, { rawBody: true }); in Fastify, register fastifyPlugin)`;

/** @param parsed - the object to which parsers add the body: the request itself, or the framework's request */
export async function readNode(request: NodeRequest, parsed: Parsed, limit: number): Promise<Uint8Array> {
  const { rawBody, body } = parsed;
  const wasRead = request.readableDidRead || request.readableEnded;
  for (const kept of [rawBody, body]) {
    if (check.isBytes(kept)) return bounded(kept, limit);
    if (typeof kept !== "string") continue;
    const bytes = bounded(new TextEncoder().encode(kept), limit);
    return wasRead ? unchanged(request, bytes) : bytes;
  }
  // If the peer resets a request in HTTP/2, Node ends the body of the request as if the whole body had arrived.
  if (request.aborted) throw cutOff();
  if (wasRead) throw notRaw(body, "caller", EXPECTED);
  refuseLength(request.headers, limit);
  return readStream(request, limit);
}

const cutOff = (): Error => new Error("the connection was closed before the body ended");

/**
 * Returns the bytes of a text into which a parser decoded the body. If the length differs from the received length, the parser has removed
 * a byte order mark or quotation marks, or has decoded another charset. Then no signature could match, and the sender is not to blame.
 */
function unchanged({ headers }: NodeRequest, bytes: Uint8Array): Uint8Array {
  const length = fieldOf("headers", headers, "content-length") ?? bytes.length;
  // If the body was compressed, its received length says nothing about the text.
  if (Number(length) === bytes.length || fieldOf("headers", headers, "content-encoding") !== undefined) return bytes;
  throw notRaw("", "caller", EXPECTED);
}

async function readStream(request: NodeRequest, limit: number): Promise<Uint8Array> {
  const [add, joined] = collector(limit);
  let isText = false;
  await new Promise<void>((resolve, reject) => {
    const end = (settle: () => void): void => {
      for (const event of Object.keys(listeners)) if (event !== "error") request.off(event, listeners[event] as () => void);
      settle();
    };
    const stop = (error: unknown): void => end(() => reject(error));
    const close = (): void => stop(cutOff());
    const listeners: { readonly [event: string]: (value: never) => void } = {
      data: (piece: unknown) => {
        isText ||= typeof piece === "string";
        const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
        if (check.isBytes(bytes) && add(bytes)) return;
        request.pause();
        stop(check.isBytes(bytes) ? tooLarge(limit) : notRaw(piece, "caller", EXPECTED));
      },
      end: () => end(resolve),
      error: stop,
      close,
    };
    // A request that was already closed has no more events.
    if (request.destroyed) return close();
    for (const event of Object.keys(listeners)) request.on(event, listeners[event] as () => void);
  });
  return isText ? unchanged(request, joined()) : joined();
}

/** The header fields as they were received: in `headers`, Node has joined the values of repeated fields. */
export function fieldsOf({ rawHeaders, headers }: NodeRequest): HeaderFields {
  if (!rawHeaders?.length) return headers;
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  return names.map((name, index) => [name, rawHeaders[index * 2 + 1] as string] as const);
}
