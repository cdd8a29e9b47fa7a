// Hands a problem to HiGHS and reads its answer. Nothing here knows what the columns mean.

/**
 * @typedef {import("./model.js").Problem} Problem
 * @typedef {{done: number, best: number | null, bound: number | null}} Progress done: seconds; best and bound in weighted persons
 * @typedef {{gap: number, limit: number, relaxed?: boolean, start?: number[] | null, target?: number | null, progress?: ((progress: Progress) => void) | undefined}} Wanted
 *   gap: per mille; limit: seconds; target: stop at the first answer that is worth so much
 * @typedef {{status: "solved"|"limit"|"infeasible"|"failed", x: ArrayLike<number>, value: number, bound: number, prices: ArrayLike<number>,
 *   reduced: ArrayLike<number>}} Answer prices and reduced (what a column brings beyond what it takes, at these prices) of a relaxed problem alone
 * @typedef {(problem: Problem, wanted: Wanted) => Answer} Run
 */

/** A message of progress this often, in seconds, and not oftener. */
const EVERY = 0.2;

/**
 * Give what runs a problem on a solver that is loaded.
 * @param {import("highs").Highs} highs
 * @returns {Run}
 */
export function runnerOf(highs) {
  return (problem, wanted) => {
    if (problem.cost.length === 0) return { status: "solved", x: [], value: 0, bound: 0, prices: [], reduced: [] };
    return highs.withModel(inputOf(highs, problem, wanted), (model) => {
      model.options.set({
        output_flag: false, random_seed: 1, time_limit: wanted.limit, mip_rel_gap: wanted.gap / 1000, mip_abs_gap: 1e-6,
      });
      if (wanted.target != null) model.options.set({ objective_target: wanted.target });
      if (wanted.start) model.setSolution({ colValue: Float64Array.from(wanted.start) });
      model.run(wanted.progress && !wanted.relaxed ? callbacks(highs, wanted.progress) : undefined);
      return answerOf(highs, model, wanted.relaxed ?? false);
    });
  };
}

/** @param {import("highs").Highs} highs @param {Problem} problem @param {Wanted} wanted @returns {any} */
function inputOf(highs, problem, { relaxed }) {
  const [numCols, numRows] = [problem.cost.length, problem.rows.length];
  const { integer, continuous } = highs.constants.variableType;
  return {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(problem.cost),
    colLower: Float64Array.from(problem.lower),
    colUpper: Float64Array.from(problem.upper),
    rowLower: Float64Array.from(problem.rowLower),
    rowUpper: Float64Array.from(problem.rowUpper),
    matrix: { format: "csr", numRows, numCols, starts: Int32Array.from(problem.starts), indices: Int32Array.from(problem.indices), values: Float64Array.from(problem.values) },
    ...(!relaxed && { integrality: Int32Array.from(problem.whole.map((whole) => (whole ? integer : continuous))) }),
  };
}

/** @param {import("highs").Highs} highs @param {(progress: Progress) => void} say @returns {any} */
function callbacks(highs, say) {
  let last = -EVERY;
  return {
    /** @param {import("highs").CallbackEvent} event */
    [highs.constants.callbackType.mipInterrupt]({ data }) {
      const done = data.running_time ?? 0;
      if (done - last < EVERY) return;
      last = done;
      say({ done, best: finite(data.mip_primal_bound), bound: finite(data.mip_dual_bound) });
    },
  };
}

/** @param {number | undefined} value */
function finite(value) {
  return value !== undefined && Math.abs(value) < 1e20 ? value : null;
}

/** @param {import("highs").Highs} highs @param {import("highs").Model} model @param {boolean} relaxed @returns {Answer} */
function answerOf(highs, model, relaxed) {
  const is = highs.constants.modelStatus;
  const status = model.getModelStatus();
  const nothing = { x: [], value: 0, bound: 0, prices: [], reduced: [] };
  if (status === is.infeasible || status === is.unboundedOrInfeasible) return { status: "infeasible", ...nothing };
  const hasSolution = model.info.get("primal_solution_status") === 2;
  const found = /** @type {number[]} */ ([is.optimal, is.objectiveTarget]);
  if (!hasSolution || ![...found, is.timeLimit, is.interrupted].includes(status)) return { status: "failed", ...nothing };
  const solution = model.getSolution();
  const value = model.getObjectiveValue();
  const bound = relaxed ? value : Number(model.info.get("mip_dual_bound"));
  const [prices, reduced] = relaxed ? [solution.rowDual, solution.colDual] : [[], []];
  return { status: found.includes(status) ? "solved" : "limit", x: solution.colValue, value, bound, prices, reduced };
}
