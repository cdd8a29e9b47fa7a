"""The same question put to another build of the solver, written down from docs/reference/placement.md and not from the code.

Where the code rules ways out beforehand, here every rule is a row of the program; so both must come to the same figure.
"""

from dataclasses import dataclass, field
from typing import Any

import highspy

FAR = highspy.kHighsInf


@dataclass
class Program:
    """A linear program that is put together row by row."""

    model: highspy.Highs = field(default_factory=highspy.Highs)
    columns: int = 0

    def column(self, cost: float, lower: float, upper: float, *, whole: bool = True) -> int:
        self.model.addVar(lower, upper)
        self.model.changeColCost(self.columns, cost)
        if whole:
            self.model.changeColIntegrality(self.columns, highspy.HighsVarType.kInteger)
        self.columns += 1
        return self.columns - 1

    def row(self, terms: dict[int, float], lower: float, upper: float) -> None:
        kept = {column: factor for column, factor in terms.items() if factor}
        self.model.addRow(lower, upper, len(kept), list(kept), list(kept.values()))

    def solve(self) -> float | None:
        """Give the largest value there is, or nothing where there is no answer at all."""
        self.model.setOptionValue("mip_rel_gap", 0.0)
        self.model.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.model.run()
        if self.model.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            return float(self.model.getInfo().objective_function_value)
        return None


class Reference:
    """One round, asked for its best value."""

    def __init__(self, instance: dict[str, Any], hand: dict[str, str]) -> None:
        self.instance, self.hand = instance, hand
        self.ways = {way["id"]: way for way in instance["ways"]}
        self.groups = {group["card"]: group for group in instance["groups"]}
        self.persons = sum(group["people"] for group in instance["groups"])

    def best(self) -> tuple[float, bool]:
        """Give the best value, and whether the organisations' parts had to give way for there to be one."""
        held = self.solve("held")
        if held is not None:
            return held, False
        short = self.solve("measured")
        assert short is not None, "What is fixed and guaranteed can always be held."
        eased = self.solve("eased", short=-short)
        assert eased is not None
        return eased, True

    def solve(self, share: str, short: float = 0.0) -> float | None:
        program = Program()
        program.model.setOptionValue("output_flag", False)
        x = {
            (card, way): program.column(0 if share == "measured" else self.worth(card, way), float(is_fixed), 1)
            for card in self.groups
            for way, is_fixed in self.possible(card)
        }
        for card in self.groups:
            program.row({x[key]: 1 for key in x if key[0] == card}, -FAR, 1)
        self.room(program, x)
        self.links(program, x)
        self.guarantee(program, x)
        self.share(program, x, share, short)
        return program.solve() if program.columns else 0.0

    def possible(self, card: str) -> list[tuple[str, bool]]:
        group = self.groups[card]
        if group["lock"]:
            return [(group["lock"]["way"], True)] if group["lock"]["way"] in self.ways else []
        out = {one["way"] for one in group["out"]}
        return [
            (one["way"], False)
            for one in group["ways"]
            if one["way"] in self.ways and one["way"] not in out and self.has_chance(group, one)
        ]

    def has_chance(self, group: dict[str, Any], one: dict[str, Any]) -> bool:
        return one["score"] > 0 and all(self.others(group, name) for name in [*group["together"], *group["depends"]])

    def others(self, group: dict[str, Any], name: str) -> list[str]:
        return [card for card, other in self.groups.items() if card != group["card"] and name in other["names"]]

    def score(self, card: str, way: str) -> int:
        return next((one["score"] for one in self.groups[card]["ways"] if one["way"] == way), 0)

    def worth(self, card: str, way: str) -> float:
        group, weights = self.groups[card], self.instance["weights"]
        keep = 1 + (weights["keep_percent"] / 100 if group["open"] == way else 0)
        return float(weights[group["tier"]] * group["people"] * self.score(card, way) / 1000 * keep)

    def limits(self) -> list[tuple[float, Any]]:
        """Give every end there is, with what a group takes of it by a way."""
        found: list[tuple[float, Any]] = []
        for name, way in self.ways.items():
            found.append((way["persons"], lambda g, w, n=name: g["people"] * (w["id"] == n)))
            found.append((way["medical"], lambda g, w, n=name: g["people"] * (w["id"] == n) * g["medical"]))
        found += [(host["total"], lambda g, w, n=host["host"]: g["people"] * (w["host"] == n)) for host in self.instance["hosts"]]
        found += [
            (fund["budget"], lambda g, w, n=fund["fund"]: g["people"] * w["cost"] * (w["fund"] == n)) for fund in self.instance["funds"]
        ]
        return found

    def room(self, program: Program, x: dict[tuple[str, str], int]) -> None:
        for limit, takes in self.limits():
            terms = {column: takes(self.groups[card], self.ways[way]) for (card, way), column in x.items()}
            fixed = sum(terms[x[key]] for key in x if self.groups[key[0]]["lock"])
            size = max(1, max(terms.values(), default=1))
            program.row({column: taken / size for column, taken in terms.items()}, -FAR, max(limit, fixed) / size)

    def links(self, program: Program, x: dict[tuple[str, str], int]) -> None:
        for card, group in self.groups.items():
            for kind in ("together", "apart", "depends"):
                for other in {other for name in group[kind] for other in self.others(group, name)}:
                    self.link(program, x, kind, card, other)

    def link(self, program: Program, x: dict[tuple[str, str], int], kind: str, card: str, other: str) -> None:
        fixed = [name for name in (card, other) if self.groups[name]["lock"]]
        if len(fixed) == 2:
            return
        free = [name for name in (card, other) if name not in fixed]
        for country in sorted({way["country"] for way in self.ways.values()}):
            there = {
                name: {column: 1.0 for (of, way), column in x.items() if of == name and self.ways[way]["country"] == country}
                for name in (card, other)
            }
            difference = {**there[card], **dict.fromkeys(there[other], -1.0)}
            if kind == "apart":
                program.row({**there[card], **there[other]}, -FAR, 1)
            elif fixed:
                program.row(there[free[0]], -FAR, float(bool(there[fixed[0]])))
            else:
                program.row(difference, 0 if kind == "together" else -FAR, 0)

    def guarantee(self, program: Program, x: dict[tuple[str, str], int]) -> None:
        for card, way in self.hand.items():
            if self.groups[card]["tier"] == "critical":
                least = self.instance["weights"]["theta_percent"] / 100 * self.score(card, way)
                program.row({column: self.score(*key) / 1000 for key, column in x.items() if key[0] == card}, least / 1000, FAR)

    def share(self, program: Program, x: dict[tuple[str, str], int], share: str, short: float) -> None:
        missing = {}
        for org in {group["org"] for group in self.groups.values()}:
            could = sum(group["people"] for card, group in self.groups.items() if group["org"] == org and self.could(card))
            least = self.instance["weights"]["share_percent"] / 100 * could / self.persons
            terms = {column: self.groups[key[0]]["people"] * ((self.groups[key[0]]["org"] == org) - least) for key, column in x.items()}
            if share != "held":
                lacking = program.column(-1 if share == "measured" else 0, 0, FAR, whole=False)
                missing[lacking] = 1.0
                terms[lacking] = 1
            program.row(terms, 0, FAR)
        if share == "eased":
            program.row(missing, -FAR, short + 1e-6)

    def could(self, card: str) -> bool:
        """Whether a group has any way at all that is large and rich enough for it, others aside."""
        group = self.groups[card]
        fits = [way for way, _ in self.possible(card) if all(takes(group, self.ways[way]) <= limit for limit, takes in self.limits())]
        return bool(self.possible(card)) if group["lock"] else bool(fits)
