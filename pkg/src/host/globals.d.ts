// The globals that the default values of options use.

declare class AbortController {
  readonly signal: import("./aborts.js").Signal;
  abort(reason?: unknown): void;
}

declare class DOMException extends Error {
  constructor(message: string, name: string);
}

declare function atob(base64: string): string;
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array; randomUUID(): string };

declare const performance: { now(): number };

declare function fetch(url: string, init: object): Promise<import("./response.js").MinimalResponse>;
declare function setTimeout(callback: (value?: undefined) => void, ms: number): number;
declare function clearTimeout(timer: number): void;

declare class Response {
  constructor(body: string | null, init: object);
}

declare const console: { error(...texts: unknown[]): void };
