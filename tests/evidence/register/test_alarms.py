"""What a claim's page rings about."""

from typing import Any

import pytest

from safeconduct.evidence.models import ProposalRow
from safeconduct.evidence.models.documents import Sentence
from safeconduct.evidence.models.graph import graph_of
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.evidence.queries.alarms import INHERITED, alarms_of, inherited_speakers, near_claims
from safeconduct.evidence.queries.chains import chains_of
from safeconduct.evidence.rules.alarms import AlarmCode
from tests.factories.evidence import make_attribution, make_claim, make_document, make_passage, make_source

pytestmark = pytest.mark.django_db

HUNDRED: dict[str, Any] = {"qualifier": "more-than", "low": 100, "low_exclusive": True, "quantity_verbatim": "more than a hundred"}


def codes(claim, **more):
    graph = graph_of(claim)
    return [alarm.code for alarm in alarms_of(claim, graph, chains_of(graph, "en"), **more)]


def read(claim, speaker, **fields):
    return make_attribution(claim, make_source(claim.crisis, speaker), passage=make_passage(make_document(claim.crisis)), **fields)


def test_a_number_that_grew_between_two_reports_rings(crisis):
    claim = make_claim(crisis, **HUNDRED)
    paper = read(claim, "The paper", qualifier="more-than", low=100, quantity_verbatim="more than a hundred")
    read(claim, "The echo", qualifier="order-of-magnitude", low=100, quantity_verbatim="hundreds", rests_on=[paper])

    assert codes(claim) == [AlarmCode.NUMBER_GREW]


def test_where_the_cited_report_was_not_read_the_claims_own_number_stands_for_it(crisis):
    claim = make_claim(crisis, **HUNDRED)
    unread = make_attribution(claim, make_source(crisis, "The paper"))
    read(claim, "The echo", qualifier="order-of-magnitude", low=100, quantity_verbatim="hundreds", rests_on=[unread])

    assert codes(claim) == [AlarmCode.NUMBER_GREW]


def test_a_number_passed_on_as_it_was_rings_nothing(crisis):
    claim = make_claim(crisis, **HUNDRED)
    unread = make_attribution(claim, make_source(crisis, "The paper"))
    read(claim, "The echo", qualifier="more-than", low=100, quantity_verbatim="over 100", rests_on=[unread])

    assert codes(claim) == []


def test_near_numbers_of_other_people_ring_on_both_claims(crisis):
    hiding = make_claim(crisis, act="in-hiding", unit="men", qualifier="about", low=45, high=45, quantity_verbatim="about 45")
    refused = make_claim(crisis, act="visa-refused", unit="people", qualifier="about", low=40, high=40, quantity_verbatim="roughly 40")

    near = near_claims([hiding, refused])

    assert codes(hiding, near=near[hiding.pk]) == codes(refused, near=near[refused.pk]) == [AlarmCode.NEAR_BUT_DIFFERENT]


@pytest.mark.parametrize("other", [{"unit": "visas"}, {"when": "2019"}])
def test_near_numbers_that_nobody_would_mix_up_ring_nothing(crisis, other):
    fields: dict[str, Any] = {"unit": "men", "qualifier": "about", "when": "2017"}
    hiding = make_claim(crisis, **fields, act="in-hiding", low=45, high=45, quantity_verbatim="about 45")
    refused = make_claim(crisis, **{**fields, **other}, act="visa-refused", low=40, high=40, quantity_verbatim="roughly 40")

    assert not near_claims([hiding, refused])


def test_near_numbers_of_the_same_people_ring_nothing(crisis):
    fields: dict[str, Any] = {"act": "detention", "unit": "men", "qualifier": "about"}
    one = make_claim(crisis, **fields, low=100, high=100, quantity_verbatim="about 100")
    other = make_claim(crisis, **fields, low=110, high=110, quantity_verbatim="about 110")

    assert not near_claims([one, other])


@pytest.mark.parametrize(("basis", "expected"), [("page-header", [AlarmCode.PAGE_DATE]), ("human", []), ("stated", [])])
def test_a_relative_time_worked_out_from_a_pages_own_date_rings(crisis, basis, expected):
    claim = make_claim(crisis, when="2018-02", when_verbatim="last month")
    attribution = read(claim, "The echo")
    document = attribution.passage.document
    document.published, document.published_basis = "2018-03-18", basis
    document.save()

    assert codes(claim) == expected


def test_a_time_that_names_its_year_needs_no_anchor(crisis):
    claim = make_claim(crisis, when="2017-04-01", when_verbatim="on 1 April 2017")
    read(claim, "The echo")

    assert codes(claim) == []


def test_a_statement_taken_back_rings(crisis, at):
    claim = make_claim(crisis)
    read(claim, "The echo", withdrawn_on=at.date())

    assert codes(claim) == [AlarmCode.WITHDRAWN_SOURCE]


def test_words_said_under_coercion_ring(crisis):
    claim = make_claim(crisis)
    read(claim, "A detained man", is_coerced=True)

    assert codes(claim) == [AlarmCode.COERCED]


def test_a_speaker_whom_a_rule_took_over_and_nobody_changed_rings(crisis):
    claim = make_claim(crisis)
    document = make_document(crisis)
    ProposalRow.objects.create(
        document=document,
        sentence=Sentence.objects.get(rendition__document=document),
        index=0,
        kind="claim",
        start=0,
        end=1,
        exact="A",
        payload={"attributions": [{"speaker": "The echo", "is_inherited": True}]},
        state=ProposalState.ACCEPTED,
        decided_at=claim.created_at,
        decided_by=claim.created_by,
        outcome=claim.reference,
    )

    assert codes(claim, inherited=inherited_speakers([claim.reference])[claim.reference]) == [INHERITED]
