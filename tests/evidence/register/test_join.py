"""Claims that are one statement become one claim, and what they rest on is counted once."""

from typing import Any

import pytest

from safeconduct.audit.queries import history_of
from safeconduct.evidence.actions.attribute_claim import Saying, attribute_claim
from safeconduct.evidence.actions.detach_attribution import NotARead, OnlyAttribution, detach_attribution
from safeconduct.evidence.actions.join_claims import JoinAcrossCrises, JoinedToItself, JoinOfOpposites, JoinOfWithdrawn, join_claims
from safeconduct.evidence.actions.withdraw_claim import withdraw_claim
from safeconduct.evidence.models import RelationKind
from safeconduct.evidence.models.graph import graph_of
from safeconduct.evidence.reading.shapes import OriginKind
from safeconduct.evidence.rules.standing import Standing
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_claim, make_denial, make_document, make_passage

pytestmark = pytest.mark.django_db

HUNDRED: dict[str, Any] = {"act": "detention", "place": "RU-CE", "qualifier": "more-than", "low": 100, "low_exclusive": True, "unit": "men"}


def said(crisis, ines, at, *, speaker, language="en", text="More than a hundred men were abducted.", **figure):
    """Make a claim that one medium says, citing the newspaper's insiders."""
    claim = make_claim(crisis, text, language=language, **{**HUNDRED, "quantity_verbatim": "more than a hundred", **figure})
    saying = Saying(speaker=speaker, cites="The Northern Gazette", origin=OriginKind.INSIDER, origin_label="unnamed insiders")
    passage = make_passage(make_document(crisis, [text], language=language))
    attribute_claim(claim=claim, saying=saying, passage=passage, by=ines, at=at)
    return claim


def test_three_claims_in_three_languages_become_one_with_one_origin(crisis, ines, at):
    english = said(crisis, ines, at, speaker="The Observer")
    danish = said(crisis, ines, at, speaker="Bladet", language="da", text="Over hundrede mænd er bortført.")
    russian = said(crisis, ines, at, speaker="Листок", language="ru", text="Похищены более ста мужчин.")

    join_claims(survivor=english, other=danish, by=ines, at=at)
    join_claims(survivor=english, other=russian, by=ines, at=at)

    count = graph_of(english).count()
    assert (count.reports, count.countable) == (3, 1)
    assert english.standing == Standing.REPEATED
    assert {text.language for text in english.texts.all()} == {"en", "da", "ru"}


def test_the_newspaper_that_all_cite_is_named_once(crisis, ines, at):
    english, danish = said(crisis, ines, at, speaker="The Observer"), said(crisis, ines, at, speaker="Bladet")

    join_claims(survivor=english, other=danish, by=ines, at=at)

    assert sorted(a.speaker.name for a in english.attributions.all()) == ["Bladet", "The Northern Gazette", "The Observer"]


def test_another_number_stays_with_who_said_it_and_its_sentence_is_no_translation(crisis, ines, at):
    english = said(crisis, ines, at, speaker="The Observer")
    swedish = said(
        crisis,
        ines,
        at,
        speaker="Bladet",
        language="sv",
        text="Hundratals män har förts bort.",
        qualifier="order-of-magnitude",
        low=100,
        low_exclusive=False,
        quantity_verbatim="hundratals",
    )

    join_claims(survivor=english, other=swedish, by=ines, at=at)

    assert english.attributions.get(speaker__name="Bladet").quantity_verbatim == "hundratals"
    assert not english.texts.filter(language="sv").exists()
    assert swedish.texts.filter(language="sv").exists()


def test_denials_and_relations_move_with_the_claim(crisis, ines, at):
    survivor, other = said(crisis, ines, at, speaker="The Observer"), said(crisis, ines, at, speaker="Bladet")
    third = make_claim(crisis, "About forty were refused.")
    make_denial(other)
    other.relations.create(other=third, kind=RelationKind.DIFFERENT_POPULATION, found_at=at, found_by=ines)

    join_claims(survivor=survivor, other=other, by=ines, at=at)

    assert survivor.denials.count() == 1
    assert [relation.other for relation in survivor.relations.all()] == [third]


def test_a_public_claim_that_is_joined_away_changes_the_public_page(crisis, ines, at):
    survivor, other = said(crisis, ines, at, speaker="The Observer"), said(crisis, ines, at, speaker="Bladet")
    other.published_at, other.published_by = at, ines
    other.save()
    before = crisis.revision

    join_claims(survivor=survivor, other=other, by=ines, at=at)

    crisis.refresh_from_db()
    assert crisis.revision > before


def test_both_claims_tell_in_their_history_that_they_were_joined(crisis, ines, at):
    survivor, other = said(crisis, ines, at, speaker="The Observer"), said(crisis, ines, at, speaker="Bladet")

    join_claims(survivor=survivor, other=other, by=ines, at=at)

    assert history_of(survivor.reference).filter(kind="evidence.claim-joined").get().detail == {"other": other.reference}
    assert history_of(other.reference).filter(kind="evidence.claim-joined-into").get().detail == {"into": survivor.reference}


def test_a_claim_is_not_joined_to_itself(crisis, ines, at):
    claim = make_claim(crisis)

    with pytest.raises(JoinedToItself):
        join_claims(survivor=claim, other=claim, by=ines, at=at)


def test_claims_of_two_crises_are_not_joined(crisis, ines, at):
    elsewhere = make_crisis(by=ines, slug="south")

    with pytest.raises(JoinAcrossCrises):
        join_claims(survivor=make_claim(crisis), other=make_claim(elsewhere), by=ines, at=at)


def test_a_claim_is_not_joined_with_its_opposite(crisis, ines, at):
    with pytest.raises(JoinOfOpposites):
        join_claims(survivor=make_claim(crisis), other=make_claim(crisis, is_negative=True), by=ines, at=at)


def test_a_withdrawn_claim_is_not_joined(crisis, ines, at):
    withdrawn = make_claim(crisis)
    withdraw_claim(claim=withdrawn, because="Entered twice by mistake.", by=ines, at=at)

    with pytest.raises(JoinOfWithdrawn):
        join_claims(survivor=make_claim(crisis), other=withdrawn, by=ines, at=at)


def test_a_report_that_says_something_else_gets_a_claim_of_its_own_with_its_chain(crisis, ines, at):
    claim, other = said(crisis, ines, at, speaker="The Observer"), said(crisis, ines, at, speaker="Bladet")
    join_claims(survivor=claim, other=other, by=ines, at=at)
    report = claim.attributions.get(speaker__name="Bladet")

    new = detach_attribution(attribution=report, text="Over hundred men were questioned.", language="en", by=ines, at=at)

    for side in (claim, new):
        count = graph_of(side).count()
        assert (count.reports, count.countable) == (1, 1)
    assert (new.low, new.quantity_verbatim) == (100, "more than a hundred")


def test_what_rests_on_a_detached_report_still_names_it(crisis, ines, at):
    claim, other = said(crisis, ines, at, speaker="The Observer"), said(crisis, ines, at, speaker="Bladet")
    join_claims(survivor=claim, other=other, by=ines, at=at)
    observer, bladet = (claim.attributions.get(speaker__name=name) for name in ("The Observer", "Bladet"))
    observer.rests.create(on_attribution=bladet)

    detach_attribution(attribution=bladet, text="Men were questioned.", language="en", by=ines, at=at)

    left = claim.attributions.get(speaker__name="Bladet")
    assert not left.is_report
    assert graph_of(claim).count().countable == 1


def test_the_only_report_of_a_claim_is_not_detached(crisis, ines, at):
    claim = said(crisis, ines, at, speaker="The Observer")

    with pytest.raises(OnlyAttribution):
        detach_attribution(
            attribution=claim.attributions.get(speaker__name="The Observer"), text="Something.", language="en", by=ines, at=at
        )


def test_what_nobody_has_read_is_not_detached(crisis, ines, at):
    claim = said(crisis, ines, at, speaker="The Observer")

    with pytest.raises(NotARead):
        detach_attribution(
            attribution=claim.attributions.get(speaker__name="The Northern Gazette"), text="Something.", language="en", by=ines, at=at
        )
