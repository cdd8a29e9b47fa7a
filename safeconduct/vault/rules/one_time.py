"""One-time codes (RFC 6238): six digits, thirty seconds, and the one before and after for clocks that differ."""

import base64
import hmac
from datetime import datetime

import pyotp

SECONDS = 30
DRIFT = 1  # half minutes that a clock may be ahead or behind
DIGITS = 6
SECRET_LENGTH = 20


def step_at(at: datetime) -> int:
    """Give the number of the half minute."""
    return int(at.timestamp()) // SECONDS


def step_of(secret: bytes, code: str, *, at: datetime) -> int | None:
    """Give the half minute that a code belongs to, if it is good now; ``None`` if it is not. Spaces in a code do not matter."""
    digits = "".join(code.split())
    if len(digits) != DIGITS or not digits.isascii():
        return None
    now, right = step_at(at), None
    for step in range(now - DRIFT, now + DRIFT + 1):  # all of them, whichever is right
        if hmac.compare_digest(code_at(secret, step), digits):
            right = step
    return right


def code_at(secret: bytes, step: int) -> str:
    """Give the code of a half minute."""
    return pyotp.TOTP(base64.b32encode(secret).decode(), digits=DIGITS, interval=SECONDS).generate_otp(step)
