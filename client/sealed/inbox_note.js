// A note among colleagues. It is sealed to the channel and never sent to the person.

import { button, field, h } from "./dom.js";
import { newSending, note } from "./requests_acts.js";

/** @param {import("./inbox_request.js").Desk} desk */
export function noteForm(desk) {
  const draft = (desk.draft.note ??= { text: "", sending: newSending() });
  const words = field({ label: "Note for colleagues", hint: "The person never sees it.", input: "textarea", rows: 2, value: draft.text, attributes: { dir: "auto", "data-key": "n", "data-key-label": "Note for colleagues" } });
  words.input.addEventListener("input", () => (draft.text = words.input.value));
  async function keep() {
    words.fail(draft.text.trim() ? null : "Write the note.");
    if (!draft.text.trim()) return words.input.focus();
    if (await desk.act((request) => note(desk.hands, request, draft.text.trim(), draft.sending), "The note is kept.")) {
      Object.assign(draft, { text: "", sending: newSending() });
      words.input.value = "";
    }
  }
  return {
    element: h("section", { class: "request__note not-printed", "aria-label": "Note" }, words.row, button("Keep the note", keep, { kind: "secondary" })),
    focus: () => words.input.focus(),
  };
}
