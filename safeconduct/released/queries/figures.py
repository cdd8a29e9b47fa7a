"""The numbers that everybody may read, in words: each with its table, quarter, day and source."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from safeconduct.crises.models import Crisis
from safeconduct.released.access import public_releases
from safeconduct.released.models import Figure, Release
from safeconduct.released.rules.tenfive import TABLES, TOTAL, last_day
from safeconduct.released.words import CELL_NAMES, TABLE_NAMES


@dataclass(frozen=True, slots=True)
class FigureShown:
    """One number in words."""

    name: str
    value: int | None
    said: str  # where there is no value
    is_total: bool


@dataclass(frozen=True, slots=True)
class TableShown:
    """One table of one quarter, as a reader sees it."""

    reference: str
    title: str
    organisation: str
    quarter: int
    year: int
    out_on: date
    currency: str
    is_movement: bool
    figures: tuple[FigureShown, ...]


def public_figures(crisis: Crisis) -> list[TableShown]:
    """Give the newest release of each table, quarter, currency and organisation; what came before stays in the ledger."""
    newest: dict[tuple[int, str, str, str], Release] = {}
    for release in public_releases(crisis):
        newest.setdefault((release.organisation_id, release.table, release.quarter, release.currency), release)
    order = list(TABLES)
    releases = sorted(
        newest.values(), key=lambda one: (_latest_first(one.quarter), order.index(one.table), one.organisation.name, one.currency)
    )
    return [_shown(one) for one in releases]


def has_public_figures(crisis: Crisis) -> bool:
    """Tell whether anything was let out."""
    return public_releases(crisis).exists()


def _latest_first(quarter: str) -> int:
    end = last_day(quarter)
    return -end.toordinal() if end else 0


def _shown(release: Release) -> TableShown:
    figures = sorted(release.figures.all(), key=lambda one: one.place)
    return TableShown(
        reference=release.reference,
        title=str(TABLE_NAMES[release.table]),
        organisation=release.organisation.name,
        quarter=int(release.quarter[-1]),
        year=int(release.quarter[:4]),
        out_on=release.out_on or release.proposed_on,
        currency=release.currency,
        is_movement=TABLES[release.table].is_movement,
        figures=tuple(_figure(one, is_money=TABLES[release.table].is_money) for one in figures),
    )


def _figure(figure: Figure, *, is_money: bool) -> FigureShown:
    if figure.value is not None:
        said = ""
    elif figure.is_withheld or is_money:
        said = _("not shown")
    else:
        said = _("fewer than 10")
    return FigureShown(str(CELL_NAMES[figure.cell]), figure.value, said, figure.cell == TOTAL)
