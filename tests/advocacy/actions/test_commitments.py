"""What a body committed itself to, and what is known from helping people."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from safeconduct.advocacy.access import public_deeds
from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, DateUnreadable, ReasonMissing, TextMissing
from safeconduct.advocacy.actions.publish_answer import FromCasework, publish_answer
from safeconduct.advocacy.actions.record_commitment import CommitsNobody, Committed, record_commitment
from safeconduct.advocacy.actions.record_deed import PromisedBySomebodyElse
from safeconduct.advocacy.actions.withdraw_answer import withdraw_answer
from safeconduct.advocacy.actions.withdraw_commitment import withdraw_commitment
from safeconduct.advocacy.models import Body, Commitment, Deed, Response
from safeconduct.advocacy.queries.casework import public_casework_lines
from safeconduct.advocacy.rules import ResponseType
from safeconduct.advocacy.rules.releasing import shown_from
from safeconduct.advocacy.rules.verdicts import commits
from safeconduct.audit.queries import history_of
from safeconduct.crises.models import Crisis
from safeconduct.evidence.reading.shapes import Qualifier, Quantity
from tests.factories.advocacy import make_body, make_deed, make_demand, make_response
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines, make_tomas

pytestmark = pytest.mark.django_db

VISAS = Committed(text="It will issue ten visas.", language="en", quantity_verbatim="ten", due_verbatim="by the summer", due="2017-06")
LONG_AFTER = datetime(2018, 3, 1, tzinfo=THEN.tzinfo)


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def body(crisis: Crisis) -> Body:
    return make_body(crisis, "Lithuania", place="LT")


def promise(body: Body, **fields) -> Commitment:
    response = make_response(body, type=ResponseType.PROMISE, **fields)
    return record_commitment(response=response, committed=VISAS, by=response.recorded_by, at=THEN)


def test_a_promise_is_kept_as_it_was_said_and_as_it_can_be_dated(body: Body) -> None:
    response = make_response(body, type=ResponseType.PROMISE, commitments=[VISAS])

    commitment = response.commitments.get()

    assert (commitment.quantity_verbatim, commitment.due_verbatim, commitment.due) == ("ten", "by the summer", "2017-06")
    assert [entry.kind for entry in history_of(commitment.reference)] == ["advocacy.commitment-recorded"]


@pytest.mark.parametrize("word", [word for word in ResponseType if not commits(word)])
def test_words_that_commit_nobody_carry_no_commitment(body: Body, word: ResponseType) -> None:
    with pytest.raises(CommitsNobody):
        make_response(body, type=word, commitments=[VISAS])

    assert not Response.objects.exists()


def test_a_commitment_has_words_and_a_date_that_can_be_read(body: Body) -> None:
    response = make_response(body, type=ResponseType.PROMISE)

    with pytest.raises(TextMissing):
        record_commitment(response=response, committed=Committed(" ", "en"), by=response.recorded_by, at=THEN)
    with pytest.raises(DateUnreadable):
        record_commitment(response=response, committed=Committed("Visas.", "en", due="soon"), by=response.recorded_by, at=THEN)
    withdraw_answer(answer=response, because="It was another body.", by=response.recorded_by, at=THEN)
    with pytest.raises(AlreadyWithdrawn):
        record_commitment(response=response, committed=VISAS, by=response.recorded_by, at=THEN)


def test_a_commitment_is_withdrawn_once_and_says_why(body: Body) -> None:
    commitment, by = promise(body), make_ines()

    with pytest.raises(ReasonMissing):
        withdraw_commitment(commitment=commitment, because="", by=by, at=THEN)
    withdraw_commitment(commitment=commitment, because="The paper corrected itself.", by=by, at=THEN)
    with pytest.raises(AlreadyWithdrawn):
        withdraw_commitment(commitment=commitment, because="Again.", by=by, at=THEN)


def test_a_deed_keeps_the_promise_of_whoever_made_it(crisis: Crisis, body: Body) -> None:
    demand = make_demand(crisis)
    commitment = promise(body, demand=demand)

    deed = make_deed(body, commitment=commitment)

    assert (deed.commitment, deed.demand) == (commitment, demand)
    with pytest.raises(PromisedBySomebodyElse):
        make_deed(make_body(crisis, "Latvia", place="LV"), commitment=commitment)


def casework(body: Body, number: int = 3, **fields) -> Deed:
    visas = Quantity(qualifier=Qualifier.EXACT, verbatim=str(number), low=number, high=number, unit="visas")
    return make_deed(body, is_from_casework=True, quantity=visas, **fields)


def test_what_is_known_from_helping_people_is_not_published_early(body: Body) -> None:
    deed = casework(body)

    with pytest.raises(FromCasework):
        publish_answer(answer=deed, by=make_tomas(), at=THEN)

    deed.refresh_from_db()
    assert not deed.is_public


@pytest.mark.parametrize("on", ["", "2017"])
def test_what_has_no_quarter_is_not_published_at_all(body: Body, on: str) -> None:
    with pytest.raises(FromCasework):
        publish_answer(answer=casework(body, on=on), by=make_tomas(), at=LONG_AFTER)


def test_whoever_recorded_it_does_not_publish_it(body: Body) -> None:
    deed = casework(body)

    with pytest.raises(FromCasework):
        publish_answer(answer=deed, by=deed.recorded_by, at=LONG_AFTER)


def test_late_it_is_counted_in_a_group_and_never_shown_by_itself(crisis: Crisis, body: Body) -> None:
    deed = casework(body, text="It gave a visa to one man whom we had brought to Vilnius.")

    publish_answer(answer=deed, by=make_tomas(), at=LONG_AFTER)

    assert deed.publish_after == shown_from("2017-04-19")
    assert not public_deeds(crisis, LONG_AFTER.date()).exists()
    line = public_casework_lines(crisis, on=LONG_AFTER.date(), language="en")[0]
    assert (line.body, line.type, line.quarter, line.number_words) == (body.pk, "visa-issued", "2017-04/2017-06", "fewer than 5")
    assert "Vilnius" not in repr(line)


def test_a_later_day_that_somebody_set_is_kept(crisis: Crisis, body: Body) -> None:
    deed = casework(body, publish_after=date(2018, 6, 1))

    publish_answer(answer=deed, by=make_tomas(), at=LONG_AFTER)

    assert deed.publish_after == date(2018, 6, 1)
    assert not public_casework_lines(crisis, on=date(2018, 5, 31), language="en")
    assert public_casework_lines(crisis, on=date(2018, 6, 1), language="en")


def test_several_are_one_group(crisis: Crisis, body: Body) -> None:
    tomas = make_tomas()
    for day in ("2017-04-03", "2017-05-11", "2017-06-30"):
        publish_answer(answer=casework(body, 2, on=day), by=tomas, at=LONG_AFTER)

    assert [line.number_words for line in public_casework_lines(crisis, on=LONG_AFTER.date(), language="en")] == ["5 to 9"]


@pytest.mark.parametrize(
    "publish_after, is_by_another, is_kept", [(None, True, False), (date(2018, 1, 1), False, False), (date(2018, 1, 1), True, True)]
)
def test_the_database_holds_casework_back_as_well(body: Body, publish_after: date | None, is_by_another: bool, is_kept: bool) -> None:
    deed = casework(body)
    by = make_tomas() if is_by_another else deed.recorded_by

    try:
        with transaction.atomic():
            Deed.objects.filter(pk=deed.pk).update(published_at=THEN + timedelta(days=1), published_by=by, publish_after=publish_after)
    except IntegrityError:
        assert not is_kept
    else:
        assert is_kept
