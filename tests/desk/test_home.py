"""The desk's first page: how many cases need something, and nothing of which; nothing at all for who holds none."""

from datetime import date, timedelta

import pytest

from safeconduct.kit.clock import today
from tests.factories.casework import make_case, make_caseworker
from tests.factories.posting import Browser
from tests.factories.vault import KeyedMember, make_keyed_member

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"])


def said(member: KeyedMember) -> str:
    return str(Browser(member).get("/desk/").content.decode())


def test_who_holds_cases_is_told_how_many_need_something_today():
    jonas = make_keyed_member("jonas")
    malika, zoya = make_caseworker("malika", voucher=jonas), make_caseworker("zoya", voucher=jonas)
    days: list[tuple[date | None, str]] = [
        (today(), "helping"),
        (today() - timedelta(days=3), "new"),
        (today() + timedelta(days=1), "helping"),
        (None, "new"),
    ]
    cases = [make_case([malika, zoya], next_day=day, state=state) for day, state in days]
    cases.append(make_case([malika, zoya], next_day=today(), state="closed", shred_on=today()))

    page = said(malika)

    assert "2 of your cases need something today." in page
    assert not any(case.case.reference in page for case in cases)


def test_who_holds_none_is_told_so_and_an_outsider_reads_nothing_of_cases():
    jonas = make_keyed_member("jonas")
    malika, zoya = make_caseworker("malika", voucher=jonas), make_caseworker("zoya", voucher=jonas)
    make_case([malika, zoya], next_day=today(), state="helping")
    lev, vera = make_caseworker("lev", voucher=jonas), make_keyed_member("vera")

    assert "None of your cases needs anything today." in said(lev)
    assert "case" not in said(vera).lower().split("<main")[1].split("</main")[0]
