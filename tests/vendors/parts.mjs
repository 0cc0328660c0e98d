// Parts of random messages, the places to which a scheme writes, and changes of a message.

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const WORDS = `${LETTERS}${LETTERS.toUpperCase()}0123456789-_.`;

/** A text of letters, digits, `-`, `_` and `.`, which no encoding changes. */
export function word(draw, length) {
  return Array.from({ length }, () => draw.of(WORDS)).join("");
}

/** Different names that consist of letters, in alphabetical order. */
export function names(draw, count) {
  const one = () => Array.from({ length: 1 + draw.below(8) }, () => draw.of(LETTERS)).join("");
  return [...new Set(Array.from({ length: count }, one))].sort();
}

/** An https URL without a query. */
export function address(draw) {
  return `https://${names(draw, 1)}.example/${names(draw, 1)}/${word(draw, 3)}z`;
}

/** Pairs `name=value`, joined as in a form or a query, and escaped with encodeURIComponent. */
export function joined(pairs) {
  return Object.entries(pairs).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
}

/** The members of a query or a form, by name. */
export const members = (text) => Object.fromEntries(new URLSearchParams(text));
export const queryOf = (url) => members(new URL(url).search);

/** The places to which a scheme writes: functions that put `pairs` into a message. */
export const PLACES = {
  header: (message, pairs) => ({ ...message, headers: { ...message.headers, ...pairs } }),
  query: (message, pairs) => ({ ...message, url: `${message.url}${message.url.includes("?") ? "&" : "?"}${joined(pairs)}` }),
  form: (message, pairs) => ({ ...message, body: `${message.body}&${joined(pairs)}` }),
};

const CHANGES = {
  "another secret": (message) => ({ ...message, secret: `${message.secret}0` }),
  "another body": (message) => ({ ...message, body: `x${message.body}` }),
  "another URL": (message) => ({ ...message, url: message.url.replace(".example/", ".example/x") }),
  "another method": (message) => ({ ...message, method: message.method === "GET" ? "POST" : "GET" }),
};

/** Functions that change a message, by the name of the change. */
export const changes = (...names) => Object.fromEntries(names.map((name) => [name, CHANGES[name]]));

/** Changes the value of one member of the query or the form of a message. */
export const otherMember = (part, name) => (message) => {
  const value = new RegExp(`((?:[?&]|^)${name.replaceAll(".", "\\.")}=)`);
  return { ...message, [part]: message[part].replace(value, "$1x") };
};

/** Changes the value of one header field of a message: adds a digit at its end. */
export const otherField = (name) => (message) => ({ ...message, headers: { ...message.headers, [name]: `${message.headers[name]}0` } });
