"""The origin count, on the graph of the model case, by hand and against an independent library."""

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.evidence.rules.origins import Origin, OriginCount, Report, count_origins

INSIDERS = Origin("insiders", "insider", holder="the newspaper")
FIRST_INTERVIEWS = Origin("interviews-1", "first-hand", holder="one organisation", period="2017-04")
OTHER_INTERVIEWS = Origin("interviews-2", "first-hand", holder="another organisation", period="2017-04")
ANALYST = Origin("analyst", "expert")
ORIGINS = (INSIDERS, FIRST_INTERVIEWS, OTHER_INTERVIEWS, ANALYST)

NAMES = "newspaper first-organisation second-organisation daily weekly aggregator blog-1 blog-2"
REPORTS = tuple(Report(name) for name in NAMES.split())
EDGES = (
    ("newspaper", "insiders"),
    ("first-organisation", "newspaper"),
    ("first-organisation", "interviews-1"),
    ("second-organisation", "interviews-2"),
    ("daily", "analyst"),
    ("daily", "newspaper"),
    ("weekly", "analyst"),
    ("blog-1", "blog-2"),
    ("blog-2", "blog-1"),
)


def count(*, reports=REPORTS, origins=ORIGINS, edges=EDGES, direct=None) -> OriginCount:
    return count_origins(reports, origins, edges, direct=direct)


def test_eight_reports_have_six_ends_and_four_countable_origins():
    found = count()
    assert (found.reports, len(found.ends), found.countable, found.up_to) == (8, 6, 4, 4)


def test_ten_more_articles_that_cite_the_newspaper_change_no_origin():
    more = tuple(Report(f"article-{n}") for n in range(10))
    found = count(reports=REPORTS + more, edges=EDGES + tuple((r.id, "newspaper") for r in more))
    assert (found.reports, found.countable, len(found.ends)) == (18, 4, 6)


def test_reports_that_cite_one_another_in_a_ring_are_one_end_that_never_counts():
    found = count(reports=(Report("a"), Report("b")), origins=(), edges=(("a", "b"), ("b", "a")))
    assert [(end.kind, end.is_countable, end.reports) for end in found.ends] == [("cycle", False, ("a", "b"))]
    assert found.cycles == (("a", "b"),)
    assert (found.countable, found.minimum_cut) == (0, 0)


def test_a_ring_that_also_rests_on_an_origin_counts_that_origin_once():
    edges = (("a", "b"), ("b", "a"), ("a", "analyst"), ("b", "analyst"))
    found = count(reports=(Report("a"), Report("b")), origins=(ANALYST,), edges=edges)
    assert (found.countable, [end.kind for end in found.ends]) == (1, ["expert"])
    assert found.cycles == (("a", "b"),)


def test_a_report_that_cites_itself_is_a_cycle():
    assert count(reports=(Report("a"),), origins=(), edges=(("a", "a"),)).cycles == (("a",),)


def test_a_report_that_names_nothing_ends_in_the_unknown():
    found = count(reports=(Report("a", label="A weekly"),), origins=(), edges=())
    assert [(end.id, end.kind, end.label) for end in found.ends] == [("a", "unknown", "A weekly")]
    assert found.countable == 0


def test_an_origin_of_unknown_kind_never_counts():
    found = count(reports=(Report("a"),), origins=(Origin("rumour", "unknown"),), edges=(("a", "rumour"),))
    assert (found.countable, len(found.ends)) == (0, 1)


def test_interviews_of_one_period_are_counted_up_to_their_number():
    found = count()
    assert (found.at_least, found.up_to, found.is_overlap_unknown) == (3, 4, True)


def test_interviews_of_periods_that_overlap_may_be_the_same_people():
    later = Origin("interviews-2", "first-hand", period="2017-04-20/2017-05-10")
    assert count(origins=(INSIDERS, FIRST_INTERVIEWS, later, ANALYST)).at_least == 3


def test_interviews_of_different_periods_count_in_full():
    later = Origin("interviews-2", "first-hand", period="2018")
    assert count(origins=(INSIDERS, FIRST_INTERVIEWS, later, ANALYST)).at_least == 4


def test_interviews_whose_holders_confirmed_that_they_are_apart_count_in_full():
    apart = Origin("interviews-2", "first-hand", period="2017-04", is_apart=True)
    assert count(origins=(INSIDERS, FIRST_INTERVIEWS, apart, ANALYST)).at_least == 4


def test_origins_tied_through_a_third_count_as_one():
    origins = (
        Origin("x", "first-hand", period="2017-04"),
        Origin("y", "first-hand", period="2017-04", overlap_group="network"),
        Origin("z", "record", overlap_group="network"),
    )
    found = count(reports=(Report("a"),), origins=origins, edges=(("a", "x"), ("a", "y"), ("a", "z")))
    assert (found.at_least, found.up_to) == (1, 3)


def test_a_withdrawn_report_carries_nothing():
    reports = tuple(Report(r.id, is_set_aside=r.id == "newspaper") for r in REPORTS)
    found = count(reports=reports)
    assert found.reports == 7
    assert "insiders" not in {end.id for end in found.ends}


def test_only_what_the_direct_reports_lead_to_is_counted():
    found = count(direct=["first-organisation"])
    assert found.reports == 1
    assert {end.id for end in found.ends} == {"insiders", "interviews-1"}


def test_two_origins_behind_one_report_have_a_cut_of_one():
    edges = (("letter", "insiders"), ("letter", "analyst"))
    found = count(reports=(Report("letter"),), origins=(INSIDERS, ANALYST), edges=edges)
    assert (found.countable, found.minimum_cut) == (2, 1)


def test_an_end_names_the_reports_that_reach_it():
    reached = {end.id: end.reports for end in count().ends}
    assert reached["insiders"] == ("daily", "first-organisation", "newspaper")
    assert reached["analyst"] == ("daily", "weekly")


def test_an_edge_to_something_not_given_is_refused():
    with pytest.raises(ValueError, match="nobody"):
        count(edges=(("newspaper", "nobody"),))


def test_a_chain_of_fifty_thousand_reports_is_counted_without_recursion():
    reports = [Report(str(n)) for n in range(50_000)]
    edges = [(str(n), str(n + 1)) for n in range(49_999)] + [("49999", "analyst")]
    found = count_origins(reports, [ANALYST], edges, direct=["0"])
    assert (found.reports, found.countable, found.minimum_cut) == (1, 1, 1)


@st.composite
def graphs(draw):
    reports = [f"r{n}" for n in range(draw(st.integers(1, 8)))]
    kinds = draw(st.lists(st.sampled_from(["first-hand", "record", "insider", "expert", "unknown"]), max_size=5))
    groups = draw(st.lists(st.sampled_from(["", "", "g", "h"]), min_size=len(kinds), max_size=len(kinds)))
    origins = [Origin(f"o{n}", kind, overlap_group=group) for n, (kind, group) in enumerate(zip(kinds, groups, strict=True))]
    targets = st.sampled_from(reports + [o.id for o in origins])
    edges = draw(st.lists(st.tuples(st.sampled_from(reports), targets), max_size=24))
    direct = draw(st.lists(st.sampled_from(reports), min_size=1, unique=True))
    return reports, origins, edges, direct


@settings(deadline=None)
@given(graphs())
def test_the_count_agrees_with_an_independent_library(drawn):
    names, origins, edges, direct = drawn
    found = count_origins([Report(n) for n in names], origins, edges, direct=direct)
    graph = networkx.DiGraph(edges)
    graph.add_nodes_from(names)
    reached = set(direct).union(*(networkx.descendants(graph, n) for n in direct))
    graph = graph.subgraph(reached)
    condensed = networkx.condensation(graph)
    sinks = [condensed.nodes[n]["members"] for n in condensed if condensed.out_degree(n) == 0]
    countable = {o.id: o for o in origins if o.id in reached and o.kind != "unknown"}
    assert len(found.ends) == len(sinks)
    assert found.countable == len(countable)
    groups = {o.overlap_group or o.id for o in countable.values()}
    assert found.at_least == len(groups)
    assert found.minimum_cut == _library_cut(graph, direct, countable)
    assert found.minimum_cut <= found.at_least <= found.up_to == found.countable


def _library_cut(graph, direct, countable):
    if not countable:
        return 0
    joined = networkx.DiGraph(graph)
    joined.add_edges_from(("claim", n) for n in direct)
    joined.add_edges_from((o.id, f"group {o.overlap_group or o.id}") for o in countable.values())
    joined.add_edges_from((f"group {o.overlap_group or o.id}", "truth") for o in countable.values())
    return networkx.node_connectivity(joined, "claim", "truth")


@settings(deadline=None)
@given(graphs(), st.integers(1, 5))
def test_more_reports_of_the_same_report_never_raise_the_count(drawn, more):
    names, origins, edges, direct = drawn
    before = count_origins([Report(n) for n in names], origins, edges, direct=direct)
    copies = [f"copy{n}" for n in range(more)]
    after = count_origins(
        [Report(n) for n in names + copies],
        origins,
        edges + [(copy, direct[0]) for copy in copies],
        direct=direct + copies,
    )
    assert (after.countable, after.at_least) == (before.countable, before.at_least)
