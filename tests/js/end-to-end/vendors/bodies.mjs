// Bodies of every kind that a webhook can have, drawn from a seed.

const encoder = new TextEncoder();
const MARK = "\ufeff";

export const KINDS = {
  "JSON": (draw) => json(draw, draw.below(200)),
  "JSON with CRLF": (draw) => JSON.stringify({ a: draw.text(20), b: [draw.below(9)] }, null, 2).replaceAll("\n", "\r\n"),
  "JSON with emoji": (draw) => JSON.stringify({ love: "♥ 🦀".repeat(1 + draw.below(20)), text: draw.text(5) }),
  "1 MB of JSON": (draw) => JSON.stringify({ pad: "x".repeat(1_000_000 + draw.below(100)) }),
  "text": (draw) => `not JSON ${draw.text(draw.below(200))}`,
  "text with NUL": (draw) => `\u0000${draw.text(draw.below(50))}\u0000`,
  "text with a byte order mark": (draw) => `${MARK}${json(draw, 20)}`,
  "empty text": () => "",
  "bytes": (draw) => Uint8Array.of(0xff, ...draw.bytes(draw.below(200)), 0xfe),
  "bytes with a byte order mark": (draw) => encoder.encode(`${MARK}${json(draw, 20)}`),
  "bytes of JSON": (draw) => encoder.encode(json(draw, 50)),
  "no bytes": () => new Uint8Array(),
};

function json(draw, length) {
  return JSON.stringify({ id: draw.below(2 ** 31), text: draw.text(length), list: [null, true, draw.below(100) / 7] });
}

/** Draws a kind of body. One in 250 bodies has a megabyte. */
export function drawKind(draw, kinds) {
  const small = kinds.filter((kind) => kind !== "1 MB of JSON");
  return draw.below(250) === 0 ? "1 MB of JSON" : draw.of(small);
}
