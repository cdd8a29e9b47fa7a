"""What time it is on the public pages of a test."""

from collections import OrderedDict
from datetime import date, datetime, timedelta

import pytest

from safeconduct.public import middleware
from safeconduct.public.views import actions, press, publications


class Clock:
    """A clock that a test can put forward."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def put_forward(self, **by: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**by)


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> Clock:
    """Let the public pages believe that it is this moment, and forget pages and turns of earlier tests."""
    clock = Clock(moment)
    for module in (actions, press, publications):
        monkeypatch.setattr(module, "now", clock.now)
    monkeypatch.setattr(middleware, "now", clock.now)
    monkeypatch.setattr("safeconduct.public.throttle._buckets", OrderedDict())
    return clock
