"""A case goes on its day, or when two people say so: first its keys, then what they open."""

from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.audit.models import Entry
from safeconduct.casework.actions.shred_expired import shred_expired
from safeconduct.casework.models import Case, Compartment
from safeconduct.casework.rules.retention import PLAY, RESULTS, shred_day
from safeconduct.cli.commands import safeconduct
from safeconduct.kit.clock import today
from safeconduct.vault.models import Epoch, Grant, Record, SealedFile, Vault
from tests.casework import cast
from tests.factories.casework import KeyedCase, make_case, make_compartment, put_card, put_item
from tests.factories.people import THEN
from tests.factories.posting import Browser
from tests.factories.vault import TODAY, KeyedMember

malika, zoya, lev, vera = cast.malika, cast.zoya, cast.lev, cast.vera  # fixtures
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(malika: KeyedMember, zoya: KeyedMember) -> KeyedCase:
    """A case with a card, an item, a file, and a compartment that neither of its two holds."""
    case = make_case([malika, zoya])
    put_card(case, by=malika)
    put_item(case.compartments["identity"], "person", by=malika, name="Zarema")
    file = SealedFile.objects.create(vault=case.vault.vault, epoch=1, length=1000, digest=bytes(32), begun_on=TODAY)
    settings.SEALED_ROOT.mkdir(parents=True, exist_ok=True)
    (settings.SEALED_ROOT / str(file.pk)).write_bytes(bytes(1000))
    return case


def shred(who: KeyedMember, case: KeyedCase) -> Any:
    return Browser(who).post(f"/desk/cases/{case.id}/shred/", {"id": str(case.id)})


def assert_nothing_is_left(case: KeyedCase) -> None:
    vaults = [case.vault.id, *(one.id for one in case.compartments.values())]
    assert not Vault.objects.filter(pk__in=vaults).exists()
    for model in (Grant, Epoch, Record, SealedFile):
        assert not model.objects.filter(vault__in=vaults).exists()
    assert not Compartment.objects.filter(case=case.id).exists()
    assert not list(settings.SEALED_ROOT.iterdir())


def test_one_asks_and_another_shreds(malika: KeyedMember, zoya: KeyedMember, lev: KeyedMember, case: KeyedCase):
    make_compartment(case, "checks", [lev])

    assert shred(malika, case).json() == {"state": "asked"}
    assert Browser(zoya).get("/desk/cases/").json()["cases"][0]["shred_asked"] == malika.reference
    assert shred(zoya, case).json() == {"state": "destroyed"}

    assert_nothing_is_left(case)
    assert [entry.by for entry in Entry.objects.filter(kind__startswith="casework.").order_by("pk")] == [malika.reference, zoya.reference]
    assert Browser(malika).get("/desk/cases/").json()["cases"] == []
    assert shred(malika, case).status_code == 404


def test_nobody_shreds_a_case_alone(malika: KeyedMember, case: KeyedCase):
    shred(malika, case)

    answer = shred(malika, case)

    assert (answer.status_code, answer.json()["code"]) == (422, "same-person")
    assert Case.objects.filter(pk=case.id, vault=case.vault.id).exists()


def test_the_id_is_said_again(malika: KeyedMember, case: KeyedCase):
    assert Browser(malika).post(f"/desk/cases/{case.id}/shred/", {"id": str(case.vault.id)}).status_code == 400
    assert not Entry.objects.filter(kind="casework.shredding-asked").exists()


def test_what_a_duty_in_law_holds_is_shredded_by_nobody(malika: KeyedMember, zoya: KeyedMember, case: KeyedCase):
    shred(malika, case)
    Browser(malika).post(f"/desk/cases/{case.id}/hold/", {"held": True})

    assert shred(zoya, case).json()["code"] == "is-held"

    Browser(malika).post(f"/desk/cases/{case.id}/hold/", {"held": False})
    assert shred(zoya, case).json() == {"state": "destroyed"}
    said = [entry.detail["is_held"] for entry in Entry.objects.filter(kind="casework.case-held").order_by("pk")]
    assert said == [True, False]


@pytest.mark.parametrize(
    ("fields", "goes"),
    [
        ({"state": "closed", "shred_on": TODAY}, True),
        ({"state": "closed", "shred_on": TODAY - timedelta(days=400)}, True),
        ({"state": "closed", "shred_on": TODAY + timedelta(days=1)}, False),
        ({"state": "closed", "shred_on": TODAY, "is_held": True}, False),
        ({"state": "helping"}, False),
        ({"state": "new"}, False),
    ],
)
def test_a_case_goes_on_its_day_whoever_holds_it(case: KeyedCase, fields: dict[str, Any], goes: bool):
    Case.objects.filter(pk=case.id).update(**fields)

    assert shred_expired(on=TODAY, at=THEN) == goes

    if goes:
        assert_nothing_is_left(case)
        assert Entry.objects.get(kind="casework.case-shredded").by == ""
    else:
        assert Record.objects.filter(vault=case.vault.id).exists()
    assert shred_expired(on=TODAY, at=THEN) == 0


def test_the_command_of_the_night_says_how_many_went(case: KeyedCase):
    Case.objects.filter(pk=case.id).update(state="closed", shred_on=today())

    told = CliRunner().invoke(safeconduct, ["casework", "shred"])

    assert (told.exit_code, told.output) == (
        0,
        "1 cases were shredded.\n0 referrals whose days are over were emptied.\n",
    )
    assert_nothing_is_left(case)


@given(ended_on=st.dates(date(2020, 1, 1), date(2090, 1, 1)), result=st.sampled_from(RESULTS), drawn=st.integers(0, 2 * PLAY))
def test_the_last_day_is_never_more_than_a_fortnight_from_what_was_promised(ended_on: date, result: str, drawn: int):
    kept = shred_day(ended_on, result=result, drawn=drawn) - ended_on

    assert abs(kept.days - (90 if result == "declined" else 730)) <= 14
