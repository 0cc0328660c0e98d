// Keeps the focus while a form is drawn again.

/**
 * Remembers which control of a form has the focus, and whether all of its text is selected. The returned function restores both after the
 * controls were replaced. Otherwise, a person who is about to replace a text would add to the new text.
 */
export function focusOf(form) {
  const focused = document.activeElement;
  if (!form.contains(focused)) return () => undefined;
  const place = placeOf(form, focused);
  const isWhole = focused.selectionStart === 0 && focused.selectionEnd === focused.value.length;
  return () => {
    const control = [...form.elements].find((control) => placeOf(form, control) === place);
    control?.focus();
    if (isWhole) control?.select();
  };
}

/** The field of a control, and the number of the control in this field. A form can have more fields after it was drawn again. */
function placeOf(form, control) {
  const field = control.closest("[data-argument]");
  const inField = [...form.elements].filter((other) => other.closest("[data-argument]") === field);
  return `${field?.dataset.argument} ${inField.indexOf(control)}`;
}
