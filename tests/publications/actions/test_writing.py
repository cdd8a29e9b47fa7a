"""Begin, write, order and describe publications; answer for findings; look anew."""

from datetime import date

import pytest

from safeconduct.advocacy.models import DemandUse
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import ClaimUse
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.actions.add_part import DemandMissing, RoleUnknown, add_part
from safeconduct.publications.actions.allow_finding import NeverAllowed, NotFoundAnyMore, ReasonMissing, allow_finding
from safeconduct.publications.actions.begin_publication import DemandUnusable, NothingToUpdate, begin_publication
from safeconduct.publications.actions.begin_sibling import NotALetter, begin_sibling
from safeconduct.publications.actions.begin_update import NotAnUrgentAction, begin_update
from safeconduct.publications.actions.describe_publication import IsOut, describe_publication
from safeconduct.publications.actions.drop_language import HasRecipients, IsOriginal, drop_language
from safeconduct.publications.actions.look_anew import ChangedAgain, look_anew
from safeconduct.publications.actions.move_part import move_part
from safeconduct.publications.actions.remove_part import remove_part
from safeconduct.publications.actions.set_part import ApprovalUnproven, PartFacts, set_part
from safeconduct.publications.actions.set_title import set_title
from safeconduct.publications.actions.take_back_allowance import take_back_allowance
from safeconduct.publications.actions.take_in_hand import NotLeading, NotPermitted, WasRecalled
from safeconduct.publications.actions.write_part import LanguageMissing, WrittenMeanwhile, write_part
from safeconduct.publications.models import Part, Publication
from safeconduct.publications.queries.changes import changes_mark, changes_of
from safeconduct.publications.queries.checks import all_findings, findings_of
from safeconduct.publications.rules.content import text_hash
from safeconduct.publications.rules.kinds import Kind, Role, Secrecy
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_claim
from tests.factories.people import THEN, make_member, make_tomas, make_vera
from tests.factories.publications import invite, make_part, make_publication, make_recipient, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def release(crisis: Crisis, tomas: Member) -> Publication:
    return make_publication(crisis, tomas, kind=Kind.PRESS_RELEASE)


def kinds(publication: Publication) -> list[str]:
    return [finding.kind for finding in findings_of(publication)]


def test_a_letter_begins_with_its_parts_and_its_demands_and_is_for_its_addressees(crisis: Crisis, tomas: Member) -> None:
    demands = [make_demand(crisis, text) for text in ("First.", "Second.")]

    letter = begin_publication(crisis=crisis, kind=Kind.LETTER, original="en", title="Way out", demands=demands, by=tomas, at=THEN)

    parts = list(letter.parts.order_by("position"))
    assert [part.demand for part in parts if part.role == Role.DEMAND] == demands
    assert [part.position for part in parts] == list(range(1, len(parts) + 1))
    assert not letter.is_for_everybody
    assert set(DemandUse.objects.values_list("used_by", "demand")) == {(letter.reference, demand.pk) for demand in demands}


def test_a_publication_begins_with_no_demand_of_another_crisis_and_no_update_by_itself(crisis: Crisis, tomas: Member) -> None:
    elsewhere = make_demand(make_crisis(by=crisis.opened_by, slug="south"))

    with pytest.raises(DemandUnusable):
        begin_publication(crisis=crisis, kind=Kind.LETTER, original="en", title="Way", demands=[elsewhere], by=tomas, at=THEN)
    with pytest.raises(NothingToUpdate):
        begin_publication(crisis=crisis, kind=Kind.UPDATE, original="en", title="Way", by=tomas, at=THEN)
    assert not Publication.objects.exists()


def test_siblings_have_the_same_parts_other_recipients_and_one_root(crisis: Crisis, tomas: Member) -> None:
    letter = make_publication(crisis, tomas)
    make_part(letter, "Hello.", texts={"da": "Hej."}, secrecy=Secrecy.ADDRESSEE)
    make_recipient(letter, make_post(make_body(crisis)))

    first = begin_sibling(of=letter, title="To another", by=tomas, at=THEN)
    second = begin_sibling(of=first, title="To a third", by=tomas, at=THEN)

    copied = first.parts.get()
    assert {text.language: text.text for text in copied.texts.all()} == {"en": "Hello.", "da": "Hej."}
    assert copied.secrecy == Secrecy.ADDRESSEE
    assert not first.recipients.exists()
    assert second.sibling_of == letter


def test_only_letters_have_siblings_and_only_urgent_actions_updates(release: Publication, tomas: Member) -> None:
    with pytest.raises(NotALetter):
        begin_sibling(of=release, title="Other", by=tomas, at=THEN)
    with pytest.raises(NotAnUrgentAction):
        begin_update(of=release, title="Other", by=tomas, at=THEN)


def test_an_update_takes_over_demands_and_number_of_its_action(crisis: Crisis, tomas: Member) -> None:
    action = make_publication(crisis, tomas, kind=Kind.URGENT_ACTION, facts={"number": "7"})
    make_part(action, "What happened.")
    make_part(action, "Let them go.", role=Role.DEMAND, demand=make_demand(crisis))

    update = begin_update(of=action, title="News", by=tomas, at=THEN)

    assert [part.role for part in update.parts.order_by("position")] == [Role.FURTHER, Role.DEMAND]
    assert (update.updates, update.facts) == (action, {"number": "7"})


def test_what_is_written_is_reported_to_the_register_of_claims(release: Publication, crisis: Crisis, tomas: Member) -> None:
    claim, part = make_claim(crisis), make_part(release, "", role=Role.LEAD)

    write_part(part=part, language="en", text=f"[Men]({claim.reference}) were taken.", by=tomas, at=THEN)

    use = ClaimUse.objects.get()
    assert (use.claim, use.used_by, use.place, use.language, use.words) == (claim, release.reference, part.reference, "en", "Men")
    remove_part(part=part, by=tomas, at=THEN)
    assert not ClaimUse.objects.exists()


def test_two_who_write_lose_nothing(release: Publication, tomas: Member) -> None:
    part = make_part(release, "Before.", role=Role.LEAD)
    write_part(part=part, language="en", text="Mine.", seen=text_hash("Before."), by=tomas, at=THEN)

    with pytest.raises(WrittenMeanwhile) as refusal:
        write_part(part=part, language="en", text="Theirs.", seen=text_hash("Before."), by=tomas, at=THEN)

    assert refusal.value.current.text == "Mine."
    assert part.texts.get().text == "Mine."


def test_a_translation_drifts_when_the_original_changes_and_no_more_once_it_is_made_anew(release: Publication, tomas: Member) -> None:
    set_title(publication=release, language="da", text="Titel", by=tomas, at=THEN)
    part = make_part(release, "Before.", role=Role.LEAD, texts={"da": "Før."})
    before = kinds(release)
    write_part(part=part, language="en", text="After.", seen=text_hash("Before."), by=tomas, at=THEN)
    drifted = kinds(release)
    write_part(part=part, language="da", text="Efter.", seen=text_hash("Før."), by=tomas, at=THEN)

    assert (before, drifted, kinds(release)) == ([], ["drifted"], [])


def test_words_in_a_language_without_a_title_are_refused(release: Publication, tomas: Member) -> None:
    with pytest.raises(LanguageMissing):
        write_part(part=make_part(release, role=Role.LEAD), language="fr", text="Bonjour.", by=tomas, at=THEN)


def test_a_language_that_somebody_is_addressed_in_stays(crisis: Crisis, tomas: Member) -> None:
    letter = make_publication(crisis, tomas)
    set_title(publication=letter, language="da", text="Titel", by=tomas, at=THEN)
    recipient = make_recipient(letter, make_post(make_body(crisis)), language="da")

    with pytest.raises(IsOriginal):
        drop_language(publication=letter, language="en", by=tomas, at=THEN)
    with pytest.raises(HasRecipients):
        drop_language(publication=letter, language="da", by=tomas, at=THEN)
    recipient.delete()
    drop_language(publication=letter, language="da", by=tomas, at=THEN)
    assert list(letter.titles.values_list("language", flat=True)) == ["en"]


def test_parts_change_places_and_stay_numbered(release: Publication, tomas: Member) -> None:
    first, second = make_part(release, "One.", role=Role.LEAD), make_part(release, "Two.", role=Role.BODY)
    third = add_part(publication=release, role=Role.NOTE, after=first, by=tomas, at=THEN)
    move_part(part=Part.objects.get(pk=second.pk), up=True, by=tomas, at=THEN)
    move_part(part=Part.objects.get(pk=first.pk), up=True, by=tomas, at=THEN)

    assert list(release.parts.order_by("position").values_list("pk", "position")) == [(first.pk, 1), (second.pk, 2), (third.pk, 3)]


def test_a_part_has_a_role_of_its_kind_and_a_demand_part_its_demand(release: Publication, tomas: Member) -> None:
    with pytest.raises(RoleUnknown):
        add_part(publication=release, role=Role.CREDIT, by=tomas, at=THEN)
    with pytest.raises(DemandMissing):
        add_part(publication=release, role=Role.DEMAND, by=tomas, at=THEN)


def test_who_is_quoted_agrees_to_words_and_to_those_only(release: Publication, tomas: Member) -> None:
    make_part(release, "News.", role=Role.LEAD)
    quote = make_part(release, "We wait.", role=Role.QUOTE)
    nobody = kinds(release)
    with pytest.raises(ApprovalUnproven):
        set_part(part=quote, facts=PartFacts(Role.QUOTE, speaker="Ada Example", approved_on=date(2017, 4, 20)), by=tomas, at=THEN)
    facts = PartFacts(Role.QUOTE, speaker="Ada Example", approved_on=date(2017, 4, 20), approval_note="By mail.")
    set_part(part=Part.objects.get(pk=quote.pk), facts=facts, by=tomas, at=THEN)
    agreed = kinds(release)
    write_part(part=Part.objects.get(pk=quote.pk), language="en", text="We act.", seen=text_hash("We wait."), by=tomas, at=THEN)

    assert (nobody, agreed, kinds(release)) == (["quote-speaker"], [], ["quote-unapproved"])


def test_who_reads_it_is_settled_at_its_release(crisis: Crisis, tomas: Member) -> None:
    letter = make_publication(crisis, tomas, is_for_everybody=False)
    describe_publication(publication=letter, facts={"place": " Copenhagen ", "none": ""}, is_for_everybody=True, by=tomas, at=THEN)
    letter.refresh_from_db()
    make_version(letter, tomas, approved_by=crisis.opened_by, released_by=tomas)

    with pytest.raises(IsOut):
        describe_publication(publication=letter, is_for_everybody=False, by=tomas, at=THEN)
    assert (letter.is_for_everybody, letter.facts) == (True, {"place": "Copenhagen"})


def test_a_finding_stands_by_name_and_reason_for_these_words_only(release: Publication, tomas: Member) -> None:
    part = make_part(release, "Forty organisations wrote.", role=Role.LEAD)
    (finding,) = findings_of(release)
    with pytest.raises(ReasonMissing):
        allow_finding(publication=release, finding=finding.key, because=" ", by=tomas, at=THEN)
    allowance = allow_finding(publication=release, finding=finding.key, because="We counted them.", by=tomas, at=THEN)

    assert findings_of(release) == []
    assert all_findings(release) == [finding]
    write_part(part=part, language="en", text="Fifty organisations wrote.", seen=text_hash("Forty organisations wrote."), by=tomas, at=THEN)
    assert kinds(release) == ["number-uncited"]
    take_back_allowance(allowance=allowance, by=tomas, at=THEN)
    with pytest.raises(NotFoundAnyMore):
        allow_finding(publication=release, finding=finding.key, because="We counted them.", by=tomas, at=THEN)


def test_some_findings_are_never_let_stand(release: Publication, tomas: Member) -> None:
    make_part(release, "See [this](CL-000000).", role=Role.LEAD)
    (finding,) = findings_of(release)

    with pytest.raises(NeverAllowed):
        allow_finding(publication=release, finding=finding.key, because="It is fine.", by=tomas, at=THEN)


def test_looking_anew_means_what_was_shown(release: Publication, crisis: Crisis, tomas: Member) -> None:
    claim = make_claim(crisis, published_at=THEN, published_by=tomas)
    part = make_part(release, "", role=Role.LEAD)
    write_part(part=part, language="en", text=f"[Men]({claim.reference}) were taken, they said.", by=tomas, at=THEN)
    claim.texts.update(text="Other words.")
    shown = changes_mark(release)
    claim.texts.update(text="Other words again.")

    with pytest.raises(ChangedAgain):
        look_anew(publication=release, shown=shown, by=tomas, at=THEN)
    assert "claim-changed" in kinds(release)
    look_anew(publication=release, shown=changes_mark(release), by=tomas, at=THEN)
    assert changes_of(release) == []
    assert "claim-changed" not in kinds(release)


def test_a_name_that_only_the_addressee_reads_blocks_the_public_part(crisis: Crisis, tomas: Member) -> None:
    letter = make_publication(crisis, tomas, kind=Kind.OPEN_LETTER)
    make_part(letter, "Let them in.", role=Role.DEMAND, demand=make_demand(crisis))
    make_part(letter, "It concerns Adam Sample.", secrecy=Secrecy.ADDRESSEE)
    before = [finding.kind for finding in findings_of(letter) if finding.is_blocking]
    make_part(letter, "We think of Adam Sample.", role=Role.BODY)

    assert before == []
    assert [finding.kind for finding in findings_of(letter) if finding.is_blocking] == ["addressee-only"]


@pytest.mark.parametrize(
    ("who", "refusal"), [("vera", NotLeading), ("invited", NotLeading), ("reader", NotPermitted), ("recalled", WasRecalled)]
)
def test_nobody_else_writes(who: str, refusal: type[Refused], release: Publication, tomas: Member) -> None:
    part = make_part(release, "Words.", role=Role.LEAD)
    members = {"vera": make_vera, "invited": make_vera, "reader": lambda: make_member("rea", roles=[]), "recalled": lambda: tomas}
    member = members[who]()
    if who == "invited":
        invite(release, member.organisation)
    if who == "recalled":
        Publication.objects.update(recalled_at=THEN, recalled_by=tomas)

    with pytest.raises(refusal):
        write_part(part=Part.objects.get(pk=part.pk), language="en", text="Others.", seen=text_hash("Words."), by=member, at=THEN)
    with pytest.raises(refusal):
        remove_part(part=Part.objects.get(pk=part.pk), by=member, at=THEN)
    assert part.texts.get().text == "Words."
