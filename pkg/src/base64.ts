// Decodes the wasm module, which the build wrote as base64. Only the loaders of the module use this function.

interface Decoders {
  readonly Buffer?: { from(text: string, encoding: "base64"): Uint8Array };
  readonly Uint8Array: { fromBase64?(text: string): Uint8Array };
  readonly atob: (text: string) => string;
}

/** Decodes base64 that the build wrote. It reads `Buffer` from `globalThis`, so that no bundler adds a polyfill. */
export function decode(text: string): Uint8Array {
  const host = globalThis as unknown as Decoders;
  if (host.Uint8Array.fromBase64) return host.Uint8Array.fromBase64(text);
  if (host.Buffer) return host.Buffer.from(text, "base64");
  return Uint8Array.from(host.atob(text), (character) => character.charCodeAt(0));
}
