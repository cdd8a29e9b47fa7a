"""Days, moments and names as the tables of cases write them, turned into what a browser would have sealed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from safeconduct.vault.format.records import moment_of

_DAY = re.compile(r"d([+-]\d+)")
_MOMENT = re.compile(r"m([+-]\d+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """When the story is told, and whom and what its short names mean."""

    at: datetime
    names: Mapping[str, str]  # "@me": a member's reference

    def day(self, value: str) -> str:
        """Give ``d-9`` as the day nine days ago; nothing stays nothing."""
        found = _DAY.fullmatch(value)
        return (self.at.date() + timedelta(days=int(found[1]))).isoformat() if found else value

    def moment(self, value: str) -> str:
        """Give ``m-90`` as the moment ninety minutes ago."""
        found = _MOMENT.fullmatch(value)
        return moment_of(self.at + timedelta(minutes=int(found[1]))) if found else value

    def read(self, value: Any) -> Any:
        """Give a value of a table, with every short form in it replaced."""
        if isinstance(value, dict):
            return {name: self.read(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.read(one) for one in value]
        if not isinstance(value, str):
            return value
        if value == "@claim":
            return uuid4().hex
        return self.names.get(value, self.moment(self.day(value)))


def born(on: date, number: int) -> str:
    """Give an invented year of birth, no finer than that."""
    return str(on.year - 20 - number % 17)
