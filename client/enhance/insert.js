// Puts a reference that is ready where the caret stands in the text, instead of sending the form to have it put at the end.
// Without scripts the same button does that.

/**
 * Give the text with these words put in place of what is selected, and where the caret stands then. A space parts them from letters.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} words
 * @returns {{text: string, caret: number}}
 */
export function inserted(text, start, end, words) {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const lead = before === "" || /\s$/.test(before) ? "" : " ";
  const trail = after === "" || /^[\s.,;:!?)]/.test(after) ? "" : " ";
  return { text: before + lead + words + trail + after, caret: (before + lead + words).length };
}

/** Begin to listen. */
export function startInserting() {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-insert]") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const field = document.getElementById(button.dataset.insert ?? "");
    if (!(field instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    const done = inserted(field.value, field.selectionStart, field.selectionEnd, button.value);
    field.value = done.text;
    field.setSelectionRange(done.caret, done.caret);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
