// Files of a case: brought in, sealed part by part, looked at without opening them to anything, destroyed by one press.

import { newSending } from "../casework/acts.js";
import { bringFile, destroyFile, NotTheFile, openFile } from "../casework/files.js";
import { wordsOf } from "../casework/kinds.js";
import { display, offer, sizeWords } from "./attachments.js";
import { button, freshId, h, show } from "./dom.js";
import { byWhom, select } from "./inbox_parts.js";
import { COMPARTMENTS, compartmentWords, say } from "./words_cases.js";
import { sentenceFor } from "./words.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk @typedef {import("../casework/kinds.js").Item} Item */

/** @type {import("./case_panels.js").Panel} */
export function filesPanel(place, desk) {
  const list = h("ul", { class: "files" });
  const none = h("p", { class: "govuk-hint" }, say("filesEmpty"));
  /** @type {Map<string, HTMLElement>} */
  const lines = new Map();
  function draw() {
    const files = desk.hands.store.items(desk.id, "file").sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
    for (const id of [...lines.keys()]) if (!files.some((one) => one.id === id)) lines.delete(id);
    for (const file of files) if (!lines.has(file.id)) lines.set(file.id, h("li", {}, fileOf(desk, file)));
    // What is being looked at stays: only what came or went is moved.
    const wanted = files.map((one) => /** @type {HTMLElement} */ (lines.get(one.id)));
    if (wanted.length !== list.children.length || wanted.some((line, at) => list.children[at] !== line)) show(list, wanted);
    none.hidden = files.length > 0;
  }
  show(place, h("h2", { class: "govuk-heading-m" }, say("filesTitle")), list, none, bringing(desk));
  draw();
  return { changed: draw };
}

/** @param {CaseDesk} desk @param {Item} item */
function fileOf(desk, item) {
  const { body } = item;
  const what = body.what ? wordsOf("file").choices.what?.[body.what] : "";
  const says = [what, sizeWords(body.size), item.compartment === "case" ? "" : compartmentWords(item.compartment)].filter(Boolean).join(", ");
  const place = h("div", { class: "files__place", "aria-live": "polite" });
  const sending = newSending();
  /** @param {(file: {bytes: Uint8Array, name: string, size: number}) => unknown} use */
  const withFile = (use) => async () => {
    show(place, h("p", { class: "progress-words" }, "Fetching and opening…"));
    try {
      await use(await openFile(desk.hands, item));
    } catch (problem) {
      show(place, h("p", { role: "alert" }, problem instanceof NotTheFile ? problem.message : sentenceFor(problem)));
    }
  };
  const destroy = () => desk.act(() => destroyFile(desk.hands, desk.id, item, sending), say("fileGone"));
  const ask = () =>
    show(place, h("p", {}, say("destroyFile")), h("div", { class: "row" }, button("Destroy it now", destroy, { kind: "warning" }), button("Leave it", () => show(place), { link: true })));
  return [
    h("p", { class: "files__name" }, h("strong", {}, h("bdi", { dir: "auto" }, body.name || "File without a name"))),
    h("p", { class: "talk__by" }, says, " · ", byWhom(item.author, item.at, desk.hands.context)),
    h(
      "div",
      { class: "row not-printed" },
      button("Show", withFile((file) => display(place, file)), { link: true }),
      button("Download", withFile((file) => offer(place, file, `${desk.view().shell.reference}-${item.id.slice(0, 4)}`)), { link: true }),
      button("Destroy …", ask, { link: true }),
      button("It is intimate: destroy it at once", destroy, { link: true, attributes: { title: say("intimate") } }),
    ),
    place,
  ];
}

/** @param {CaseDesk} desk */
function bringing(desk) {
  const draft = desk.draft("files");
  const id = freshId("file");
  const input = h("input", { type: "file", id, class: "govuk-file-upload", autocomplete: "off" });
  input.addEventListener("change", () => Object.assign(draft, { file: input.files?.[0], sending: newSending() }));
  const chosen = h("p", { class: "quiet small" }, draft.file ? `Chosen before, and not sent yet: ${draft.file.name}` : "");
  const status = h("p", { class: "progress-words", role: "status" });
  const held = COMPARTMENTS.filter((one) => desk.view().held.has(one));
  const what = select({ label: "What it is", options: Object.entries(wordsOf("file").choices.what ?? {}), value: draft.what ?? "letter", change: (value) => (draft.what = value) });
  const parts = held.map((one) => /** @type {const} */ ([one, `Who holds “${compartmentWords(one)}”`]));
  const where = select({ label: "Who may read it", options: parts, value: draft.compartment ?? "case", change: (value) => (draft.compartment = value) });
  async function bring() {
    if (!draft.file) {
      show(status, say("fileChoose"));
      return input.focus();
    }
    const progress = (/** @type {number} */ done, /** @type {number} */ all) => show(status, say("fileBring", { done: sizeWords(done), all: sizeWords(all) }));
    const went = await desk.act(() => bringFile(desk.hands, desk.id, draft.file, { what: draft.what ?? "letter", compartment: draft.compartment ?? "case", sending: draft.sending, progress }), say("fileKept"));
    show(status);
    if (!went) return;
    desk.dropDraft("files");
    Object.assign(draft, { file: undefined });
    input.value = "";
    show(chosen);
  }
  return h(
    "section",
    { class: "panel not-printed case__bring", "aria-label": "Bring a file" },
    h("div", { class: "govuk-form-group" }, h("label", { class: "govuk-label", for: id }, "Bring a file"), h("div", { class: "govuk-hint" }, say("filesHint")), input, chosen),
    h("div", { class: "filter__row" }, what.row, held.length > 1 ? where.row : null),
    button("Seal it into the case", bring, { kind: "secondary" }),
    status,
  );
}
