"""Load the demonstration: the model case and an invented coalition that works on it."""

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.crises.actions.open_crisis import open_crisis
from safeconduct.crises.actions.publish_crisis import publish_crisis
from safeconduct.crises.models import Crisis
from safeconduct.demo.tables import table
from safeconduct.demo.telling.answers import tell_answers, tell_demands, tell_searches
from safeconduct.demo.telling.bodies import name_bodies
from safeconduct.demo.telling.cases import holders_of, tell_cases
from safeconduct.demo.telling.cast import Cast, enrol_cast, sign_in_note
from safeconduct.demo.telling.claims import publish_claims, tell_claims
from safeconduct.demo.telling.documents import bring_documents
from safeconduct.demo.telling.duty import tell_duty
from safeconduct.demo.telling.fund import tell_fund
from safeconduct.demo.telling.hotline import tell_hotline
from safeconduct.demo.telling.house import tell_house
from safeconduct.demo.telling.payouts import tell_payouts
from safeconduct.demo.telling.petitions import tell_petition
from safeconduct.demo.telling.placing import tell_round
from safeconduct.demo.telling.publications import Desk, tell_publications
from safeconduct.demo.telling.registers import tell_places, tell_ways
from safeconduct.demo.telling.scene import Scene
from safeconduct.demo.telling.sources import name_sources
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Invitation, Member
from safeconduct.vault.format.staff import new_passphrase

SIGN_IN_NOTE = "demo-sign-in.txt"


class InEarnest(Refused):
    """Somebody real works here, or was invited."""

    sentence = _(
        "People work here in earnest, so the demonstration is not loaded: its cast would sign in with a passphrase that lies in a file, "
        "and its steward could stand behind everybody's keys. Nothing was changed. Name another folder with SAFECONDUCT_VAR."
    )


def load_demonstration(*, at: datetime) -> bool:
    """Load the demonstration whole, once, and leave a note of how to sign in; tell whether there was anything to do.

    :raises InEarnest: if there are members or invitations already; nothing is then changed
    """
    passphrase = new_passphrase()
    with transaction.atomic():
        if Crisis.objects.filter(slug=table("crisis")["slug"]).exists():
            return False
        if Member.objects.exists() or Invitation.objects.exists():
            raise InEarnest
        cast = enrol_cast(passphrase=passphrase, at=at)
        _tell(cast, at)
        _leave_note(sign_in_note(passphrase, cast))
    return True


def _tell(cast: Cast, at: datetime) -> None:
    """Let each of the cast do their part, as they would at their desks."""
    facts = table("crisis")
    crisis = open_crisis(
        slug=facts["slug"],
        titles=facts["title"],
        leads=facts["lead"],
        original=facts["original"],
        place=facts["place"],
        began=facts["began"],
        organisations=cast.partners,
        by=cast.tomas,
        at=at,
        is_demonstration=True,
    )
    sources = name_sources(crisis=crisis, by=cast.ines, at=at)
    claims = tell_claims(Scene(crisis, sources, cast.ines, at))
    press = Scene(crisis, sources, cast.jonas, at)
    bodies = name_bodies(crisis=crisis, by=cast.jonas, at=at)
    demands = tell_demands(press, bodies)
    tell_answers(press, bodies, demands)
    tell_searches(press, bodies)
    bring_documents(crisis=crisis, by=cast.ines, at=at)
    publish_claims(claims=claims, by=cast.tomas, at=at)
    publish_crisis(crisis=crisis, by=cast.tomas, at=at)
    desk = Desk(crisis, cast, claims, demands, bodies, at)
    tell_publications(desk)
    tell_petition(desk)
    tell_hotline(cast.keyed, at=at)
    ways = tell_ways(desk, holders_of(desk, ["lev", "zoya", "malika", "sami"]))
    tell_places(desk, holders_of(desk, ["lev", "zoya"]), ways)
    for team in (["malika", "lev"], ["zoya", "sami"]):
        tell_house(desk, holders_of(desk, team))
    told = tell_cases(desk, ways)
    tell_payouts(desk, told)
    tell_duty(desk, told)
    tell_round(desk, holders_of(desk, ["lev", "zoya"]), told, ways)
    tell_fund(desk)


def _leave_note(text: str) -> None:
    """Write the note where only the operator can read it; the passphrase is kept nowhere else."""
    path = Path(settings.VAR) / SIGN_IN_NOTE
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as note:
        note.write(text)
