// A large round, placed among the pairs that matter. The relaxed problem is solved first: its value is a bound for the whole round, and its prices say
// which few ways of each group could be part of a good answer. How far the answer may be from the best is told against that bound, and so is honest
// about what was left out.

/**
 * @typedef {import("./model.js").Problem} Problem
 * @typedef {import("./running.js").Answer} Answer
 * @typedef {import("./running.js").Run} Run
 */

/** Ways of each group that are looked at, the best at these prices; measured on 500 groups by 60 ways. */
const MOST = 10;

/**
 * Solve a large problem among the pairs that nearly pay.
 * @param {Problem} problem
 * @param {Run} run
 * @param {import("./running.js").Wanted & {hand: import("./baseline.js").Chosen}} wanted
 * @returns {{answer: Answer, relaxed: Answer | null}} bound: of the whole problem; `limit` where the answer is farther from it than was asked for
 */
export function byPrice(problem, run, { hand, ...wanted }) {
  const begun = Date.now();
  const relaxed = run(problem, { gap: 0, limit: wanted.limit, relaxed: true });
  if (relaxed.status === "infeasible") return { answer: relaxed, relaxed: null };
  if (relaxed.status !== "solved") return { answer: run(problem, wanted), relaxed: null };
  const bound = relaxed.value;
  const target = bound * (1 - wanted.gap / 1000);
  wanted.progress?.({ done: (Date.now() - begun) / 1000, best: null, bound });
  const chosen = bestOfEach(problem, relaxed, hand);
  const among = { ...problem, upper: problem.upper.map((most, column) => (column >= problem.pairs.length || chosen.has(column) ? most : 0)) };
  const answer = run(among, { ...wanted, gap: 0, target });
  // What is left out could be what holds the links together: then all of it is looked at.
  if (answer.status === "infeasible" || answer.status === "failed") return { answer: run(problem, wanted), relaxed };
  return { answer: { ...answer, bound, status: answer.value >= target - 1e-6 ? "solved" : "limit" }, relaxed };
}

/** @param {Problem} problem @param {Answer} relaxed @param {import("./baseline.js").Chosen} hand @returns {Set<number>} columns */
function bestOfEach({ pairs, lower }, { x, reduced }, hand) {
  /** @type {Map<string, number[]>} */
  const columns = new Map();
  pairs.forEach(({ group }, column) => columns.set(group.card, columns.get(group.card) ?? []).get(group.card)?.push(column));
  const best = [...columns.values()].flatMap((own) => own.sort((a, b) => (reduced[b] ?? 0) - (reduced[a] ?? 0)).slice(0, MOST));
  const needed = pairs.flatMap((pair, column) => {
    const isByHand = hand.get(pair.group.card)?.way.id === pair.way.id;
    return isByHand || (lower[column] ?? 0) > 0 || (x[column] ?? 0) > 1e-6 ? [column] : [];
  });
  return new Set([...best, ...needed]);
}
