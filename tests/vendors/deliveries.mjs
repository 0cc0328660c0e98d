// The header fields of a delivery as servers pass them: only the fields of the signature
// (one, or three for Standard Webhooks), or also seventeen other fields.

/** The header fields that a proxy and a host add to a webhook. */
const OTHERS = {
  host: "shop.example",
  "user-agent": "Sender/1.0 (+https://sender.example)",
  "content-length": "1024",
  accept: "*/*",
  "accept-encoding": "gzip, deflate, br",
  "cache-control": "no-cache",
  "content-type": "application/json; charset=utf-8",
  "x-forwarded-for": "203.0.113.7, 198.51.100.2",
  "x-forwarded-host": "shop.example",
  "x-forwarded-proto": "https",
  "x-request-id": "0d9f5a3c6f1e4b7f9a52",
  "x-real-ip": "203.0.113.7",
  "cdn-loop": "cloudflare; loops=1",
  "cf-connecting-ip": "203.0.113.7",
  "cf-ipcountry": "DE",
  "cf-ray": "8a1b2c3d4e5f6071-FRA",
  "cf-visitor": '{"scheme":"https"}',
};

/** The forms in which header fields are passed: functions of the fields that a sender sends. */
export const DELIVERIES = {
  "1 field": (sent) => sent,
  "18 fields": (sent) => ({ ...OTHERS, ...lower(sent) }),
  "1 field, Headers": (sent) => new Headers(sent),
  "18 fields, Headers": (sent) => new Headers({ ...OTHERS, ...sent }),
};

function lower(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Reads a header field of a delivery, as a user's handler does it for a vendor's library. */
export function field(headers, name) {
  return headers instanceof Headers ? headers.get(name) : (headers[name] ?? headers[name.toLowerCase()]);
}
