// A definition as text. The object is read only once, so that its getters and later changes have no effect.

import * as check from "../check.js";
import { PayauthError, typeError } from "../errors.js";
import { MAX_DOCUMENT } from "../generated/boundary.js";

const MAX_DEFINITION_DEPTH = 16;

/** The JSON text of a definition. Each member of the definition is read only once. */
export function definitionText(definition: unknown): string {
  if (!check.isPlainObject(definition)) throw typeError("definition", "a plain object", definition);
  const writer = new Writer();
  writer.write("", definition, 0);
  return writer.text;
}

/** The error for a definition that cannot be used. `path` is the member at fault. */
export function faulty(path: string, detail: string): PayauthError {
  return new PayauthError({ code: "ERR_DEFINITION", blame: "caller", argument: path || "definition", detail, path });
}

class Writer {
  text = "";

  write(path: string, value: unknown, depth: number): void {
    switch (typeof value) {
      case "string":
        return this.#add(path, JSON.stringify(wellFormed(path, value)));
      case "number":
        if (!Number.isFinite(value)) throw faulty(path, "is not a finite number");
        return this.#add(path, String(value));
      case "boolean":
        return this.#add(path, String(value));
      case "object":
        return value === null ? this.#add(path, "null") : this.#object(path, value, depth);
      default:
        throw typeError(path ? `definition.${path}` : "definition", "a value that JSON can represent", value);
    }
  }

  #object(path: string, value: object, depth: number): void {
    if (depth === MAX_DEFINITION_DEPTH) throw faulty(path, `is nested deeper than ${MAX_DEFINITION_DEPTH} levels, or contains itself`);
    if (Array.isArray(value)) return this.#array(path, value, depth);
    if (!check.isPlainObject(value)) throw typeError(`definition.${path}`, "a plain object or an array", value);
    let comma = "";
    this.#add(path, "{");
    for (const name of Object.keys(value)) {
      const member = value[name];
      if (member === undefined) continue;
      const place = memberPath(path, name);
      this.#add(place, `${comma}${JSON.stringify(wellFormed(place, name))}:`);
      this.write(place, member, depth + 1);
      comma = ",";
    }
    this.#add(path, "}");
  }

  #array(path: string, value: readonly unknown[], depth: number): void {
    // If the array grows while it is read, the limit of the text ends the loop.
    this.#add(path, "[");
    for (let index = 0; index < value.length; index += 1) {
      if (index > 0) this.#add(path, ",");
      this.write(`${path}[${index}]`, value[index], depth + 1);
    }
    this.#add(path, "]");
  }

  #add(path: string, piece: string): void {
    if (this.text.length + piece.length > MAX_DOCUMENT) throw faulty(path, "makes the definition longer than 64 KiB as JSON");
    this.text += piece;
  }
}

function wellFormed(path: string, text: string): string {
  // A text above the limit is not checked any further.
  if (text.length > MAX_DOCUMENT) throw faulty(path, "makes the definition longer than 64 KiB as JSON");
  if (!text.isWellFormed()) throw faulty(path, check.LONE_SURROGATE);
  return text;
}

/** The path of a member: `auth.bearer`, or `endpoints["POST /x"]` for a name that is not one word. */
function memberPath(path: string, name: string): string {
  if (/^[$A-Za-z_][\w$]*$/.test(name)) return path ? `${path}.${name}` : name;
  return `${path}[${JSON.stringify(name.length > 64 ? `${name.slice(0, 64)}…` : name)}]`;
}
