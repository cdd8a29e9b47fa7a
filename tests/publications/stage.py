"""A letter that three organisations are to sign, and everybody who has to do with it.

The Lantern Line leads: Tomas writes, Jonas approves, Lena signs. Aino signs for the Amber House, which is invited; Bo only reads there.
The Quiet Fund is invited and has nobody here who may sign. The Open Door answers the same crisis and was not invited: Dora. Vera has no
part in anything.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import Role
from safeconduct.publications.actions.approve_version import approve_version
from safeconduct.publications.actions.offer_version import offer_version
from safeconduct.publications.actions.release_version import release_version
from safeconduct.publications.models import PartText, Publication, Version
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.kinds import Role as PartRole
from tests.factories.advocacy import make_demand
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_jonas, make_member, make_organisation, make_tomas, make_vera
from tests.factories.publications import invite, make_part, make_publication

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """Everybody, and the publication."""

    crisis: Crisis
    publication: Publication
    tomas: Member
    jonas: Member
    lena: Member
    aino: Member
    bo: Member
    dora: Member
    vera: Member
    quiet: Organisation

    @property
    def everybody(self) -> dict[str, Member]:
        """Give everybody by name."""
        return {name: getattr(self, name) for name in ("tomas", "jonas", "lena", "aino", "bo", "dora", "vera")}


def set_stage(kind: Kind = Kind.PRESS_RELEASE, *, is_public: bool = True) -> Stage:
    """Open the crisis, bring in the organisations, write a short publication that no check objects to."""
    names = {"amber": "Amber House", "quiet": "Quiet Fund", "door": "Open Door"}
    others = {key: make_organisation(name) for key, name in names.items()}
    jonas, tomas = make_jonas(), make_tomas()
    crisis = make_crisis(by=jonas, organisations=others.values(), is_public=is_public)
    publication = make_publication(crisis, tomas, kind=kind)
    make_part(publication, "We ask for a way out.", role=PartRole.LEAD)
    if kind in {Kind.LETTER, Kind.OPEN_LETTER}:
        make_part(publication, "Let in those who fled.", role=PartRole.DEMAND, demand=make_demand(crisis))
    invite(publication, others["amber"], others["quiet"])
    make_member("quentin", roles=[Role.READER], organisation=others["quiet"])
    return Stage(
        crisis=crisis,
        publication=publication,
        tomas=tomas,
        jonas=jonas,
        lena=make_member("lena", roles=[Role.SIGNATORY]),
        aino=make_member("aino", roles=[Role.SIGNATORY], organisation=others["amber"]),
        bo=make_member("bo", roles=[Role.READER], organisation=others["amber"]),
        dora=make_member("dora", roles=list(Role), organisation=others["door"]),
        vera=make_vera(),
        quiet=others["quiet"],
    )


def write(publication: Publication, text: str) -> None:
    """Change the words of the first part of the draft."""
    first = publication.parts.order_by("position")[0]
    PartText.objects.filter(part=first, language=publication.original).update(text=text)


def offered(stage: Stage, at: datetime = THEN) -> Version:
    """Let Tomas offer the draft as it is."""
    return offer_version(publication=stage.publication, by=stage.tomas, at=at)


def approved(stage: Stage, at: datetime = THEN) -> Version:
    """Let Jonas approve what Tomas offered."""
    version = offered(stage, at)
    approve_version(version=version, by=stage.jonas, at=at)
    return version


def released(stage: Stage, at: datetime = THEN) -> Version:
    """Let it out; a second time with the sentence that a correction needs."""
    version = approved(stage, at)
    release_version(version=version, changes={"en": "A sentence was wrong and is right now."}, by=stage.jonas, at=at)
    stage.publication.refresh_from_db()
    return version
