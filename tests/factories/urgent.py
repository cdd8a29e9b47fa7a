"""Urgent actions and releases of the tests: invented people, offices and desks."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from safeconduct.advocacy.models import ContactDetail, Post
from safeconduct.advocacy.rules.addressing import ContactType
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.publications.actions.add_journalist import add_journalist
from safeconduct.publications.actions.keep_press_contact import keep_press_contact
from safeconduct.publications.actions.number_urgent_action import number_urgent_action
from safeconduct.publications.actions.record_consent import record_consent
from safeconduct.publications.actions.set_deadline import set_deadline
from safeconduct.publications.actions.weigh_harm import weigh_harm
from safeconduct.publications.models import Journalist, PressContact, Publication
from safeconduct.publications.rules.kinds import Kind, Role
from safeconduct.publications.rules.urgent import ConsentBy
from tests.factories.advocacy import make_body, make_post
from tests.factories.people import THEN
from tests.factories.publications import make_holder, make_part, make_publication, make_recipient, make_version

LAST_DAY = date(2017, 5, 31)
WEIGHED = "The family says that attention protects him; no place, day or name of a relative is told."


def make_address(post: Post, value: str, *, kind: ContactType = ContactType.EMAIL) -> ContactDetail:
    """Let the post be reached by this way."""
    return ContactDetail.objects.create(
        body=post.body, post=post, type=kind, value=value, source_note="Invented.", recorded_at=THEN, recorded_by=post.created_by
    )


def make_addressee(crisis: Crisis, name: str = "Northland", title: str = "Prosecutor general", *, holder: str = "Ada Example") -> Post:
    """Name a post that letters go to, with an invented holder and address."""
    post = make_post(make_body(crisis, name, place="NL"), title)
    make_holder(post, holder)
    make_address(post, "prosecutor@northland.example")
    make_address(post, "1 Square Street\n10000 Northtown", kind=ContactType.ADDRESS)
    return post


def make_urgent_action(
    crisis: Crisis,
    by: Member,
    *,
    post: Post | None = None,
    last_day: date = LAST_DAY,
    title: str = "A man taken from his home",
    **fields: Any,
) -> Publication:
    """Write an urgent action with everything that it may not go out without."""
    action = make_publication(crisis, by, kind=Kind.URGENT_ACTION, title=title, **fields)
    make_part(action, "A man was taken from his home. Nobody says where he is.", role=Role.LEAD)
    make_part(action, "Say where he is, and let a lawyer of his choice see him.", role=Role.DEMAND)
    make_part(action, "I ask you to say where he is.\n\nI ask you to let a lawyer see him.", role=Role.MODEL_LETTER)
    make_part(action, "Others were taken before him.", role=Role.BACKGROUND)
    make_recipient(action, post or make_addressee(crisis))
    record_consent(publication=action, given_by=ConsentBy.FAMILY, given_on=THEN.date(), covers="That he was taken.", by=by, at=THEN)
    weigh_harm(publication=action, words=WEIGHED, by=by, at=THEN)
    action = set_deadline(publication=action, on=last_day, by=by, at=THEN)
    return number_urgent_action(publication=action, year=2017, index="EUR 46/0012/2017", by=by, at=THEN)


def let_out(publication: Publication, by: Member, approver: Member, *, at: datetime = THEN) -> Publication:
    """Release the draft as it is."""
    make_version(publication, by, approved_by=approver, released_by=approver, at=at)
    publication.refresh_from_db()
    return publication


def make_update(
    action: Publication, by: Member, approver: Member, text: str = "He was seen by a lawyer.", *, at: datetime = THEN
) -> Publication:
    """Release further information on an action."""
    update = make_publication(action.crisis, by, kind=Kind.UPDATE, title="A lawyer has seen him", updates=action)
    make_part(update, text, role=Role.FURTHER)
    update = number_urgent_action(publication=update, year=2017, by=by, at=at)
    return let_out(update, by, approver, at=at)


def make_release(crisis: Crisis, by: Member, *, title: str = "Coalition asks for a way out", **fields: Any) -> Publication:
    """Write a press release."""
    release = make_publication(crisis, by, kind=Kind.PRESS_RELEASE, title=title, facts={"place": "Northtown"}, **fields)
    make_part(release, "Six organisations ask governments to let in those who fled.", role=Role.LEAD)
    make_part(release, "We have waited long enough.", role=Role.QUOTE, speaker="Tomas, campaigner")
    make_part(release, "The register of answers is public.", role=Role.NOTE)
    return release


def make_contact(crisis: Crisis, by: Member, *, languages: Sequence[str] = ("en", "da"), **fields: Any) -> PressContact:
    """Keep a press desk in Copenhagen, open on weekdays from nine to five."""
    given: dict[str, Any] = {
        "name": "The press desk",
        "telephone": "+45 00 00 00 00",
        "mail": "press@lantern.example",
        "opens": time(9),
        "closes": time(17),
        "zone": "Europe/Copenhagen",
        "days": "12345",
        **fields,
    }
    return keep_press_contact(crisis=crisis, languages=languages, **given, by=by, at=THEN)


def make_journalist(by: Member, name: str = "Jo Writer", *, mail: str = "jo@courier.example", language: str = "en") -> Journalist:
    """Put an invented journalist on the list of the member's organisation."""
    return add_journalist(name=name, outlet="The Northern Courier", mail=mail, language=language, by=by, at=THEN)


HOUR = datetime(2017, 5, 20, 7, 0, tzinfo=UTC)  # nine in the morning in Copenhagen


def make_embargoed(crisis: Crisis, by: Member, approver: Member, *, until: datetime = HOUR, **fields: Any) -> Publication:
    """Release a press release under embargo."""
    release = make_release(crisis, by, embargo_until=until, embargo_zone="Europe/Copenhagen", **fields)
    return let_out(release, by, approver)
