"""A verdict takes evidence and two people; what it says can be replied to."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, NoSource, OtherCrisis, ReasonMissing, TextMissing
from safeconduct.advocacy.actions.confirm_verdict import DecidedAlready, TakesTwo, confirm_verdict
from safeconduct.advocacy.actions.note_search import note_search
from safeconduct.advocacy.actions.propose_verdict import CannotBeSaid, EvidenceElsewhere, EvidenceLater, JudgedTheFuture
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.record_verdict_reply import NotGivenYet, record_verdict_reply
from safeconduct.advocacy.actions.set_verdict_aside import set_verdict_aside
from safeconduct.advocacy.actions.withdraw_answer import withdraw_answer
from safeconduct.advocacy.actions.withdraw_demand import withdraw_demand
from safeconduct.advocacy.models import Body, Demand, Verdict, VerdictEvidence
from safeconduct.advocacy.rules import DeedType, ResponseType, Said, Showing, Timing
from safeconduct.advocacy.words import FLAW_SENTENCES
from safeconduct.audit.queries import history_of
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from tests.factories.advocacy import make_body, make_deed, make_demand, make_response, make_verdict
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_document, make_passage
from tests.factories.people import THEN, make_ines, make_tomas

pytestmark = pytest.mark.django_db


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def body(crisis: Crisis) -> Body:
    return make_body(crisis, "Lithuania", place="LT")


@pytest.fixture
def demand(crisis: Crisis) -> Demand:
    return make_demand(crisis, due="2017-05-01")


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


def test_a_verdict_has_three_parts_and_says_what_it_rests_on(demand: Demand, body: Body) -> None:
    word, deed = make_response(body, type=ResponseType.PROMISE, demand=demand), make_deed(body, demand=demand)

    verdict = make_verdict(demand, body, stated=Said.PROMISES, shown=Showing.DONE, responses=[word], deeds=[deed])

    assert (verdict.stated, verdict.shown, verdict.timing, verdict.rubric) == ("promises", "done", "in-time", "1")
    assert {row.response or row.deed for row in verdict.evidence.all()} == {word, deed}
    assert verdict.confirmed_at is None
    assert [entry.kind for entry in history_of(verdict.reference)] == ["advocacy.verdict-proposed"]


def test_what_was_done_after_the_date_was_late(crisis: Crisis, body: Body) -> None:
    demand = make_demand(crisis, due="2017-04-10")

    verdict = make_verdict(demand, body, shown=Showing.DONE, deeds=[make_deed(body, demand=demand, on="2017-04-19")])

    assert verdict.timing == Timing.LATE


def test_polite_words_are_no_promise(demand: Demand, body: Body) -> None:
    make_response(body, demand=demand)

    with pytest.raises(CannotBeSaid) as refused:
        make_verdict(demand, body, stated=Said.PROMISES)

    assert "sympathy and no promise" in str(refused.value)
    assert make_verdict(demand, body, stated=Said.SYMPATHISES).pk


@pytest.mark.parametrize("shown", [Showing.PARTIAL, Showing.DONE, Showing.REVERSED])
@pytest.mark.parametrize("word", [ResponseType.CONCERN, ResponseType.PROMISE, ResponseType.INSTRUCTION])
def test_a_statement_alone_never_shows_anything(demand: Demand, body: Body, word: ResponseType, shown: Showing) -> None:
    response = make_response(body, type=word, demand=demand)
    stated = Said.SYMPATHISES if word is ResponseType.CONCERN else Said.PROMISES

    with pytest.raises(CannotBeSaid) as refused:
        make_verdict(demand, body, stated=stated, shown=shown, responses=[response])

    assert "a statement alone never shows" in str(refused.value)
    assert not Verdict.objects.exists()


def test_that_no_deed_was_found_needs_a_search_up_to_that_day(demand: Demand, body: Body) -> None:
    note_search(body=body, searched_until=date(2017, 4, 10), note="Its site.", by=demand.created_by, at=THEN)

    with pytest.raises(CannotBeSaid) as refused:
        make_verdict(demand, body, as_of=date(2017, 4, 11))

    assert "written down a search" in str(refused.value)
    assert make_verdict(demand, body, as_of=date(2017, 4, 10)).pk


def test_evidence_is_this_bodys_stands_and_may_be_shown(crisis: Crisis, demand: Demand, body: Body) -> None:
    withdrawn = make_deed(body)
    withdraw_answer(answer=withdrawn, because="It was another body.", by=crisis.opened_by, at=THEN)
    others = make_deed(make_body(crisis, "Latvia", place="LV"))
    casework = make_deed(body, is_from_casework=True)

    for deed in (withdrawn, others, casework):
        with pytest.raises(EvidenceElsewhere):
            make_verdict(demand, body, shown=Showing.PARTIAL, deeds=[deed])


def test_a_verdict_as_of_a_day_rests_on_nothing_that_came_later(demand: Demand, body: Body) -> None:
    promise = make_response(body, demand=demand, type=ResponseType.PROMISE, on="2017-04-21")
    deed = make_deed(body, demand=demand, on="2017-05")
    undated = make_response(body, type=ResponseType.CONCERN, on="")

    with pytest.raises(EvidenceLater):
        make_verdict(demand, body, stated=Said.PROMISES, responses=[promise])
    with pytest.raises(EvidenceLater):
        make_verdict(demand, body, shown=Showing.DONE, deeds=[deed])
    with pytest.raises(CannotBeSaid):
        make_verdict(demand, body, stated=Said.PROMISES)

    assert make_verdict(demand, body, stated=Said.SYMPATHISES, responses=[undated]).shown == Showing.NONE_FOUND


def test_what_cannot_be_judged_is_refused(crisis: Crisis, demand: Demand, body: Body) -> None:
    south = make_crisis(slug="south", by=crisis.opened_by)

    with pytest.raises(OtherCrisis):
        make_verdict(demand, make_body(south, "Elsewhere", place="SE"))
    with pytest.raises(OtherCrisis):
        make_verdict(demand, body, passages=[make_passage(make_document(south))])
    with pytest.raises(TextMissing):
        make_verdict(demand, body, reasons=" ")
    note_search(body=body, searched_until=THEN.date(), note="Its site.", by=demand.created_by, at=THEN)
    with pytest.raises(JudgedTheFuture):
        make_verdict(demand, body, as_of=THEN.date() + timedelta(days=1))
    withdraw_demand(demand=demand, because="It was put twice.", by=demand.created_by, at=THEN)
    with pytest.raises(AlreadyWithdrawn):
        make_verdict(demand, body)


def test_it_stands_once_somebody_else_has_confirmed_it(crisis: Crisis, demand: Demand, body: Body, tomas: Member) -> None:
    publish_demand(demand=demand, by=tomas, at=THEN)
    verdict = make_verdict(demand, body)
    crisis.refresh_from_db()
    before = crisis.revision

    confirm_verdict(verdict=verdict, by=tomas, at=THEN)

    crisis.refresh_from_db()
    assert (verdict.confirmed_by, crisis.revision > before) == (tomas, True)
    assert [*history_of(verdict.reference)][-1].kind == "advocacy.verdict-confirmed"


def test_the_same_person_cannot_give_it_twice(demand: Demand, body: Body) -> None:
    verdict = make_verdict(demand, body, by=make_ines())

    with pytest.raises(TakesTwo):
        confirm_verdict(verdict=verdict, by=verdict.proposed_by, at=THEN)

    verdict.refresh_from_db()
    assert verdict.confirmed_at is None


def test_the_database_refuses_the_same_person_as_well(demand: Demand, body: Body) -> None:
    verdict = make_verdict(demand, body)

    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(confirmed_at=THEN, confirmed_by=verdict.proposed_by)


@pytest.mark.parametrize(
    "shown, timing, is_kept",
    [
        ("done", "in-time", True),
        ("done", "late", True),
        ("done", "no-date", True),
        ("none-found", "no-date", True),
        ("partial", "expired", True),
        ("reversed", "running", True),
        ("done", "running", False),
        ("done", "expired", False),
        ("partial", "in-time", False),
        ("none-found", "late", False),
    ],
)
def test_the_database_keeps_only_what_can_stand_together(demand: Demand, body: Body, shown: str, timing: str, is_kept: bool) -> None:
    verdict = make_verdict(demand, body)

    try:
        with transaction.atomic():
            Verdict.objects.filter(pk=verdict.pk).update(shown=shown, timing=timing)
    except IntegrityError:
        assert not is_kept
    else:
        assert is_kept


def test_the_database_keeps_one_piece_of_evidence_a_row(demand: Demand, body: Body) -> None:
    verdict = make_verdict(demand, body)

    for pieces in ({}, {"response": make_response(body), "deed": make_deed(body)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            VerdictEvidence.objects.create(verdict=verdict, **pieces)


def test_a_verdict_is_decided_once(demand: Demand, body: Body, tomas: Member) -> None:
    confirmed, aside = make_verdict(demand, body), make_verdict(demand, body)
    confirm_verdict(verdict=confirmed, by=tomas, at=THEN)
    set_verdict_aside(verdict=aside, because="I read it otherwise.", by=tomas, at=THEN)

    for verdict in (confirmed, aside):
        with pytest.raises(DecidedAlready):
            confirm_verdict(verdict=verdict, by=tomas, at=THEN)
    with pytest.raises(DecidedAlready):
        set_verdict_aside(verdict=aside, because="Again.", by=tomas, at=THEN)


def test_the_register_is_asked_again_before_it_stands(demand: Demand, body: Body, tomas: Member) -> None:
    none_found = make_verdict(demand, body)
    deed = make_deed(body, demand=demand)
    partial = make_verdict(demand, body, shown=Showing.PARTIAL, deeds=[deed])

    with pytest.raises(CannotBeSaid) as refused:
        confirm_verdict(verdict=none_found, by=tomas, at=THEN)
    assert "holds a deed" in str(refused.value)

    withdraw_answer(answer=deed, because="It was another body.", by=tomas, at=THEN)
    with pytest.raises(EvidenceElsewhere):
        confirm_verdict(verdict=partial, by=tomas, at=THEN)


def test_setting_aside_says_why(demand: Demand, body: Body, tomas: Member) -> None:
    with pytest.raises(ReasonMissing):
        set_verdict_aside(verdict=make_verdict(demand, body), because=" ", by=tomas, at=THEN)


def test_the_addressee_may_reply_to_what_stands(demand: Demand, body: Body, tomas: Member) -> None:
    verdict = make_verdict(demand, body)
    reply: dict[str, Any] = {
        "text": "We act quietly.",
        "language": "en",
        "on": date(2017, 5, 2),
        "citation": "Letter of 2 May",
        "by": tomas,
        "at": THEN,
    }

    with pytest.raises(NotGivenYet):
        record_verdict_reply(verdict=verdict, **reply)
    confirm_verdict(verdict=verdict, by=tomas, at=THEN)
    with pytest.raises(NoSource):
        record_verdict_reply(verdict=verdict, **{**reply, "citation": " "})
    with pytest.raises(TextMissing):
        record_verdict_reply(verdict=verdict, **{**reply, "text": " "})

    assert record_verdict_reply(verdict=verdict, **reply).verdict == verdict
    assert [*history_of(verdict.reference)][-1].kind == "advocacy.verdict-replied"


def test_harm_is_no_help(demand: Demand, body: Body) -> None:
    harm = make_deed(body, type=DeedType.VISA_REFUSED, demand=demand)

    with pytest.raises(CannotBeSaid):
        make_verdict(demand, body, shown=Showing.DONE, deeds=[harm])


def test_every_flaw_has_a_sentence_that_says_what_to_do() -> None:
    assert all(str(sentence).endswith(".") for sentence in FLAW_SENTENCES.values())
