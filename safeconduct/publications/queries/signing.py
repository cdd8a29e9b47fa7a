"""Who was asked to sign, what each answered to which version, and who may be printed on one."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import HELD, Permission
from safeconduct.publications.models import Publication, SignOn, Version
from safeconduct.publications.rules.agreeing import SignOnAnswer

_SIGNING_ROLES = [role.value for role, held in HELD.items() if Permission.PUBLICATION_SIGN in held]


@dataclass(frozen=True, slots=True)
class Asked:
    """One organisation that is asked to sign, with its answer to the version looked at, and the last version that it signed before."""

    organisation: Organisation
    leads: bool
    answer: SignOn | None
    signed_before: int  # number of an earlier version; 0: none
    has_signer: bool  # somebody here may sign for it


def asked_to_sign(publication: Publication) -> list[Organisation]:
    """Give the organisations that may sign: the leading one first, then those invited, by name."""
    invited = Organisation.objects.filter(pk__in=publication.invited.values("organisation")).exclude(pk=publication.organisation_id)
    return [publication.organisation, *invited.order_by("name")]


def may_sign_for(organisation: Organisation) -> bool:
    """Tell whether somebody of the organisation can sign here; otherwise its answer may be written down for it, with proof."""
    return Member.objects.filter(organisation=organisation, is_active=True, grants__role__in=_SIGNING_ROLES).exists()


def answers_to(publication: Publication, version: Version | None) -> list[Asked]:
    """Give every organisation asked with its answer to this version (``None``: there is none yet), in a few queries for any number."""
    organisations = asked_to_sign(publication)
    rows = list(SignOn.objects.filter(version__publication=publication).select_related("version", "answered_by", "organisation"))
    given = {row.organisation_id: row for row in rows if version is not None and row.version_id == version.pk}
    signed: dict[int, int] = {}
    for row in rows:
        if row.answer == SignOnAnswer.SIGNED and (version is None or row.version.number < version.number):
            signed[row.organisation_id] = max(signed.get(row.organisation_id, 0), row.version.number)
    able = set(
        Member.objects.filter(organisation__in=organisations, is_active=True, grants__role__in=_SIGNING_ROLES).values_list(
            "organisation_id", flat=True
        )
    )
    return [
        Asked(one, one.pk == publication.organisation_id, given.get(one.pk), signed.get(one.pk, 0), one.pk in able) for one in organisations
    ]


def sign_on_is_open(publication: Publication, at: datetime) -> bool:
    """Tell whether answers are still taken at that moment."""
    return publication.sign_on_until is None or publication.sign_on_until > at


def signed_by(version: Version) -> list[SignOn]:
    """Give the rows of the organisations that signed this very version and still are asked to; the leading one first, then by name."""
    publication = version.publication
    asked = Q(organisation=publication.organisation_id) | Q(organisation__in=publication.invited.values("organisation"))
    rows = SignOn.objects.filter(asked, version=version, answer=SignOnAnswer.SIGNED, organisation__left_on__isnull=True)
    rows = rows.select_related("organisation")
    return sorted(rows, key=lambda row: (row.organisation_id != publication.organisation_id, row.organisation.name.casefold()))
