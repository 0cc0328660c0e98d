// The editor of a definition. It completes JSON, and marks the place of the error that payauth finds.

import {
  autocompletion,
  bracketMatching,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  defaultKeymap,
  drawSelection,
  EditorView,
  HighlightStyle,
  history,
  historyKeymap,
  indentOnInput,
  json,
  keymap,
  lineNumbers,
  linter,
  lintGutter,
  lintKeymap,
  syntaxHighlighting,
  tags,
} from "../editor/codemirror.js";
import { completer } from "./complete.js";

/**
 * An editor with a text. It calls `onChange` after each change of the text. `find(text)` returns the errors of the text as a list of `{
 * from, to, message }`.
 *
 * The editor is in a shadow tree, in which its styles need no `<style>` element. The page's policy forbids `<style>` elements.
 */
export function makeEditor({ text, schema, onChange, find }) {
  const element = document.createElement("div");
  element.className = "editor";
  const root = element.attachShadow({ mode: "open" });
  const diagnose = ({ state }) => find(state.doc.toString()).map((error) => ({ ...error, severity: "error" }));
  const view = new EditorView({
    doc: text,
    root,
    parent: root,
    extensions: [
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      json(),
      syntaxHighlighting(COLOURS),
      autocompletion({ override: [completer(schema)], icons: false }),
      linter(diagnose, { delay: 150 }),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": "Definition", tabindex: "0", spellcheck: "false", autocorrect: "off", autocapitalize: "off" }),
      EditorView.updateListener.of(({ docChanged, state }) => docChanged && onChange(state.doc.toString())),
      THEME,
    ],
  });
  const set = (changed) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: changed } });
  const select = (from, to) => {
    view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    view.focus();
  };
  return { element, set, select };
}

const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--accent)" },
  { tag: tags.string, color: "var(--ink)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--warn)" },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: "var(--dim)" },
]);

const THEME = EditorView.theme({
  "&": { color: "var(--ink)", background: "var(--paper)", border: "1px solid var(--edge)", borderRadius: "5px", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", minHeight: "20rem", maxHeight: "36rem" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { background: "var(--raised)", color: "var(--dim)", border: "none", borderRight: "1px solid var(--line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--part-1)" },
  "&.cm-focused .cm-matchingBracket": { background: "var(--part-2)" },
  ".cm-tooltip": { background: "var(--raised)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "5px" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--accent)", color: "var(--paper)" },
  ".cm-completionDetail": { color: "var(--dim)", fontStyle: "normal", marginLeft: "0.75rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected] .cm-completionDetail": { color: "var(--paper)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
});
