"""Numbers: two people, a rule, a ledger and a day; nobody else sees anything before it."""

from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.cli.casework import casework
from safeconduct.cli.tending import Work, tend_once
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.released.access import releases_for
from safeconduct.released.actions.confirm_numbers import NotTheSame, NotWaiting, SameCounter, confirm_numbers
from safeconduct.released.actions.propose_numbers import (
    AlreadyWaiting,
    DiffersTooLittle,
    NoCurrency,
    NotATable,
    ShowsTooMuch,
    TooEarly,
)
from safeconduct.released.actions.publish_batch import publish_batch
from safeconduct.released.actions.refuse_numbers import refuse_numbers
from safeconduct.released.models import Figure, Release, ReleaseState
from safeconduct.released.queries.figures import public_figures
from safeconduct.released.rules.tenfive import Cell, line_of
from tests.factories.crises import make_crisis
from tests.factories.people import make_member, make_organisation, make_vera
from tests.released.stage import BATCH, NEXT, NOW, agreed, at_desk, make_lead, post, propose, requests_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def malika() -> Member:
    return make_lead("malika")


@pytest.fixture
def timur() -> Member:
    return make_lead("timur")


@pytest.fixture
def crisis(malika: Member) -> Crisis:
    return make_crisis(is_public=True)


def test_what_one_proposes_another_confirms_and_it_goes_out_on_the_day(crisis: Crisis, malika: Member, timur: Member):
    release = agreed(crisis, malika, timur)
    assert publish_batch(on=NOW.date(), at=NOW).releases == 0
    assert public_figures(crisis) == []

    batch = publish_batch(on=BATCH.date(), at=BATCH)

    release.refresh_from_db()
    assert (batch.releases, release.state, release.out_on) == (1, ReleaseState.OUT, BATCH.date())
    [table] = public_figures(crisis)
    assert [(one.name, one.value) for one in table.figures] == [("In all", 55)]


def test_a_batch_that_runs_late_takes_only_what_was_there_before_its_day(crisis: Crisis, malika: Member, timur: Member):
    agreed(crisis, malika, timur)
    late = agreed(crisis, malika, timur, table="supported-by-quarter", figures=line_of("supported-by-quarter", {"total": 31}), at=BATCH)
    wednesday = BATCH.replace(day=9)

    assert publish_batch(on=wednesday.date(), at=wednesday).releases == 1
    assert publish_batch(on=wednesday.date(), at=wednesday).releases == 0
    late.refresh_from_db()
    assert (late.state, Release.objects.get(state="out").out_on) == (ReleaseState.CONFIRMED, BATCH.date())
    assert publish_batch(on=NEXT.date(), at=NEXT).releases == 1


@pytest.mark.django_db(databases=["default", "intake", "signing"])
def test_the_server_lets_out_by_itself_in_the_night_of_the_batch_day_and_once(crisis: Crisis, malika: Member, timur: Member):
    release = agreed(crisis, malika, timur)
    before, early = BATCH - timedelta(days=1), BATCH.replace(hour=2)
    assert [Work().numbers(at.replace(hour=hour)) for at, hour in ((before, 4), (early, 2))] == [
        "Tables out: 0, claims: 0, corrections: 0.",
        "Numbers: not yet.",
    ]
    release.refresh_from_db()
    assert release.state == ReleaseState.CONFIRMED

    night = BATCH.replace(hour=3)
    assert [Work().numbers(night) for _twice in range(2)] == ["Tables out: 1, claims: 0, corrections: 0.", "Numbers: not yet."]
    release.refresh_from_db()
    assert (release.state, release.out_on) == (ReleaseState.OUT, BATCH.date())
    assert "Numbers: not yet." in tend_once(night)


def test_only_a_batch_raises_what_public_pages_hang_on(crisis: Crisis, malika: Member, timur: Member):
    crisis.refresh_from_db()
    before = crisis.revision
    agreed(crisis, malika, timur)
    publish_batch(on=NOW.date(), at=NOW)
    crisis.refresh_from_db()
    assert crisis.revision == before

    publish_batch(on=BATCH.date(), at=BATCH)

    crisis.refresh_from_db()
    assert crisis.revision == before + 1


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ({"table": "arrivals-by-country-month"}, NotATable),
        ({"quarter": "2026-13"}, NotATable),
        ({"quarter": "2026-Q4"}, TooEarly),
        ({"figures": (Cell("total", 7),)}, ShowsTooMuch),
        ({"figures": (Cell("total", 57),)}, ShowsTooMuch),
        ({"figures": (Cell("FR", 40),)}, ShowsTooMuch),
        ({"figures": ()}, ShowsTooMuch),
        ({"currency": "EUR"}, NoCurrency),
        ({"table": "spend-by-purpose-quarter", "figures": line_of("spend-by-purpose-quarter", {})}, NoCurrency),
        ({"table": "spend-by-purpose-quarter", "figures": line_of("spend-by-purpose-quarter", {}), "currency": "eur"}, NoCurrency),
        ({"table": "spend-by-purpose-quarter", "figures": line_of("spend-by-purpose-quarter", {}), "currency": "E1R"}, NoCurrency),
    ],
)
def test_what_the_rule_forbids_is_not_even_proposed(crisis: Crisis, malika: Member, wanted: dict, refusal: type[Exception]):
    with pytest.raises(refusal):
        propose(crisis, malika, **wanted)

    assert not Release.objects.exists()


def test_movements_wait_sixty_days_more(crisis: Crisis, malika: Member):
    figures = line_of("arrivals-by-region-quarter", {"european-union": 30, "total": 30})
    wanted: dict[str, Any] = {"table": "arrivals-by-region-quarter", "figures": figures}

    with pytest.raises(TooEarly):
        propose(crisis, malika, **wanted, at=NOW.replace(day=28))
    assert propose(crisis, malika, **wanted, at=NOW.replace(day=29)).state == "proposed"


def test_what_differs_by_one_to_nine_from_what_is_out_is_refused_for_ever(crisis: Crisis, malika: Member, timur: Member):
    agreed(crisis, malika, timur, 40)
    publish_batch(on=BATCH.date(), at=BATCH)
    agreed(crisis, malika, timur, 60, at=BATCH)
    publish_batch(on=NEXT.date(), at=NEXT)

    for count in (43, 45, 55, 57, 63, 65):
        with pytest.raises(DiffersTooLittle):
            propose(crisis, malika, count, at=NEXT)
    assert propose(crisis, malika, 70, at=NEXT).state == "proposed"
    [newest] = public_figures(crisis)
    assert newest.figures[0].value == 60


def test_another_organisation_counts_other_people(crisis: Crisis, malika: Member, timur: Member):
    house = make_organisation("Harbour House", country="DK")
    crisis.participations.create(organisation=house, since=NOW.date())
    one, other = make_lead("mads", organisation=house), make_lead("maren", organisation=house)
    agreed(crisis, malika, timur, 40)
    agreed(crisis, one, other, 45)

    assert publish_batch(on=BATCH.date(), at=BATCH).releases == 2
    assert {table.organisation for table in public_figures(crisis)} == {"Harbour House", malika.organisation.name}


def test_nobody_confirms_their_own_numbers(crisis: Crisis, malika: Member, timur: Member):
    release = propose(crisis, malika)

    with pytest.raises(SameCounter):
        confirm_numbers(reference=release.reference, figures=requests_line(57), by=malika, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.update(state="confirmed", confirmed_by=malika, confirmed_on=NOW.date())
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.update(state="out", out_on=NOW.date())


def test_a_second_count_that_differs_confirms_nothing(crisis: Crisis, malika: Member, timur: Member):
    release = propose(crisis, malika, 57)

    with pytest.raises(NotTheSame):
        confirm_numbers(reference=release.reference, figures=requests_line(60), by=timur, at=NOW)
    assert (
        confirm_numbers(reference=release.reference, figures=requests_line(56), by=timur, at=NOW).state == "confirmed"
    )  # both are said as 55


def test_proposing_and_confirming_twice_is_once(crisis: Crisis, malika: Member, timur: Member):
    release = propose(crisis, malika)
    assert propose(crisis, malika) == release
    with pytest.raises(AlreadyWaiting):
        propose(crisis, malika, 80)
    with pytest.raises(AlreadyWaiting):
        propose(crisis, timur)

    for _again in range(2):
        confirm_numbers(reference=release.reference, figures=requests_line(57), by=timur, at=NOW)

    assert list(Entry.objects.filter(kind__startswith="released.").order_by("pk").values_list("kind", flat=True)) == [
        "released.numbers-proposed",
        "released.numbers-confirmed",
    ]


def test_what_is_refused_goes_nowhere_and_what_is_out_stays_out(crisis: Crisis, malika: Member, timur: Member):
    release = agreed(crisis, malika, timur)
    refuse_numbers(reference=release.reference, by=malika, at=NOW)
    assert publish_batch(on=BATCH.date(), at=BATCH).releases == 0
    with pytest.raises(NotWaiting):
        confirm_numbers(reference=release.reference, figures=requests_line(57), by=timur, at=NOW)

    other = agreed(crisis, malika, timur)
    publish_batch(on=NEXT.date(), at=NEXT)
    with pytest.raises(NotWaiting):
        refuse_numbers(reference=other.reference, by=malika, at=NEXT)


def test_the_database_holds_no_number_from_one_to_nine(crisis: Crisis, malika: Member):
    figure = propose(crisis, malika).figures.get()

    for value in (1, 9, -1):
        with pytest.raises(IntegrityError), transaction.atomic():
            Figure.objects.filter(pk=figure.pk).update(value=value)


#  who      may see and decide
TABLE = {"malika": True, "timur": True, "caseworker": False, "ines": False, "mads": False, "vera": False}


@pytest.mark.parametrize("who", TABLE)
def test_numbers_are_for_who_releases_them_in_the_organisation(crisis: Crisis, malika: Member, timur: Member, who: str):
    release = propose(crisis, malika)
    house = make_organisation("Harbour House", country="DK")
    crisis.participations.create(organisation=house, since=NOW.date())
    people = {
        "malika": lambda: malika,
        "timur": lambda: timur,
        "caseworker": lambda: make_member("lev", roles=[Role.CASEWORKER]),
        "ines": lambda: make_member("ines"),
        "mads": lambda: make_lead("mads", organisation=house),
        "vera": make_vera,
    }
    member = people[who]()
    client = at_desk(member)
    listed = client.get("/desk/released/numbers/")

    sees = listed.status_code == 200 and [one["reference"] for one in listed.json()["releases"]] == [release.reference]
    assert sees == TABLE[who]
    if who not in {"malika", "timur"}:
        if not member.may("released.number.release"):
            assert listed.status_code == 403
        answer = post(client, f"/desk/released/numbers/{release.reference}/refuse/")
        assert answer.status_code in {403, 404}
        release.refresh_from_db()
        assert release.state == "proposed"


def test_vera_finds_nothing_at_all(crisis: Crisis, malika: Member):
    release = propose(crisis, malika)
    vera = make_vera()

    assert not releases_for(vera).exists()
    with pytest.raises(Http404):
        refuse_numbers(reference=release.reference, by=vera, at=NOW)


def test_a_browser_proposes_and_another_confirms(crisis: Crisis, malika: Member, timur: Member, monkeypatch: pytest.MonkeyPatch):
    for area in ("now", "today"):
        monkeypatch.setattr(f"safeconduct.released.views.numbers.{area}", lambda area=area: NOW if area == "now" else NOW.date())
    figures = [{"cell": "total", "value": 55, "withheld": False}]
    sent = post(
        at_desk(malika), "/desk/released/numbers/", crisis=crisis.reference, table="requests-by-quarter", quarter="2026-Q3", figures=figures
    )
    assert sent.status_code == 200, sent.content
    address = f"/desk/released/numbers/{sent.json()['reference']}/confirm/"

    other = [{**figures[0], "value": 60}]
    assert post(at_desk(timur), address, figures=other).json()["code"] == "not-the-same"
    assert post(at_desk(malika), address, figures=figures).json()["code"] == "same-person"
    assert post(at_desk(timur), address, figures=figures).json() == {"state": "confirmed"}
    told = at_desk(malika).get("/desk/released/numbers/").json()
    assert (told["today"], told["next_batch"]) == ("2026-11-23", "2026-12-07")
    assert told["releases"][0]["figures"] == figures


def test_a_hidden_number_travels_as_nothing(crisis: Crisis, malika: Member, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("safeconduct.released.views.numbers.now", lambda: NOW)
    figures = [{"cell": "total", "value": None, "withheld": False}]
    wanted = {"crisis": crisis.reference, "table": "requests-by-quarter", "quarter": "2026-Q3"}
    client = at_desk(malika)

    assert post(client, "/desk/released/numbers/", **wanted, figures=[{"cell": "total", "withheld": False}]).status_code == 400
    assert (
        post(client, "/desk/released/numbers/", **wanted, figures=[{"cell": "total", "value": "4", "withheld": False}]).status_code == 400
    )
    assert post(client, "/desk/released/numbers/", **wanted, figures=figures).status_code == 200


def test_the_public_page_shows_only_what_is_out_with_its_rule_source_and_day(crisis: Crisis, malika: Member, timur: Member):
    agreed(crisis, malika, timur, 57)
    figures = line_of("support-by-quarter", {"food": 40, "money": 22, "legal": 3, "total": 65})
    agreed(crisis, malika, timur, table="support-by-quarter", figures=figures)
    client, address = Client(), f"/en/{crisis.slug}/numbers/"
    before = client.get(address).content.decode()
    assert "No number was let out yet." in before and "55" not in before
    assert "numbers/" not in client.get(f"/en/{crisis.slug}/").content.decode()

    publish_batch(on=BATCH.date(), at=BATCH)

    page = client.get(address).content.decode()
    for words in (
        "People who asked for help",
        ">55<",
        "fewer than 10",
        "not shown",
        "Quarter 3 of 2026",
        "rounded to five",
        malika.organisation.name,
        "7 December 2026",
    ):
        assert words in page, words
    assert f'href="/en/{crisis.slug}/numbers/"' in client.get(f"/en/{crisis.slug}/").content.decode()
    assert Client().get("/en/nowhere/numbers/").status_code == 404


def test_sums_go_out_with_their_currency(crisis: Crisis, malika: Member, timur: Member):
    figures = line_of("spend-by-purpose-quarter", {"food": 4321, "legal": 900}, {"food": 12, "legal": 4})
    agreed(crisis, malika, timur, table="spend-by-purpose-quarter", figures=figures, currency="EUR")
    publish_batch(on=BATCH.date(), at=BATCH)

    page = Client().get(f"/en/{crisis.slug}/numbers/").content.decode()

    assert "4,300" in page.replace("\xa0", ",") or "4300" in page
    assert "EUR" in page and "900" not in page


def test_sums_of_two_currencies_go_out_beside_each_other(crisis: Crisis, malika: Member, timur: Member):
    def sums(food: int) -> tuple[Cell, ...]:
        return line_of("spend-by-purpose-quarter", {"food": food}, {"food": 12})

    wanted: dict[str, Any] = {"table": "spend-by-purpose-quarter"}
    for currency, food in (("EUR", 4321), ("SEK", 50_000)):
        agreed(crisis, malika, timur, **wanted, figures=sums(food), currency=currency)
    assert publish_batch(on=BATCH.date(), at=BATCH).releases == 2
    agreed(crisis, malika, timur, **wanted, figures=sums(700), currency="DKK", at=BATCH)
    with pytest.raises(DiffersTooLittle):
        propose(crisis, malika, **wanted, figures=sums(4400), currency="EUR", at=BATCH)

    assert publish_batch(on=NEXT.date(), at=NEXT).releases == 1
    assert [(table.currency, table.figures[0].value) for table in public_figures(crisis)] == [("DKK", 700), ("EUR", 4300), ("SEK", 50_000)]


def test_the_nightly_command_says_what_it_let_out(crisis: Crisis, malika: Member, timur: Member, monkeypatch: pytest.MonkeyPatch):
    agreed(crisis, malika, timur)
    monkeypatch.setattr("safeconduct.cli.casework.now", lambda: BATCH)
    monkeypatch.setattr("safeconduct.cli.casework.today", BATCH.date)

    said = CliRunner().invoke(casework, ["numbers", "out"], catch_exceptions=False).output

    assert "Batch day 2026-12-07: 1 tables out, 0 no longer fitting, 0 claims made." in said
    assert Release.objects.get().state == "out"
