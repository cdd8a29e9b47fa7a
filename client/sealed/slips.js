// Writing one sentence that may be said in public, and being told while writing what it shows too much of.

import { mayShare } from "../casework/consents.js";
import { quarterOf, quartersBefore } from "../casework/numbers.js";
import { sharedRuns } from "../casework/shingles.js";
import { everythingTold, handIn, isArea, isOver, isPeriod, newHanding, slipTroubles } from "../casework/slips.js";
import { of } from "../casework/state.js";
import { today } from "./case_items.js";
import { languages } from "./case_lands.js";
import { button, field, h, show } from "./dom.js";
import { choices, select } from "./inbox_parts.js";
import { AMOUNTS, ROOTS, say, SLIP_TROUBLES } from "./words_numbers.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk */

/**
 * @param {HTMLElement} place
 * @param {CaseDesk} desk
 * @param {() => void} kept
 * @returns {{changed: () => void}}
 */
export function slipForm(place, desk, kept) {
  let isOpen = Boolean(desk.draft("slip").handing);
  if (!isOpen) desk.dropDraft("slip");

  function changed() {
    if (!desk.view().held.has("story")) return show(place);
    if (isOpen && place.querySelector("form")) return;
    if (isOpen) return void form(place, desk, close, kept);
    show(place, button("Write a sentence", open, { kind: "secondary" }));
  }
  function open() {
    isOpen = true;
    form(place, desk, close, kept);
    /** @type {HTMLElement | null} */ (place.querySelector("textarea"))?.focus();
  }
  function close() {
    isOpen = false;
    desk.dropDraft("slip");
    show(place);
    changed();
  }
  changed();
  return { changed };
}

/** What was told in this case, as a line to tick. @param {CaseDesk} desk @returns {[string, string][]} */
function testimonies(desk) {
  return of(desk.hands.store.items(desk.id), "testimony").map(({ id, body }) => [id, `${body.on || "no day"}: ${[...body.text].slice(0, 60).join("")}…`]);
}

/** @param {CaseDesk} desk @param {any} draft @returns {{said: import("../casework/slips.js").Said, problems: Record<string, string>}} */
function read(desk, draft) {
  const { store } = desk.hands;
  const said = { text: draft.text.trim(), language: draft.language, root_kind: draft.root_kind, amount: draft.amount, period: draft.period.trim().toUpperCase(), area: draft.area.trim().toUpperCase() };
  const [run] = sharedRuns(said.text, everythingTold(store));
  const [trouble] = slipTroubles(said.text);
  const consent = mayShare(store.items(desk.id), { purpose: "testimony", on: today(desk) });
  /** @type {Record<string, string>} */
  const problems = {};
  if (run) problems.text = say("repeats", { run });
  else if (trouble) problems.text = SLIP_TROUBLES[trouble] ?? trouble;
  if (!said.amount) problems.amount = say("who");
  if (!isPeriod(said.period) || !isOver(said.period, today(desk))) problems.period = say("when");
  if (!isArea(said.area)) problems.area = say("where");
  if (draft.of.length === 0) problems.of = say("rests");
  else if (!consent.may) problems.of = say("mayNot", { what: consent.why.replaceAll("-", " ") });
  return { said, problems };
}

/** @param {HTMLElement} place @param {CaseDesk} desk @param {() => void} close @param {() => void} kept */
function form(place, desk, close, kept) {
  const draft = desk.draft("slip");
  const told = testimonies(desk);
  draft.handing ??= newHanding();
  for (const [name, value] of Object.entries({ text: "", language: "en", root_kind: "first-hand", amount: "", period: quartersBefore(today(desk), 1)[0] ?? quarterOf(today(desk)), area: "", of: told.length === 1 ? [told[0]?.[0]] : [] })) draft[name] ??= value;
  const text = field({ label: "The sentence", hint: "In your own words, as it may stand in a report.", input: "textarea", rows: 3, value: draft.text, attributes: { maxlength: 400, dir: "auto", "data-field": "text", autocapitalize: "sentences" } });
  const period = field({ label: "When it happened", hint: "A quarter or a month.", value: draft.period, attributes: { "data-field": "period", class: "govuk-input govuk-input--width-10" } });
  const area = field({ label: "Where", hint: "A country or one of its large parts, as RU or RU-CE.", value: draft.area, attributes: { "data-field": "area", class: "govuk-input govuk-input--width-10", maxlength: 6 } });
  const amount = select({ label: "How many people stand behind it", options: [["", "Choose"], ...AMOUNTS], value: draft.amount, change: (value) => (draft.amount = value) });
  const root = select({ label: "What it rests on", options: [...ROOTS], value: draft.root_kind, change: (value) => (draft.root_kind = value) });
  const language = select({ label: "Language of the sentence", options: languages(), value: draft.language, change: (value) => (draft.language = value) });
  const rests = told.length > 0 ? choices({ legend: "Testimonies it rests on (stays in the case)", options: told, chosen: draft.of, change: (some) => (draft.of = some) }) : h("p", { class: "govuk-hint" }, "Nothing is written down here yet.");
  const errors = h("div", { role: "alert" });
  for (const one of /** @type {const} */ ([["text", text], ["period", period], ["area", area]])) one[1].input.addEventListener("input", () => (draft[one[0]] = one[1].input.value));
  text.input.addEventListener("blur", () => {
    const { problems } = read(desk, draft);
    text.fail(draft.text.trim() === "" ? null : (problems.text ?? null));
  });

  async function send() {
    const { said, problems } = read(desk, draft);
    text.fail(problems.text ?? null);
    period.fail(problems.period ?? null);
    area.fail(problems.area ?? null);
    show(errors, [problems.amount, problems.of].filter(Boolean).map((one) => h("p", { class: "govuk-error-message" }, h("span", { class: "govuk-visually-hidden" }, "Error: "), one)));
    if (Object.keys(problems).length > 0) return /** @type {HTMLElement | null} */ (place.querySelector(".govuk-form-group--error :is(textarea, input)"))?.focus();
    const crisis = await crisisOf(desk);
    const went = await desk.act(() => handIn(desk.hands, desk.id, { crisis, said, of: draft.of }, draft.handing));
    if (!went) return;
    desk.hands.context.notify(say("handed", { reference: draft.handing.reference }));
    close();
    kept();
  }
  const button_ = button(say("handIn"), send);
  show(
    place,
    h(
      "form",
      { class: "case-form", "data-form": "slip", "aria-label": "Write a sentence", on: { submit: (/** @type {Event} */ event) => void (event.preventDefault(), button_.click()) } },
      h("h3", { class: "govuk-heading-s" }, "Write a sentence"),
      rests, text.row, amount.row, root.row, period.row, area.row, language.row, errors,
      h("div", { class: "row" }, button_, button("Leave it", close, { link: true })),
    ),
  );
}

/** The crisis of the case; where its card names none, the only one there is. @param {CaseDesk} desk @returns {Promise<string>} */
async function crisisOf(desk) {
  const { crisis } = desk.view().card;
  if (crisis) return crisis;
  const { crises } = await desk.hands.context.api.get("/desk/released/slips/");
  return crises[0]?.reference ?? "";
}
