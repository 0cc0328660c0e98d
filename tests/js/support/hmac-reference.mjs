// HMAC, computed by another implementation: node:crypto, or WebCrypto in a runtime without node:crypto.

export async function digest(host, algorithm, secret, message) {
  if (host.createHmac)
    return host.createHmac(algorithm.replace("-", "").toLowerCase(), secret).update(message).digest();
  const { subtle } = crypto;
  const key = await subtle.importKey("raw", utf8(secret), { name: "HMAC", hash: algorithm }, false, ["sign"]);
  return new Uint8Array(await subtle.sign("HMAC", key, utf8(message)));
}

export const utf8 = (value) => (typeof value === "string" ? new TextEncoder().encode(value) : value);

/** A tag as text. */
export function written(tag, encoding) {
  const hex = Array.from(tag, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const base64 = btoa(String.fromCharCode(...tag));
  const url = base64.replaceAll("+", "-").replaceAll("/", "_");
  return { hex, HEX: hex.toUpperCase(), base64, base64url: url, base64url_nopad: url.replaceAll("=", "") }[encoding];
}
