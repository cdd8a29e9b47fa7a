// The head of a case: what it is called, how it stands with the person, what is due, and who has it.

import { keepCard } from "../casework/acts.js";
import { newest } from "../casework/state.js";
import { moment } from "../vault/moments.js";
import { heed } from "./case_person.js";
import { inDanger, isClosed } from "./cases_order.js";
import { button, h } from "./dom.js";
import { facts, stamp } from "./inbox_parts.js";
import { dayWords, waitingWords } from "./requests_time.js";
import { DANGER_STAMPS, DANGER_WORDS, languageWords } from "./requests_words.js";
import { DUE_WORDS, OVERLAY_WORDS, say, STAGE_STAMPS, stageWords, TIER_STAMPS, TIER_WORDS } from "./words_cases.js";

/** @typedef {import("../casework/store.js").CaseView} CaseView */

/** @param {CaseView} view @param {boolean} [large] */
export function overlayStamps(view, large = false) {
  if (!inDanger(view)) return null;
  const now = new Date();
  return view.derived.overlays.map(({ kind, since }) => stamp(`${OVERLAY_WORDS[kind] ?? kind}${since ? `, ${waitingWords({ at: since, isDay: false }, now)}` : ""}`, "danger", large));
}

/** @param {CaseView} view @param {boolean} [large] */
export function tierStamp(view, large = false) {
  const { tier } = view.derived;
  return isClosed(view) ? null : stamp(TIER_WORDS[tier] ?? tier, TIER_STAMPS[tier] ?? "quiet", large);
}

/** @param {CaseView} view @param {boolean} [large] */
export function stageStamp(view, large = false) {
  const { stage } = view.derived;
  return stamp(stageWords(view.shell.state === "closed" && !isClosed({ ...view, shell: { ...view.shell, state: "helping" } }) ? "closed" : stage), STAGE_STAMPS[stage] ?? "accepted", large);
}

/** What is due, with its day said as people say it. @param {CaseView} view */
export function dueWords(view) {
  const { on, what } = view.derived.due;
  if (!on || isClosed(view)) return null;
  const today = moment(new Date()).slice(0, 10);
  const when = on === today ? "today" : on < today ? `since ${dayWords(on, "short")}` : dayWords(on, "short");
  const words = what === "need" ? (DUE_WORDS.need ?? "") : `${DUE_WORDS[what] ?? what}: ${when}`;
  return on <= today ? h("strong", { class: "cases__due" }, words) : h("span", { class: "cases__due" }, words);
}

/** What a colleague noted waits for another's word. @param {CaseView} view @param {string} me who cannot say it about their own */
export function secondStamp(view, me) {
  const { second } = view.derived;
  return second && second !== me && !isClosed(view) ? stamp("A second word is wanted", "waiting") : null;
}

/** Nobody has looked at it yet, so what the person said is all that is known of the danger. @param {CaseView} view */
function isUnlooked(view) {
  return !isClosed(view) && !view.rest && view.derived.facts.triage === "";
}

/** @param {"now" | "soon" | "none"} danger */
function saidStamp(danger) {
  return stamp(`The person wrote: ${DANGER_WORDS[danger].toLowerCase()}`, DANGER_STAMPS[danger], true);
}

/**
 * @param {import("./case_panels.js").CaseDesk} desk
 * @returns {import("./dom.js").Child[]}
 */
export function headOf(desk) {
  const view = desk.view();
  const { context } = desk.hands;
  const { shell, card, derived } = view;
  const me = context.me.member;
  const asked = newest(desk.hands.store.items(desk.id, "request"))?.body;
  const contacts = view.held.has("identity") ? desk.hands.store.items(desk.id, "contact") : [];
  const takeIt = () => desk.act(() => keepCard(desk.hands, desk.id, { holder: me }), say("taken"));
  return [
    h("h1", { class: "govuk-heading-l request__title" }, h("bdi", { dir: "auto" }, card.alias || shell.reference)),
    h("div", { class: "stamps" }, overlayStamps(view, true), isUnlooked(view) && asked?.danger ? saidStamp(asked.danger) : null, tierStamp(view), stageStamp(view), secondStamp(view, me), derived.support === "given" ? stamp("Help given", "deed") : derived.support === "open" && !isClosed(view) ? stamp("Help on its way", "waiting") : null),
    facts([
      dueWords(view),
      derived.deadline ? `deadline ${dayWords(derived.deadline)}` : "",
      view.rest ? "" : card.holder ? (card.holder === me ? "yours" : h("span", {}, "with ", h("bdi", {}, context.nameOf(card.holder)))) : "nobody has it yet",
      derived.people > 1 ? `${derived.people} people` : "",
      card.language ? languageWords(card.language) : "",
      shell.is_held ? h("strong", {}, "held back from destruction") : "",
      shell.shred_on ? `destroyed on ${dayWords(shell.shred_on)} ${shell.shred_on.slice(0, 4)}` : "",
      h("span", { class: "quiet" }, shell.reference),
    ]),
    view.opened ? heed(contacts, asked?.hours) : null,
    view.rest || card.holder === me || isClosed(view) || !view.opened
      ? null
      : h("div", { class: "row not-printed" }, button("Take it", takeIt, { kind: card.holder ? "secondary" : "", attributes: { "data-key": "x", "data-key-label": "Take this case" } })),
  ];
}
