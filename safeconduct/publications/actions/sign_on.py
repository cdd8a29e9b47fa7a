"""Answer for an organisation to one exact version: sign it, abstain, or ask for a change."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import NotLeading, NotPermitted, WasRecalled
from safeconduct.publications.models import Publication, SignOn, Version
from safeconduct.publications.queries.signing import may_sign_for, sign_on_is_open
from safeconduct.publications.rules.agreeing import SignOnAnswer


class IsOut(Refused):
    """The version was released: who stands under it stands there."""

    sentence = _("This version is out already. What organisations answered to it cannot be changed any more.")


class NotNewest(Refused):
    """There is a newer version."""

    sentence = _("There is a newer version. Nothing was changed. Read that one and answer to it.")


class SignOnOver(Refused):
    """The moment until which answers are taken has passed."""

    sentence = _("The time for signing is over. Ask the organisation that leads to take answers a little longer.")


class NotInvited(Refused):
    """The organisation was not asked to sign."""

    sentence = _("This organisation was not invited to sign. Nothing was changed.")
    status = 403


class SignsItself(Refused):
    """Somebody of the organisation can sign here; nobody does it for them."""

    sentence = _("Somebody of this organisation can sign here themselves, so nobody else may write its answer down.")


class WordsMissing(Refused):
    """A change is asked for without saying which, or an answer is written down without proof."""

    sentence = _("Say which change is asked for.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: with words for a change or a reason, and who is printed, by their consent."""

    answer: SignOnAnswer
    words: str = ""
    name: str = ""
    title: str = ""


@transaction.atomic
def sign_on(
    *, version: Version, answer: Answer, organisation: Organisation | None = None, proof: str = "", by: Member, at: datetime
) -> SignOn:
    """Write down the answer of the member's own organisation to this very version; a later answer to it takes the place of the earlier.

    With ``organisation`` and ``proof`` (how the answer can be checked) a member of the leading one writes down what an organisation
    answered that has nobody here who may sign.

    :raises Refused: if the version is out, recalled or not the newest, the time is over, the organisation was not invited, or the
        member may not answer for it
    """
    publication = Publication.objects.select_for_update().get(pk=version.publication_id)
    whose = organisation or by.organisation
    _require_open(publication, version, at)
    if whose.pk != publication.organisation_id and not publication.invited.filter(organisation=whose).exists():
        raise NotInvited
    _require_right(publication, whose, proof, by)
    if answer.answer == SignOnAnswer.CHANGE_ASKED and not answer.words.strip():
        raise WordsMissing
    is_signed = answer.answer == SignOnAnswer.SIGNED
    row, _is_new = SignOn.objects.update_or_create(
        version=version,
        organisation=whose,
        defaults={
            "answer": answer.answer,
            "words": answer.words.strip(),
            "name": answer.name.strip() if is_signed else "",
            "title": answer.title.strip() if is_signed else "",
            "proof": proof.strip() if whose.pk != by.organisation_id else "",
            "answered_at": at,
            "answered_by": by,
        },
    )
    record(
        "publications.version-answered",
        publication.reference,
        by=by.reference,
        at=at,
        version=version.number,
        hash=version.hash,
        organisation=whose.reference,
        answer=row.answer,
    )
    return row


def _require_open(publication: Publication, version: Version, at: datetime) -> None:
    if publication.recalled_at is not None:
        raise WasRecalled
    version.refresh_from_db(fields=["released_at"])
    if version.released_at is not None:
        raise IsOut
    if publication.versions.filter(number__gt=version.number).exists():
        raise NotNewest
    if not sign_on_is_open(publication, at):
        raise SignOnOver


def _require_right(publication: Publication, whose: Organisation, proof: str, by: Member) -> None:
    if whose.pk == by.organisation_id:
        if not by.may(Permission.PUBLICATION_SIGN):
            raise NotPermitted
        return
    if by.organisation_id != publication.organisation_id:
        raise NotLeading
    if not by.may(Permission.PUBLICATION_WRITE):
        raise NotPermitted
    if may_sign_for(whose):
        raise SignsItself
    if not proof.strip():
        raise WordsMissing(_("Say how this answer can be checked: when it came, by which way, from whom."))
