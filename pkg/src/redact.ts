// Objects whose fields are there to be used and not to be shown.

/** A class whose instances have plain fields, and show none of their values when they are logged. */
export interface Redacted {
  toJSON(): unknown;
}

/**
 * A base class: `JSON.stringify`, `console.log` and `util.inspect` show what `toJSON` gives.
 *
 * The methods stand on the prototype, because own symbol keys break `new Headers(object)` in Node 20.
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

/** What the class says is shown, whatever fields of its own an instance has. */
function shown(view: Redacted): unknown {
  return (Object.getPrototypeOf(view) as Redacted).toJSON.call(view);
}

/** What stands for a value that is not shown. */
export const REDACTED = "[redacted]";

/** Makes an object of `fields`, to which more can be added, that is shown with every value redacted. */
export function redactFields<T extends object>(fields: T): T {
  return Object.assign(new Fields(), fields) as unknown as T;
}

/** An object whose fields are shown with every value redacted. */
export class Fields extends RedactedView {
  override toJSON(): unknown {
    return Object.fromEntries(Object.keys(this).map((name) => [name, REDACTED]));
  }
}

/**
 * The name of a header field as it can stand in `Fields`: one that would hide a method, as `toJSON` and `toString` do, in
 * lower case. Names have no case, so the same field is sent.
 */
export function harmless(name: string): string {
  return name in Fields.prototype ? name.toLowerCase() : name;
}
