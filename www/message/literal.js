// Reads printed objects: JSON, a JavaScript object, Node's output for `Headers` and maps, a list of pairs.

/** The text before the first bracket of a printed object: `Headers {`, `[Object: null prototype] {`, `HeadersList {`. */
const BEFORE = /^(?:const \w+ = |\w+: )?(?:\[Object: null prototype\] |[A-Z]\w*(?:\(\d+\))? ?)?(?=[[{])/;

const TOKEN = /\s+|\/\/[^\n]*|=>|[[\]{},:]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|(?:[A-Z]\w*\(\d+\) ?(?=[[{]))|[^\s[\]{},:"'`]+/gy;

/** The value of a printed literal; `undefined` for any other text. */
export function readLiteral(text) {
  const trimmed = text.trim();
  const start = BEFORE.exec(trimmed)?.[0].length;
  if (start === undefined) return undefined;
  return new Reader(tokensOf(trimmed.slice(start))).whole();
}

/** Yields tokens one by one, so that a text that is not a printed object is not read to its end. */
function* tokensOf(text) {
  let at = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    at += token.length;
    if (!/^(\s|\/\/)/.test(token) && !/^[A-Z]\w*\(\d+\) ?$/.test(token)) yield token;
  }
  if (at < text.length) throw new Error("no token");
}

const MAX_DEPTH = 32;

class Reader {
  #tokens;
  #ahead;

  constructor(tokens) {
    this.#tokens = tokens;
  }

  /** The value of the whole text; only a semicolon may follow the value. */
  whole() {
    try {
      const value = this.#value(0);
      this.#takes(";");
      return this.#peek() === undefined ? value : undefined;
    } catch {
      return undefined;
    }
  }

  #peek() {
    return (this.#ahead ??= this.#tokens.next().value);
  }

  #next() {
    const token = this.#peek();
    if (token === undefined) throw new Error("the text ends");
    this.#ahead = undefined;
    return token;
  }

  #takes(token) {
    const isIt = this.#peek() === token;
    if (isIt) this.#ahead = undefined;
    return isIt;
  }

  #value(depth) {
    if (depth > MAX_DEPTH) throw new Error("too deep");
    const token = this.#next();
    if (token === "{") return this.#members(depth);
    if (token === "[") return this.#items(depth);
    if (/^[\]},:]$/.test(token)) throw new Error("no value");
    return textOf(token);
  }

  #members(depth) {
    const members = [];
    while (!this.#takes("}")) {
      const name = this.#takes("[") ? this.#symbol() : textOf(this.#next());
      if (!this.#takes(":") && !this.#takes("=>")) throw new Error("no value");
      members.push([name, this.#value(depth + 1)]);
      this.#takes(",");
    }
    return new Map(members);
  }

  /** Reads a name such as `[Symbol(headers map)]`. */
  #symbol() {
    const words = [];
    while (!this.#takes("]")) words.push(this.#next());
    return words.join(" ");
  }

  #items(depth) {
    const items = [];
    while (!this.#takes("]")) {
      items.push(this.#value(depth + 1));
      this.#takes(",");
    }
    return items;
  }
}

const ESCAPES = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", 0: "\0" };

/** A string without its quotes; a token without quotes stays unchanged. */
function textOf(token) {
  if (!/^["'`]/.test(token)) return token;
  return token.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/gs, (_, four, two, one) => {
    const code = four ?? two;
    return code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[one] ?? one);
  });
}
