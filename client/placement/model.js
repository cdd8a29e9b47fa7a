// The question as a linear program with yes-or-no unknowns: one for each group and each way that is left to it. docs/reference/placement.md
// says each line in words; tests/placement/reference.py writes the same down independently.

import { dropWhere, isFixed, pairsOf, countriesOf } from "./candidates.js";
import { limitsOf, takes } from "./room.js";

/**
 * @typedef {import("./candidates.js").Candidates} Candidates
 * @typedef {import("./candidates.js").Pair} Pair
 * @typedef {import("./baseline.js").Chosen} Chosen
 * @typedef {{pairs: Pair[], cost: number[], lower: number[], upper: number[], whole: boolean[], starts: number[], indices: number[], values: number[],
 *   rowLower: number[], rowUpper: number[], rows: string[], orgs: string[], unit: number}} Problem
 *   to be made as large as can be; the first columns are the pairs, in their order; unit: the smallest step of a shortfall, in persons
 * @typedef {"held"|"measured"|number} Share held; or how far it must give way at least; or held up to that much, in units
 */

export const MODEL = "pl-1";

/** Worth is kept whole; the solver is given weighted persons, which are figures of an easy size. */
export const WORTH = 100_000;

/**
 * Take out what would leave a critical case worse off than placing by hand would, and say who must be placed.
 * @param {Candidates} found changed by this
 * @param {Chosen} hand
 * @returns {Set<string>} cards that must have a way
 */
export function guarantee(found, hand) {
  const must = new Set();
  for (const [card, { group, score }] of hand) {
    if (group.tier !== "critical" || isFixed(found, card) || found.instance.weights.theta_percent === 0) continue;
    must.add(card);
    dropWhere(found, card, "below-guarantee", (pair) => pair.score * 100 < found.instance.weights.theta_percent * score);
  }
  return must;
}

/**
 * Write the question down.
 * @param {Candidates} found after `guarantee`
 * @param {Set<string>} must
 * @param {Share} share
 * @returns {Problem}
 */
export function problemOf(found, must, share) {
  const pairs = [...found.groups.keys()].flatMap((card) => pairsOf(found, card));
  const persons = found.instance.groups.reduce((sum, group) => sum + group.people, 0);
  /** @type {Problem} */
  const problem = {
    pairs, cost: pairs.map((pair) => (share === "measured" ? 0 : pair.worth / WORTH)),
    lower: pairs.map((pair) => Number(pair.fixed)), upper: pairs.map(() => 1), whole: pairs.map(() => true),
    starts: [0], indices: [], values: [], rowLower: [], rowUpper: [], rows: [], orgs: [], unit: 1 / Math.max(1, 100 * persons),
  };
  const columns = new Map(pairs.map((pair, column) => [pair, column]));
  once(problem, must);
  room(problem, found);
  links(problem, found, columns);
  shares(problem, found, share);
  return problem;
}

/** @param {Problem} problem @param {string} name @param {[number, number][]} terms column and factor @param {number} lower @param {number} upper */
function row(problem, name, terms, lower, upper) {
  for (const [column, factor] of terms) {
    problem.indices.push(column);
    problem.values.push(factor);
  }
  problem.starts.push(problem.indices.length);
  problem.rows.push(name);
  problem.rowLower.push(lower);
  problem.rowUpper.push(upper);
}

/** @param {Problem} problem @param {number} cost @param {number} upper @returns {number} the column of a new figure */
function figure(problem, cost, upper = Infinity) {
  problem.cost.push(cost);
  problem.lower.push(0);
  problem.upper.push(upper);
  problem.whole.push(false);
  return problem.cost.length - 1;
}

/** One way for each group; exactly one where it is fixed or guaranteed. @param {Problem} problem @param {Set<string>} must */
function once(problem, must) {
  /** @type {Map<string, [number, number][]>} */
  const terms = new Map();
  problem.pairs.forEach(({ group }, column) => terms.set(group.card, terms.get(group.card) ?? []).get(group.card)?.push([column, 1]));
  for (const [card, own] of terms) row(problem, `group ${card}`, own, must.has(card) ? 1 : -Infinity, 1);
}

/** No more than there is; what is fixed stays, even where there is less meanwhile. @param {Problem} problem @param {Candidates} found */
function room(problem, found) {
  /** @type {Map<string, {terms: [number, number][], fixed: number}>} */
  const used = new Map();
  problem.pairs.forEach((pair, column) => {
    for (const [name, amount] of takes(pair)) {
      const one = used.get(name) ?? { terms: [], fixed: 0 };
      used.set(name, one);
      one.terms.push([column, amount]);
      one.fixed += pair.fixed ? amount : 0;
    }
  });
  const limits = limitsOf(found.instance);
  for (const [name, { terms, fixed }] of used) {
    // Money is counted in thousands, so that all figures are of one size.
    const step = name.startsWith("fund ") ? 1000 : 1;
    const scaled = terms.map(([column, amount]) => /** @type {[number, number]} */ ([column, amount / step]));
    row(problem, name, scaled, -Infinity, Math.max(limits.get(name) ?? 0, fixed) / step);
  }
}

/** @param {Problem} problem @param {Candidates} found @param {Map<Pair, number>} columns */
function links(problem, found, columns) {
  /** @param {string} card @param {string} country @param {number} factor */
  const within = (card, country, factor) =>
    pairsOf(found, card).filter((pair) => pair.way.country === country).map((pair) => /** @type {[number, number]} */ ([columns.get(pair) ?? 0, factor]));
  /** @param {[string, string][]} list */
  const free = (list) => list.filter(([one, other]) => !isFixed(found, one) && !isFixed(found, other));
  for (const [one, other] of free(found.links.together)) {
    for (const country of new Set([...countriesOf(found, one), ...countriesOf(found, other)])) {
      row(problem, `together ${one} ${other} ${country}`, [...within(one, country, 1), ...within(other, country, -1)], 0, 0);
    }
  }
  for (const [one, other] of free(found.links.apart)) {
    for (const country of countriesOf(found, one)) {
      const there = within(other, country, 1);
      if (there.length) row(problem, `apart ${one} ${other} ${country}`, [...within(one, country, 1), ...there], -Infinity, 1);
    }
  }
  for (const [card, first] of free(found.links.depends)) {
    for (const country of countriesOf(found, card)) {
      row(problem, `depends ${card} ${first} ${country}`, [...within(card, country, 1), ...within(first, country, -1)], -Infinity, 0);
    }
  }
}

/**
 * No organisation is crowded out: of all persons placed, those of each are so many at least as its part of all persons tells.
 * @param {Problem} problem @param {Candidates} found @param {Share} share
 */
function shares(problem, found, share) {
  const percent = found.instance.weights.share_percent;
  if (percent === 0 || problem.pairs.length === 0) return;
  const persons = found.instance.groups.reduce((sum, group) => sum + group.people, 0);
  const total = figure(problem, 0);
  /** @type {[number, number][]} */
  const missing = [];
  /** @type {[number, number][]} */
  const all = [[total, -1]];
  for (const [org, could] of found.could) {
    if (could === 0) continue;
    const placed = figure(problem, 0);
    const own = problem.pairs.flatMap((pair, column) => (pair.group.org === org ? [/** @type {[number, number]} */ ([column, pair.group.people])] : []));
    row(problem, `placed ${org}`, [...own, [placed, -1]], 0, 0);
    all.push([placed, 1]);
    /** @type {[number, number][]} */
    const short = share === "held" ? [] : [[figure(problem, share === "measured" ? -1 : 0), 1]];
    missing.push(...short);
    row(problem, `share ${org}`, [[placed, 1], [total, (-percent / 100) * (could / persons)], ...short], 0, Infinity);
    problem.orgs.push(org);
  }
  row(problem, "placed", all, 0, 0);
  if (typeof share === "number") row(problem, "short", missing, -Infinity, (share + 0.5) * problem.unit);
}
