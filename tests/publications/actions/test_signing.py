"""Organisations answer to one exact version, each for itself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from safeconduct.audit.models import Entry
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import RoleGrant
from safeconduct.people.permissions import Role
from safeconduct.publications.actions.approve_version import TakesTwo, approve_version
from safeconduct.publications.actions.invite_organisation import NotInCrisis, invite_organisation
from safeconduct.publications.actions.offer_version import NothingNew, PartsMissing, offer_version
from safeconduct.publications.actions.release_version import release_version
from safeconduct.publications.actions.set_sign_on_deadline import IsOver, set_sign_on_deadline
from safeconduct.publications.actions.sign_on import Answer, IsOut, NotInvited, NotNewest, SignOnOver, SignsItself, WordsMissing, sign_on
from safeconduct.publications.actions.take_back_sign_on import take_back_sign_on
from safeconduct.publications.actions.take_in_hand import NotLeading, NotPermitted, WasRecalled
from safeconduct.publications.actions.withdraw_invitation import HasSigned, withdraw_invitation
from safeconduct.publications.models import Publication, SignOn
from safeconduct.publications.queries.frames import signatories_of
from safeconduct.publications.queries.signing import answers_to
from safeconduct.publications.rules.agreeing import SignOnAnswer
from tests.factories.people import THEN
from tests.publications.stage import HOUR, Stage, offered, released, set_stage, write

pytestmark = pytest.mark.django_db
YES = Answer(SignOnAnswer.SIGNED, name="Ada Example", title="Director")
NO = Answer(SignOnAnswer.ABSTAINED)


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


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("lena", "done"),
        ("jonas", "done"),
        ("tomas", "NotPermitted"),
        ("aino", "done"),
        ("bo", "NotPermitted"),
        ("dora", "NotInvited"),
        ("vera", "NotInvited"),
    ],
)
def test_who_may_sign(stage: Stage, who: str, expected: str):
    version = offered(stage)

    assert outcome(lambda: sign_on(version=version, answer=YES, by=stage.everybody[who], at=THEN)) == expected
    assert SignOn.objects.count() == (expected == "done")


def test_a_signature_belongs_to_one_version(stage: Stage):
    first = offered(stage)
    sign_on(version=first, answer=YES, by=stage.aino, at=THEN)
    write(stage.publication, "We ask for a way out, today.")
    second = offered(stage)

    assert [one.organisation for one in signatories_of(first)] == ["Amber House"]
    assert signatories_of(second) == ()
    assert [asked.signed_before for asked in answers_to(stage.publication, second)] == [0, 1, 0]


def test_an_older_version_is_signed_no_more(stage: Stage):
    first = offered(stage)
    write(stage.publication, "We ask for a way out, today.")
    offered(stage)

    with pytest.raises(NotNewest):
        sign_on(version=first, answer=YES, by=stage.aino, at=THEN)


def test_the_latest_answer_to_a_version_counts(stage: Stage):
    version = offered(stage)
    sign_on(version=version, answer=YES, by=stage.aino, at=THEN)
    sign_on(version=version, answer=NO, by=stage.aino, at=THEN + HOUR)

    assert signatories_of(version) == ()
    assert SignOn.objects.get().name == ""


def test_who_asks_for_a_change_says_which(stage: Stage):
    version = offered(stage)

    with pytest.raises(WordsMissing):
        sign_on(version=version, answer=Answer(SignOnAnswer.CHANGE_ASKED, words=" "), by=stage.aino, at=THEN)


def test_after_the_deadline_nobody_signs_until_it_is_moved(stage: Stage):
    version = offered(stage)
    set_sign_on_deadline(publication=stage.publication, until=THEN + HOUR, by=stage.tomas, at=THEN)

    with pytest.raises(SignOnOver):
        sign_on(version=version, answer=YES, by=stage.aino, at=THEN + HOUR)

    set_sign_on_deadline(publication=stage.publication, until=THEN + 2 * HOUR, by=stage.tomas, at=THEN + HOUR)
    sign_on(version=version, answer=YES, by=stage.aino, at=THEN + HOUR)


def test_a_deadline_lies_ahead(stage: Stage):
    with pytest.raises(IsOver):
        set_sign_on_deadline(publication=stage.publication, until=THEN, by=stage.tomas, at=THEN)


def test_what_is_out_is_signed_no_more_and_nobody_takes_a_name_off(stage: Stage):
    version = offered(stage)
    row = sign_on(version=version, answer=YES, by=stage.aino, at=THEN)
    approve_version(version=version, by=stage.jonas, at=THEN)
    release_version(version=version, by=stage.jonas, at=THEN)

    with pytest.raises(IsOut):
        sign_on(version=version, answer=YES, by=stage.lena, at=THEN)
    with pytest.raises(IsOut):
        take_back_sign_on(sign_on=row, by=stage.aino, at=THEN)


def test_for_an_organisation_with_nobody_here_the_leading_one_writes_its_answer_down_with_proof(stage: Stage):
    version = offered(stage)

    with pytest.raises(WordsMissing):
        sign_on(version=version, answer=YES, organisation=stage.quiet, proof=" ", by=stage.tomas, at=THEN)
    row = sign_on(version=version, answer=YES, organisation=stage.quiet, proof="By mail, 20 April", by=stage.tomas, at=THEN)

    assert (row.organisation, row.proof, row.answered_by) == (stage.quiet, "By mail, 20 April", stage.tomas)


@pytest.mark.parametrize(("who", "expected"), [("tomas", "done"), ("lena", "NotPermitted"), ("aino", "NotLeading"), ("vera", "NotLeading")])
def test_who_may_write_an_answer_down(stage: Stage, who: str, expected: str):
    version = offered(stage)

    assert (
        outcome(lambda: sign_on(version=version, answer=YES, organisation=stage.quiet, proof="Mail", by=stage.everybody[who], at=THEN))
        == expected
    )


def test_nobody_answers_for_an_organisation_that_can_sign_itself(stage: Stage):
    version = offered(stage)

    with pytest.raises(SignsItself):
        sign_on(version=version, answer=YES, organisation=stage.aino.organisation, proof="Mail", by=stage.tomas, at=THEN)


@pytest.mark.parametrize(("who", "expected"), [("aino", "done"), ("bo", "NotPermitted"), ("tomas", "SignsItself"), ("vera", "NotLeading")])
def test_who_may_take_a_signature_back(stage: Stage, who: str, expected: str):
    row = sign_on(version=offered(stage), answer=YES, by=stage.aino, at=THEN)

    assert outcome(lambda: take_back_sign_on(sign_on=row, by=stage.everybody[who], at=THEN)) == expected
    assert SignOn.objects.exists() == (expected != "done")


def test_what_was_recalled_is_signed_no_more(stage: Stage):
    version = offered(stage)
    Publication.objects.update(recalled_at=THEN, recalled_by=stage.tomas)

    with pytest.raises(WasRecalled):
        sign_on(version=version, answer=YES, by=stage.aino, at=THEN)


def test_only_organisations_that_answer_the_crisis_are_invited(stage: Stage):
    with pytest.raises(NotInCrisis):
        invite_organisation(publication=stage.publication, organisation=stage.vera.organisation, by=stage.tomas, at=THEN)
    with pytest.raises(NotLeading):
        invite_organisation(publication=stage.publication, organisation=stage.dora.organisation, by=stage.dora, at=THEN)
    with pytest.raises(NotPermitted):
        invite_organisation(publication=stage.publication, organisation=stage.dora.organisation, by=stage.lena, at=THEN)

    invite_organisation(publication=stage.publication, organisation=stage.dora.organisation, by=stage.tomas, at=THEN)

    sign_on(version=offered(stage), answer=YES, by=stage.dora, at=THEN)


def test_nobody_strikes_a_signature_by_withdrawing_the_invitation(stage: Stage):
    version = offered(stage)
    sign_on(version=version, answer=YES, by=stage.aino, at=THEN)

    with pytest.raises(HasSigned):
        withdraw_invitation(publication=stage.publication, organisation=stage.aino.organisation, by=stage.tomas, at=THEN)

    withdraw_invitation(publication=stage.publication, organisation=stage.quiet, by=stage.tomas, at=THEN)
    with pytest.raises(NotInvited):
        sign_on(version=version, answer=YES, organisation=stage.quiet, proof="Mail", by=stage.tomas, at=THEN)


def test_an_organisation_that_left_the_coalition_is_not_printed(stage: Stage):
    version = offered(stage)
    sign_on(version=version, answer=YES, by=stage.aino, at=THEN)
    type(stage.quiet).objects.filter(pk=stage.aino.organisation_id).update(left_on=THEN.date())

    assert signatories_of(version) == ()


def test_a_version_is_what_the_draft_said_and_changes_no_more(stage: Stage):
    first = offered(stage)
    with pytest.raises(NothingNew):
        offer_version(publication=stage.publication, by=stage.tomas, at=THEN)
    write(stage.publication, "Something else.")

    first.refresh_from_db()
    assert first.content["parts"][0]["texts"] == {"en": "We ask for a way out."}
    assert offered(stage).number == 2


def test_a_draft_without_what_its_kind_needs_is_not_offered(stage: Stage):
    write(stage.publication, " ")

    with pytest.raises(PartsMissing, match="Opening"):
        offer_version(publication=stage.publication, by=stage.tomas, at=THEN)


def test_whoever_offered_it_does_not_approve_it(stage: Stage):
    version = offered(stage)

    with pytest.raises(TakesTwo):
        approve_version(version=version, by=stage.tomas, at=THEN)


def test_each_answer_stands_in_the_record_with_the_hash_that_was_signed(stage: Stage):
    version = offered(stage)
    sign_on(version=version, answer=YES, by=stage.aino, at=THEN)

    entry = Entry.objects.get(kind="publications.version-answered")
    assert entry.detail["hash"] == version.hash
    assert "Ada Example" not in str(entry.detail)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["lena", "aino", "dora", "bo"]), st.sampled_from([*SignOnAnswer, "back"])),
        st.tuples(st.just("quiet"), st.sampled_from([*SignOnAnswer, "back"])),
        st.tuples(st.just("draft"), st.sampled_from(["write", "offer", "deadline", "leave"])),
    ),
    max_size=14,
)


class AnyHistory(TestCase):
    """Whatever happened before, only who signed this very version stands under it."""

    @given(STEPS)
    @settings(max_examples=40, deadline=None)
    def test_only_who_signed_this_very_version_is_printed(self, steps: list[tuple[str, str]]):
        stage = set_stage()
        offered(stage)
        said: dict[str, tuple[int, str]] = {}  # by organisation: version and answer, as somebody outside would keep count
        moment = THEN
        for number, (who, what) in enumerate(steps):
            moment = THEN + timedelta(minutes=number)
            take_step(stage, who, what, number=number, moment=moment, said=said)
        version = stage.publication.versions.order_by("-number")[0]
        expected = {name for name, (at_version, what) in said.items() if at_version == version.number and what == SignOnAnswer.SIGNED}

        assert {one.organisation for one in signatories_of(version)} == expected
        write(stage.publication, "The very last words.")
        last = released(stage, moment)
        last.refresh_from_db()
        assert last.signatories == []


def take_step(stage: Stage, who: str, what: str, *, number: int, moment: datetime, said: dict[str, tuple[int, str]]) -> None:
    version = stage.publication.versions.order_by("-number")[0]
    if who == "draft":
        if what == "write":
            write(stage.publication, f"Draft {number}.")
        elif what == "offer":
            outcome(lambda: offered(stage, moment))
        elif what == "deadline":
            outcome(lambda: set_sign_on_deadline(publication=stage.publication, until=None, by=stage.tomas, at=moment))
        else:
            RoleGrant.objects.filter(member=stage.bo, role=Role.SIGNATORY).delete()
        return
    organisation = stage.quiet if who == "quiet" else stage.everybody[who].organisation
    by = stage.tomas if who == "quiet" else stage.everybody[who]
    if what == "back":
        for row in SignOn.objects.filter(organisation=organisation, version=version):
            if outcome(partial(take_back_sign_on, sign_on=row, by=by, at=moment)) == "done":
                said.pop(organisation.name, None)
        return
    answer = Answer(SignOnAnswer(what), words="Another word.")
    whose, proof = (organisation, "Mail") if who == "quiet" else (None, "")
    if outcome(partial(sign_on, version=version, answer=answer, organisation=whose, proof=proof, by=by, at=moment)) == "done":
        said[organisation.name] = (version.number, what)
