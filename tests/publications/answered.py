"""A letter that left: to the foreign minister of Northland, by mail, with one demand; and everybody who may file what comes back."""

from dataclasses import dataclass
from datetime import date, timedelta

from safeconduct.advocacy.actions.record_ask import record_ask
from safeconduct.advocacy.models import Ask, Post
from safeconduct.advocacy.rules import Via
from safeconduct.crises.models import Crisis
from safeconduct.outbox.actions.send_waiting import send_waiting
from safeconduct.outbox.models import Message
from safeconduct.people.models import Member
from safeconduct.publications.actions.follow_messages import follow_messages
from safeconduct.publications.models import Dispatch, Publication
from safeconduct.publications.rules.agreeing import Progress
from safeconduct.publications.rules.kinds import Role
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.outbox import make_message
from tests.factories.people import THEN, make_jonas, make_tomas
from tests.factories.publications import make_holder, make_part, make_publication, make_recipient, make_version

DUE = date(2017, 5, 5)
LATER = THEN + timedelta(days=40)


@dataclass(frozen=True, slots=True)
class Sent:
    """The letter, the one copy of it, and what it asked."""

    crisis: Crisis
    tomas: Member
    jonas: Member
    letter: Publication
    post: Post
    dispatch: Dispatch
    message: Message
    ask: Ask


def send_letter(language: str = "en") -> Sent:
    """Send it; the mail becomes a file."""
    jonas, tomas = make_jonas(), make_tomas()
    crisis = make_crisis(by=jonas, is_public=True)
    body = make_body(crisis, "Northland", place="DK")
    post, demand = make_post(body), make_demand(crisis, "Let in those who fled.")
    make_holder(post)
    letter = make_publication(crisis, tomas, original=language)
    make_part(letter, "We ask you to let them in.", role=Role.DEMAND, demand=demand)
    recipient = make_recipient(letter, post, language=language, approved_at=THEN, approved_by=tomas, seen_holder="Ada Example")
    version = make_version(letter, tomas, approved_by=jonas, released_by=jonas)
    message = make_message(tomas, about=letter.reference, language=language)
    dispatch = Dispatch.objects.create(
        version=version,
        recipient=recipient,
        kind="letter",
        language=language,
        holder="Ada Example",
        address=message.to_address,
        channel="mail",
        progress=Progress.QUEUED,
        message=message,
        planned_at=THEN,
        planned_by=jonas,
        reply_due=DUE,
    )
    ask = record_ask(
        demand=demand, body=body, post=post, holder="Ada Example", via=Via.LETTER, instrument=letter.reference, sent_on=THEN.date(),
        reply_due=DUE, by=jonas, at=THEN,
    )  # fmt: skip
    send_waiting(at=THEN)
    follow_messages(at=THEN)
    dispatch.refresh_from_db()
    message.refresh_from_db()
    return Sent(crisis, tomas, jonas, letter, post, dispatch, message, ask)
