"""Begin a campaign: its text as a publication of its own, to whom it goes, and how far it shall come."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Demand, Post
from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.kit.countries import country_names
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.petitions.actions.take_campaign import NotPermitted
from safeconduct.petitions.models import Addressee, Campaign, Stage
from safeconduct.petitions.rules.campaigns import MOST_SIGNERS, slug_of
from safeconduct.petitions.rules.kinds import StageKind
from safeconduct.publications.actions.begin_publication import begin_publication
from safeconduct.publications.rules.kinds import Kind


class GoalMissing(Refused):
    """Nobody knows how many shall sign."""

    sentence = _("Say how many shall sign: a number above nought. It can be raised later.")


class DayPassed(Refused):
    """The last day lies behind us."""

    sentence = _("The last day of collecting lies in the past. Choose a later one, or none.")


class AddresseeUnusable(Refused):
    """A chosen post is not there for this crisis."""

    sentence = _("One of the addressees is not known here any more. Choose again.")


class CountryUnknown(Refused):
    """A country on the danger list is none."""

    sentence = _("One of the countries is unknown. Choose again.")


class NotAnswering(Refused):
    """The member's organisation takes no part in this crisis."""

    sentence = _("Your organisation does not answer this crisis. Nothing was begun.")
    status = 403


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a campaign is begun with. ``starter`` is empty where the organisation stands for it, which protects whoever began it."""

    title: str
    language: str
    goal: int
    closes_on: date | None = None
    danger: Collection[str] = ()
    starter: str = ""
    asks_postcode: bool = True
    demands: Sequence[Demand] = field(default=())
    posts: Sequence[Post] = field(default=())


@transaction.atomic
def begin_campaign(*, crisis: Crisis, wanted: Wanted, by: Member, at: datetime) -> Campaign:
    """Begin it, owned by the member's organisation. Nobody can sign or see it before it is opened.

    :raises NotPermitted: if the member lacks the permission
    :raises NotAnswering: if the member's organisation takes no part in the crisis
    :raises GoalMissing, DayPassed, AddresseeUnusable, CountryUnknown: if something of it cannot be
    :raises TitleMissing, DemandUnusable: as ``begin_publication`` finds
    """
    if not by.may(Permission.PETITION_KEEP):
        raise NotPermitted
    if not crisis.participations.filter(organisation=by.organisation_id, until__isnull=True).exists():
        raise NotAnswering
    check_goal(wanted.goal)
    check_last_day(wanted.closes_on, at=at)
    if any(post.body.crisis_id != crisis.pk for post in wanted.posts):
        raise AddresseeUnusable
    publication = begin_publication(
        crisis=crisis, kind=Kind.PETITION_TEXT, original=wanted.language, title=wanted.title, demands=wanted.demands, by=by, at=at
    )
    Crisis.objects.select_for_update().get(pk=crisis.pk)  # two campaigns of one title do not take the same address
    campaign = Campaign.objects.create(
        crisis=crisis,
        organisation=by.organisation,
        publication=publication,
        slug=slug_of(wanted.title, set(Campaign.objects.filter(crisis=crisis).values_list("slug", flat=True))),
        roll=uuid4(),
        starter=" ".join(wanted.starter.split()),
        goal=wanted.goal,
        closes_on=wanted.closes_on,
        danger=countries_of(wanted.danger),
        asks_postcode=wanted.asks_postcode,
        created_at=at,
        created_by=by,
    )
    posts = list(dict.fromkeys(wanted.posts))
    Addressee.objects.bulk_create(Addressee(campaign=campaign, post=post, position=place) for place, post in enumerate(posts, start=1))
    Stage.objects.create(campaign=campaign, kind=StageKind.START, on=at.date(), recorded_at=at, recorded_by=by)
    record("petitions.campaign-begun", campaign.reference, by=by.reference, at=at, publication=publication.reference, goal=wanted.goal)
    return campaign


def check_goal(goal: int) -> None:
    """Refuse a goal that is none.

    :raises GoalMissing: if it is not above nought, or larger than any
    """
    if not 0 < goal <= MOST_SIGNERS:
        raise GoalMissing


def check_last_day(day: date | None, *, at: datetime) -> None:
    """Refuse a last day that is over.

    :raises DayPassed: if it is
    """
    if day is not None and day < at.date():
        raise DayPassed


def countries_of(codes: Collection[str]) -> list[str]:
    """Give the countries in order, each once.

    :raises CountryUnknown: if one is no country
    """
    known, wanted = country_names("en"), {code.upper() for code in codes}
    if not wanted <= known.keys():
        raise CountryUnknown
    return sorted(wanted)
