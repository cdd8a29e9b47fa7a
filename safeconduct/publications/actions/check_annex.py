"""Note that a member compared the annex, in the browser, with everything that a version shows to everybody."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.models import Annex, AnnexCheck, Version
from safeconduct.publications.queries.annexes import newest_of
from safeconduct.vault.access import vault_for


class AnnexChanged(Refused):
    """What was compared is not what lies there now."""

    code = "annex-changed"
    sentence = _("The annex was changed while it was compared. Open it again and compare the newest one.")


class OtherVersion(Refused):
    """The version is none of this publication, or a newer one was offered."""

    code = "other-version"
    sentence = _("Another version has been offered since. Compare the annex with that one.")


@transaction.atomic
def check_annex(*, annex: Annex, version: Version, record_version: int, findings: int, by: Member, at: datetime) -> AnnexCheck:
    """Keep how many telling facts of the annex stand in the public part of this version; which ones never leaves the browser.

    :raises Http404: if the member does not hold the annex's vault
    :raises OtherVersion: if it is not the newest version of the annex's publication
    :raises AnnexChanged: if ``record_version`` is not the annex's newest
    """
    vault_for(by, annex.vault_id)
    newest = Version.objects.filter(publication=annex.publication_id).order_by("-number").first()
    if newest is None or newest.pk != version.pk:
        raise OtherVersion
    if newest_of(annex) != record_version:
        raise AnnexChanged
    check = AnnexCheck.objects.create(
        annex=annex,
        version=version,
        record_version=record_version,
        is_clean=findings == 0,
        findings=findings,
        checked_on=at.date(),
        checked_by=by,
    )
    record("publications.annex-checked", annex.reference, by=by.reference, at=day_of(at), version=version.number, is_clean=check.is_clean)
    return check
