"""From beginning a campaign to its honest end: what each action does, refuses, and leaves in the record."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from safeconduct.audit.models import Entry
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions import address_campaign as addressing
from safeconduct.petitions.actions.begin_campaign import DayPassed, GoalMissing, NotAnswering, Wanted, begin_campaign
from safeconduct.petitions.actions.close_campaign import NotCollecting, ReasonMissing, close_campaign, reopen_campaign
from safeconduct.petitions.actions.end_campaign import EndUnsaid, PlaceMissing, end_campaign
from safeconduct.petitions.actions.keep_campaigns import keep_campaigns, reconcile_rolls
from safeconduct.petitions.actions.note_milestones import note_milestones
from safeconduct.petitions.actions.open_campaign import IsOpen, NotReadyToOpen, open_campaign
from safeconduct.petitions.actions.publish_update import TakenBack, UpdateUnsaid, publish_update, take_back_update, translate_update
from safeconduct.petitions.actions.reach_stage import ByItself, NotYet, OutOfOrder, reach_stage, take_back_stage
from safeconduct.petitions.actions.set_campaign import GoalLowered, Settings, set_campaign
from safeconduct.petitions.actions.set_threshold import ConsequenceUnsaid, WasReached, remove_threshold, set_threshold
from safeconduct.petitions.actions.take_campaign import HasEnded, NotOwning, NotPermitted
from safeconduct.petitions.actions.write_roll import write_roll
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.rules.kinds import End, StageKind
from safeconduct.publications.actions.recall_publication import recall_publication
from safeconduct.publications.rules.kinds import Kind, Role
from safeconduct.signing.models import Roll
from safeconduct.signing.storing.ram import hold_campaign_key
from tests.factories.advocacy import make_demand
from tests.factories.people import THEN
from tests.factories.petitions import make_tally
from tests.petitions.stage import Stage, set_stage

pytestmark = pytest.mark.django_db(databases=["default", "signing"])
TODAY = THEN.date()
LATER = THEN + timedelta(days=30)


def kinds_recorded() -> list[str]:
    return list(Entry.objects.filter(kind__startswith="petitions.").order_by("sequence").values_list("kind", flat=True))


def settings_of(campaign: Campaign, **changed: Any) -> Settings:
    return Settings(**{name: getattr(campaign, name) for name in Settings.__dataclass_fields__} | changed)


def test_a_campaign_begins_with_its_text_and_the_demands_in_it() -> None:
    stage = set_stage()
    demand = make_demand(stage.crisis)
    wanted = Wanted("Enklare visum", "sv", 5000, danger=["ru", "BY"], demands=[demand], posts=[stage.post, stage.post])

    begun = begin_campaign(crisis=stage.crisis, wanted=wanted, by=stage.tomas, at=THEN)

    assert (begun.slug, begun.danger, begun.starter, begun.organisation) == ("enklare-visum", ["BY", "RU"], "", stage.tomas.organisation)
    assert begun.publication.kind == Kind.PETITION_TEXT
    assert [part.demand for part in begun.publication.parts.filter(role=Role.DEMAND)] == [demand]
    assert [row.post for row in begun.addressees.all()] == [stage.post]
    assert begun.opens_on is None
    assert not Roll.objects.filter(pk=begun.roll).exists()
    assert kinds_recorded() == ["petitions.campaign-begun"]


@pytest.mark.parametrize(
    ("change", "refusal"), [({"goal": 0}, GoalMissing), ({"closes_on": TODAY - timedelta(days=1)}, DayPassed), ({"title": " "}, Refused)]
)
def test_what_a_campaign_cannot_begin_with(change: dict[str, Any], refusal: type[Refused]) -> None:
    stage = set_stage()

    with pytest.raises(refusal):
        begin_campaign(crisis=stage.crisis, wanted=Wanted(**{"title": "T", "language": "en", "goal": 1, **change}), by=stage.tomas, at=THEN)

    assert Campaign.objects.count() == 1


def test_nobody_begins_one_for_a_crisis_that_their_organisation_does_not_answer() -> None:
    stage = set_stage()

    with pytest.raises(NotAnswering):
        begin_campaign(crisis=stage.crisis, wanted=Wanted("T", "en", 1), by=stage.vera, at=THEN)


def test_two_campaigns_of_one_title_have_two_addresses() -> None:
    stage = set_stage()

    slugs = [begin_campaign(crisis=stage.crisis, wanted=Wanted("Same", "en", 1), by=stage.tomas, at=THEN).slug for _ in range(2)]

    assert slugs == ["same", "same-2"]


# Who may do what with the campaign of the Lantern Line.
ACTIONS: dict[str, Callable[[Stage, Member], object]] = {
    "open": lambda stage, by: open_campaign(campaign=stage.campaign, by=by, at=THEN),
    "set": lambda stage, by: set_campaign(campaign=stage.campaign, settings=settings_of(stage.campaign), by=by, at=THEN),
    "threshold": lambda stage, by: set_threshold(campaign=stage.campaign, number=5, consequence={"en": "A vigil."}, by=by, at=THEN),
    "unthreshold": lambda stage, by: remove_threshold(campaign=stage.campaign, number=5, by=by, at=THEN),
    "readdress": lambda stage, by: addressing.readdress_campaign(campaign=stage.campaign, post=stage.post, by=by, at=THEN),
    "stage": lambda stage, by: reach_stage(campaign=stage.campaign, kind=StageKind.SUBMISSION, on=TODAY, words={}, by=by, at=THEN),
    "unstage": lambda stage, by: take_back_stage(campaign=stage.campaign, kind=StageKind.SUBMISSION, by=by, at=THEN),
}


REFUSED: dict[str, type[Refused] | None] = {
    "jonas": NotPermitted,
    "ines": NotPermitted,
    "mira": NotOwning,
    "vera": NotOwning,
    "tomas": None,
}


@pytest.mark.parametrize("action", ACTIONS)
def test_who_may_do_what(action: str) -> None:
    stage = set_stage()

    for name, refusal in REFUSED.items():
        by: Member = stage.everybody[name]
        if refusal is None:
            ACTIONS[action](stage, by)
            continue
        with pytest.raises(refusal):
            ACTIONS[action](stage, by)
        assert kinds_recorded() == []


def test_opened_it_can_be_signed_and_is_dated() -> None:
    stage = set_stage()

    open_campaign(campaign=stage.campaign, by=stage.tomas, at=THEN)

    assert stage.campaign.opens_on == TODAY
    assert stage.roll.state == "open"
    assert stage.campaign.stages.get(kind=StageKind.COLLECTION).on == TODAY
    with pytest.raises(IsOpen):
        open_campaign(campaign=stage.campaign, by=stage.tomas, at=THEN)


def test_without_the_key_in_memory_it_does_not_open_and_says_how_to_restore_it() -> None:
    stage = set_stage(has_key=False)

    with pytest.raises(NotReadyToOpen, match="restores it in the sealed desk"):
        open_campaign(campaign=stage.campaign, by=stage.tomas, at=THEN)

    hold_campaign_key(stage.campaign.roll, stage.key)
    open_campaign(campaign=stage.campaign, by=stage.tomas, at=THEN)


def test_an_unreleased_text_opens_nothing() -> None:
    stage = set_stage(is_released=False)

    with pytest.raises(NotReadyToOpen, match="not released"):
        open_campaign(campaign=stage.campaign, by=stage.tomas, at=THEN)


def test_writing_the_roll_twice_changes_nothing_the_second_time() -> None:
    stage = set_stage(is_open=True)
    first = write_roll(stage.campaign, at=THEN)
    assert first is not None
    Roll.objects.filter(pk=first.pk).update(switches={"pause_mail": True})

    second = write_roll(stage.campaign, at=THEN)

    assert second is not None
    assert (second.revision, second.switches) == (first.revision, {"pause_mail": True})
    assert second.languages == ["en"]
    assert bytes(second.key_check) == bytes(first.key_check) != b""


def test_without_a_vault_there_is_no_roll() -> None:
    stage = set_stage()
    begun = begin_campaign(crisis=stage.crisis, wanted=Wanted("T", "en", 1), by=stage.tomas, at=THEN)

    assert write_roll(begun, at=THEN) is None


def test_a_recalled_text_pauses_the_roll_within_the_minute() -> None:
    stage = set_stage(is_open=True)
    reconcile_rolls(at=THEN)
    assert stage.roll.state == "open"

    recall_publication(publication=stage.campaign.publication, texts={"en": "Taken back."}, because="An error.", by=stage.jonas, at=THEN)
    changed = reconcile_rolls(at=THEN)

    assert (changed, stage.roll.state) == (1, "paused")
    assert reconcile_rolls(at=THEN) == 0


def test_after_its_last_day_the_roll_closes_by_itself() -> None:
    stage = set_stage(is_open=True)
    Campaign.objects.update(closes_on=TODAY)

    reconcile_rolls(at=THEN)
    assert stage.roll.state == "open"
    reconcile_rolls(at=THEN + timedelta(days=1))
    assert stage.roll.state == "closed"


def test_a_goal_under_which_people_sign_is_never_lowered() -> None:
    stage = set_stage(is_open=True)

    with pytest.raises(GoalLowered):
        set_campaign(campaign=stage.campaign, settings=settings_of(stage.campaign, goal=5), by=stage.tomas, at=THEN)
    set_campaign(campaign=stage.campaign, settings=settings_of(stage.campaign, goal=20_000, danger=["BY"]), by=stage.tomas, at=THEN)

    assert (stage.roll.goal, stage.roll.danger) == (20_000, ["BY"])


def test_an_open_campaign_keeps_its_last_addressee() -> None:
    stage = set_stage(is_open=True)

    with pytest.raises(addressing.LastAddressee):
        addressing.readdress_campaign(campaign=stage.campaign, post=stage.post, by=stage.tomas, at=THEN)
    with pytest.raises(addressing.IsAddressed):
        addressing.address_campaign(campaign=stage.campaign, post=stage.post, by=stage.tomas, at=THEN)


def test_thresholds_are_dated_by_the_count_and_then_stand() -> None:
    stage = set_stage(is_open=True)
    for number in (2, 5):
        set_threshold(campaign=stage.campaign, number=number, consequence={"en": "A vigil."}, by=stage.tomas, at=THEN)
    with pytest.raises(ConsequenceUnsaid):
        set_threshold(campaign=stage.campaign, number=9, consequence={"sv": "En vaka."}, by=stage.tomas, at=THEN)

    assert note_milestones(stage.campaign, 3, at=THEN) == [2]
    assert note_milestones(stage.campaign, 1, at=LATER) == []

    assert dict(stage.campaign.thresholds.values_list("number", "reached_on")) == {2: TODAY, 5: None}
    with pytest.raises(WasReached):
        set_threshold(campaign=stage.campaign, number=2, consequence={"en": "Nothing."}, by=stage.tomas, at=THEN)
    set_threshold(campaign=stage.campaign, number=2, consequence={"en": "A vigil.", "sv": "En vaka."}, by=stage.tomas, at=THEN)
    with pytest.raises(WasReached):
        remove_threshold(campaign=stage.campaign, number=2, by=stage.tomas, at=THEN)
    assert kinds_recorded().count("petitions.threshold-reached") == 1


def test_the_minute_dates_thresholds_from_the_tally() -> None:
    stage = set_stage(is_open=True)
    set_threshold(campaign=stage.campaign, number=2, consequence={"en": "A vigil."}, by=stage.tomas, at=THEN)
    make_tally(stage.roll, 2)

    keep_campaigns(at=THEN)

    assert stage.campaign.thresholds.get().reached_on == TODAY


@pytest.mark.parametrize(
    ("kind", "on", "refusal"),
    [
        (StageKind.SUBMISSION, TODAY + timedelta(days=1), NotYet),
        (StageKind.SUBMISSION, date(2017, 4, 1), OutOfOrder),
        (StageKind.COLLECTION, date(2017, 4, 1), ByItself),
    ],
)
def test_days_that_a_stage_cannot_have(kind: StageKind, on: date, refusal: type[Refused]) -> None:
    stage = set_stage()
    open_campaign(campaign=stage.campaign, by=stage.tomas, at=THEN)

    with pytest.raises(refusal):
        reach_stage(campaign=stage.campaign, kind=kind, on=on, words={}, by=stage.tomas, at=THEN)


def test_words_may_be_written_about_a_stage_that_is_dated_by_itself() -> None:
    stage = set_stage()
    open_campaign(campaign=stage.campaign, by=stage.tomas, at=THEN)

    reach_stage(
        campaign=stage.campaign, kind=StageKind.COLLECTION, on=TODAY, words={"en": "In four languages.", "sv": " "}, by=stage.tomas, at=THEN
    )

    assert stage.campaign.stages.get(kind=StageKind.COLLECTION).words == {"en": "In four languages."}


def test_closed_early_it_says_why_and_can_be_opened_while_the_key_is_there() -> None:
    stage = set_stage(is_open=True)
    with pytest.raises(ReasonMissing):
        close_campaign(campaign=stage.campaign, because=" ", key_days=14, by=stage.tomas, at=THEN)

    close_campaign(campaign=stage.campaign, because="The law was changed.", key_days=14, by=stage.tomas, at=THEN)

    assert stage.roll.state == "closed"
    assert stage.campaign.key_goes_on == TODAY + timedelta(days=14)
    with pytest.raises(NotCollecting):
        close_campaign(campaign=stage.campaign, because="Again.", key_days=14, by=stage.tomas, at=THEN)
    reopen_campaign(campaign=stage.campaign, by=stage.tomas, at=THEN)
    assert (stage.roll.state, stage.campaign.closed_because) == ("open", "")


def test_an_end_is_said_in_words_and_nobody_signs_from_then_on() -> None:
    stage = set_stage(is_open=True)
    given: dict[str, Any] = {"campaign": stage.campaign, "on": TODAY, "by": stage.tomas, "at": THEN}
    with pytest.raises(EndUnsaid):
        end_campaign(end=End.REFUSED, words={"sv": "Nej."}, **given)
    with pytest.raises(PlaceMissing):
        end_campaign(end=End.ELSEWHERE, words={"en": "Moved."}, **given)

    end_campaign(end=End.REFUSED, words={"en": "The minister refused."}, **given)
    end_campaign(end=End.PARTLY, words={"en": "Four visas were given."}, **given)

    assert (stage.campaign.end, stage.campaign.end_words) == ("partly", {"en": "Four visas were given."})
    assert stage.roll.state == "closed"
    assert stage.campaign.stages.get(kind=StageKind.DECISION).on == TODAY
    with pytest.raises(HasEnded):
        set_campaign(campaign=stage.campaign, settings=settings_of(stage.campaign), by=stage.tomas, at=THEN)


def test_updates_are_published_put_right_and_taken_back() -> None:
    stage = set_stage(is_open=True)
    with pytest.raises(UpdateUnsaid):
        publish_update(campaign=stage.campaign, texts={"en": ("Title", "")}, is_answer=False, by=stage.tomas, at=THEN)

    update = publish_update(
        campaign=stage.campaign, texts={"en": ("It was read out", "In the house."), "sv": ("", "")}, is_answer=True, by=stage.tomas, at=THEN
    )
    both = {"en": ("It was read out", "In the lower house."), "sv": ("Den lästes upp", "I kammaren.")}
    translate_update(update=update, texts=both, by=stage.tomas, at=THEN)
    take_back_update(update=update, by=stage.tomas, at=LATER)

    assert dict(update.texts.values_list("language", "is_original")) == {"en": True, "sv": False}
    with pytest.raises(TakenBack):
        take_back_update(update=update, by=stage.tomas, at=LATER)
    with pytest.raises(TakenBack):
        translate_update(update=update, texts=both, by=stage.tomas, at=LATER)
    assert kinds_recorded() == ["petitions.update-published", "petitions.update-translated", "petitions.update-taken-back"]
