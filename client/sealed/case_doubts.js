// Notes of doubt, in a compartment of their own that two reviewers hold. It is made when the first doubt is to be noted.

import { addCompartment } from "../casework/opening.js";
import { isMade } from "./case_held.js";
import { dayOf, itemsSection, peopleFor, today } from "./case_items.js";
import { button, h, show } from "./dom.js";
import { choices, facts, notice, written } from "./inbox_parts.js";
import { say } from "./words_case_work.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk */

/** @type {import("./case_panels.js").Panel} */
export function doubtsPanel(place, desk) {
  /** @type {import("./case_panels.js").Shown | undefined} */
  let section;
  function changed() {
    if (section) return section.changed?.();
    if (isMade(desk, "checks")) section = doubts(place, desk);
    else if (place.childElementCount === 0) show(place, making(desk));
  }
  changed();
  return { changed };
}

/** @param {HTMLElement} place @param {CaseDesk} desk */
function doubts(place, desk) {
  show(place);
  return itemsSection(place, desk, {
    kind: "doubt", title: say("doubtsTitle"), lead: say("doubtsLead"), empty: say("doubtsNone"), add: "Note a doubt",
    fields: ["text", "on"], labels: { text: "What you saw, and what would settle it", on: "Seen on" },
    start: () => ({ on: today(desk) }),
    check: (body) => ({ ...(body.text ? {} : { text: say("doubtText") }) }),
    summary: ({ body }) => [written(body.text, "", "case-item__words"), facts([body.on ? ["seen on ", dayOf(desk, body.on)] : null])],
  });
}

/** @param {CaseDesk} desk */
function making(desk) {
  const { me } = desk.hands.context;
  const place = h("div");
  const name = "checks-compartment";
  const open = button("Make the part for notes of doubt", () => draw(), { kind: "secondary" });
  function draw() {
    const draft = desk.draft(name);
    draft.holders ??= [];
    draft.progress ??= { sendings: new Map() };
    const problem = h("p", { class: "govuk-error-message", hidden: true }, say("checksNobody"));
    const people = peopleFor(desk, "case").filter(([member]) => member !== me.member);
    const make = async () => {
      problem.hidden = draft.holders.length > 0;
      if (draft.holders.length === 0) return;
      if (await desk.act(() => addCompartment(desk.hands, desk.id, { compartment: "checks", holders: draft.holders }, draft.progress), say("checksMade"))) desk.dropDraft(name);
    };
    const leave = () => {
      desk.dropDraft(name);
      show(place, open);
      open.focus();
    };
    show(place, h("div", { class: "case-form" }, problem, choices({ legend: say("checksWho"), options: people, chosen: draft.holders, change: (chosen) => (draft.holders = chosen) }), h("div", { class: "row" }, button("Make it", make), button("Leave it", leave, { link: true }))));
    place.querySelector("input")?.focus();
  }
  show(place, open);
  return [h("h2", { class: "govuk-heading-m" }, say("doubtsTitle")), notice("", "", h("p", {}, say("checksNone"))), place];
}
