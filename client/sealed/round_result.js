// What a run proposes, beside placing by hand, and why. Groups are called by the beginning of an id that was made for this round.

import { explain } from "../placement/explaining.js";
import { TIERS } from "../placement/instance.js";
import { NoAnswer } from "../placement/asking.js";
import { gapOf } from "../placement/solving.js";
import { button, h, show } from "./dom.js";
import { facts, notice, numberOf, stamp } from "./inbox_parts.js";
import { section } from "./parts.js";
import { dayWords } from "./requests_time.js";
import { flowsOf } from "./round_flows.js";
import { waysOf } from "./round_screen.js";
import { counted } from "./words.js";
import { TIER_STAMPS, TIER_WORDS } from "./words_cases.js";
import { CODE_WORDS, codeWords, say } from "./words_placement.js";
import { nameOfWay } from "./words_ways.js";

/** @typedef {import("../placement/instance.js").Instance} Instance @typedef {import("../placement/solving.js").Outcome} Outcome */
/**
 * @typedef {{hands: import("./rounds.js").RoundHands, round: import("../casework/rounds.js").Round, instance: Instance, outcome: Outcome,
 *   solver: () => ReturnType<typeof import("./solver.js").openSolver>}} Result
 */

const WORTH = 100_000;

/** @param {Result} result */
export function resultOf(result) {
  const { instance, outcome, hands, round } = result;
  const names = new Map(waysOf(hands, round).map((way) => [way.id, nameOfWay(way.body)]));
  const nameOf = (/** @type {string} */ way) => names.get(way) ?? numberOf(way);
  const why = h("div", { class: "rounds__why", tabindex: "-1" });
  const open = (/** @type {string} */ card) => {
    show(why, whyOf(result, nameOf, card));
    why.scrollIntoView({ block: "nearest" });
    why.focus({ preventScroll: true });
  };
  return section("What it proposes", numbersOf(instance, outcome), flowsOf(instance, outcome, nameOf), why, proposals(instance, outcome, nameOf, open));
}

/**
 * Say how good it is, and put the tiers beside what placing by hand gives.
 * @param {Instance} instance
 * @param {Outcome} outcome
 */
export function numbersOf(instance, outcome) {
  const gap = (gapOf(outcome) / 10).toFixed(1);
  const says = outcome.status === "by-hand" ? say("hand") : say(outcome.status === "solved" ? "solved" : "limit", { gap });
  const all = new Map(TIERS.map((tier) => [tier, instance.groups.filter((group) => group.tier === tier)]));
  const cell = (/** @type {string | number} */ value) => h("td", { class: "govuk-table__cell number-cell" }, String(value));
  const safe = (/** @type {number} */ expected) => (expected / 1000).toFixed(1);
  const rows = TIERS.map((tier) => {
    const [solved, hand] = [outcome.placed.tiers[tier], outcome.hand.tiers[tier]];
    const groups = all.get(tier) ?? [];
    return h(
      "tr", { class: "govuk-table__row", "data-tier": tier },
      h("th", { class: "govuk-table__header", scope: "row" }, stamp(TIER_WORDS[tier] ?? tier, TIER_STAMPS[tier] ?? "quiet")),
      cell(`${groups.length} (${groups.reduce((sum, one) => sum + one.people, 0)})`), cell(`${solved.groups} (${solved.people})`), cell(safe(solved.expected)), cell(`${hand.groups} (${hand.people})`), cell(safe(hand.expected)),
    );
  });
  const head = ["How urgent", "Groups (people)", "Placed here", "Expected safe", "Placed by hand", "Expected safe, by hand"];
  return h(
    "div",
    {},
    h("p", { class: "govuk-body", "data-status": outcome.status }, says, " ", say("guarantee")),
    outcome.gives_way ? notice("word", "", h("p", {}, say("short", { orgs: outcome.placed.short.map(({ org }) => org).join(", ") }))) : null,
    h("div", { class: "scroll" }, h("table", { class: "govuk-table rounds__tiers" }, h("caption", { class: "govuk-table__caption" }, "Beside placing by hand"), h("thead", { class: "govuk-table__head" }, h("tr", {}, head.map((label) => h("th", { class: "govuk-table__header", scope: "col" }, label)))), h("tbody", { class: "govuk-table__body" }, rows))),
  );
}

/** @param {Instance} instance @param {Outcome} outcome @param {(way: string) => string} nameOf @param {(card: string) => void} open */
function proposals(instance, outcome, nameOf, open) {
  const [placed, hand] = [outcome.placed, outcome.hand].map(({ chosen }) => new Map(chosen.map(({ card, way }) => [card, way])));
  const groups = [...instance.groups].sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || (a.deadline || "9999").localeCompare(b.deadline || "9999") || a.card.localeCompare(b.card));
  const rows = groups.map((group) => {
    const [way = "", by = ""] = [placed?.get(group.card), hand?.get(group.card)];
    const score = group.ways.find((one) => one.way === way)?.score ?? 0;
    return h(
      "tr", { class: "govuk-table__row", "data-group": group.card },
      h("th", { class: "govuk-table__header", scope: "row" }, button(numberOf(group.card), () => open(group.card), { link: true, attributes: { "aria-label": `Why: ${numberOf(group.card)}` } })),
      h("td", { class: "govuk-table__cell" }, facts([stamp(TIER_WORDS[group.tier] ?? group.tier, TIER_STAMPS[group.tier] ?? "quiet"), counted(group.people, "person", "people"), group.deadline ? `by ${dayWords(group.deadline)}` : null])),
      h("td", { class: "govuk-table__cell" }, way ? [h("bdi", {}, nameOf(way)), ` (${score / 10} %)`] : h("span", { class: "govuk-hint" }, say("unplaced"))),
      h("td", { class: "govuk-table__cell" }, by === way ? "the same" : by ? h("bdi", {}, nameOf(by)) : "nowhere"),
    );
  });
  const head = ["Group", "Who", "Proposed", "By hand"];
  return h("div", { class: "scroll scroll--tall" }, h("table", { class: "govuk-table board-table rounds__proposals" }, h("caption", { class: "govuk-table__caption" }, "Every group, the most urgent first"), h("thead", { class: "govuk-table__head" }, h("tr", {}, head.map((label) => h("th", { class: "govuk-table__header", scope: "col" }, label)))), h("tbody", { class: "govuk-table__body" }, rows)));
}

/** @param {number} value */
const worthWords = (value) => (value / WORTH).toFixed(2);

/** Why one group was proposed what it was. @param {Result} result @param {(way: string) => string} nameOf @param {string} card */
function whyOf(result, nameOf, card) {
  const { instance, outcome } = result;
  const said = explain(instance, outcome, card);
  const group = instance.groups.find((one) => one.card === card);
  const after = h("div", { "aria-live": "polite" });
  const late = (/** @type {import("../placement/explaining.js").Choice} */ one) => (one.is_late ? h("span", { class: "stamp stamp--danger-soon" }, "too late") : null);
  const proposed = said.proposed
    ? [
        h("p", { class: "govuk-body" }, h("strong", {}, h("bdi", {}, nameOf(said.proposed.way))), ` with ${said.proposed.score / 10} %, expected by ${dayWords(said.proposed.expected_on)}. `, say("price", { worth: worthWords(said.proposed.worth), price: worthWords(said.proposed.price) })),
        said.proposed.is_late ? notice(said.is_late_without_need ? "harm" : "word", "", h("p", {}, say("late", { day: dayWords(said.proposed.expected_on), deadline: dayWords(group?.deadline ?? "") }), said.is_late_without_need ? ` ${say("lateNeedless")}` : "")) : null,
      ]
    : h("p", { class: "govuk-body" }, say("unplaced"));
  const others = said.others.map((one) =>
    h("li", {}, h("bdi", {}, nameOf(one.way)), ` (${one.score / 10} %, expected by ${dayWords(one.expected_on)}) `, late(one), " ", button("What if", () => ask(result, nameOf, { card, way: one.way }, after), { link: true, attributes: { "aria-label": `What if: ${nameOf(one.way)}` } })),
  );
  const out = said.out.map(({ way, codes }) => h("li", {}, h("bdi", {}, nameOf(way)), `: ${codeWords(codes)}`));
  const countedWords = said.counted.map(({ code, ways }) => `${ways} ${CODE_WORDS[code] ?? code}`).join(", ");
  return section(
    `Why ${numberOf(card)}`,
    proposed,
    said.notes.length ? notice("word", "", h("p", {}, codeWords(said.notes))) : null,
    h("h3", { class: "govuk-heading-s" }, "What else is open"),
    others.length ? h("ul", { class: "govuk-list govuk-list--bullet" }, others) : h("p", { class: "govuk-body" }, say("nothingOpen")),
    after,
    out.length ? h("details", { class: "govuk-details" }, h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, `Ruled out: ${countedWords}`)), h("div", { class: "govuk-details__text" }, h("ul", { class: "govuk-list govuk-list--bullet" }, out))) : null,
  );
}

/** @param {Result} result @param {(way: string) => string} nameOf @param {{card: string, way: string}} force @param {HTMLElement} place */
async function ask({ instance, outcome, solver, hands }, nameOf, force, place) {
  show(place, h("p", { class: "progress-words", role: "status" }, say("starting")));
  try {
    const { codes, outcome: then, compared } = await solver().ask("whatIf", { instance, outcome, force, limit: 10 });
    if (codes.length || !compared || !then || then.status === "by-hand") return show(place, notice("word", "", h("p", {}, codes.length ? codeWords(codes) : say("whatIfNo"))));
    const line = (/** @type {import("../placement/explaining.js").Displaced} */ one) => h("li", {}, numberOf(one.card), ": ", one.from ? h("bdi", {}, nameOf(one.from)) : "nowhere", " → ", one.to ? h("bdi", {}, nameOf(one.to)) : "nowhere");
    const displaced = compared.displaced.filter((one) => one.card !== force.card);
    const gained = compared.gained.filter((one) => one.card !== force.card);
    show(
      place,
      notice(
        "", `What if ${numberOf(force.card)} went by ${nameOf(force.way)}`,
        h("p", {}, compared.lost > 0 ? say("whatIfCost", { lost: worthWords(compared.lost) }) : "It would cost nothing in all."),
        displaced.length ? [h("p", {}, "Displaced:"), h("ul", { class: "govuk-list govuk-list--bullet" }, displaced.map(line))] : h("p", {}, say("whatIfNone")),
        gained.length ? [h("p", {}, "Better off:"), h("ul", { class: "govuk-list govuk-list--bullet" }, gained.map(line))] : null,
        compared.moved.length ? h("p", {}, `${counted(compared.moved.length, "group moves", "groups move")} without losing anything.`) : null,
      ),
    );
  } catch (problem) {
    show(place);
    hands.context.notify(problem instanceof NoAnswer ? say("noSolver") : hands.context.sentenceFor(problem), "problem");
  }
}
