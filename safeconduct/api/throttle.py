"""How many signatures one key may bring in a minute: its bucket fills again at its own pace, in this process's memory alone."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

TURNS, EACH_SECOND = 600.0, 50.0
MOST_BUCKETS = 1000

_buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
_lock = Lock()


def take_turn(key: str, *, at: datetime) -> bool:
    """Take a turn out of a key's bucket; tell whether there was one."""
    moment = at.timestamp()
    with _lock:
        left, last = _buckets.pop(key, (TURNS, moment))
        left = min(TURNS, left + max(0.0, moment - last) * EACH_SECOND)
        is_free = left >= 1
        _buckets[key] = (left - is_free, moment)
        while len(_buckets) > MOST_BUCKETS:
            _buckets.popitem(last=False)
    return is_free
