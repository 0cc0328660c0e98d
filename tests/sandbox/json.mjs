// Reads and writes JSON as the providers do.

/** The body as an object, or undefined if it is not a JSON object. */
export function readObject(body) {
  try {
    const value = JSON.parse(body);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The JSON object in a request, or undefined. The request must have the content type of JSON. */
export function readJson(call) {
  const type = call.headers["content-type"] ?? "";
  return /^application\/json\s*(;|$)/i.test(type) ? readObject(call.body) : undefined;
}

/** The provider's error if `readJson` returned `undefined`. */
export const NOT_JSON = "The body is not a JSON object, or Content-Type is not application/json";

/** The digits of an integer member, as text, because a JavaScript number could lose digits. */
export function digits(body, name) {
  const match = new RegExp(`"${name}"\\s*:\\s*(-?\\d+)\\s*[,}]`).exec(body);
  return match ? BigInt(match[1]) : undefined;
}

/** Writes a flat object as JSON. A bigint is written as its digits. */
export function writeFlat(object) {
  const members = Object.entries(object).map(
    ([name, value]) => `${JSON.stringify(name)}:${typeof value === "bigint" ? value : JSON.stringify(value)}`,
  );
  return `{${members.join(",")}}`;
}

export const isText = (value) => typeof value === "string" && value.trim() !== "";
