"""Invented rounds of placement of any size, alike in what makes real ones hard: far too few places, papers that few have, money that ends.

About 45 in 100 pairs of a group and a way are possible, there are places for 60 in 100 persons and money for 70 in 100 places.
Nobody in here is anybody; the same seed gives the same round.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

MADE_ON = date(2026, 11, 23)
WEIGHTS = {
    "version": 1,
    "critical": 64,
    "high": 16,
    "medium": 4,
    "low": 1,
    "theta_percent": 100,
    "keep_percent": 10,
    "share_percent": 70,
}
TIERS = {
    "critical": (9, 30),
    "high": (27, 75),
    "medium": (36, 180),
    "low": (28, 365),
}  # how frequent, of a hundred; days until it is too late
PAPERS = ["none", "internal", "passport", "visa"]


@dataclass(frozen=True)
class _Rules:
    """What a way asks for, beside what the round itself says of it."""

    way: dict[str, Any]
    papers: int
    from_outside: bool
    bars_refused: bool
    odds: int
    days: int


@dataclass
class Round:
    """Makes one round, piece after piece."""

    random: Random
    groups: int
    ways: int
    hosts: list[dict[str, Any]] = field(default_factory=list)
    funds: list[dict[str, Any]] = field(default_factory=list)

    def whole(self) -> dict[str, Any]:
        """Give the round as the model takes it."""
        people = [self.random.choices([1, 2, 3, 4, 5], [62, 17, 9, 8, 4])[0] for _ in range(self.groups)]
        rules = self._ways(sum(people))
        groups = [self._group(number, size, rules) for number, size in enumerate(people)]
        self._link(groups)
        return {
            "round": "RO-TEST00",
            "made_on": MADE_ON.isoformat(),
            "gap_permille": 5,
            "weights": dict(WEIGHTS),
            "ways": [one.way for one in rules],
            "hosts": self.hosts,
            "funds": self.funds,
            "groups": groups,
        }

    def _ways(self, persons: int) -> list[_Rules]:
        countries = [f"C{number:02}" for number in range(max(3, self.ways // 5))]
        parts = [self.random.uniform(0.3, 1.7) for _ in range(self.ways)]
        places = [max(2, round(0.6 * persons * part / sum(parts))) for part in parts]
        rules = [self._way(number, size, self.random.choice(countries)) for number, size in enumerate(places)]
        for number in range(max(1, self.ways // 12)):
            own = [one.way for one in rules if one.way["host"] == f"host-{number}"]
            self.hosts.append({"host": f"host-{number}", "total": round(0.8 * sum(way["persons"] for way in own)) + 2})
        for number in range(3):
            own = [one.way for one in rules if one.way["fund"] == f"fund-{number}"]
            self.funds.append({"fund": f"fund-{number}", "budget": round(0.7 * sum(way["persons"] * way["cost"] for way in own))})
        return rules

    def _way(self, number: int, places: int, country: str) -> _Rules:
        way = {
            "id": f"way-{number:04}",
            "country": country,
            "persons": places,
            "medical": places // 4 if self.random.random() < 0.6 else 0,
            "host": f"host-{self.random.randrange(max(1, self.ways // 12))}" if self.random.random() < 0.5 else "",
            "fund": f"fund-{self.random.randrange(3)}",
            "cost": self.random.randrange(500, 7000, 100) * 100,
        }
        return _Rules(
            way=way,
            papers=self.random.choices([0, 1, 2, 3], [18, 20, 47, 15])[0],
            from_outside=self.random.random() < 0.2,
            bars_refused=self.random.random() < 0.3,
            odds=self.random.choice([250, 500, 750, 900]),
            days=self.random.choice([14, 30, 45, 90, 135, 200]),
        )

    def _group(self, number: int, people: int, rules: list[_Rules]) -> dict[str, Any]:
        tier = self.random.choices(list(TIERS), [often for often, _ in TIERS.values()])[0]
        days = self.random.randint(10, TIERS[tier][1])
        own = {
            "papers": self.random.choices([0, 1, 2, 3], [10, 25, 55, 10])[0],
            "outside": self.random.random() < 0.35,
            "refused": self.random.random() < 0.1,
            "medical": self.random.random() < 0.12,
            "avoid": {f"C{self.random.randrange(max(3, len(rules) // 5)):02}" for _ in range(self.random.choice([0, 0, 1, 1, 2]))},
        }
        codes = {one.way["id"]: _codes(one, own) for one in rules}
        return {
            "card": f"card-{number:05}",
            "org": f"org-{self.random.choices(range(6), [30, 22, 18, 14, 10, 6])[0]}",
            "people": people,
            "tier": tier,
            "deadline": (MADE_ON + timedelta(days=days)).isoformat(),
            "medical": own["medical"],
            "ways": [self._open(one, days) for one in rules if not codes[one.way["id"]]],
            "out": [{"way": way, "codes": found} for way, found in codes.items() if found],
            "names": [f"name-{number:05}"],
            "together": [],
            "apart": [],
            "depends": [],
            "lock": None,
            "open": "",
        }

    def _open(self, one: _Rules, days: int) -> dict[str, Any]:
        in_time = 1.0 if one.days <= days else max(0.1, days / one.days - 0.2)
        fit = self.random.choice([0.8, 0.9, 1.0])
        return {"way": one.way["id"], "score": max(50, round(one.odds * in_time * fit / 50) * 50), "days": one.days}

    def _link(self, groups: list[dict[str, Any]]) -> None:
        """Bind a few: about one group in thirty belongs with another, one in sixty away from another, one in sixty after another."""
        for kind, part in (("together", 30), ("apart", 60), ("depends", 60)):
            for _ in range(len(groups) // part):
                one, other = self.random.sample(groups, 2)
                one[kind].append(other["names"][0])


def _codes(one: _Rules, own: dict[str, Any]) -> list[str]:
    found = {
        "papers": own["papers"] < one.papers,
        "avoid": one.way["country"] in own["avoid"],
        "medical": own["medical"] and one.way["medical"] == 0,
        "not-reachable": one.from_outside and not own["outside"],
        "refused-before": one.bars_refused and own["refused"],
    }
    return [code for code, is_so in found.items() if is_so]


def round_of(groups: int, ways: int, *, seed: int = 1) -> dict[str, Any]:
    """Make a round of this many groups and ways."""
    return Round(Random(seed), groups, ways).whole()


def pairs_of(instance: dict[str, Any]) -> int:
    """Count the pairs of a group and a way that are possible."""
    return sum(len(group["ways"]) for group in instance["groups"])
