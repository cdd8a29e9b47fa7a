// Beginning to wait for signs of life, and waiting at another time.

import { beginCheckIn, firstDue, lastDay, minutesWords, MODES, move, newBeginning, problemsOf, proposeWords, timeProblems } from "../casework/checkins.js";
import { fromZone, inZone, isZone, zoneHere, zones, zoneWords } from "../casework/zones.js";
import { moment } from "../vault/moments.js";
import { button, field, freshId, h } from "./dom.js";
import { select } from "./inbox_parts.js";
import { MODE_WORDS, say } from "./words_alarms.js";

/** @typedef {import("./case_panels.js").CaseDesk} CaseDesk */
/** @typedef {{id: string, reference: string, name: string, mine: boolean}} Team @typedef {{teams: Team[], intake: string}} Teams */

/**
 * A choice out of a list.
 * @param {{label: string, hint?: string, options: [string, string][], value: string, changed: (value: string) => void, name: string}} wanted
 */
export function choice({ label, hint, options, value, changed, name }) {
  const { row, control } = select({ label, options, value, change: changed });
  const error = h("p", { class: "govuk-error-message", hidden: true });
  control.dataset.field = name;
  control.before(...(hint ? [h("div", { class: "govuk-hint" }, hint)] : []), error);
  const fail = (/** @type {string | null} */ sentence) => {
    error.hidden = sentence === null;
    error.textContent = sentence ?? "";
    row.classList.toggle("govuk-form-group--error", sentence !== null);
  };
  return { row, select: control, fail };
}

/**
 * The form of a new check-in. What is typed stays in the desk's draft until the timer runs and the case knows it.
 * @param {CaseDesk} desk
 * @param {Teams} teams
 * @param {() => void} leave
 * @returns {HTMLElement}
 */
export function beginForm(desk, teams, leave) {
  const clock = desk.hands.clock ?? (() => new Date());
  const language = desk.view().card.language || "en";
  const mine = teams.teams.filter((team) => team.mine);
  const draft = desk.draft("check-in");
  if (!draft.typed) {
    draft.beginning = newBeginning();
    draft.zone = zoneHere();
    draft.typed = { mode: "travel", team: mine[0]?.id ?? "", zone: zoneHere(), ...timesOf("travel", zoneHere()), ...proposeWords(language) };
  }
  const { typed } = draft;

  /** @param {string} mode @param {string} zone */
  function timesOf(mode, zone) {
    const { every, grace } = /** @type {{every: number, grace: number}} */ (MODES[mode]);
    return { every: String(every), grace: String(grace), due: inZone(firstDue(mode, clock()), zone), ends_on: lastDay(mode, clock()) };
  }

  const inputs = /** @type {Record<string, ReturnType<typeof field>>} */ ({});
  const both = h("p", { class: "govuk-hint", "aria-live": "polite" });
  const words = h("p", { class: "govuk-hint" });

  /** @param {string} name @param {Parameters<typeof field>[0]} wanted */
  function typedField(name, wanted) {
    const made = field({ ...wanted, value: typed[name], attributes: { "data-field": name, ...wanted.attributes } });
    made.input.addEventListener("input", () => {
      const before = typed.zone;
      typed[name] = made.input.value;
      if (name === "due") draft.isDueTyped = true;
      if (name === "zone") moved(before);
      tell();
    });
    inputs[name] = made;
    return made.row;
  }

  function tell() {
    const due = isZone(typed.zone) ? fromZone(typed.due, typed.zone) : "";
    both.textContent = due ? `${zoneWords(due, typed.zone)}, that is ${zoneWords(due, "UTC")}` : "";
    words.textContent = `Then every ${minutesWords(Number(typed.every) || 0)}; missed after ${minutesWords(Number(typed.grace) || 0)} more.`;
  }

  /** What was proposed stays the same moment where the person is; what was typed is what their clock says. @param {string} before a zone */
  function moved(before) {
    if (isZone(before)) draft.zone = before;
    if (!isZone(typed.zone) || draft.isDueTyped || draft.zone === typed.zone) return;
    put({ due: inZone(fromZone(typed.due, draft.zone), typed.zone) });
    draft.zone = typed.zone;
  }

  /** @param {Record<string, string>} values */
  function put(values) {
    Object.assign(typed, values);
    for (const [name, value] of Object.entries(values)) if (inputs[name]) inputs[name].input.value = value;
    tell();
  }

  const zoneList = freshId("zones");
  const mode = choice({ label: "What it is for", options: Object.entries(MODE_WORDS), value: typed.mode, name: "mode", changed: (value) => ((typed.mode = value), (draft.isDueTyped = false), put(timesOf(value, isZone(typed.zone) ? typed.zone : "UTC"))) });
  const team = choice({ label: "Team that is told", options: mine.map((one) => [one.id, one.name]), value: typed.team, name: "team", changed: (value) => (typed.team = value) });
  const element = h(
    "form",
    { class: "case-form", "aria-label": "Begin a check-in", on: { submit: (/** @type {Event} */ event) => void (event.preventDefault(), send.click()) } },
    h("h3", { class: "govuk-heading-s" }, "Begin a check-in"),
    mode.row,
    team.row,
    typedField("zone", { label: "Where the person is", hint: "Their time zone, as Europe/Moscow.", attributes: { list: zoneList } }),
    h("datalist", { id: zoneList }, zones().map((zone) => h("option", { value: zone }))),
    typedField("due", { label: "First sign of life, by their clock", type: "datetime-local", attributes: { class: "govuk-input govuk-input--width-20" } }),
    both,
    typedField("every", { label: "Then again after how many minutes", attributes: { inputmode: "numeric", class: "govuk-input govuk-input--width-5" } }),
    typedField("grace", { label: "May be late by how many minutes", attributes: { inputmode: "numeric", class: "govuk-input govuk-input--width-5" } }),
    words,
    typedField("ends_on", { label: "Last day", type: "date", attributes: { class: "govuk-input govuk-input--width-10" } }),
    typedField("word", { label: "Word that means well", hint: "Proposed; let the person choose another that they will not forget.", attributes: { dir: "auto" } }),
    typedField("duress", { label: "Word that means danger", hint: "Looks the same on their screen, and raises an alarm at once.", attributes: { dir: "auto" } }),
    button("Propose other words", () => put(proposeWords(language)), { link: true }),
    h("p", { class: "govuk-hint" }, say.link),
    teams.intake ? null : h("p", { class: "govuk-hint" }, say.noIntake),
  );
  const send = button("Start the timer", keep);
  element.append(h("div", { class: "row" }, send, button("Leave it", () => (desk.dropDraft("check-in"), leave()), { link: true })));

  async function keep() {
    const zone = isZone(typed.zone) ? typed.zone : "";
    const wanted = { ...typed, every: Number(typed.every), grace: Number(typed.grace), due: zone ? fromZone(typed.due, zone) : "" };
    /** @type {Record<string, string>} */
    const problems = { ...problemsOf(wanted, clock()), ...(zone ? {} : { zone: "There is no such time zone. Choose it from the list." }) };
    for (const [name, made] of Object.entries(inputs)) made.fail(problems[name] ?? null);
    team.fail(problems.team ?? null);
    if (Object.keys(problems).length > 0) return /** @type {HTMLElement | null} */ (element.querySelector(".govuk-form-group--error :is(input, select)"))?.focus();
    const went = await desk.act(() => beginCheckIn(desk.hands, desk.id, wanted, draft.beginning, { address: teams.intake, language: askedIn(language) }), "The timer runs.");
    if (!went) return;
    desk.dropDraft("check-in");
    leave();
  }
  tell();
  return element;
}

/** The language of the intake's page, where it has one in theirs. @param {string} language */
function askedIn(language) {
  return ["en", "sv", "da", "de", "fr", "ru", "ar", "ce"].includes(language) ? language : "en";
}

/** Whether somebody types another time for a check-in. @param {CaseDesk} desk @param {import("../casework/kinds.js").Item} item */
export function isMoving(desk, item) {
  return Boolean(desk.draft(`move-${item.id}`).typed);
}

/**
 * Begin to type another time; it stays in the desk's draft, however often the page is drawn anew, until it is kept or left.
 * @param {CaseDesk} desk
 * @param {import("../casework/kinds.js").Item} item
 * @param {import("../casework/checkins.js").Timer} timer as the server has it now
 */
export function beginMoving(desk, item, timer) {
  const zone = isZone(item.body.zone) ? item.body.zone : "UTC";
  desk.draft(`move-${item.id}`).typed = { due: inZone(timer.due_at || moment(new Date()), zone), every: String(timer.every), grace: String(timer.grace), ends_on: timer.ends_on };
}

/**
 * A small form that waits for the next sign of life at another time.
 * @param {CaseDesk} desk
 * @param {import("../casework/kinds.js").Item} item
 * @param {() => void} leave
 */
export function moveForm(desk, item, leave) {
  const zone = isZone(item.body.zone) ? item.body.zone : "UTC";
  const { typed } = desk.draft(`move-${item.id}`);
  const both = h("p", { class: "govuk-hint", "aria-live": "polite" });
  const tell = () => {
    const at = fromZone(typed.due, zone);
    both.textContent = at ? `${zoneWords(at, zone)}, that is ${zoneWords(at, "UTC")}` : "";
  };
  /** @param {string} name @param {Parameters<typeof field>[0]} wanted */
  const typedField = (name, wanted) => {
    const made = field({ ...wanted, value: typed[name], attributes: { "data-field": name, ...wanted.attributes } });
    made.input.addEventListener("input", () => {
      typed[name] = made.input.value;
      tell();
    });
    return made;
  };
  const fields = {
    due: typedField("due", { label: `Next sign of life, by their clock (${zone})`, type: "datetime-local", attributes: { class: "govuk-input govuk-input--width-20" } }),
    every: typedField("every", { label: "Then again after how many minutes", attributes: { inputmode: "numeric", class: "govuk-input govuk-input--width-5" } }),
    grace: typedField("grace", { label: "May be late by how many minutes", attributes: { inputmode: "numeric", class: "govuk-input govuk-input--width-5" } }),
    ends_on: typedField("ends_on", { label: "Last day", type: "date", attributes: { class: "govuk-input govuk-input--width-10" } }),
  };
  tell();
  const close = () => {
    desk.dropDraft(`move-${item.id}`);
    leave();
  };
  const keep = button("Wait until then", async () => {
    const times = { due: fromZone(typed.due, zone), every: Number(typed.every), grace: Number(typed.grace), ends_on: typed.ends_on };
    const problems = timeProblems(times, desk.hands.clock?.() ?? new Date());
    for (const [name, made] of Object.entries(fields)) made.fail(problems[name] ?? null);
    if (Object.keys(problems).length === 0 && (await desk.act(() => move(desk.hands, desk.id, item, times), "Kept."))) close();
  });
  return h("div", { class: "case-form" }, fields.due.row, both, fields.every.row, fields.grace.row, fields.ends_on.row, h("div", { class: "row" }, keep, button("Leave it", close, { link: true })));
}
