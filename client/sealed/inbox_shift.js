// Between shifts: the note that whoever went home left for those who are here, on top of the list.

import { button, field, h, show } from "./dom.js";
import { byWhom, notice, select, written } from "./inbox_parts.js";
import { newSending, shiftNote } from "./requests_acts.js";
import { shiftNotes, text } from "./requests_state.js";
import { shiftNow } from "./requests_time.js";
import { SHIFT_WORDS } from "./requests_words.js";
import { sentenceFor } from "./words.js";

/** @typedef {import("./requests_acts.js").Hands} Hands */

const FRESH = 36 * 3_600_000; // milliseconds; older notes speak of a shift that is over

/**
 * @param {Hands} hands
 * @param {() => void} changed
 * @returns {HTMLElement}
 */
export function shiftPanel(hands, changed) {
  const { store, context } = hands;
  const now = new Date();
  const shift = shiftNow(now);
  const fresh = shiftNotes(store.records()).filter((one) => one.body.to === shift && now.getTime() - Date.parse(one.at ?? "") < FRESH);
  const [newest, ...older] = fresh.map((one) =>
    h("div", { class: "inbox__shift-note" }, written(text(one.body.text), "", "note__words"), h("p", { class: "quiet small" }, byWhom(one.author, one.at, context))),
  );
  const place = h("div", { class: "inbox__shift" });
  const openForm = () => show(place, noteForm(hands, () => show(place, closed), changed));
  const closed = [
    newest ? notice("", `For ${SHIFT_WORDS[shift]}`, newest, older.length > 0 ? h("details", {}, h("summary", {}, `${older.length} more`), older) : null) : null,
    store.channels.length > 0 ? button("Leave a note for the next shift", openForm, { link: true }) : null,
  ];
  if (store.drafts.get("shift")?.text) openForm();
  else show(place, closed);
  return place;
}

/**
 * @param {Hands} hands
 * @param {() => void} close
 * @param {() => void} changed
 */
function noteForm(hands, close, changed) {
  const { store, context } = hands;
  const draft = store.drafts.get("shift") ?? { text: "", to: shiftNow(new Date()) === "day" ? "night" : "day", vault: store.channels[0]?.vault ?? "", sending: newSending() };
  store.drafts.set("shift", draft);
  const words = field({ label: "Note for the next shift", hint: "Your colleagues of this channel read it. The server cannot.", input: "textarea", rows: 3, value: draft.text, attributes: { dir: "auto" } });
  words.input.addEventListener("input", () => (draft.text = words.input.value));
  const to = select({ label: "For", options: [["day", "The day shift"], ["night", "The night shift"]], value: draft.to, change: (value) => (draft.to = value) });
  const channel = select({ label: "Channel", options: store.channels.map((one) => /** @type {const} */ ([one.vault, one.name])), value: draft.vault, change: (value) => (draft.vault = value) });
  async function keep() {
    words.fail(draft.text.trim() ? null : "Write what the next shift should know.");
    if (!draft.text.trim()) return words.input.focus();
    try {
      await shiftNote(hands, draft.vault, { to: draft.to, text: draft.text.trim() }, draft.sending);
      store.drafts.delete("shift");
      context.notify("The note is kept.");
      changed();
    } catch (problem) {
      context.notify(sentenceFor(problem), "problem");
    }
  }
  function forget() {
    store.drafts.delete("shift");
    close();
  }
  const row = h("div", { class: "filter__row" }, to.row, store.channels.length > 1 ? channel.row : null);
  return h("div", { class: "panel" }, words.row, row, h("div", { class: "row" }, button("Keep the note", keep), button("Cancel", forget, { link: true })));
}
