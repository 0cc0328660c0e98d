// JSON as the providers read and write it.

/** The body as an object, or undefined. */
export function readObject(body) {
  try {
    const value = JSON.parse(body);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The object in a request with the content type of JSON, or undefined. */
export function readJson(call) {
  const type = call.headers["content-type"] ?? "";
  return /^application\/json\s*(;|$)/i.test(type) ? readObject(call.body) : undefined;
}

/** The digits of an integer member, because a JavaScript number could lose some. */
export function digits(body, name) {
  const match = new RegExp(`"${name}"\\s*:\\s*(-?\\d+)\\s*[,}]`).exec(body);
  return match ? BigInt(match[1]) : undefined;
}

/** A flat object, whose bigints become their digits. */
export function writeFlat(object) {
  const members = Object.entries(object).map(
    ([name, value]) => `${JSON.stringify(name)}:${typeof value === "bigint" ? value : JSON.stringify(value)}`,
  );
  return `{${members.join(",")}}`;
}

export const isText = (value) => typeof value === "string" && value.trim() !== "";
