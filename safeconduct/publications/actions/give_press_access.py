"""Give one journalist a way of their own to a release before its hour."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.actions.queue_message import queue_message
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Journalist, PressAccess, Publication
from safeconduct.publications.queries.press import hour_words
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.press import is_under_embargo, mark_of
from safeconduct.publications.rules.tokens import token_hash

TOKEN_BYTES = 24  # 192 bits: nobody comes to it by asking
SPOKEN = frozenset(code for code, _name in PUBLIC_LANGUAGES)


class NoEmbargo(Refused):
    """There is nothing to be read early."""

    sentence = _("Personal access is for a release that is out under embargo. This one is not: everybody may read it, or nobody yet.")


class JournalistElsewhere(Refused):
    """The journalist stands on another organisation's list, or left this one."""

    sentence = _("This journalist is not on your organisation's list.")


@dataclass(frozen=True, slots=True)
class Given:
    """An access with its address, which is shown or sent now and never again: only its hash is kept."""

    access: PressAccess
    address: str


@transaction.atomic
def give_press_access(*, publication: Publication, journalist: Journalist, is_sent: bool, by: Member, at: datetime) -> Given:
    """Make the access with a mark of its own; given again, the first address ends. Sent, it lies in the outbox until it leaves.

    :param is_sent: whether the address goes out by mail at once; else it is shown to the member, who hands it over
    :raises NoEmbargo: if the publication is no release, is not out, or has no hour that lies ahead
    :raises JournalistElsewhere: if the journalist is not on the list of the member's organisation
    :raises Refused: see ``take_in_hand``
    """
    publication = take_in_hand(publication=publication, permission=Permission.PRESS_KEEP, by=by)
    is_out = publication.released_at is not None
    if publication.kind != Kind.PRESS_RELEASE or not is_out or not is_under_embargo(publication.embargo_until, at):
        raise NoEmbargo
    if journalist.organisation_id != by.organisation_id or journalist.left_on is not None:
        raise JournalistElsewhere
    token = secrets.token_urlsafe(TOKEN_BYTES)
    access, _made = PressAccess.objects.update_or_create(
        publication=publication,
        journalist=journalist,
        defaults={
            "token_hash": token_hash(token),
            "mark": mark_of(secrets.token_bytes(8)),
            "agreed_at": None,
            "given_at": at,
            "given_by": by,
            "ended_at": None,
        },
    )
    language = journalist.language if journalist.language in SPOKEN else "en"
    address = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("public:press-access", args=[language, token])
    if is_sent:
        _send(access, address, language, by, at)
    record("publications.access-given", publication.reference, by=by.reference, at=at, journalist=journalist.reference)
    return Given(access, address)


def _send(access: PressAccess, address: str, language: str, by: Member, at: datetime) -> None:
    """Put the message into the outbox. It says nothing of what the release is about: only who has agreed reads that."""
    publication, journalist = access.publication, access.journalist
    with translation.override(language):
        words = {"hour": hour_words(publication, language), "organisation": publication.organisation.name, "address": address}
        queue_message(
            organisation=by.organisation,
            kind="press-access",
            about=publication.reference,
            to_name=journalist.name,
            to_address=journalist.mail,
            language=language,
            subject=_now("Release under embargo until %(hour)s") % words,
            text=_now(
                "%(organisation)s lets you read a release before its hour, %(hour)s.\n\n"
                "This address is yours alone; what it shows carries your mark. It first shows the terms, and the release once you have "
                "agreed:\n\n%(address)s\n\n"
                "Please do not pass it on. If you do not want to get releases under embargo, answer this message."
            )
            % words,
            by=by,
            at=at,
        )
