"""Rounds too large for a browser, on the solver's native build: ways come in by their price, as few of a million ever matter.

The program is the one that the JavaScript wrote down. A linear program over few columns gives prices; every column that would pay at these
prices comes in; when none would, the value is a bound for the whole. The whole-numbered answer is looked for among what nearly pays.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

SHORTFALL = 1000.0  # what a person missing to an organisation's part costs until there are enough columns for all rows


@dataclass
class Large:
    """A program by its columns."""

    cost: Any
    lower: Any
    upper: Any
    pairs: int
    starts: Any
    rows: Any
    values: Any
    row_lower: Any
    row_upper: Any
    groups: Any

    @classmethod
    def of(cls, problem: dict[str, Any]) -> Large:
        """Turn what was written by rows into columns."""
        columns = np.array(problem["indices"], dtype=np.int32)
        rows = np.repeat(np.arange(len(problem["rows"]), dtype=np.int32), np.diff(problem["starts"]))
        order = np.argsort(columns, kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(columns, minlength=len(problem["cost"])))))
        _, groups = np.unique(problem["groups"], return_inverse=True)
        figures = [np.array(problem[name], dtype=float) for name in ("cost", "lower", "upper", "rowLower", "rowUpper")]
        values = np.array(problem["values"], dtype=float)[order]
        cost, lower, upper, row_lower, row_upper = figures
        return cls(cost, lower, upper, len(problem["groups"]), starts, rows[order], values, row_lower, row_upper, groups)

    def priced(self, duals: Any) -> Any:
        """Give what each pair would bring beyond what it takes, at these prices."""
        ends = self.starts[self.pairs]
        taken = np.add.reduceat(self.values[:ends] * duals[self.rows[:ends]], self.starts[: self.pairs])
        return self.cost[: self.pairs] - taken

    def best_of_each(self, worth: Any, most: int) -> Any:
        """Give, of each group, so many pairs with the largest figures."""
        order = np.lexsort((-worth, self.groups[: self.pairs]))
        sorted_groups = self.groups[order]
        first = np.searchsorted(sorted_groups, sorted_groups)
        return order[np.arange(len(order)) - first < most]

    def solve(self, chosen: Any, *, whole: bool, gap: float = 0.0, limit: float = 600.0, start: Any = None) -> tuple[Any, float, Any]:
        """Solve over these pairs and everything that is no pair; give the answer, its bound and the prices."""
        kept = np.concatenate((np.sort(chosen), np.arange(self.pairs, len(self.cost))))
        sizes = self.starts[kept + 1] - self.starts[kept]
        inside = np.concatenate([np.arange(self.starts[one], self.starts[one + 1]) for one in kept])
        shares = np.flatnonzero((self.row_lower == 0) & (self.row_upper > 1e29))
        lp, lacking = highspy.HighsLp(), len(shares)
        lp.num_col_, lp.num_row_ = len(kept) + lacking, len(self.row_lower)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.concatenate((self.cost[kept], np.full(lacking, -SHORTFALL)))
        lp.col_lower_ = np.concatenate((self.lower[kept], np.zeros(lacking)))
        lp.col_upper_ = np.concatenate((self.upper[kept], np.full(lacking, 1e30)))
        lp.row_lower_, lp.row_upper_ = self.row_lower, self.row_upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(np.concatenate((sizes, np.ones(lacking, dtype=int))))))
        lp.a_matrix_.index_ = np.concatenate((self.rows[inside], shares))
        lp.a_matrix_.value_ = np.concatenate((self.values[inside], np.ones(lacking)))
        if whole:
            kinds = [highspy.HighsVarType.kInteger if column < self.pairs else highspy.HighsVarType.kContinuous for column in kept]
            lp.integrality_ = kinds + [highspy.HighsVarType.kContinuous] * lacking
        model = highspy.Highs()
        for name, value in (("output_flag", False), ("time_limit", limit), ("mip_rel_gap", gap), ("random_seed", 1)):
            model.setOptionValue(name, value)
        model.passModel(lp)
        if start is not None:
            own = np.flatnonzero(kept < self.pairs).astype(np.int32)
            model.setSolution(len(own), own, np.isin(kept[own], start).astype(float))
        model.run()
        info, solution = model.getInfo(), model.getSolution()
        bound = info.mip_dual_bound if whole else info.objective_function_value
        x = np.zeros(len(self.cost))
        x[kept] = np.array(solution.col_value)[: len(kept)]
        return x, bound, np.array(solution.row_dual)


def place(problem: dict[str, Any], *, gap: float, limit: float) -> dict[str, float]:
    """Solve a large program; give its value, the bound for the whole, how many pairs came in, and the seconds."""
    begun = time.perf_counter()
    large = Large.of(problem)
    chosen = np.union1d(large.best_of_each(large.cost[: large.pairs], 8), np.array(problem["hand"], dtype=int))
    chosen = np.union1d(chosen, np.flatnonzero(large.lower[: large.pairs] > 0))
    while True:
        _, bound, duals = large.solve(chosen, whole=False)
        pays = large.priced(duals)
        more = np.setdiff1d(np.intersect1d(np.flatnonzero(pays > 1e-6), large.best_of_each(pays, 5)), chosen)
        if not len(more):
            break
        chosen = np.union1d(chosen, more)
    most = max(12, min(60, 15_000 // (int(large.groups.max()) + 1)))
    near = np.union1d(large.best_of_each(pays, most), np.array(problem["hand"], dtype=int))
    near = np.union1d(near, np.flatnonzero(large.lower[: large.pairs] > 0))
    x, proven, _ = large.solve(near, whole=True, gap=gap, limit=limit, start=np.array(problem["hand"], dtype=int))
    if len(near) == large.pairs:
        bound = min(bound, proven)
    value = float(large.cost @ np.round(x * (np.arange(len(x)) < large.pairs)))
    return {"value": value, "bound": float(bound), "pairs": float(len(near)), "seconds": time.perf_counter() - begun}
