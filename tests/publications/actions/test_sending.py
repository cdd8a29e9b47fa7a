"""From an address to proof: looked at, planned, put into the outbox, or taken by hand."""

from datetime import timedelta

import pytest

from safeconduct.advocacy.models import Ask, ContactDetail, Post
from safeconduct.advocacy.rules.addressing import ContactType
from safeconduct.audit.models import Entry
from safeconduct.outbox.models import Message
from safeconduct.people.permissions import Role as MemberRole
from safeconduct.publications.actions.address_publication import AlreadyAddressed, LanguageUnknown, PostOfAnother, address_publication
from safeconduct.publications.actions.approve_recipient import HolderChanged, SalutationMissing, approve_recipient
from safeconduct.publications.actions.cancel_dispatch import HasLeft, cancel_dispatch
from safeconduct.publications.actions.note_sent_by_hand import NotByHand, ProofMissing, ScanUnusable, note_sent_by_hand
from safeconduct.publications.actions.plan_dispatches import LookFirst, NothingToSend, plan_dispatches
from safeconduct.publications.actions.remove_recipient import WasSent, remove_recipient
from safeconduct.publications.actions.send_planned import send_planned
from safeconduct.publications.actions.set_letterhead import LetterheadTooLong, set_letterhead
from safeconduct.publications.actions.take_in_hand import NotLeading
from safeconduct.publications.exports.apart import CannotSet, Press
from safeconduct.publications.models import Dispatch
from safeconduct.publications.queries.sending import progress_of, recipient_lines, sending_of
from safeconduct.publications.rules.agreeing import Progress, RecipientRole
from safeconduct.publications.rules.kinds import Role
from safeconduct.publications.rules.sending import DispatchKind
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_member, make_tomas, make_vera
from tests.factories.publications import make_holder, make_part, make_publication, make_recipient, make_version

pytestmark = pytest.mark.django_db
LETTER, RECALL = DispatchKind.LETTER, DispatchKind.RECALL


@pytest.fixture(autouse=True)
def _no_real_press(monkeypatch):
    """Set nothing in earnest: what is tested here is what becomes of it."""
    monkeypatch.setattr(Press, "set_sheet", lambda self, form, sheet: f"{form} of {sheet.title} for {sheet.salutation}".encode())


@pytest.fixture
def tomas():
    return make_tomas()


@pytest.fixture
def crisis(tomas):
    return make_crisis(is_public=True)


def reach(post, kind=ContactType.EMAIL, value="minister@north.example"):
    return ContactDetail.objects.create(body=post.body, post=post, type=kind, value=value, recorded_at=THEN, recorded_by=post.created_by)


def a_post(crisis, name="Northland", *, mail=True, **fields):
    post = make_post(make_body(crisis, name, place=fields.pop("place", "DK")))
    make_holder(post, "Ada Example", since="2016")
    if mail:
        reach(post)
    Post.objects.filter(pk=post.pk).update(**fields)
    return Post.objects.get(pk=post.pk)


def approved(recipient, by):
    line = next(line for line in recipient_lines(recipient.publication, on=THEN.date()) if line.row.pk == recipient.pk)
    return approve_recipient(
        recipient=recipient, shown_holder=line.card.holder_name, salutation="Dear Minister,", closing="Yours sincerely,", by=by, at=THEN
    )


def a_released_letter(crisis, tomas, *posts, role=RecipientRole.TO):
    letter = make_publication(crisis, tomas)
    for post in posts:
        approved(make_recipient(letter, post, role=role), tomas)
    make_part(letter, "", role=Role.DEMAND, demand=make_demand(crisis, "Let them in."))
    version = make_version(letter, tomas, approved_by=crisis.opened_by, released_by=tomas)
    letter.refresh_from_db()
    return letter, version


def planned(version, by, kind=LETTER):
    return plan_dispatches(version=version, kind=kind, by=by, at=THEN)


# -- recipients ------------------------------------------------------------------------------------------------------------------------


def test_a_post_is_addressed_once(crisis, tomas):
    letter, post = make_publication(crisis, tomas), a_post(crisis)

    address_publication(publication=letter, post=post, role=RecipientRole.TO, language="en", by=tomas, at=THEN)

    assert Entry.objects.filter(kind="publications.publication-addressed").count() == 1
    with pytest.raises(AlreadyAddressed):
        address_publication(publication=letter, post=post, role=RecipientRole.COPY, language="en", by=tomas, at=THEN)


def test_it_is_addressed_to_posts_of_its_own_crisis_in_a_language(crisis, tomas):
    letter, other = make_publication(crisis, tomas), a_post(make_crisis(slug="south", by=crisis.opened_by))

    with pytest.raises(PostOfAnother):
        address_publication(publication=letter, post=other, role=RecipientRole.TO, language="en", by=tomas, at=THEN)
    with pytest.raises(LanguageUnknown):
        address_publication(publication=letter, post=a_post(crisis, "East"), role=RecipientRole.TO, language="und", by=tomas, at=THEN)


def test_vera_addresses_approves_removes_and_sends_nothing(crisis, tomas):
    letter, version = a_released_letter(crisis, tomas, a_post(crisis))
    vera, recipient = make_vera(), letter.recipients.get()
    dispatch = planned(version, tomas)[0]

    for attempt in (
        lambda: address_publication(publication=letter, post=recipient.post, role=RecipientRole.TO, language="en", by=vera, at=THEN),
        lambda: approve_recipient(recipient=recipient, shown_holder="Ada Example", salutation="x", closing="y", by=vera, at=THEN),
        lambda: remove_recipient(recipient=recipient, by=vera, at=THEN),
        lambda: cancel_dispatch(dispatch=dispatch, by=vera, at=THEN),
        lambda: note_sent_by_hand(dispatch=dispatch, on=THEN.date(), proof="x", by=vera, at=THEN),
    ):
        with pytest.raises(NotLeading):
            attempt()


def test_an_approval_is_of_the_holder_that_the_page_showed(crisis, tomas):
    recipient = make_recipient(make_publication(crisis, tomas), a_post(crisis))

    with pytest.raises(HolderChanged):
        approve_recipient(recipient=recipient, shown_holder="Bo Example", salutation="Dear,", closing="Yours,", by=tomas, at=THEN)
    with pytest.raises(SalutationMissing):
        approve_recipient(recipient=recipient, shown_holder="Ada Example", salutation=" ", closing="Yours,", by=tomas, at=THEN)


def test_another_holder_flags_the_unsent_draft(crisis, tomas):
    post = a_post(crisis)
    recipient = make_recipient(make_publication(crisis, tomas), post)
    approved(recipient, tomas)
    post.holdings.update(until="2017-04-25")
    make_holder(post, "Bo Example", since="2017-04-26")

    before, after = (recipient_lines(recipient.publication, on=day)[0] for day in (THEN.date(), THEN.date() + timedelta(days=30)))

    assert not before.has_changed
    assert after.has_changed
    assert after.needs_a_look


# -- sending ---------------------------------------------------------------------------------------------------------------------------


def test_nothing_is_planned_before_the_release_or_before_somebody_looked(crisis, tomas):
    letter, post = make_publication(crisis, tomas), a_post(crisis)
    make_recipient(letter, post)
    make_part(letter)

    with pytest.raises(NothingToSend):
        planned(make_version(letter, tomas), tomas)
    with pytest.raises(LookFirst):
        planned(make_version(letter, tomas, approved_by=crisis.opened_by, released_by=tomas), tomas)


def test_planned_twice_is_planned_once(crisis, tomas):
    _letter, version = a_released_letter(crisis, tomas, a_post(crisis), a_post(crisis, "East"))

    assert len(planned(version, tomas)) == 2
    assert planned(version, tomas) == []


def test_each_recipient_gets_a_message_of_their_own_once(crisis, tomas):
    letter, version = a_released_letter(crisis, tomas, a_post(crisis), a_post(crisis, "East"))
    planned(version, tomas)

    sent = [send_planned(at=THEN) for _run in range(2)]

    assert sent == [2, 0]
    messages = list(Message.objects.order_by("pk"))
    assert [message.about for message in messages] == [letter.reference] * 2
    assert {message.zone for message in messages} == {"Europe/Copenhagen"}
    assert messages[0].attachments.get().name == f"{letter.reference}-1-en.pdf"
    assert messages[0].attachments.get().sha256 == Dispatch.objects.order_by("pk")[0].pdf_sha256


def test_a_run_goes_on_where_the_last_one_stopped(crisis, tomas):
    _letter, version = a_released_letter(crisis, tomas, *(a_post(crisis, f"Land {number}") for number in range(3)))
    planned(version, tomas)

    assert [send_planned(at=THEN, limit=2) for _run in range(3)] == [2, 1, 0]


def test_sending_puts_the_demands_and_waits_for_a_reply(crisis, tomas):
    letter, version = a_released_letter(crisis, tomas, a_post(crisis))
    planned(version, tomas)

    send_planned(at=THEN)

    ask = Ask.objects.get()
    assert (ask.instrument, ask.holder, ask.via, ask.is_public) == (letter.reference, "Ada Example", "letter", True)
    assert ask.reply_due is not None
    assert (ask.reply_due - THEN.date()).days >= 14
    assert Dispatch.objects.get().reply_due == ask.reply_due


def test_a_copy_asks_nothing_and_says_whom_the_letter_went_to(crisis, tomas):
    letter, version = a_released_letter(crisis, tomas, a_post(crisis))
    copy = make_recipient(letter, a_post(crisis, "East"), role=RecipientRole.COPY)
    approved(copy, tomas)
    version = make_version(letter, tomas, approved_by=crisis.opened_by, released_by=tomas)
    planned(version, tomas)

    send_planned(at=THEN)

    texts = list(Message.objects.order_by("pk").values_list("text", flat=True))
    assert Ask.objects.count() == 1
    assert sum("Copy, for your information" in text for text in texts) == 1


def test_a_letter_whose_holder_changed_is_not_sent_until_somebody_looks_again(crisis, tomas):
    post = a_post(crisis)
    letter, version = a_released_letter(crisis, tomas, post)
    planned(version, tomas)
    post.holdings.update(holder="Bo Example")

    assert send_planned(at=THEN) == 0
    flagged = Dispatch.objects.get()
    assert (flagged.progress, "Bo Example" in flagged.problem) == (Progress.PLANNED, True)
    assert Message.objects.count() == 0

    approved(letter.recipients.get(), tomas)
    assert send_planned(at=THEN) == 1


def test_what_cannot_be_set_is_flagged_and_stops_nobody_else(crisis, tomas, monkeypatch):
    _letter, version = a_released_letter(crisis, tomas, a_post(crisis), a_post(crisis, "East"))
    planned(version, tomas)
    answers = iter([CannotSet("glyph-missing", "𐎠"), b"pdf"])

    def set_sheet(self, form, sheet):
        answer = next(answers)
        if isinstance(answer, CannotSet):
            raise answer
        return answer

    monkeypatch.setattr(Press, "set_sheet", set_sheet)

    assert send_planned(at=THEN) == 1
    assert "𐎠" in Dispatch.objects.get(progress=Progress.PLANNED).problem


def test_nothing_leaves_before_the_end_of_an_embargo(crisis, tomas):
    letter, version = a_released_letter(crisis, tomas, a_post(crisis))
    letter.embargo_until = THEN + timedelta(hours=1)
    letter.save(update_fields=["embargo_until"])
    planned(version, tomas)

    assert send_planned(at=THEN) == 0
    assert send_planned(at=THEN + timedelta(hours=2)) == 1


def test_accepted_is_what_the_outbox_knows_and_nothing_more(crisis, tomas):
    letter, version = a_released_letter(crisis, tomas, a_post(crisis))
    planned(version, tomas)
    send_planned(at=THEN)

    for state, progress in (("accepted", Progress.ACCEPTED), ("bounced", Progress.BOUNCED), ("failed", Progress.FAILED)):
        Message.objects.update(state=state)
        assert progress_of(Dispatch.objects.select_related("message").get()) is progress
    assert sending_of(letter).flagged


# -- by hand, cancelled, corrected, recalled ----------------------------------------------------------------------------------------------


def test_what_goes_by_hand_needs_proof_and_then_waits_for_a_reply(crisis, tomas):
    post = a_post(crisis, channel="post")
    reach(post, ContactType.ADDRESS, "1 Example Street\n1000 Town")
    _letter, version = a_released_letter(crisis, tomas, post)
    dispatch = planned(version, tomas)[0]

    assert dispatch.progress == Progress.BY_HAND
    assert dispatch.address.endswith("1 Example Street\n1000 Town")
    with pytest.raises(ProofMissing):
        note_sent_by_hand(dispatch=dispatch, on=THEN.date(), proof=" ", by=tomas, at=THEN)
    with pytest.raises(ScanUnusable):
        note_sent_by_hand(dispatch=dispatch, on=THEN.date(), proof="Receipt 7", scan=b"<html>", by=tomas, at=THEN)
    note_sent_by_hand(dispatch=dispatch, on=THEN.date(), proof="Receipt 7", scan=b"%PDF-1.7 scan", by=tomas, at=THEN)

    dispatch.refresh_from_db()
    assert (dispatch.progress, dispatch.scan_type, Ask.objects.count()) == (Progress.SENT, "application/pdf", 1)
    with pytest.raises(NotByHand):
        note_sent_by_hand(dispatch=dispatch, on=THEN.date(), proof="Again", by=tomas, at=THEN)


def test_a_copy_that_waits_is_cancelled_with_its_message_and_its_asks(crisis, tomas):
    _letter, version = a_released_letter(crisis, tomas, a_post(crisis))
    dispatch = planned(version, tomas)[0]
    send_planned(at=THEN)

    cancel_dispatch(dispatch=dispatch, by=tomas, at=THEN)

    assert Message.objects.get().state == "cancelled"
    assert Ask.objects.get().withdrawn_at == THEN
    with pytest.raises(HasLeft):
        cancel_dispatch(dispatch=dispatch, by=tomas, at=THEN)


def test_a_recall_reaches_whom_a_copy_may_have_reached_and_stops_the_rest(crisis, tomas):
    letter, version = a_released_letter(crisis, tomas, a_post(crisis), a_post(crisis, "East", mail=False))
    planned(version, tomas)
    send_planned(at=THEN)
    letter.recalled_at, letter.recalled_by = THEN, tomas
    letter.save(update_fields=["recalled_at", "recalled_by"])
    version.refresh_from_db()

    recalls = planned(version, tomas, RECALL)

    assert [recall.recipient for recall in recalls] == [Dispatch.objects.get(progress=Progress.QUEUED).recipient]
    assert Dispatch.objects.filter(kind=LETTER, progress=Progress.CANCELLED).count() == 1
    assert send_planned(at=THEN) == 1
    assert Message.objects.filter(kind="recall", subject__startswith="Recalled:").count() == 1


def test_a_correction_reaches_whom_a_copy_may_have_reached_and_the_others_get_the_right_text(crisis, tomas):
    letter, version = a_released_letter(crisis, tomas, a_post(crisis), a_post(crisis, "East", channel="post"))
    planned(version, tomas)
    send_planned(at=THEN)
    approved(make_recipient(letter, a_post(crisis, "West")), tomas)
    corrected = make_version(letter, tomas, approved_by=crisis.opened_by, released_by=tomas, is_correction=True, change="Six, not five.")

    made = planned(corrected, tomas, DispatchKind.CORRECTION)

    assert sorted((one.kind, one.progress) for one in made) == [("correction", "planned"), ("letter", "by-hand"), ("letter", "planned")]
    assert version.dispatches.get(channel="post").progress == Progress.CANCELLED
    assert planned(corrected, tomas, DispatchKind.CORRECTION) == []
    assert send_planned(at=THEN) == 2
    assert "Correction of 20 April 2017: Six, not five." in Message.objects.get(kind="correction").text


def test_a_recipient_with_a_copy_stays_on_the_list(crisis, tomas):
    letter, version = a_released_letter(crisis, tomas, a_post(crisis))
    planned(version, tomas)

    with pytest.raises(WasSent):
        remove_recipient(recipient=letter.recipients.get(), by=tomas, at=THEN)


def test_a_letterhead_belongs_to_the_members_own_organisation(tomas):
    head = set_letterhead(lines=["1 Example Street", " "], place="Town", foot="", by=tomas, at=THEN)

    assert (head.organisation, head.lines) == (tomas.organisation, ["1 Example Street"])
    with pytest.raises(LetterheadTooLong):
        set_letterhead(lines=["line"] * 7, place="", foot="", by=tomas, at=THEN)


def test_a_signatory_sends_nothing(crisis, tomas):
    _letter, version = a_released_letter(crisis, tomas, a_post(crisis, channel="post"))
    dispatch = planned(version, tomas)[0]
    signer = make_member("sven", roles=[MemberRole.SIGNATORY])

    with pytest.raises(Exception, match="roles"):
        note_sent_by_hand(dispatch=dispatch, on=THEN.date(), proof="x", by=signer, at=THEN)
