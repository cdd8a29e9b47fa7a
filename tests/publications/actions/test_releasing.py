"""Out, under an embargo, corrected, recalled: and who may do which."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from safeconduct.advocacy.models import DemandUse
from safeconduct.audit.models import Entry
from safeconduct.evidence.models import ClaimUse
from safeconduct.evidence.rules.standing import Standing
from safeconduct.kit.refusals import Refused
from safeconduct.publications.access import public_publications
from safeconduct.publications.actions.approve_version import approve_version
from safeconduct.publications.actions.lift_embargo import lift_embargo
from safeconduct.publications.actions.recall_publication import NotOut, RecallUnsaid, recall_publication
from safeconduct.publications.actions.release_version import ChangeUnsaid, NotReady, release_version
from safeconduct.publications.actions.set_embargo import AlreadyOut, ZoneUnknown, set_embargo
from safeconduct.publications.actions.set_sign_on_deadline import IsOver
from safeconduct.publications.actions.sign_on import Answer, NotNewest, sign_on
from safeconduct.publications.actions.take_in_hand import WasRecalled
from safeconduct.publications.actions.tell_lifted import tell_lifted
from safeconduct.publications.models import ChangeText, Publication, RecallText
from safeconduct.publications.queries.readiness import readiness_of
from safeconduct.publications.queries.releases import change_in, changed_facts, recall_in
from safeconduct.publications.queries.states import state_now
from safeconduct.publications.rules.agreeing import SignOnAnswer
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.kinds import Role as PartRole
from safeconduct.publications.rules.states import Lack, State
from tests.factories.advocacy import make_demand
from tests.factories.evidence import make_claim
from tests.factories.people import THEN
from tests.factories.publications import make_part
from tests.publications.stage import HOUR, Stage, approved, offered, released, set_stage, write

pytestmark = pytest.mark.django_db
TEXTS = {"en": "Please do not use this any more."}


@pytest.fixture
def stage() -> Stage:
    return set_stage()


def outcome(act: Callable[[], object]) -> str:
    """Give the name of the refusal, or "done"."""
    try:
        act()
    except Refused as refusal:
        return type(refusal).__name__
    return "done"


RELEASES = {"tomas": "done", "jonas": "done", "lena": "NotPermitted", "aino": "NotLeading", "dora": "NotLeading", "vera": "NotLeading"}


@pytest.mark.parametrize(("who", "expected"), RELEASES.items())
def test_who_may_approve(stage: Stage, who: str, expected: str):
    version = offered(stage)
    expected = "TakesTwo" if who == "tomas" else expected

    assert outcome(lambda: approve_version(version=version, by=stage.everybody[who], at=THEN)) == expected


@pytest.mark.parametrize(("who", "expected"), RELEASES.items())
def test_who_may_release(stage: Stage, who: str, expected: str):
    version = approved(stage)

    assert outcome(lambda: release_version(version=version, by=stage.everybody[who], at=THEN)) == expected


@pytest.mark.parametrize(("who", "expected"), RELEASES.items())
def test_who_may_recall_alone(stage: Stage, who: str, expected: str):
    released(stage)

    def act() -> None:
        recall_publication(publication=stage.publication, texts=TEXTS, because="A name was in it.", by=stage.everybody[who], at=THEN)

    assert outcome(act) == expected
    assert Publication.objects.get().recalled_at == (THEN if expected == "done" else None)


def test_what_was_released_says_who_had_signed_this_version(stage: Stage):
    version = approved(stage)
    sign_on(version=version, answer=Answer(SignOnAnswer.SIGNED, name="Ada Example", title="Director"), by=stage.aino, at=THEN)
    sign_on(version=version, answer=Answer(SignOnAnswer.ABSTAINED), by=stage.lena, at=THEN)

    release_version(version=version, by=stage.tomas, at=THEN)

    reference = stage.aino.organisation.reference
    assert version.signatories == [{"reference": reference, "organisation": "Amber House", "name": "Ada Example", "title": "Director"}]
    assert Entry.objects.get(kind="publications.version-released").detail["signatories"] == [reference]


def test_without_a_second_person_nothing_goes_out(stage: Stage):
    version = offered(stage)

    with pytest.raises(NotReady, match="Nobody but"):
        release_version(version=version, by=stage.tomas, at=THEN)


def test_only_the_newest_version_goes_out(stage: Stage):
    first = approved(stage)
    write(stage.publication, "Other words.")
    offered(stage)

    with pytest.raises(NotNewest):
        release_version(version=first, by=stage.tomas, at=THEN)


def test_what_the_draft_says_no_more_does_not_go_out(stage: Stage):
    version = approved(stage)
    write(stage.publication, "Other words.")

    with pytest.raises(NotReady, match="signatures belong to one version"):
        release_version(version=version, by=stage.tomas, at=THEN)


def test_an_open_finding_stops_the_release(stage: Stage):
    write(stage.publication, "More than a hundred men were detained.")
    version = approved(stage)

    assert Lack.FINDINGS in {missing.lack for missing in readiness_of(stage.publication, THEN.date()).missing}
    with pytest.raises(NotReady, match="checks"):
        release_version(version=version, by=stage.tomas, at=THEN)


def test_a_letter_to_nobody_does_not_go_out():
    stage = set_stage(Kind.LETTER)

    assert Lack.RECIPIENTS in {missing.lack for missing in readiness_of(stage.publication, THEN.date()).missing}


def test_an_urgent_action_waits_for_consent_and_the_weighing_of_harm():
    stage = set_stage(Kind.URGENT_ACTION)

    assert {Lack.CONSENT, Lack.HARM_CHECK, Lack.DEADLINE} <= {one.lack for one in readiness_of(stage.publication, THEN.date()).missing}


def test_whoever_has_not_answered_is_named_and_stops_nothing(stage: Stage):
    approved(stage)

    readiness = readiness_of(stage.publication, THEN.date())

    assert {missing.lack: missing.count for missing in readiness.missing} == {Lack.SIGNATURES: 3}
    assert readiness.is_ready


def test_a_release_raises_the_revision_of_the_crisis(stage: Stage):
    before = type(stage.crisis).objects.get(pk=stage.crisis.pk).revision
    released(stage)

    assert type(stage.crisis).objects.get(pk=stage.crisis.pk).revision > before


def test_the_facts_of_a_released_version_are_watched_even_if_the_draft_drops_them(stage: Stage):
    claim = make_claim(stage.crisis, standing=Standing.CORROBORATED, published_at=THEN, published_by=stage.tomas)
    make_part(stage.publication, f"They [said so]({claim.reference}).", role=PartRole.BODY)
    version = released(stage)
    assert changed_facts(version) == set()
    ClaimUse.objects.filter(used_by=stage.publication.reference).delete()

    claim.place = "RU-DA"
    claim.save()

    assert changed_facts(version) == {claim.reference}


def test_an_embargo_lifts_to_the_minute_by_itself(stage: Stage):
    until = THEN + HOUR
    set_embargo(publication=stage.publication, until=until, zone="Europe/Copenhagen", by=stage.tomas, at=THEN)
    released(stage)

    assert list(public_publications(stage.crisis, until - timedelta(seconds=1))) == []
    assert state_now(stage.publication, until - timedelta(seconds=1)) is State.EMBARGOED
    assert list(public_publications(stage.crisis, until)) == [stage.publication]
    assert state_now(stage.publication, until) is State.RELEASED


def test_an_embargo_cannot_be_set_after_the_release(stage: Stage):
    released(stage)

    with pytest.raises(AlreadyOut):
        set_embargo(publication=stage.publication, until=THEN + HOUR, zone="UTC", by=stage.tomas, at=THEN)


def test_an_embargo_lies_ahead_in_a_zone_that_there_is(stage: Stage):
    with pytest.raises(IsOver):
        set_embargo(publication=stage.publication, until=THEN, zone="UTC", by=stage.tomas, at=THEN)
    with pytest.raises(ZoneUnknown):
        set_embargo(publication=stage.publication, until=THEN + HOUR, zone="Nowhere/Land", by=stage.tomas, at=THEN)


def test_lifting_an_embargo_early_is_an_act_of_its_own(stage: Stage):
    set_embargo(publication=stage.publication, until=THEN + HOUR, zone="UTC", by=stage.tomas, at=THEN)
    released(stage)

    lift_embargo(publication=stage.publication, by=stage.jonas, at=THEN)

    assert list(public_publications(stage.crisis, THEN)) == [stage.publication]
    assert Entry.objects.filter(kind="publications.embargo-lifted", by=stage.jonas.reference).exists()


def test_the_page_of_a_demand_learns_of_a_letter_only_after_its_embargo(stage: Stage):
    demand = make_demand(stage.crisis)
    type(demand).objects.update(published_at=THEN, published_by=stage.tomas)
    make_part(stage.publication, "Let in those who fled.", role=PartRole.DEMAND, demand=demand)
    set_embargo(publication=stage.publication, until=THEN + HOUR, zone="UTC", by=stage.tomas, at=THEN)
    released(stage)
    assert not DemandUse.objects.get().is_public

    assert tell_lifted(at=THEN) == 0
    assert tell_lifted(at=THEN + HOUR) == 1

    assert DemandUse.objects.get().is_public
    assert tell_lifted(at=THEN + HOUR) == 0


def test_a_later_version_of_what_is_out_is_a_correction_and_says_what_it_puts_right(stage: Stage):
    first = released(stage)
    write(stage.publication, "We ask for a way out, today.")
    second = approved(stage)

    with pytest.raises(ChangeUnsaid):
        release_version(version=second, changes={"en": " "}, by=stage.tomas, at=THEN + HOUR)
    release_version(version=second, changes={"en": "The day was missing."}, by=stage.tomas, at=THEN + HOUR)

    first.refresh_from_db()
    stage.publication.refresh_from_db()
    assert (first.is_correction, second.is_correction, second.change) == (False, True, "The day was missing.")
    assert change_in(second, "da") == ("The day was missing.", "en")
    assert ChangeText.objects.count() == 1
    assert stage.publication.released_at == THEN


def test_a_correction_of_what_nobody_could_read_yet_keeps_its_hour(stage: Stage):
    set_embargo(publication=stage.publication, until=THEN + HOUR, zone="UTC", by=stage.tomas, at=THEN)
    released(stage)
    write(stage.publication, "We ask for a way out, today.")

    released(stage)

    assert stage.publication.embargo_until == THEN + HOUR


def test_a_correction_drops_an_embargo_that_is_over(stage: Stage):
    set_embargo(publication=stage.publication, until=THEN + HOUR, zone="UTC", by=stage.tomas, at=THEN)
    released(stage)
    write(stage.publication, "We ask for a way out, today.")

    released(stage, THEN + 2 * HOUR)

    assert stage.publication.embargo_until is None


def test_a_signature_does_not_pass_on_to_the_correction(stage: Stage):
    version = approved(stage)
    sign_on(version=version, answer=Answer(SignOnAnswer.SIGNED), by=stage.aino, at=THEN)
    release_version(version=version, by=stage.tomas, at=THEN)
    write(stage.publication, "We ask for a way out, today.")

    second = released(stage)

    version.refresh_from_db()
    assert [row["organisation"] for row in version.signatories] == ["Amber House"]
    assert second.signatories == []


def test_a_recall_leaves_the_notice_and_stops_everything_else(stage: Stage):
    released(stage)

    recall_publication(
        publication=stage.publication, texts={**TEXTS, "da": "Brug den ikke mere.", "ru": " "}, because="A name.", by=stage.tomas, at=THEN
    )

    assert recall_in(stage.publication, "da") == ("Brug den ikke mere.", "da")
    assert recall_in(stage.publication, "ar") == (TEXTS["en"], "en")
    assert RecallText.objects.count() == 2
    assert "A name." not in str(Entry.objects.get(kind="publications.publication-recalled").detail)
    write(stage.publication, "Once more.")
    with pytest.raises(WasRecalled):
        offered(stage)
    with pytest.raises(WasRecalled):
        recall_publication(publication=stage.publication, texts=TEXTS, because="Again.", by=stage.tomas, at=THEN)


def test_a_recall_needs_a_reason_and_words_for_readers(stage: Stage):
    released(stage)

    for texts, because in (({}, "A name."), ({"da": "Stop."}, "A name."), (TEXTS, " ")):
        with pytest.raises(RecallUnsaid):
            recall_publication(publication=stage.publication, texts=texts, because=because, by=stage.tomas, at=THEN)


def test_what_never_was_out_cannot_be_recalled(stage: Stage):
    with pytest.raises(NotOut):
        recall_publication(publication=stage.publication, texts=TEXTS, because="A name.", by=stage.tomas, at=THEN)
