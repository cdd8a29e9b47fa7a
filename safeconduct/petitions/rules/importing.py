"""Signers of a petition elsewhere, row by row: who is taken, what is repaired, what is refused and why. Pure.

Every row has exactly one outcome: it is taken, or it is refused for one reason; so the numbers add up to the rows of the file. What
somebody wanted elsewhere is read in the direction that shows less: nobody becomes public who was not.
"""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from safeconduct.petitions.rules.importing_cells import country_in, day_in, mail_in, name_in, yes_in
from safeconduct.petitions.rules.importing_text import Raw, Unreadable, decode, rows_of
from safeconduct.signing.rules.entry import LONGEST_POSTCODE, tidy
from safeconduct.signing.rules.kinds import Visibility

FIELDS = (
    "name", "given", "family", "mail", "country", "postcode", "day", "public", "anonymous", "confirmed", "bounced", "hidden", "language",
)  # fmt: skip
LONGEST_LANGUAGE = 8
TAKEN = "taken"
REFUSED = (
    "unreadable", "cells", "not-confirmed", "bounced", "hidden", "no-address", "bad-address", "formula", "link", "long-name", "already",
)  # fmt: skip
REPAIRED = ("formula-sign", "short-row", "no-country", "no-day", "no-name", "in-danger", "long-postcode")


class Kind(StrEnum):
    """Where a list comes from."""

    OPENPETITION = "openpetition"
    PYTITION = "pytition"
    CSV = "csv"
    UK = "uk"  # counts alone, by country


@dataclass(frozen=True, slots=True)
class Options:
    """What a person said about the list. ``columns`` says which head stands for which field, over what is known by itself."""

    columns: Mapping[str, str] = field(default_factory=dict)
    country: str = ""  # of rows that say none
    language: str = ""
    month_first: bool = False  # 04/05/2017 is the fifth of April
    counts_without_address: bool = False  # rows without a mail address are counted, and cannot be told apart
    only_count: bool = False  # nobody's name is kept, whatever the list says


@dataclass(frozen=True, slots=True)
class Signer:
    """One signer as taken from a row."""

    name: str
    mail: str
    country: str
    postcode: str
    visibility: Visibility
    language: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of one row: an outcome, the signer where it is taken, and what was repaired."""

    line: int
    outcome: str
    signer: Signer | None = None
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that can be read: its columns by field, the heads that nobody knows, and its rows."""

    heads: list[str]
    columns: dict[str, int]
    passed_over: list[str]
    rows: Iterator[Judged]


def options_to_json(options: Options) -> dict[str, Any]:
    """Give what is kept of the options."""
    return {**{name: getattr(options, name) for name in Options.__slots__}, "columns": dict(options.columns)}


def read_options(kept: Mapping[str, Any]) -> Options:
    """Read what was kept; unknown names are passed over."""
    return Options(**{name: value for name, value in kept.items() if name in Options.__slots__})


def read_list(data: bytes, *, options: Options, danger: Collection[str], on: date) -> Listed:
    """Read a list of signers.

    ``danger`` are the countries where nobody's name is kept; ``on`` is today, after which nobody signed.

    :raises Unreadable: where the whole list is refused, at once or while its rows are taken
    """
    heads, raws = rows_of(decode(data))
    columns = columns_of(heads, options.columns)
    if not columns.keys() & {"mail", "name", "given", "family"}:
        raise Unreadable("head")
    taken = set(columns.values())
    passed_over = [head for place, head in enumerate(heads) if place not in taken and head]
    reading = Reading(columns, len(heads), options, danger, on)
    return Listed(heads, columns, passed_over, map(reading.judge, raws))


def columns_of(heads: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """Give the place of each field: as a person chose it (an empty head: none), else by what its head is called."""
    known = {name: place for place, head in reversed(list(enumerate(heads))) if (name := _aliases().get(_head(head)))}
    for name, head in chosen.items():
        known.pop(name, None)
        if head in heads:
            known[name] = list(heads).index(head)
    return known


@dataclass(frozen=True, slots=True)
class Reading:
    """How one list is read: where its columns are, what a person said about it, and what is so today."""

    columns: Mapping[str, int]
    width: int
    options: Options
    danger: Collection[str]
    on: date

    def judge(self, raw: Raw) -> Judged:
        """Decide about one row."""
        if raw.cells is None:
            return Judged(raw.line, "unreadable")
        if any(cell.strip() for cell in raw.cells[self.width :]):
            return Judged(raw.line, "cells")  # something is shifted: a name could stand where an address belongs
        cells = {name: raw.cells[place] if place < len(raw.cells) else "" for name, place in self.columns.items()}
        if refused := _standing(cells):
            return Judged(raw.line, refused)
        mail, problem = mail_in(cells.get("mail", ""))
        if problem == "bad-address" or (problem and not self.options.counts_without_address):
            return Judged(raw.line, problem)
        name, problem, is_repaired = name_in(_name(cells))
        if problem:
            return Judged(raw.line, problem)
        repairs = [*(["formula-sign"] if is_repaired else []), *(["short-row"] if len(raw.cells) < self.width else [])]
        return Judged(raw.line, TAKEN, self._signer(cells, name, mail, repairs), tuple(repairs))

    def _signer(self, cells: Mapping[str, str], name: str, mail: str, repairs: list[str]) -> Signer:
        country, is_understood = country_in(cells.get("country", ""))
        country = country or self.options.country
        day = day_in(cells.get("day", ""), month_first=self.options.month_first, latest=self.on)
        postcode = tidy(cells.get("postcode", ""), LONGEST_POSTCODE)
        visibility = _visibility(cells, name, self.options) if mail else Visibility.COUNTED  # who cannot be reached could never hide
        in_danger = visibility is not Visibility.COUNTED and country in self.danger
        found = {
            "no-country": not is_understood,
            "no-day": day is None,
            "long-postcode": len(postcode) > LONGEST_POSTCODE,
            "in-danger": in_danger,
            "no-name": not name,
        }
        repairs += [repair for repair, is_so in found.items() if is_so]
        if in_danger or visibility is Visibility.COUNTED:
            visibility, name, postcode = Visibility.COUNTED, "", ""
        return Signer(
            name=name,
            mail=mail,
            country=country,
            postcode=postcode if len(postcode) <= LONGEST_POSTCODE else "",
            visibility=visibility,
            language=_language(cells.get("language", "")) or self.options.language,
            on=day,
        )


def _standing(cells: Mapping[str, str]) -> str:
    """Tell why a row does not count where it comes from. A day in the column says yes: it was confirmed, or withdrawn, on it."""
    if "confirmed" in cells and yes_in(cells["confirmed"]) is not True and not _is_day(cells["confirmed"]):
        return "not-confirmed"
    return next((name for name in ("bounced", "hidden") if cells.get(name, "").strip() and yes_in(cells[name]) is not False), "")


def _is_day(cell: str) -> bool:
    return day_in(cell, month_first=False, latest=date.max) is not None


def _language(cell: str) -> str:
    return tidy(cell, LONGEST_LANGUAGE).replace("_", "-").split("-")[0].lower()


def _visibility(cells: Mapping[str, str], name: str, options: Options) -> Visibility:
    """Read how somebody wanted to be seen, in the direction that shows less."""
    if options.only_count or not name:
        return Visibility.COUNTED
    is_anonymous = "anonymous" in cells and yes_in(cells["anonymous"]) is not False and cells["anonymous"].strip() != ""
    is_public = "public" in cells and yes_in(cells["public"]) is True
    return Visibility.PUBLIC if is_public and not is_anonymous else Visibility.ADDRESSEE


def _name(cells: Mapping[str, str]) -> str:
    parts = (cells.get("given", ""), cells.get("family", ""))
    return " ".join(part for part in parts if part.strip()) or cells.get("name", "")


@cache
def _aliases() -> dict[str, str]:
    kept = tomllib.loads((files("safeconduct.petitions.rules") / "import_columns.toml").read_text(encoding="utf-8"))
    return {_head(alias): name for name, aliases in kept.items() for alias in aliases}


def _head(head: str) -> str:
    return "".join(sign for sign in head.casefold() if sign.isalnum())


@dataclass(slots=True)
class Sum:
    """How many rows came to what; the outcomes add up to the rows."""

    rows: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    repairs: Counter[str] = field(default_factory=Counter)

    def add(self, judged: Judged) -> None:
        """Count one row."""
        self.rows += 1
        self.outcomes[judged.outcome] += 1
        self.repairs.update(judged.repairs)
