"""Writing, finding again, translating, publishing and withdrawing demands."""

import pytest

from safeconduct.advocacy.actions.add_demand_passage import add_demand_passage
from safeconduct.advocacy.actions.check_entry import (
    AlreadyWithdrawn,
    DateUnreadable,
    OtherCrisis,
    PostElsewhere,
    ReasonMissing,
    SourceIsPrivate,
    TextMissing,
)
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.translate_demand import translate_demand
from safeconduct.advocacy.actions.unpublish_demand import unpublish_demand
from safeconduct.advocacy.actions.withdraw_demand import withdraw_demand
from safeconduct.advocacy.actions.write_demand import Addressed, NobodyAsked, write_demand
from safeconduct.advocacy.rules import DemandKind
from safeconduct.audit.queries import history_of
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Level
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_document, make_passage, make_source
from tests.factories.people import THEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


def revision_of(crisis: Crisis) -> int:
    crisis.refresh_from_db()
    return crisis.revision


def test_a_demand_is_put_to_a_post(crisis: Crisis) -> None:
    body = make_body(crisis)
    post = make_post(body)

    demand = make_demand(crisis, asked=[Addressed(body, post)])

    address = demand.addressees.get()
    assert (demand.kind, address.body, address.post, address.is_relayed) == (DemandKind.DIRECT, body, post, False)


def test_a_demand_to_press_others_is_relayed(crisis: Crisis) -> None:
    asked, pressed = make_body(crisis, "Denmark", place="DK"), make_body(crisis, "Russia", place="RU")

    demand = make_demand(crisis, asked=[Addressed(asked)], relayed_to=[Addressed(pressed)])

    assert demand.kind == DemandKind.RELAYED
    assert [row.body for row in demand.addressees.filter(is_relayed=True)] == [pressed]


def test_the_same_body_named_twice_is_asked_once(crisis: Crisis) -> None:
    body = make_body(crisis)

    demand = make_demand(crisis, asked=[Addressed(body), Addressed(body)])

    assert demand.addressees.count() == 1


def test_a_demand_put_to_nobody_is_refused(crisis: Crisis) -> None:
    with pytest.raises(NobodyAsked):
        write_demand(crisis=crisis, texts={"en": "Act."}, original="en", addressees=[], by=crisis.opened_by, at=THEN)


def test_a_demand_without_a_text_is_refused(crisis: Crisis) -> None:
    with pytest.raises(TextMissing):
        make_demand(crisis, " ")


def test_a_demand_is_due_on_a_date(crisis: Crisis) -> None:
    with pytest.raises(DateUnreadable):
        make_demand(crisis, due="at once")


def test_nothing_of_another_crisis_gets_in(crisis: Crisis) -> None:
    other = make_crisis(by=crisis.opened_by, slug="south")

    with pytest.raises(OtherCrisis):
        make_demand(crisis, asked=[Addressed(make_body(other))])
    with pytest.raises(OtherCrisis):
        make_demand(crisis, demander=make_source(other))
    with pytest.raises(OtherCrisis):
        make_demand(other, passage=make_passage(make_document(crisis)))


def test_a_post_must_be_one_of_the_body(crisis: Crisis) -> None:
    elsewhere = make_post(make_body(crisis, "Denmark", place="DK"))

    with pytest.raises(PostElsewhere):
        make_demand(crisis, asked=[Addressed(make_body(crisis, "Sweden", place="SE"), elsewhere)])


def test_several_documents_carry_the_same_demand(crisis: Crisis) -> None:
    demand = make_demand(crisis, passage=make_passage(make_document(crisis, ["Let them in."])))
    again = make_passage(make_document(crisis, ["Slip dem ind."], language="da"))

    add_demand_passage(demand=demand, passage=again, by=crisis.opened_by, at=THEN)
    add_demand_passage(demand=demand, passage=again, by=crisis.opened_by, at=THEN)

    assert [row.passage.exact for row in demand.passages.order_by("pk")] == ["Let them in.", "Slip dem ind."]
    assert [entry.kind for entry in history_of(demand.reference)] == ["advocacy.demand-written", "advocacy.demand-found-again"]


def test_a_demand_is_said_in_another_language_and_then_better(crisis: Crisis) -> None:
    demand = make_demand(crisis)

    translate_demand(demand=demand, language="sv", text="Släpp in dem.", by=crisis.opened_by, at=THEN)
    translate_demand(demand=demand, language="sv", text="Släpp in dem som flytt.", by=crisis.opened_by, at=THEN)

    assert demand.texts.get(language="sv").text == "Släpp in dem som flytt."


def test_publishing_changes_the_public_page_once(crisis: Crisis) -> None:
    demand, before = make_demand(crisis), revision_of(crisis)

    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)
    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)

    demand.refresh_from_db()
    assert (demand.is_public, revision_of(crisis)) == (True, before + 1)


def test_a_demand_is_taken_off_the_public_page(crisis: Crisis) -> None:
    demand = make_demand(crisis)
    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)

    unpublish_demand(demand=demand, by=crisis.opened_by, at=THEN)

    demand.refresh_from_db()
    assert not demand.is_public


def test_what_one_organisation_keeps_to_itself_is_not_published(crisis: Crisis) -> None:
    passage = make_passage(make_document(crisis, level=Level.ORGANISATION))
    demand = make_demand(crisis, passage=passage)

    with pytest.raises(SourceIsPrivate):
        publish_demand(demand=demand, by=crisis.opened_by, at=THEN)


def test_a_demand_is_withdrawn_with_a_reason_and_for_good(crisis: Crisis) -> None:
    demand = make_demand(crisis)
    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)

    with pytest.raises(ReasonMissing):
        withdraw_demand(demand=demand, because=" ", by=crisis.opened_by, at=THEN)
    withdraw_demand(demand=demand, because="It was fulfilled under another name.", by=crisis.opened_by, at=THEN)

    demand.refresh_from_db()
    assert not demand.is_public
    with pytest.raises(AlreadyWithdrawn):
        publish_demand(demand=demand, by=crisis.opened_by, at=THEN)
    with pytest.raises(AlreadyWithdrawn):
        withdraw_demand(demand=demand, because="Again.", by=crisis.opened_by, at=THEN)


def test_adding_to_a_public_demand_changes_the_public_page(crisis: Crisis) -> None:
    demand = make_demand(crisis)
    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)
    before = revision_of(crisis)

    translate_demand(demand=demand, language="fr", text="Laissez-les entrer.", by=crisis.opened_by, at=THEN)
    add_demand_passage(demand=demand, passage=make_passage(make_document(crisis)), by=crisis.opened_by, at=THEN)

    assert revision_of(crisis) == before + 2
