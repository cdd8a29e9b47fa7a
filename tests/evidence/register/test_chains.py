"""Chains of citations, read down to where they end."""

import pytest

from safeconduct.evidence.models.graph import graph_of
from safeconduct.evidence.queries.chains import chains_of, claims_resting_on, drawing_of, graphs_of
from tests.factories.evidence import make_attribution, make_claim, make_document, make_origin, make_passage, make_source

pytestmark = pytest.mark.django_db


def lines(claim):
    return [[step.label for step in chain.steps] for chain in chains_of(graph_of(claim), "en")]


def test_a_chain_runs_from_who_says_it_down_to_the_origin(crisis):
    claim = make_claim(crisis)
    origin = make_origin(crisis, "unnamed insiders", kind="insider")
    paper = make_attribution(claim, make_source(crisis, "Gazette"), rests_on=[origin])
    make_attribution(claim, make_source(crisis, "Observer"), rests_on=[paper], said="2017-05-19")

    assert lines(claim) == [["Observer", "Gazette", "unnamed insiders"]]
    assert chains_of(graph_of(claim), "en")[0].steps[0].when == "19 May 2017"


def test_a_report_with_two_grounds_makes_two_chains(crisis):
    claim = make_claim(crisis)
    one, other = make_origin(crisis, "own interviews"), make_origin(crisis, "a court file", kind="record")
    make_attribution(claim, make_source(crisis, "Report"), rests_on=[one, other])

    assert sorted(line[-1] for line in lines(claim)) == ["a court file", "own interviews"]


def test_a_report_that_names_nothing_says_so(crisis):
    claim = make_claim(crisis)
    make_attribution(claim, make_source(crisis, "Observer"))

    assert chains_of(graph_of(claim), "en")[0].last.kind == "unknown"


def test_a_ring_of_reports_is_cut_and_named(crisis):
    claim = make_claim(crisis)
    one, other = (make_attribution(claim, make_source(crisis, name)) for name in ("One blog", "Other blog"))
    one.rests.create(on_attribution=other)
    other.rests.create(on_attribution=one)

    (chain,) = chains_of(graph_of(claim), "en")

    assert [step.kind for step in chain.steps] == ["report", "report", "ring"]


def test_the_drawing_links_each_report_to_its_line(crisis):
    claim = make_claim(crisis)
    attribution = make_attribution(claim, make_source(crisis, "Observer"), rests_on=[make_origin(crisis)])

    svg = drawing_of(graph_of(claim), "en", is_narrow=False, direction="ltr")

    assert f"#{attribution.reference}" in svg


def test_nothing_is_drawn_where_nobody_rests_on_anything(crisis):
    assert drawing_of(graph_of(make_claim(crisis)), "en", is_narrow=False, direction="ltr") == ""


def test_graphs_of_many_claims_are_those_of_each(crisis):
    claims = [make_claim(crisis), make_claim(crisis)]
    for claim in claims:
        make_attribution(claim, make_source(crisis, claim.reference), rests_on=[make_origin(crisis, claim.reference)])

    graphs = graphs_of(claims)

    assert {pk: graph.count() for pk, graph in graphs.items()} == {claim.pk: graph_of(claim).count() for claim in claims}


def test_a_claim_rests_on_who_says_it_and_on_who_holds_its_origin(crisis):
    holder, speaker = make_source(crisis, "Interviewers"), make_source(crisis, "Observer")
    claim = make_claim(crisis)
    passage = make_passage(make_document(crisis))
    make_attribution(claim, speaker, passage=passage, rests_on=[make_origin(crisis, holder=holder)])

    assert claims_resting_on(holder) == claims_resting_on(speaker) == [claim]
