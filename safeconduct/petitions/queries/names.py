"""The names of signers who chose to be named in public: by name, from the day after they were confirmed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from safeconduct.signing.models import PublicName

if TYPE_CHECKING:
    from datetime import date

NAMES_A_PAGE = 500


@dataclass(frozen=True, slots=True)
class NameShown:
    """A signer who chose to be named."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class NamesPage:
    """Some of the names, and how many there are."""

    names: tuple[NameShown, ...]
    number: int
    pages: int
    total: int


def names_page(roll: UUID, *, number: int, on: date) -> NamesPage:
    """Give a page of the names shown on a day, ordered by name: nothing tells who signed first, last or when.

    :raises Http404: if there is no such page
    """
    rows = PublicName.objects.filter(roll_id=roll, shown_from__lte=on)
    total = rows.count()
    pages = max(1, -(-total // NAMES_A_PAGE))
    if not 1 <= number <= pages:
        raise Http404
    # Of two of one name and country nobody sees which is which, so their order needs nothing more.
    here = rows.order_by("name", "country")[(number - 1) * NAMES_A_PAGE : number * NAMES_A_PAGE]
    return NamesPage(tuple(NameShown(*row) for row in here.values_list("name", "country")), number, pages, total)
