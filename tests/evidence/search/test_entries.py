"""What of the register can be found, and by whom."""

import pytest

from safeconduct.evidence.models import Block, Level, Rendition, Sentence
from safeconduct.evidence.search.analyser import analyse_query
from safeconduct.evidence.search.engines import engine
from safeconduct.evidence.search.entries import index_claim, index_document, index_everything, index_source
from safeconduct.evidence.search.port import Scope
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_claim, make_document, make_source
from tests.factories.people import THEN, make_vera

pytestmark = pytest.mark.django_db


def found(query: str, scope: Scope) -> list[tuple[str, str]]:
    return sorted((hit.kind, hit.ref) for hit in engine().find(analyse_query(query), allowed=scope).hits)


def scope_of(member, crisis) -> Scope:
    return Scope(crises=frozenset({crisis.pk}), organisation=member.organisation_id)


def test_a_document_is_found_by_its_title_and_by_every_sentence():
    crisis = make_crisis()
    document = make_document(crisis, ["Flera greps.", "Ingen svarade."], title="Ett brev", language="sv")
    index_document(document)
    scope = scope_of(crisis.opened_by, crisis)
    answer = Sentence.objects.get(index=1)
    assert found("brev", scope) == [("document", document.reference)]
    assert found("svarade", scope) == [("sentence", str(answer.pk))]


def test_furniture_and_comments_are_not_indexed():
    crisis = make_crisis()
    document = make_document(crisis, ["A private person wrote this."])
    Block.objects.update(role="comment")
    index_document(document)
    assert found("private", scope_of(crisis.opened_by, crisis)) == []


def test_a_new_reading_takes_the_place_of_the_old_one():
    crisis = make_crisis()
    document = make_document(crisis, ["The old wording."])
    index_document(document)
    old = document.renditions.get()
    new = Rendition.objects.create(capture=old.capture, document=document, tool="tests", text="The new wording.", made_at=THEN)
    block = Block.objects.create(rendition=new, index=0, start=0, end=16, role="body", role_proposed="body", language="en")
    Sentence.objects.create(rendition=new, block=block, index=0, start=0, end=16, language="en", text="The new wording.")
    index_document(document)
    scope = scope_of(crisis.opened_by, crisis)
    assert found("old", scope) == []
    assert [kind for kind, _ in found("new", scope)] == ["sentence"]


def test_a_document_kept_to_one_organisation_is_found_by_nobody_else():
    crisis = make_crisis()
    document = make_document(crisis, ["Kept to ourselves."], level=Level.ORGANISATION)
    index_document(document)
    vera = make_vera()
    assert found("ourselves", scope_of(crisis.opened_by, crisis)) != []
    assert found("ourselves", scope_of(vera, crisis)) == []


def test_a_claim_is_found_by_its_words_its_act_and_its_number():
    crisis = make_crisis()
    claim = make_claim(crisis, "They came at night.", act="detention", low=100)
    index_claim(claim)
    scope = scope_of(crisis.opened_by, crisis)
    for query in ("night", "задержаны", "hundred"):
        assert found(query, scope) == [("claim", claim.reference)]


def test_a_claim_is_public_once_it_and_its_crisis_are_published():
    crisis = make_crisis()
    claim = make_claim(crisis, "They came at night.")
    public = Scope(public_only=True)
    crisis.published_at = None
    index_claim(claim)
    assert found("night", public) == []
    crisis.published_at = claim.published_at = THEN
    index_claim(claim)
    assert found("night", public) == [("claim", claim.reference)]


def test_a_claim_that_was_joined_into_another_is_found_no_more():
    crisis = make_crisis()
    claim, survivor = make_claim(crisis, "They came at night."), make_claim(crisis, "They came.")
    index_claim(claim)
    claim.joined_into = survivor
    index_claim(claim)
    assert found("night", scope_of(crisis.opened_by, crisis)) == []


def test_a_source_is_found_by_its_name():
    crisis = make_crisis()
    source = make_source(crisis, "Северный курьер")
    index_source(source)
    assert found("курьер", scope_of(crisis.opened_by, crisis)) == [("source", source.reference)]


def test_a_time_that_cannot_be_read_does_not_hide_a_document():
    crisis = make_crisis()
    index_document(make_document(crisis, ["Undated words."], published="some day"))
    assert found("undated", scope_of(crisis.opened_by, crisis)) != []


def test_the_whole_index_can_be_made_again():
    crisis = make_crisis()
    document = make_document(crisis, ["Night fell."])
    make_claim(crisis, "They came at night.")
    index_everything()
    kinds = {kind for kind, _ in found("night", scope_of(crisis.opened_by, crisis))}
    assert kinds == {"sentence", "claim"}
    assert found("page", scope_of(crisis.opened_by, crisis)) == [("document", document.reference)]
