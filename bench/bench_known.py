"""How many people that two desks wrote down are found again, and how many are taken for somebody else: python -m bench.bench_known.

Everybody in it is made up (``tests/factories/names.py``); what it measures is the rules, not the world.
"""

import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from safeconduct.casework.rules.names import terms_of
from tests.factories.names import Written, two_lists


def measure(size: int = 500, *, shared: int = 200, seed: int = 7) -> dict[str, float]:
    """Give recall and precision over two lists of which so many people stand in both, and the seconds that it took."""
    one, other = two_lists(size, shared=shared, seed=seed)
    began = time.perf_counter()
    by_term = defaultdict(set)
    for person in one:
        for term in terms(person):
            by_term[term].add(person.who)
    hits = {(mine, theirs.who) for theirs in other for term in terms(theirs) for mine in by_term[term]}
    right = sum(mine == theirs for mine, theirs in hits)
    return {"recall": right / shared, "precision": right / max(1, len(hits)), "hits": len(hits), "seconds": time.perf_counter() - began}


def terms(person: Written) -> list[str]:
    """Give the terms of somebody as they were written down."""
    return terms_of(names=person.names, born=person.born, father=person.father, telephone=person.telephone)


if __name__ == "__main__":
    print("| lists | in both | seed | recall | precision | hits | seconds |")
    print("|---|---|---|---|---|---|---|")
    for size, shared, seed in ((500, 200, 7), (500, 200, 8), (500, 200, 9), (5000, 2000, 7)):
        found = measure(size, shared=shared, seed=seed)
        told = f"{found['recall']:.3f} | {found['precision']:.3f} | {found['hits']:.0f} | {found['seconds']:.2f}"
        print(f"| 2 × {size} | {shared} | {seed} | {told} |")
