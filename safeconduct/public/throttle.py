"""How a form that anybody may send is kept from being sent twice, or by the thousand, without knowing who anybody is.

There is no cookie and no address to count by. The page carries a ticket: random bytes, the moment, and our sign on both with what it is
for. Each ticket counts once (``publications.models.SpentTicket``), and all reports on one action together take turns out of one bucket
that fills again at its own pace. The bucket lies in this process's memory and is gone with it.
"""

import hmac
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections import OrderedDict
from datetime import datetime
from threading import Lock

from django.utils.crypto import salted_hmac

PASS, TICK, MAC = 16, 8, 16  # bytes: what is random, the moment, our sign
USABLE = 24 * 3600  # seconds
TURNS, EACH_SECOND = 300.0, 5.0  # of one action: a surge of real people fits, a machine runs dry
MOST_BUCKETS = 1000

_buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
_lock = Lock()


def new_ticket(what: str, *, at: datetime) -> str:
    """Make the ticket of a page."""
    said = secrets.token_bytes(PASS) + struct.pack(">Q", int(at.timestamp()))
    return urlsafe_b64encode(said + _sign(said, what)).decode()


def read_ticket(text: str, what: str, *, at: datetime) -> bytes | None:
    """Give the random bytes of a ticket of ours for this; ``None`` of any other, and of one that is too old."""
    try:
        data = urlsafe_b64decode(text.encode())
    except (NotBase64, ValueError):
        return None
    said, sign = data[:-MAC], data[-MAC:]
    if len(data) != PASS + TICK + MAC or not hmac.compare_digest(sign, _sign(said, what)):
        return None
    age = at.timestamp() - struct.unpack(">Q", said[PASS:])[0]
    return said[:PASS] if 0 <= age <= USABLE else None


def take_turn(what: str, *, at: datetime) -> bool:
    """Take a turn out of the bucket; tell whether there was one."""
    moment = at.timestamp()
    with _lock:
        left, last = _buckets.pop(what, (TURNS, moment))
        left = min(TURNS, left + max(0.0, moment - last) * EACH_SECOND)
        is_free = left >= 1
        _buckets[what] = (left - is_free, moment)
        while len(_buckets) > MOST_BUCKETS:
            _buckets.popitem(last=False)
    return is_free


def _sign(said: bytes, what: str) -> bytes:
    return salted_hmac(f"public.ticket:{what}", said, algorithm="sha256").digest()[:MAC]
