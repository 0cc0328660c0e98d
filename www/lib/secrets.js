// Covers secrets in a text, in every encoding in which a request can contain them.

export const COVER = "••••••••";

/** Covers each of the secrets in a text. */
export function cover(text, secrets) {
  const spellings = secrets.filter(Boolean).flatMap(spell);
  spellings.sort((one, other) => other.length - one.length);
  return spellings.reduce((covered, spelling) => covered.replaceAll(spelling, COVER), text);
}

/** The spellings of a secret: unchanged, in JSON, in JSON inside a literal of a program, in a form, and in a URL. */
function spell(secret) {
  const json = JSON.stringify(secret).slice(1, -1);
  const literal = JSON.stringify(json).slice(1, -1);
  const url = encodeURIComponent(secret.toWellFormed());
  return [...new Set([secret, json, literal, url, url.replaceAll("%20", "+")])];
}
