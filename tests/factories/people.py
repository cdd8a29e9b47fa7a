"""Organisations and members of the tests. The cast: Ines researches, Jonas coordinates, Tomas campaigns, Vera belongs elsewhere."""

from collections.abc import Iterable
from datetime import UTC, datetime

from safeconduct.people.actions.admit_organisation import admit_organisation
from safeconduct.people.actions.enrol_member import enrol_member
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import Role

THEN = datetime(2017, 4, 20, 9, 0, tzinfo=UTC)


def make_organisation(name: str = "The Lantern Line", *, country: str = "SE") -> Organisation:
    """Give the organisation of this name; asked twice, it is the same."""
    return admit_organisation(name=name, country=country, by="tests", at=THEN)


def make_member(
    handle: str = "ines",
    *,
    roles: Iterable[Role] = (Role.RESEARCHER,),
    organisation: Organisation | None = None,
) -> Member:
    """Enrol somebody, by default a researcher of the Lantern Line. They have no keys: a test signs them in without the door."""
    return enrol_member(
        handle=handle,
        name=handle.capitalize(),
        organisation=organisation or make_organisation(),
        roles=roles,
        by="tests",
        at=THEN,
    )


def make_ines() -> Member:
    """Ines checks evidence."""
    return make_member("ines", roles=[Role.RESEARCHER])


def make_jonas() -> Member:
    """Jonas coordinates."""
    return make_member("jonas", roles=[Role.COORDINATOR])


def make_tomas() -> Member:
    """Tomas campaigns."""
    return make_member("tomas", roles=[Role.CAMPAIGNER])


def make_vera() -> Member:
    """Vera holds every role, in an organisation that has no part in anything. She must never see a thing."""
    return make_member("vera", roles=list(Role), organisation=make_organisation("Far Shore", country="NO"))
