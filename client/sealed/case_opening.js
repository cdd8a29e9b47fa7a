// A case begins: what it is called, of which crisis it is, and who may read which part of it.

import { addEntry, newSending } from "../casework/acts.js";
import { newOpening, openCase } from "../casework/opening.js";
import { proposeName } from "./case_names.js";
import { isOffline } from "./cases.js";
import { button, field, h, show } from "./dom.js";
import { choices, notice, select } from "./inbox_parts.js";
import { wayBack } from "./parts.js";
import { COMPARTMENT_WORDS, say } from "./words_cases.js";
import { sentenceFor } from "./words.js";

/** @typedef {import("../casework/acts.js").Hands} Hands @typedef {import("../casework/opening.js").Opening} Opening */
/**
 * @typedef {{alias: string, crisis: string, team: string[] | null, identity: string[] | null, route: string[] | null, opening: Opening, [more: string]: any}} Draft team: who
 *   reads the case besides me; identity and route: null where the whole team does
 */

/**
 * Say that the work goes on.
 * @typedef {(sentence: string) => void} Say
 */

/** Give a draft to begin with. @param {Hands} hands @param {string[]} [team] @returns {Draft} */
export function newDraft({ store }, team) {
  const chance = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
  return { alias: proposeName(store.cases().map((one) => one.card.alias), chance), crisis: "", team: team ?? null, identity: null, route: null, opening: newOpening() };
}

/** Who of my organisation can be trusted with a case. @param {import("./shell.js").Context} context */
export function colleagues({ people, me }) {
  return people.filter((one) => one.member !== me.member && one.state === "trusted" && one.active && one.may_hold && one.organisation.reference === me.organisation.reference);
}

/**
 * The fields of a new case, and what opens it.
 * @param {Hands} hands
 * @param {Draft} draft
 * @param {{more?: import("./dom.js").Child, run: (wanted: import("../casework/opening.js").Wanted, say: Say) => Promise<unknown>, leave?: () => void}} wanted run is called again with
 *   the same draft where the line broke, and goes on
 */
export function openingForm(hands, draft, { more = null, run, leave }) {
  const { context } = hands;
  const known = colleagues(context);
  if (known.length === 0) return notice("word", say("needsTwoTitle"), h("p", {}, say("needsTwo")));
  draft.team ??= [];
  const alias = field({ label: "Name of the case", hint: say("aliasHint"), value: draft.alias, attributes: { maxlength: 40, dir: "auto", autocapitalize: "words" } });
  alias.input.addEventListener("input", () => (draft.alias = alias.input.value));
  const crisis = h("div", {});
  void drawCrises(crisis, hands, draft);
  const team = h("div", {}, peopleOf("Who works on it with you", known, draft.team, (some) => (draft.team = some)), h("p", { class: "quiet small" }, say("teamHint")));
  const status = h("p", { class: "progress-words", role: "status" });
  const problem = h("div", { role: "alert" });

  async function open() {
    show(problem);
    alias.fail(draft.alias.trim() ? null : "Give it a made-up name.");
    if (!draft.alias.trim()) return alias.input.focus();
    const none = [draft.team, draft.identity ?? draft.team, draft.route ?? draft.team].some((some) => !some || some.length === 0);
    if (none) return show(problem, notice("word", "", h("p", {}, say("needSecond"))));
    const holders = { case: draft.team ?? [], ...(draft.identity ? { identity: draft.identity } : {}), ...(draft.route ? { route: draft.route } : {}) };
    try {
      show(status, say("opening1"));
      await run({ alias: draft.alias.trim(), crisis: draft.crisis, holder: context.me.member, holders }, (sentence) => show(status, sentence));
    } catch (failure) {
      show(problem, notice("word", "", h("p", {}, `${isOffline(failure) ? say("offlineOpening") : sentenceFor(failure)} ${isOffline(failure) ? "" : say("goOn")}`)));
    } finally {
      show(status);
    }
  }
  return h(
    "div",
    { class: "case__opening" },
    alias.row,
    crisis,
    team,
    fewer(known, draft),
    more,
    problem,
    h("div", { class: "row" }, button("Open the case", open), leave ? button("Cancel", leave, { link: true }) : null),
    status,
  );
}

/** @param {string} legend @param {import("./shell.js").Person[]} known @param {readonly string[]} chosen @param {(some: string[]) => void} change */
function peopleOf(legend, known, chosen, change) {
  return choices({ legend, options: known.map((one) => /** @type {const} */ ([one.member, one.name])), chosen, change });
}

/** Who it is and where to are vaults of their own; usually the same people read them. @param {import("./shell.js").Person[]} known @param {Draft} draft */
function fewer(known, draft) {
  const parts = /** @type {const} */ (["identity", "route"]).map((part) => {
    const place = h("div", {});
    const draw = () =>
      show(
        place,
        draft[part]
          ? [peopleOf(`${COMPARTMENT_WORDS[part]?.[0]}: ${COMPARTMENT_WORDS[part]?.[1]}`, known, draft[part] ?? [], (some) => (draft[part] = some)), button("The whole team after all", () => set(null), { link: true })]
          : button(`Choose who may read “${COMPARTMENT_WORDS[part]?.[0]}”`, () => set([...(draft.team ?? [])]), { link: true }),
      );
    const set = (/** @type {string[] | null} */ some) => {
      draft[part] = some;
      draw();
    };
    draw();
    return place;
  });
  return h("details", { class: "case__fewer", open: draft.identity || draft.route ? true : null }, h("summary", {}, "Let fewer people read who it is, or where to"), h("p", { class: "quiet small" }, say("fewerHint")), parts);
}

/** @param {HTMLElement} place @param {Hands} hands @param {Draft} draft */
async function drawCrises(place, { context }, draft) {
  const { crises } = await context.api.get("/desk/cases/registers/").catch(() => ({ crises: [] }));
  if (crises.length === 0) return;
  draft.crisis ||= crises[0].reference;
  if (crises.length === 1) return;
  show(place, select({ label: "Crisis", options: crises.map((/** @type {any} */ one) => [one.reference, one.title]), value: draft.crisis, change: (value) => (draft.crisis = value) }).row);
}

/**
 * A case that begins without a request.
 * @param {HTMLElement} place
 * @param {Hands} hands
 * @returns {import("./cases.js").View}
 */
export function openingScreen(place, hands) {
  const { context, store } = hands;
  /** @type {Draft} */
  const draft = store.drafts.get("new case") ?? { ...newDraft(hands), text: "", entry: newSending() };
  store.drafts.set("new case", draft);
  const words = field({ label: "What is known so far", hint: say("knownHint"), input: "textarea", rows: 4, value: draft.text, attributes: { dir: "auto", maxlength: 5000 } });
  words.input.addEventListener("input", () => (draft.text = words.input.value));
  /** @param {import("../casework/opening.js").Wanted} wanted */
  async function run(wanted) {
    await openCase(hands, { ...wanted, request: { came: "hand" } }, draft.opening);
    if (draft.text.trim()) await addEntry(hands, draft.opening.id, { kind: "entry", how: "note", text: draft.text.trim() }, draft.entry);
    store.drafts.delete("new case");
    context.go(`/cases/${draft.opening.id}`, { replace: true });
    context.notify(say("opened", { reference: draft.opening.reference }));
  }
  show(place, wayBack(context, "/cases", "All cases"), h("h1", { class: "govuk-heading-l" }, "Open a case"), openingForm(hands, draft, { more: words.row, run }));
  return { changed: () => {} };
}
