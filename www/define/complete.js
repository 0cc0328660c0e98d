// Completion of a definition: the members and the values that its schema allows at the cursor.

import { syntaxTree } from "../editor/codemirror.js";
import { membersOf, schemasAt, valuesOf } from "./schema.js";

/** Makes the function with which the editor finds completions in a schema. */
export const completer = (schema) => (context) => {
  const { state, pos } = context;
  const node = syntaxTree(state).resolveInner(pos, -1);
  const word = /^(String|PropertyName|⚠)$/.test(node.name) ? node : undefined;
  const isName = nameAt(state, node, pos);
  if (!context.explicit && !word && !/["{,:\s]/.test(state.sliceDoc(pos - 1, pos))) return null;
  const path = pathOf(state, word?.parent ?? node, isName);
  const schemas = schemasAt(schema, path);
  const from = word && word.name !== "⚠" ? word.from : wordStart(state, pos);
  const to = word && word.name !== "⚠" ? Math.max(word.to, pos) : pos;
  const options = isName ? names(state, schemas, to) : valuesOf(schemas).map((label) => ({ label, type: "constant" }));
  return options.length > 0 ? { from, to, options, filter: true } : null;
};

/** The position at which an unfinished word begins. Its closing quote is not written yet. */
function wordStart(state, pos) {
  const { text, from } = state.doc.lineAt(pos);
  return from + /"?[\w$-]*$/.exec(text.slice(0, pos - from)).index;
}

/** Whether a name of a member is expected at this place. Otherwise a value is expected. */
function nameAt(state, node, pos) {
  if (node.name === "PropertyName") return true;
  const before = state.sliceDoc(0, wordStart(state, node.name === "String" ? node.from : pos)).trimEnd();
  const isInObject = containerOf(node)?.name === "Object";
  return isInObject && /[{,]$/.test(before);
}

function containerOf(node) {
  for (let at = node; at; at = at.parent) if (at.name === "Object" || at.name === "Array") return at;
  return undefined;
}

/** The path of a place in the text: the names of members, with `*` for the items of a list. */
function pathOf(state, node, isName) {
  const path = [];
  let isInside = isName;
  for (let at = node; at; at = at.parent) {
    if (at.name === "Array") path.unshift("*");
    if (at.name === "Object") isInside = false;
    if (at.name !== "Property" || isInside) continue;
    const name = at.getChild("PropertyName");
    if (name) path.unshift(JSON.parse(state.sliceDoc(name.from, name.to)));
  }
  return path;
}

function names(state, schemas, to) {
  const hasColon = /^\s*:/.test(state.sliceDoc(to, to + 40));
  return membersOf(schemas).map(({ name, about, sketch }) => ({
    label: `"${name}"`,
    displayLabel: name,
    detail: about,
    type: "property",
    apply: hasColon ? `"${name}"` : apply(name, sketch),
  }));
}

/** Writes the name of a member and the beginning of the member's value, and moves the cursor into the value. */
function apply(name, sketch) {
  return (view, completion, from, to) => {
    const text = `"${name}": ${sketch}`;
    const inside = /^(\{\}|\[\]|"")$/.test(sketch) ? text.length - 1 : text.length;
    view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + inside }, userEvent: "input.complete" });
  };
}
