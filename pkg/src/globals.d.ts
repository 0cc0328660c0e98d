// The few globals that every supported runtime has; no DOM or Node types are needed.

interface EncodedInto {
  readonly read: number;
  readonly written: number;
}

declare class TextEncoder {
  encode(source: string): Uint8Array;
  encodeInto(source: string, destination: Uint8Array): EncodedInto;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}

declare namespace WebAssembly {
  class RuntimeError extends Error {}
}

declare class URLSearchParams {
  constructor(query?: string);
  getAll(name: string): string[];
  append(name: string, value: string): void;
  toString(): string;
}

declare class URL {
  constructor(url: string);
  readonly href: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
  hash: string;
  search: string;
}
