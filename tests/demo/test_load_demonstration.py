"""The demonstration, loaded through the desks' own actions: what everybody, the coalition and an outsider then see."""

import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.http import Http404
from django.test import Client

from safeconduct.advocacy.access import public_deeds, public_demands, public_responses
from safeconduct.advocacy.models import Response
from safeconduct.advocacy.queries.board import public_board
from safeconduct.advocacy.rules import Shown
from safeconduct.audit.models import Entry
from safeconduct.audit.queries import verify
from safeconduct.crises.access import crises_for, crisis_for, public_crises
from safeconduct.crises.models import Crisis
from safeconduct.demo.actions.load_demonstration import SIGN_IN_NOTE, load_demonstration
from safeconduct.demo.tables import rows
from safeconduct.demo.telling.keys import CODES_FILE, present_code
from safeconduct.evidence.access import claims_for, documents_for, public_claims
from safeconduct.evidence.models import Claim
from safeconduct.evidence.models.documents import CaptureWay, DocumentState
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.evidence.rules.standing import Standing
from safeconduct.kit.clock import now
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.people.models import Member, PublicBundle, RootKey
from safeconduct.petitions.models import Campaign
from safeconduct.signing.models import PublicName, Roll, Signature
from safeconduct.signing.queries.counts import count_of
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.signing.storing.ram import campaign_key
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.format.staff import derive, open_slot
from tests.demo.conftest import LOADED_AT
from tests.factories.doors import DOOR, post

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=["default", "intake", "signing"])]


def claim(story: Crisis, key: str) -> Claim:
    """Give the claim of the story with this key."""
    text = next(row["text"]["en"] for row in rows("claims", "claim") if row["key"] == key)
    return Claim.objects.get(crisis=story, texts__text=text)


def test_loading_it_again_changes_nothing(story: Crisis):
    entries = Entry.objects.count()
    assert not load_demonstration(at=LOADED_AT)
    assert Entry.objects.count() == entries


def test_it_is_public_and_says_that_it_is_a_demonstration(story: Crisis):
    assert list(public_crises()) == [story]
    assert story.is_demonstration
    assert {text.language for text in story.texts.all()} == {code for code, _name in PUBLIC_LANGUAGES}


def test_the_record_of_its_making_is_whole(story: Crisis):
    assert verify().is_whole


@pytest.mark.parametrize("handle", ["amina", "ines", "vera"])
def test_the_note_tells_how_to_sign_in_and_nobody_else_may_read_it(story: Crisis, client: Client, handle: str):
    path = Path(settings.VAR) / SIGN_IN_NOTE
    passphrase = path.read_text(encoding="utf-8").partition("same for all: ")[2].partition("\n")[0]
    member = Member.objects.get(handle=handle)
    measures = member.slots.get(kind="passphrase")
    keys = derive(passphrase, bytes(measures.salt), memory_kib=measures.memory_kib, passes=measures.passes)
    digits, _seconds = present_code(handle, at=now())

    answer = post(client, DOOR, {"handle": handle, "auth": to_text(keys.auth), "code": digits, "next": ""})

    assert answer.status_code == 200
    assert (
        open_slot(keys.kek, bytes(measures.blob), member=member.reference, slot=measures.pk, kind="passphrase").member == member.reference
    )
    assert len(passphrase.split()) == 6
    for kept in (path, path.with_name(CODES_FILE)):
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_first_steward_vouches_for_all_the_others(story: Crisis):
    root = RootKey.objects.get()
    bundles = PublicBundle.objects.exclude(member=root.member)

    assert root.member.handle == "amina"
    assert {bundle.voucher for bundle in bundles} == {root.member}
    assert bundles.count() == Member.objects.count() - 1


def test_everybody_may_read_every_fact_and_nothing_invented(story: Crisis):
    told = {row["text"]["en"] for row in rows("claims", "claim")}
    shown = {text.text for one in public_claims(story) for text in one.texts.all() if text.language == "en"}
    assert shown == told


def test_every_public_claim_has_all_languages_and_a_citation(story: Crisis):
    for one in public_claims(story):
        assert one.texts.count() == len(PUBLIC_LANGUAGES)
        assert one.attributions.exclude(citation="").exists()


@pytest.mark.parametrize(
    ("key", "standing"),
    [
        ("abducted-100", Standing.CORROBORATED),
        ("killed-3", Standing.REPEATED),
        ("killed-4", Standing.SINGLE_SOURCE),
        ("refused-40", Standing.CONTESTED),
        ("none-refused", Standing.CONTESTED),
        ("lithuania-two", Standing.SINGLE_SOURCE),
        ("in-hiding-45", Standing.SINGLE_SOURCE),
        ("court-torture", Standing.REPEATED),
        ("wave-2019-detained", Standing.REPEATED),
    ],
)
def test_standings_follow_from_who_rests_on_whom(story: Crisis, key: str, standing: Standing):
    assert claim(story, key).standing == standing


def test_interviews_of_two_organisations_may_be_of_the_same_people(story: Crisis):
    count = claim(story, "abducted-100").count
    assert (count["at_least"], count["up_to"]) == (2, 3)


def test_the_denial_stands_beside_the_abductions_with_its_source(story: Crisis):
    denial = claim(story, "abducted-100").denials.get()
    assert denial.citation.startswith("EUobserver")


def test_words_and_deeds_are_public_but_for_what_partners_keep_secret(story: Crisis):
    told = sum(len(row.get("actors", [1])) for row in rows("answers", "answer"))
    hidden = Response.objects.filter(crisis=story, published_at__isnull=True)

    assert len(public_responses(story)) + len(public_deeds(story, on=LOADED_AT.date())) == told - 1
    assert hidden.get().actor.code == "CA"


def test_every_demand_is_public(story: Crisis):
    assert len(public_demands(story)) == len(rows("demands", "demand"))


@pytest.mark.parametrize(
    ("code", "shown"),
    [("LT", Shown.DEEDS), ("FR", Shown.DEEDS), ("US", Shown.DEEDS_AND_HARM), ("DK", Shown.NONE_FOUND), ("RU-CE", Shown.NOT_SEARCHED)],
)
def test_the_board_tells_deeds_from_words(story: Crisis, code: str, shown: Shown):
    board = public_board(story, language="en", on=LOADED_AT.date())
    row = next(one for one in board.rows if one.body.code == code)
    assert row.shown == shown


def test_invented_documents_wait_and_some_are_reviewed(story: Crisis):
    documents = list(documents_for(Member.objects.get(handle="ines"), story))
    waiting = [one for one in documents if one.state == DocumentState.READ]

    assert len(documents) == 9
    assert len(waiting) == 5
    assert all(capture.way == CaptureWay.DEMONSTRATION for one in documents for capture in one.captures.all())
    assert not [one for one in documents if one.state == DocumentState.UNREADABLE]


def test_what_waits_has_something_to_decide(story: Crisis):
    waiting = documents_for(Member.objects.get(handle="ines"), story).filter(state=DocumentState.READ)
    for document in waiting:
        assert document.proposals.filter(state=ProposalState.PENDING).count() >= 3, document


def test_what_was_reviewed_left_a_claim_inside_the_desk(story: Crisis):
    ines = Member.objects.get(handle="ines")
    inside = claims_for(ines, story).filter(published_at__isnull=True)

    assert sorted(one.low for one in inside if one.low) == [5, 10, 10, 25]


def test_vera_sees_nothing(story: Crisis):
    vera = Member.objects.get(handle="vera")

    assert not crises_for(vera).exists()
    assert not documents_for(vera, story).exists()
    with pytest.raises(Http404):
        crisis_for(vera, story.slug)


@pytest.mark.parametrize("language", [code for code, _name in PUBLIC_LANGUAGES])
def test_the_public_page_is_there_in_every_language_and_small(story: Crisis, client: Client, language: str):
    page = client.get(f"/{language}/{story.slug}/")

    assert page.status_code == 200
    assert story.texts.get(language=language).title in page.content.decode()
    assert len(page.content) < 100_000


@pytest.mark.usefixtures("memory")
def test_its_petition_is_open_in_four_languages_with_signers_of_all_three_kinds(story: Crisis):
    campaign = Campaign.objects.get(crisis=story)
    roll = Roll.objects.get(pk=campaign.roll)

    assert (roll.state, roll.is_demonstration, sorted(roll.languages)) == ("open", True, ["de", "en", "ru", "sv"])
    assert count_of(campaign.roll).total == Signature.objects.filter(roll=roll, state=State.CONFIRMED).count() > 2000
    assert set(Signature.objects.values_list("visibility", flat=True)) == {kind.value for kind in Visibility}
    assert not Signature.objects.filter(state=State.CONFIRMED, visibility=Visibility.COUNTED).exclude(blob=b"").exists()
    assert campaign_key(campaign.roll)
    assert campaign.thresholds.get(number=1000).reached_on


def test_no_name_of_its_signers_lies_in_clear_but_of_those_who_chose_it(story: Crisis):
    assert PublicName.objects.count() == Signature.objects.filter(state=State.CONFIRMED, visibility=Visibility.PUBLIC).count()
    assert b"signers.example" not in b"".join(bytes(one.blob) + bytes(one.own) for one in Signature.objects.all())
