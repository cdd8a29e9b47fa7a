// Why a group was proposed what it was: what was ruled out and why, what else is open, what a place is worth to others, and whom another
// choice would displace.

import { pairsOf } from "./candidates.js";
import { daysAfter } from "./instance.js";
import { WORTH } from "./model.js";
import { takes } from "./room.js";
import { prepare } from "./solving.js";

/**
 * @typedef {import("./instance.js").Instance} Instance
 * @typedef {import("./solving.js").Outcome} Outcome
 * @typedef {import("./solving.js").Proposal} Proposal
 * @typedef {import("./candidates.js").Candidates} Candidates
 * @typedef {import("./candidates.js").Pair} Pair
 * @typedef {{way: string, score: number, expected_on: string, is_late: boolean, worth: number, price: number}} Choice
 *   worth: to this group; price: to whoever would have the places otherwise; both in hundred-thousandths of a weighted person, without the keep bonus
 * @typedef {{card: string, proposed: Choice | null, others: Choice[], out: import("./instance.js").Out[], counted: {code: string, ways: number}[],
 *   notes: string[], is_late_without_need: boolean}} Explanation
 * @typedef {{card: string, from: string, to: string, lost: number}} Displaced lost: score per mille
 * @typedef {{displaced: Displaced[], gained: Displaced[], moved: Displaced[], lost: number}} Compared lost: worth of the whole, without the keep bonus
 */

/**
 * Explain one group's proposal.
 * @param {Instance} instance
 * @param {Outcome} outcome of a run of it
 * @param {string} card
 * @returns {Explanation}
 */
export function explain(instance, outcome, card) {
  const { found } = prepare(instance);
  const way = outcome.placed.chosen.find((one) => one.card === card)?.way;
  const choices = pairsOf(found, card).map((pair) => choiceOf(instance, outcome, pair));
  choices.sort((one, other) => other.score - one.score || (one.way < other.way ? -1 : 1));
  const proposed = choices.find((choice) => choice.way === way) ?? null;
  const others = choices.filter((choice) => choice !== proposed);
  const out = ruledOut(found, card);
  return {
    card,
    proposed,
    others,
    out,
    counted: countedOf(out),
    notes: found.notes.filter((note) => note.card === card).map((note) => note.code),
    is_late_without_need: Boolean(proposed?.is_late) && others.some((choice) => !choice.is_late),
  };
}

/** @param {Instance} instance @param {Outcome} outcome @param {Pair} pair @returns {Choice} */
function choiceOf(instance, { prices }, pair) {
  const expected_on = daysAfter(instance.made_on, pair.days);
  const { weights } = instance;
  const price = takes(pair).reduce((sum, [name, amount]) => sum + (prices[name] ?? 0) * (name.startsWith("fund ") ? amount / 1000 : amount), 0);
  return {
    way: pair.way.id,
    score: pair.score,
    expected_on,
    is_late: pair.group.deadline !== "" && expected_on > pair.group.deadline,
    worth: weights[pair.group.tier] * pair.group.people * pair.score * 100,
    price: Math.round(price * WORTH),
  };
}

/**
 * Every way that is not open to a group, each with at least one code.
 * @param {Candidates} found
 * @param {string} card
 * @returns {import("./instance.js").Out[]}
 */
export function ruledOut(found, card) {
  const group = found.groups.get(card);
  const open = new Set(pairsOf(found, card).map((pair) => pair.way.id));
  const said = new Map((group?.out ?? []).map(({ way, codes }) => [way, codes]));
  return [...found.ways.keys()].flatMap((way) => {
    if (open.has(way)) return [];
    const gone = found.gone.get(card)?.get(way);
    const codes = [...(said.get(way) ?? []), ...(gone ? [gone] : [])];
    return [{ way, codes: codes.length ? codes : ["not-said"] }];
  });
}

/** @param {import("./instance.js").Out[]} out @returns {{code: string, ways: number}[]} the most frequent first */
function countedOf(out) {
  /** @type {Map<string, number>} */
  const counted = new Map();
  for (const code of out.flatMap(({ codes }) => codes)) counted.set(code, (counted.get(code) ?? 0) + 1);
  return [...counted].map(([code, ways]) => ({ code, ways })).sort((one, other) => other.ways - one.ways || (one.code < other.code ? -1 : 1));
}

/**
 * Make the question "what if this group had that way": everybody else keeps what is proposed where that costs next to nothing, so that only those
 * move who must.
 * @param {Instance} instance
 * @param {Outcome} outcome of its run
 * @param {Proposal} force
 * @returns {{codes: string[], instance: Instance, options: {force: Proposal}}} codes: why it cannot be asked; then nothing is to be run
 */
export function whatIf(instance, outcome, force) {
  const { found } = prepare(instance);
  const open = pairsOf(found, force.card).some((pair) => pair.way.id === force.way);
  const codes = open ? [] : (ruledOut(found, force.card).find(({ way }) => way === force.way)?.codes ?? ["not-in-round"]);
  const now = new Map(outcome.placed.chosen.map(({ card, way }) => [card, way]));
  return { codes, instance: { ...instance, groups: instance.groups.map((group) => ({ ...group, open: now.get(group.card) ?? "" })) }, options: { force } };
}

/**
 * Say what became different, by card.
 * @param {Instance} instance
 * @param {Outcome} before
 * @param {Outcome} after
 * @returns {Compared}
 */
export function compared(instance, before, after) {
  const groups = new Map(instance.groups.map((group) => [group.card, group]));
  /** @param {string} card @param {string} way */
  const scoreOf = (card, way) => groups.get(card)?.ways.find((open) => open.way === way)?.score ?? 0;
  const [was, is] = [before, after].map(({ placed }) => new Map(placed.chosen.map(({ card, way }) => [card, way])));
  const changed = [...groups.keys()].flatMap((card) => {
    const [from, to] = [was?.get(card) ?? "", is?.get(card) ?? ""];
    return from === to ? [] : [{ card, from, to, lost: scoreOf(card, from) - scoreOf(card, to) }];
  });
  const lost = changed.reduce((sum, one) => sum + one.lost * (groups.get(one.card)?.people ?? 0) * instance.weights[groups.get(one.card)?.tier ?? "low"] * 100, 0);
  return {
    displaced: changed.filter((one) => one.lost > 0),
    gained: changed.filter((one) => one.lost < 0),
    moved: changed.filter((one) => one.lost === 0),
    lost,
  };
}
