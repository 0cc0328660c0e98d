// Objects with plain fields whose values are hidden when the object is logged.

import { REDACTED } from "./generated/boundary.js";

export { REDACTED } from "./generated/boundary.js";

/** A class whose instances have plain fields, and hide their values when they are logged. */
export interface Redacted {
  toJSON(): unknown;
}

/**
 * A base class: `JSON.stringify`, `console.log` and `util.inspect` show the result of `toJSON`.
 *
 * The methods are on the prototype, because own symbol keys break `new Headers(object)` in Node 20.
 */
export const RedactedView: abstract new () => Redacted = /* @__PURE__ */ (() => {
  abstract class View implements Redacted {
    abstract toJSON(): unknown;
    [Symbol.for("nodejs.util.inspect.custom")](): unknown {
      return shown(this);
    }
    [Symbol.for("Deno.customInspect")](inspect: (value: unknown) => string): string {
      return inspect(shown(this));
    }
  }
  return View;
})();

/** Calls the `toJSON` of the class, even if the instance has a field of that name. */
function shown(view: Redacted): unknown {
  return (Object.getPrototypeOf(view) as Redacted).toJSON.call(view);
}


/** Makes an object of `fields` that hides every value when it is logged. More fields can be added. */
export function redactFields<T extends object>(fields: T): T {
  return Object.assign(new Fields(), fields) as unknown as T;
}

/** Marks a `Fields` object that any entry of the package has made. */
export const FIELDS: unique symbol = /* @__PURE__ */ Symbol.for("payauth.fields");

/** An object that hides the value of every field when it is logged. */
export const Fields: { new (): Redacted; readonly prototype: Redacted } = /* @__PURE__ */ (() => {
  class Fields extends RedactedView {
    get [FIELDS](): true {
      return true;
    }
    override toJSON(): unknown {
      return Object.fromEntries(Object.keys(this).map((name) => [name, REDACTED]));
    }
  }
  return Fields;
})();

/**
 * The name of a header field as a property of `Fields`. A name that would hide a method or the prototype, such as `toJSON` or
 * `__proto__`, is changed to lower or upper case. Header names are case-insensitive, so the same field is sent.
 */
export function harmless(name: string): string {
  // The name of a method never has a hyphen. To look for a hyphen takes a tenth of the time of the other check.
  if (name.includes("-") || !(name in Fields.prototype)) return name;
  const lower = name.toLowerCase();
  return lower in Fields.prototype ? name.toUpperCase() : lower;
}
