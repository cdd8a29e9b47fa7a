"""Two caseworkers with keys, a third who may be let in, and an outsider, as browser tests of cases need them. Everybody here is made up."""

from dataclasses import dataclass
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from safeconduct.people.permissions import Role
from safeconduct.vault.format.staff import MEMORY_KIB, PASSES
from tests.browser.conftest import Visit
from tests.browser.hotline import unlock
from tests.factories.casework import KeyedCase, make_case, put_card
from tests.factories.people import make_organisation
from tests.factories.vault import KeyedChannel, KeyedMember, make_channel, make_keyed_member, make_record, make_steward, remember_root


@dataclass
class Caseworkers:
    """Malika and Zoya hold the channel and the cases; Lev may be let in; Jonas vouched for all three."""

    jonas: KeyedMember
    malika: KeyedMember
    zoya: KeyedMember
    lev: KeyedMember
    channel: KeyedChannel


def make_caseworkers() -> Caseworkers:
    """Enrol the caseworkers. All keys are as strong as in earnest, so that any of them can unlock a browser."""
    jonas = make_steward()
    malika, zoya, lev = (
        make_keyed_member(one, roles=[Role.CASEWORKER], voucher=jonas, memory_kib=MEMORY_KIB, passes=PASSES)
        for one in ("malika", "zoya", "lev")
    )
    for one in (malika, zoya, lev):
        remember_root(one, jonas)
    return Caseworkers(jonas, malika, zoya, lev, make_channel(jonas, [malika, zoya], names={"en": "Help in the north"}))


def make_stranger() -> KeyedMember:
    """Enrol Vera, a caseworker of another organisation for whom nobody here vouched."""
    return make_keyed_member(
        "vera", roles=[Role.CASEWORKER], organisation=make_organisation("Far Shore", country="NO"), memory_kib=MEMORY_KIB, passes=PASSES
    )


def at_cases(visit: Visit, member: KeyedMember, *, width: int = 1280, dark: bool = False) -> Page:
    """Unlock the sealed desk and go to the cases."""
    page = unlock(visit, member, width=width, dark=dark)
    page.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Cases").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    expect(page.locator(".cases__row, .empty").first).to_be_visible()
    return page


def a_case(them: Caseworkers, alias: str = "Heron", **card: object) -> KeyedCase:
    """Open a case of Malika and Zoya, whose compartments say what they are, as a browser makes them."""
    case = make_case([them.malika, them.zoya])
    put_card(case, by=them.malika, alias=alias, **card)
    for name, vault in case.compartments.items():
        part = {"alias": alias, "case": str(case.id), "compartment": name}
        make_record(vault, part, by=them.malika, type="case.part", record=vault.id)
        told = {"kind": "compartment", "compartment": name, "vault": str(vault.id)}
        make_record(case.vault, told, by=them.malika, type="case.item", record=uuid4())
    return case


def rows(page: Page) -> Locator:
    """Give the rows of the list of cases."""
    return page.locator(".cases__row")


def open_case(page: Page, alias: str, tab: str = "") -> None:
    """Open the case of this name and, where one is named, one of its tabs."""
    rows(page).filter(has_text=alias).first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(alias)
    if tab:
        go_to(page, tab)


def go_to(page: Page, tab: str) -> None:
    """Open a tab of the case."""
    page.get_by_role("tab", name=tab, exact=True).click()
    expect(page.get_by_role("tab", name=tab, exact=True)).to_have_attribute("aria-selected", "true")
