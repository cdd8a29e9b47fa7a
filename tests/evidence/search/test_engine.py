"""One contract for every engine: what is stored is found by whoever may see it, and by nobody else.

Runs on the database the tests run on; `SAFECONDUCT_DATABASE_URL` chooses PostgreSQL.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeconduct.evidence.search.analyser import analyse, analyse_query
from safeconduct.evidence.search.engines import engine
from safeconduct.evidence.search.port import Entry, Narrowing, Nearness, Scope, stored_tokens
from safeconduct.evidence.search.postgres import PostgresEngine
from safeconduct.evidence.search.sqlite import SqliteEngine

pytestmark = pytest.mark.django_db

OURS = Scope(crises=frozenset({1}), organisation=7)


def entry(ref: str, text: str = "men were detained", *, language: str = "en", **given: Any) -> Entry:
    tokens = analyse(text, language).tokens
    plain = Entry(kind="sentence", ref=ref, crisis=1, level="coalition", organisation=7, language=language, tokens=tokens)
    return replace(plain, **given)


def found(query: str = "detained", scope: Scope = OURS, **given) -> list[str]:
    return sorted(hit.ref for hit in engine().find(analyse_query(query), allowed=scope, **given).hits)


def test_the_engine_is_the_one_of_the_database():
    expected = {"sqlite": SqliteEngine, "postgresql": PostgresEngine}[connection.vendor]
    assert isinstance(engine(), expected)


def test_what_was_put_is_found_in_every_language():
    engine().put(
        [
            entry("da", "Mænd blev tilbageholdt", language="da"),
            entry("ru", "Мужчины были задержаны", language="ru"),
            entry("sv", "Flera fick visum", language="sv"),
        ]
    )
    assert found("arresterats") == ["da", "ru"]


def test_all_words_of_a_query_must_be_answered():
    engine().put([entry("both", "detained in Grozny"), entry("one", "detained in Moscow")])
    assert found("detained Grozny") == ["both"]


def test_putting_again_takes_the_place_of_the_old():
    engine().put([entry("a", "detained")])
    engine().put([entry("a", "released")])
    assert found("detained") == []
    assert found("released") == ["a"]


def test_what_was_removed_is_found_no_more():
    engine().put([entry("a"), entry("b"), entry("a", kind="claim")])
    engine().remove("sentence", ["a", "unknown"])
    assert found() == ["a", "b"]
    assert engine().find(analyse_query("detained"), allowed=OURS).by_kind == {"claim": 1, "sentence": 1}


def test_the_exact_word_stands_before_its_forms_and_these_before_related_words():
    engine().put([entry("exact", "detained men"), entry("form", "they detain men"), entry("related", "arrested men")])
    hits = engine().find(analyse_query("detained"), allowed=OURS).hits
    assert [(hit.ref, hit.nearness) for hit in hits] == [
        ("exact", Nearness.EXACT),
        ("form", Nearness.FORM),
        ("related", Nearness.RELATED),
    ]


def test_of_equally_near_hits_the_latest_stored_stands_first():
    engine().put([entry("first"), entry("second")])
    engine().put([entry("third")])
    assert [hit.ref for hit in engine().find(analyse_query("detained"), allowed=OURS).hits] == ["third", "second", "first"]


PAGES = [(10, 0), (7, 10), (1, 17), (10, 18)]


def test_pages_follow_one_another_without_gap_or_repeat():
    texts = ["detained men", "they detain men", "arrested men"]
    engine().put([entry(f"{n:02}", texts[n % 3]) for n in range(25)])
    whole = engine().find(analyse_query("detained"), allowed=OURS, limit=100)
    pages = [engine().find(analyse_query("detained"), allowed=OURS, limit=size, offset=offset) for size, offset in PAGES]
    assert [hit.ref for page in pages for hit in page.hits] == [hit.ref for hit in whole.hits]
    assert {page.total for page in [*pages, whole]} == {25}


def test_counts_and_facets_leave_out_what_the_reader_may_not_see():
    engine().put(
        [
            entry("ours", level="organisation"),
            entry("theirs", level="organisation", organisation=8),
            entry("theirs-too", level="organisation", organisation=8, kind="document"),
            entry("elsewhere", crisis=2, kind="claim"),
        ]
    )
    page = engine().find(analyse_query("detained"), allowed=OURS)
    assert (page.total, dict(page.by_kind)) == (1, {"sentence": 1})


def test_somebody_without_a_crisis_sees_nothing():
    engine().put([entry("a"), entry("b", level="public")])
    assert found(scope=Scope(organisation=7)) == []


def test_the_public_sees_the_public_only():
    engine().put([entry("a"), entry("b", level="public"), entry("c", level="organisation")])
    assert found(scope=Scope(public_only=True)) == ["b"]


def test_crises_and_organisations_with_like_numbers_are_not_mixed_up():
    engine().put([entry("a", crisis=11), entry("b", crisis=1, level="organisation", organisation=77)])
    assert found() == []


def test_a_search_is_narrowed_by_kind_language_crisis_and_period():
    engine().put(
        [
            entry("claim", kind="claim", date_low=date(2017, 4, 1), date_high=date(2017, 4, 30)),
            entry("da", "blev tilbageholdt", language="da", date_low=date(2018, 1, 1)),
            entry("other", crisis=2, date_high=date(2016, 1, 1)),
        ]
    )
    both = Scope(crises=frozenset({1, 2}), organisation=7)
    assert found(scope=both, narrowing=Narrowing(kinds=("claim",))) == ["claim"]
    assert found(scope=both, narrowing=Narrowing(languages=("da",))) == ["da"]
    assert found(scope=both, narrowing=Narrowing(crisis=2)) == ["other"]
    assert found(scope=both, narrowing=Narrowing(since=date(2017, 4, 20))) == ["claim", "da"]
    assert found(scope=both, narrowing=Narrowing(until=date(2017, 4, 2))) == ["claim", "other"]
    assert found(scope=both, narrowing=Narrowing(since=date(2017, 1, 1), until=date(2017, 12, 31))) == ["claim"]


def test_what_has_no_date_is_in_no_period():
    engine().put([entry("undated")])
    assert found(narrowing=Narrowing(since=date(1900, 1, 1))) == []
    assert found() == ["undated"]


def test_confirmed_concepts_and_quantities_are_found_though_the_words_lack_them():
    engine().put([entry("a", "they came at night", concepts=frozenset({"detention"}), quantities=frozenset({100}))])
    assert found("задержаны") == ["a"]
    assert found("hundred") == ["a"]


def test_an_empty_query_finds_nothing():
    engine().put([entry("a")])
    assert engine().find(analyse_query("  "), allowed=OURS).total == 0


@pytest.mark.parametrize(
    "query", ["s_public", "k_sentence", "s_crisis_1", 'detained" OR "visa', "detained') | ('visa", "NOT detained*", "a:b"]
)
def test_a_query_is_words_and_never_a_command(query):
    engine().put([entry("visa", "visa granted"), entry("secret", "visa", level="organisation", organisation=8)])
    assert "secret" not in found(query)


def test_tokens_that_carry_marks_of_scope_are_refused():
    with pytest.raises(ValueError, match="scope"):
        stored_tokens(Entry(kind="claim", ref="a", crisis=1, level="coalition", language="en", tokens="men s_public"))


def test_an_unknown_kind_or_level_is_refused():
    with pytest.raises(ValueError, match="kind"):
        stored_tokens(Entry(kind="secret", ref="a", crisis=1, level="coalition", language="en", tokens="men"))


def test_tidying_changes_no_answer():
    engine().put([entry("a"), entry("b")])
    engine().remove("sentence", ["a"])
    engine().tidy()
    assert found() == ["b"]


entries = st.builds(
    entry,
    ref=st.sampled_from("abcdef"),
    text=st.lists(st.sampled_from(["detained", "visa", "Grozny", "hundred", "denied"]), min_size=1, max_size=4).map(" ".join),
    kind=st.sampled_from(["sentence", "claim", "document"]),
    crisis=st.sampled_from([1, 2, 11]),
    level=st.sampled_from(["public", "coalition", "organisation"]),
    organisation=st.sampled_from([7, 8, 77]),
)
scopes = st.builds(
    Scope, crises=st.frozensets(st.sampled_from([1, 2, 11, 12])), organisation=st.sampled_from([7, 8, None]), public_only=st.booleans()
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(entries, max_size=12), scopes, st.sampled_from(["detained", "visa Grozny", "100", "arresterats"]))
def test_hits_counts_and_facets_agree_with_reading_every_entry(stored, scope, text):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM evidence_search_entry")
    engine().put(stored)
    query = analyse_query(text)
    latest = {(e.kind, e.ref): e for e in stored}
    expected = {key: e for key, e in latest.items() if _may_see(scope, e) and _answers(query, e)}
    page = engine().find(query, allowed=scope, limit=100)
    assert {(hit.kind, hit.ref) for hit in page.hits} == set(expected)
    assert [hit.nearness for hit in page.hits] == sorted(hit.nearness for hit in page.hits)
    assert len(page.hits) == page.total == len(expected)
    assert sum(page.by_kind.values()) == page.total
    assert all(count == sum(kind == k for k, _ in expected) for kind, count in page.by_kind.items())


def _may_see(scope: Scope, e: Entry) -> bool:
    if scope.public_only:
        return e.level == "public"
    return e.crisis in scope.crises and (e.level != "organisation" or e.organisation == scope.organisation)


def _answers(query, e: Entry) -> bool:
    return all(set(e.tokens.split()) & set(term.alternatives) for term in query.terms)
