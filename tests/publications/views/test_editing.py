"""The editor over HTTP: a letter in two languages with five numbered demands, and who may read and write its draft."""

import re
from collections.abc import Iterable

import pytest
from django.test import Client
from django.urls import reverse

from safeconduct.audit.models import Entry
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import ClaimUse
from safeconduct.evidence.reading.shapes import Qualifier
from safeconduct.evidence.rules.standing import Standing
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role as MemberRole
from safeconduct.publications.models import Publication
from safeconduct.publications.rules.kinds import Kind, Role
from tests.factories.advocacy import make_demand
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim, make_document, make_passage
from tests.factories.people import THEN, make_jonas, make_member, make_organisation, make_tomas, make_vera
from tests.factories.publications import invite, make_part, make_publication

pytestmark = pytest.mark.django_db

DEMANDS = ("Issue visas.", "Keep the border open.", "Speak to the capital.", "Raise it in the council.", "Say it in public.")
DANSK = ("Udsted visa.", "Hold grænsen åben.", "Tal med hovedstaden.", "Rejs det i rådet.", "Sig det offentligt.")


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def crisis(tomas: Member) -> Crisis:
    return make_crisis(by=make_jonas(), organisations=[make_organisation("Amber House"), make_organisation("Open Door")], is_public=True)


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def address(name: str, crisis: Crisis, *args: str) -> str:
    return reverse(f"publications:{name}", args=[crisis.slug, *args])


def weak_claim(crisis: Crisis) -> str:
    claim = make_claim(
        crisis,
        "More than a hundred men were abducted.",
        standing=Standing.SINGLE_SOURCE,
        qualifier=Qualifier.MORE_THAN,
        low=100,
        low_exclusive=True,
        unit="men",
        quantity_verbatim="More than a hundred",
        published_at=THEN,
        published_by=crisis.opened_by,
    )
    claim.texts.create(language="da", text="Mere end hundrede mænd blev bortført.", written_at=THEN, written_by=crisis.opened_by)
    make_attribution(claim, passage=make_passage(make_document(crisis)))
    return claim.reference


def write(client: Client, crisis: Crisis, publication: Publication, role: Role, text: str, *, language: str = "en") -> None:
    part = publication.parts.get(role=role)
    place = address("write-part", crisis, publication.reference, part.reference, language)
    page = client.get(place)
    answer = client.post(place, {**hidden(page.content.decode()), "text": text, "keep": "yes", "is_translated": "on"})
    assert answer.status_code == 302


def hidden(page: str) -> dict[str, str]:
    """Give the hidden fields by which the writer's page remembers what it was opened with."""
    found = {name: re.search(rf'name="{name}"(?: value="([^"]*)")?', page) for name in ("seen", "made_from")}
    return {name: (hit[1] or "") if hit else "" for name, hit in found.items()}


def test_a_letter_in_two_languages_with_five_numbered_demands_is_written_from_beginning_to_end(crisis: Crisis, tomas: Member) -> None:
    client, claim = signed_in(tomas), weak_claim(crisis)
    demands = [make_demand(crisis, text) for text in DEMANDS]
    for demand, words in zip(demands, DANSK, strict=True):
        demand.texts.create(language="da", text=words, written_at=THEN, written_by=tomas)

    begun = {"kind": "letter", "title": "A way out", "original": "en", "demands": [demand.reference for demand in demands]}
    client.post(address("new", crisis), begun)
    publication = Publication.objects.get()
    for role in (Role.CREDIT, Role.CONTEXT, Role.PRECEDENT, Role.OFFER, Role.MEETING):
        client.post(address("remove-part", crisis, publication.reference, publication.parts.get(role=role).reference))
    facts = publication.parts.get(role=Role.FACTS)
    place = address("write-part", crisis, publication.reference, facts.reference, "en")
    found = client.post(place, {"text": "Minister,", "q": "abducted", "find": "yes"}).content.decode()
    ready = f"[More than a hundred men were abducted]({claim}), according to The Northern Courier."
    assert ready in found
    assert "Minister," in found
    write(client, crisis, publication, Role.FACTS, ready)
    client.post(address("add-language", crisis, publication.reference), {"language-language": "da", "language-text": "En vej ud"})
    write(
        client,
        crisis,
        publication,
        Role.FACTS,
        f"[Mere end hundrede mænd blev bortført]({claim}), ifølge The Northern Courier.",
        language="da",
    )
    page = client.get(address("page", crisis, publication.reference)).content.decode()
    danish = client.get(address("preview", crisis, publication.reference), {"language": "da"}).content.decode()

    assert "The checks find nothing that stops the release." in page
    assert "Original has changed" not in page
    assert [words for words in DANSK if words in danish] == list(DANSK)
    assert all(f'<span class="reading__number">{number}.</span>' in danish for number in range(1, 6))
    assert ClaimUse.objects.filter(used_by=publication.reference, claim__reference=claim).count() == 2


def test_changing_the_claim_marks_the_letter_until_somebody_looked(crisis: Crisis, tomas: Member) -> None:
    client, claim = signed_in(tomas), weak_claim(crisis)
    publication = make_publication(crisis, tomas, kind=Kind.PRESS_RELEASE)
    make_part(publication, "", role=Role.LEAD)
    write(client, crisis, publication, Role.LEAD, f"[More than a hundred men]({claim}) were abducted, the paper said.")
    use = ClaimUse.objects.get()
    use.claim.texts.filter(language="en").update(text="About ninety men were abducted.")

    listed = client.get(address("listing", crisis)).content.decode()
    page = client.get(address("page", crisis, publication.reference)).content.decode()
    mark = re.search(r'name="mark" value="([^"]+)"', page)
    assert mark
    client.post(address("look-anew", crisis, publication.reference), {"mark": mark[1]})
    after = client.get(address("page", crisis, publication.reference)).content.decode()

    assert "One claim or demand in it has changed" in listed
    assert "About ninety men were abducted." in page
    assert 'id="changes"' in page
    assert 'id="changes"' not in after


def test_a_weak_claim_stated_as_fact_is_let_stand_by_name_only(crisis: Crisis, tomas: Member) -> None:
    client, claim = signed_in(tomas), weak_claim(crisis)
    publication = make_publication(crisis, tomas, kind=Kind.PRESS_RELEASE)
    make_part(publication, f"[More than a hundred men]({claim}) were abducted.", role=Role.LEAD)
    page = client.get(address("page", crisis, publication.reference)).content.decode()
    key = re.search(r"findings/([0-9a-f]{64})/allow/", page)
    assert key
    place = address("allow-finding", crisis, publication.reference, key[1])

    without_reason = client.post(place, {"because": ""})
    client.post(place, {"because": "The paper's reporters stand by it."})
    after = client.get(address("page", crisis, publication.reference)).content.decode()

    assert without_reason.status_code == 422
    assert "Say why it may stand." in without_reason.content.decode()
    assert "The checks find nothing that stops the release." in after
    assert "The paper&#x27;s reporters stand by it." in after
    assert Entry.objects.filter(kind="publications.finding-allowed", by=tomas.reference).count() == 1


def test_two_who_write_at_once_lose_nothing(crisis: Crisis, tomas: Member) -> None:
    jonas, publication = crisis.opened_by, make_publication(crisis, tomas, kind=Kind.PRESS_RELEASE)
    part = make_part(publication, "As it was.", role=Role.LEAD)
    place = address("write-part", crisis, publication.reference, part.reference, "en")
    first, second = signed_in(tomas), signed_in(jonas)
    opened = hidden(second.get(place).content.decode())
    first.post(place, {**hidden(first.get(place).content.decode()), "text": "As Tomas has it.", "keep": "yes"})

    refused = second.post(place, {**opened, "text": "As Jonas has it.", "keep": "yes"})
    shown = refused.content.decode()
    again = second.post(place, {**hidden(shown), "text": "As both have it.", "keep": "yes"})

    assert refused.status_code == 422
    assert "As Tomas has it." in shown
    assert "As Jonas has it." in shown
    assert again.status_code == 302
    assert part.texts.get().text == "As both have it."


def readers(tomas: Member) -> dict[str, Member]:
    amber, door = make_organisation("Amber House"), make_organisation("Open Door")
    return {
        "tomas": tomas,
        "reader": make_member("rea", roles=[MemberRole.READER]),
        "invited": make_member("aino", roles=list(MemberRole), organisation=amber),
        "not invited": make_member("dora", roles=list(MemberRole), organisation=door),
        "vera": make_vera(),
    }


READS = {"tomas": 200, "reader": 200, "invited": 200, "not invited": 404, "vera": 404}
WRITES = {"tomas": 200, "reader": 403, "invited": 404, "not invited": 404, "vera": 404}


@pytest.mark.parametrize("who", READS)
def test_who_reads_and_writes_a_draft(who: str, crisis: Crisis, tomas: Member) -> None:
    publication = make_publication(crisis, tomas)
    part = make_part(publication, "Words of the draft.")
    invite(publication, make_organisation("Amber House"))
    client = signed_in(readers(tomas)[who])

    page = client.get(address("page", crisis, publication.reference))
    preview = client.get(address("preview", crisis, publication.reference))
    write_page = client.get(address("write-part", crisis, publication.reference, part.reference, "en"))
    listed = client.get(address("listing", crisis)).content.decode()

    assert (page.status_code, preview.status_code) == (READS[who], READS[who])
    assert ("Words of the draft." in page.content.decode()) is (READS[who] == 200)
    assert write_page.status_code == WRITES[who]
    assert (publication.reference in listed) is (READS[who] == 200)


@pytest.mark.parametrize("who", [name for name, status in WRITES.items() if status != 200])
def test_nobody_else_changes_anything(who: str, crisis: Crisis, tomas: Member) -> None:
    publication = make_publication(crisis, tomas)
    part = make_part(publication, "Words of the draft.")
    invite(publication, make_organisation("Amber House"))
    client = signed_in(readers(tomas)[who])

    answers = [client.post(place, given).status_code for place, given in posts(crisis, publication.reference, part.reference)]

    assert set(answers) == {WRITES[who]}
    assert part.texts.get().text == "Words of the draft."
    assert publication.parts.count() == 1


def posts(crisis: Crisis, publication: str, part: str) -> Iterable[tuple[str, dict[str, str]]]:
    yield address("write-part", crisis, publication, part, "en"), {"text": "Other words.", "keep": "yes"}
    yield address("remove-part", crisis, publication, part), {}
    yield address("move-part", crisis, publication, part), {"way": "up"}
    yield address("set-part", crisis, publication, part), {"role": "facts", "secrecy": "addressee"}
    yield address("add-part", crisis, publication), {"part-role": "facts"}
    yield address("set-title", crisis, publication), {"language": "en", "text": "Another title"}
    yield address("add-language", crisis, publication), {"language-language": "da", "language-text": "Titel"}
    yield address("drop-language", crisis, publication, "da"), {}
    yield address("describe", crisis, publication), {"is_for_everybody": "on"}
    yield address("look-anew", crisis, publication), {"mark": ""}
    yield address("allow-finding", crisis, publication, "0" * 64), {"because": "Because."}
    yield address("take-back-allowance", crisis, publication, "0" * 64), {}
    yield address("sibling", crisis, publication), {"title": "Another"}
    yield address("update", crisis, publication), {"title": "Another"}
