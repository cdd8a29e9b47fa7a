"""Tell journalists who read a release early that it was corrected or recalled."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.actions.queue_message import queue_message
from safeconduct.people.models import Member
from safeconduct.publications.models import Journalist, PressAccess, Publication, Version
from safeconduct.publications.queries.footnotes import public_address
from safeconduct.publications.queries.releases import change_in, recall_in
from safeconduct.publications.rules.sending import DispatchKind


@transaction.atomic
def tell_press_readers(*, version: Version, kind: DispatchKind, by: Member, at: datetime) -> int:
    """Put a message for each of them into the outbox, in their language, to go at once; give for how many.

    Whoever was given a way to it may have read it, whether they agreed to terms or not. An address that nothing can go to is passed
    over: a recall waits for nobody.
    """
    publication = version.publication
    accesses = PressAccess.objects.filter(publication=publication).select_related("journalist__organisation").order_by("pk")
    return sum(_told(version, access.journalist, kind, by=by, at=at) for access in accesses)


def _told(version: Version, journalist: Journalist, kind: DispatchKind, *, by: Member, at: datetime) -> bool:
    publication: Publication = version.publication
    language = journalist.language if journalist.language in dict(PUBLIC_LANGUAGES) else "en"
    with translation.override(language):
        subject, text = _words(publication, version, kind, language)
    try:
        with transaction.atomic():
            queue_message(
                organisation=publication.organisation,
                kind=kind.value,
                about=publication.reference,
                to_name=journalist.name,
                to_address=journalist.mail,
                language=language,
                subject=subject,
                text=text,
                by=by,
                at=at,
            )
    except Refused:
        return False
    return True


def _words(publication: Publication, version: Version, kind: DispatchKind, language: str) -> tuple[str, str]:
    address = public_address("public:publication", language, publication.crisis.slug, publication.reference)
    if kind is DispatchKind.RECALL:
        said, _language = recall_in(publication, language)
        return (
            _("Recalled: %(reference)s") % {"reference": publication.reference},
            "\n\n".join(
                [_("This text was recalled."), said, _("Please do not use it, and take back what you have published of it."), address]
            ),
        )
    said, _language = change_in(version, language)
    return (
        _("Correction: %(reference)s") % {"reference": publication.reference},
        "\n\n".join([_("A text that you had from us was corrected."), said, _("The version that holds now:"), address]),
    )
