"""The numbers by which groups are weighed; docs/reference/placement.md says what each does."""

LARGEST_VERSION = 30_000
WEIGHED_BY = ("critical", "high", "medium", "low", "theta_percent", "keep_percent", "share_percent", "gap_permille")
MOST = {"theta_percent": 100, "keep_percent": 100, "share_percent": 100, "gap_permille": 50}
MOST_WEIGHT = 10_000


def fit(numbers: dict[str, int]) -> bool:
    """Tell whether these can weigh a round: all there, none too large, and nobody less urgent counting for more."""
    if set(numbers) != set(WEIGHED_BY) or any(not 0 <= number <= MOST.get(name, MOST_WEIGHT) for name, number in numbers.items()):
        return False
    return numbers["critical"] >= numbers["high"] >= numbers["medium"] >= numbers["low"] >= 1
