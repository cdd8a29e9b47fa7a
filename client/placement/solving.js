// A whole run: by hand, then by the solver, and what the places are worth to the others.

import { handBaseline } from "./baseline.js";
import { candidatesOf, dropWhere } from "./candidates.js";
import { broken, shortOf } from "./checking.js";
import { TIERS } from "./instance.js";
import { MODEL, WORTH, guarantee, problemOf } from "./model.js";
import { byPrice } from "./narrowing.js";

/**
 * @typedef {import("./instance.js").Instance} Instance
 * @typedef {import("./candidates.js").Candidates} Candidates
 * @typedef {import("./baseline.js").Chosen} Chosen
 * @typedef {import("./running.js").Run} Run
 * @typedef {import("./running.js").Progress} Progress
 * @typedef {{card: string, way: string}} Proposal
 * @typedef {Record<import("./instance.js").Tier, {groups: number, people: number, expected: number}>} ByTier expected: thousandths of a person
 * @typedef {{chosen: Proposal[], worth: number, tiers: ByTier, short: {org: string, persons: number}[]}} Placed worth: in hundred-thousandths, the keep bonus in it
 * @typedef {{model: string, status: "solved"|"limit"|"by-hand"|"impossible", why: string, placed: Placed, hand: Placed, bound: number, gives_way: boolean,
 *   prices: Record<string, number>, notes: import("./candidates.js").Note[]}} Outcome
 *   by-hand: the solver had no answer, `placed` is what placing by hand gives; impossible: what was forced cannot be; bound and prices in weighted persons
 * @typedef {{limit?: number, force?: Proposal | null, prices?: boolean, progress?: (progress: Progress) => void, large?: number}} Options limit: seconds;
 *   large: from how many pairs on only those that nearly pay are looked at
 */

/** From so many pairs on, only those that nearly pay at the prices of the relaxed problem are looked at. */
const LARGE = 4000;

/**
 * Place a round.
 * @param {Instance} instance
 * @param {Run} run
 * @param {Options} options
 * @returns {Outcome}
 */
export function solveRound(instance, run, { limit = 60, force = null, prices = true, progress, large = LARGE } = {}) {
  const { found, hand, must } = prepare(instance, force);
  const held = ask("held");
  const last = held.answer.status === "infeasible" ? eased() : held;
  /** @type {Pick<Outcome, "model"|"hand"|"notes">} */
  const facts = { model: MODEL, hand: placedOf(found, hand), notes: found.notes };
  if (last.answer.status === "infeasible" || last.answer.status === "failed") return without(last.answer.status);
  const chosen = chosenOf(last.problem, last.answer.x);
  if (broken(found, chosen, hand).length) return without("wrong");
  const status = last.answer.status === "solved" ? /** @type {const} */ ("solved") : /** @type {const} */ ("limit");
  const relaxed = prices ? (last.relaxed ?? run(last.problem, { gap: 0, limit, relaxed: true })) : null;
  const found_prices = relaxed ? pricesOf(last.problem, relaxed) : {};
  return { ...facts, status, why: "", placed: placedOf(found, chosen), bound: last.answer.bound, gives_way: last !== held, prices: found_prices };

  /** @param {import("./model.js").Share} share */
  function ask(share) {
    const problem = problemOf(found, must, share);
    const start = share === "measured" || force ? null : startOf(problem, hand, found, share);
    const wanted = { gap: share === "measured" ? 0 : instance.gap_permille, limit, start, progress };
    if (share === "measured" || problem.pairs.length < large) return { problem, answer: run(problem, wanted), relaxed: null };
    return { problem, ...byPrice(problem, run, { ...wanted, hand }) };
  }

  /** What is fixed and guaranteed comes before the parts of the organisations: those give way, no further than they must. */
  function eased() {
    const measured = ask("measured");
    if (measured.answer.status !== "solved") return measured;
    return ask(Math.round(-measured.answer.value / measured.problem.unit));
  }

  /** @param {string} why @returns {Outcome} */
  function without(why) {
    const status = force && why === "infeasible" ? "impossible" : "by-hand";
    return { ...facts, status, why, placed: facts.hand, bound: 0, gives_way: facts.hand.short.length > 0, prices: {} };
  }
}

/**
 * Work out what is left, what placing by hand gives, and who is guaranteed a way.
 * @param {Instance} instance
 * @param {Proposal | null} force what is asked "what if" about
 */
export function prepare(instance, force = null) {
  const found = candidatesOf(instance);
  const hand = handBaseline(found);
  const must = guarantee(found, hand);
  if (force) {
    dropWhere(found, force.card, "forced", (pair) => pair.way.id !== force.way);
    must.add(force.card);
  }
  return { found, hand, must };
}

/** @param {import("./model.js").Problem} problem @param {ArrayLike<number>} x @returns {Chosen} */
function chosenOf(problem, x) {
  return new Map(problem.pairs.flatMap((pair, column) => ((x[column] ?? 0) > 0.5 ? [[pair.group.card, pair]] : [])));
}

/**
 * Begin with what placing by hand gives, so that a run that is cut short is no worse; null where the organisations' parts do not allow it.
 * @param {import("./model.js").Problem} problem @param {Chosen} hand @param {Candidates} found @param {import("./model.js").Share} share
 */
function startOf(problem, hand, found, share) {
  if (share !== "held" || shortOf(found, hand).length > 0) return null;
  const start = problem.pairs.map((pair) => Number(hand.get(pair.group.card)?.way.id === pair.way.id));
  const chosen = [...hand.values()];
  const total = chosen.reduce((sum, { group }) => sum + group.people, 0);
  const own = problem.orgs.map((org) => chosen.reduce((sum, { group }) => sum + (group.org === org ? group.people : 0), 0));
  return problem.cost.length > problem.pairs.length ? [...start, total, ...own] : start;
}

/** @param {import("./model.js").Problem} problem @param {import("./running.js").Answer} relaxed @returns {Record<string, number>} what one more of each would bring */
function pricesOf(problem, { prices }) {
  const rows = problem.rows.map((name, row) => /** @type {[string, number]} */ ([name, Math.abs(prices[row] ?? 0)]));
  return Object.fromEntries(rows.filter(([name, price]) => price > 1e-9 && /^(place|medical|host|fund) /.test(name)));
}

/** @param {Candidates} found @param {Chosen} chosen @returns {Placed} */
function placedOf(found, chosen) {
  const pairs = [...chosen.values()];
  /** @type {any} */
  const tiers = Object.fromEntries(TIERS.map((tier) => [tier, { groups: 0, people: 0, expected: 0 }]));
  for (const { group, score } of pairs) {
    tiers[group.tier].groups += 1;
    tiers[group.tier].people += group.people;
    tiers[group.tier].expected += group.people * score;
  }
  return {
    chosen: [...found.groups.keys()].flatMap((card) => (chosen.has(card) ? [{ card, way: chosen.get(card)?.way.id ?? "" }] : [])),
    worth: pairs.reduce((sum, pair) => sum + pair.worth, 0),
    tiers,
    short: shortOf(found, chosen),
  };
}

/** @param {Outcome} outcome how far the answer may be from the best, per mille of the best */
export function gapOf({ placed, bound }) {
  return bound > 0 ? Math.max(0, Math.round((1000 * (bound - placed.worth / WORTH)) / bound)) : 0;
}
