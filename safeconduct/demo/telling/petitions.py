"""The petition of the invented coalition: text, keys, stages, words of others, and signers who do not exist."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import TypeVar

from safeconduct.demo.tables import Table, table
from safeconduct.demo.telling.campaign_vault import seal_campaign
from safeconduct.demo.telling.publications import Desk, with_own_demands, write_text
from safeconduct.petitions.actions.begin_campaign import Wanted, begin_campaign
from safeconduct.petitions.actions.note_milestones import note_milestones
from safeconduct.petitions.actions.open_campaign import open_campaign
from safeconduct.petitions.actions.set_threshold import set_threshold
from safeconduct.petitions.models import Argument, Campaign, CampaignUpdate, PaperCount, Question, Reason, UpdateText
from safeconduct.petitions.rules.kinds import Side, WordState
from safeconduct.publications.actions.approve_version import approve_version
from safeconduct.publications.actions.offer_version import offer_version
from safeconduct.publications.actions.release_version import release_version
from safeconduct.signing.actions.change_state import step_of
from safeconduct.signing.actions.count_up import count_up
from safeconduct.signing.models import CountEvent, PublicName, Roll, Signature
from safeconduct.signing.queries.counts import count_of
from safeconduct.signing.rules.kinds import Consent, State, Visibility
from safeconduct.vault.format.signatures import new_token, reason_owner, seal_own, seal_signature, tag_of, token_hash

T = TypeVar("T")
HOLDERS = ("jonas", "nora")
DAY = timedelta(days=1)
SEED = 2017  # the same invented people each time
# How many of a hundred signers chose what, and what became of their signatures.
CHOSEN = {Visibility.PUBLIC: 46, Visibility.ADDRESSEE: 32, Visibility.COUNTED: 22}
BECAME = {State.CONFIRMED: 94, State.PENDING: 4, State.WITHDRAWN: 1, State.BOUNCED: 1}


def tell_petition(desk: Desk) -> Campaign:
    """Begin the campaign some weeks ago, release its text, open it, and let the invented signers sign, day after day, up to yesterday."""
    told = table("petitions")
    petition = told["petition"]
    forget_rolls(desk.crisis.slug)
    began, opened = desk.at - petition["began"] * DAY, desk.at - petition["opens"] * DAY
    desk = with_own_demands(replace(desk, at=began), told)
    campaign = _begin(desk, told)
    key, _identity = seal_campaign(campaign, [desk.cast.keyed[name] for name in HOLDERS], at=began)
    for row in told["threshold"]:
        set_threshold(campaign=campaign, number=row["number"], consequence=row["consequence"], by=desk.jonas, at=began)
    version = offer_version(publication=campaign.publication, by=desk.jonas, at=began)
    approve_version(version=version, by=desk.nora, at=began)
    release_version(version=version, by=desk.nora, at=began)
    campaign.refresh_from_db()
    open_campaign(campaign=campaign, by=desk.jonas, at=opened)
    let_sign(campaign, key, told["signers"], since=opened, days=petition["opens"])
    _tell_words(desk, campaign, told, opened + petition["opens"] * DAY)
    return campaign


def forget_rolls(crisis: str) -> None:
    """Take away what an earlier, broken loading left in the database of signatures, which shares no transaction with the other."""
    Roll.objects.filter(crisis=crisis, is_demonstration=True).delete()


def _begin(desk: Desk, told: Table) -> Campaign:
    petition = told["petition"]
    original = petition["original"]
    wanted = Wanted(
        title=petition["title"][original],
        language=original,
        goal=petition["goal"],
        closes_on=(desk.at + petition["closes"] * DAY).date(),
        danger=petition["danger"],
        posts=[desk.post(told["demand"][0]["addressee"])],
    )
    campaign = begin_campaign(crisis=desk.crisis, wanted=wanted, by=desk.jonas, at=desk.at)
    write_text(desk, campaign.publication, {"title": petition["title"], "original": original, "part": told["part"]}, desk.at)
    return campaign


def let_sign(campaign: Campaign, key: bytes, signers: Table, *, since: datetime, days: int) -> None:
    """Let invented people sign on each of the days, more in the beginning; count them as it is done every day."""
    roll = Roll.objects.get(pk=campaign.roll)
    crowd = Crowd(roll, key, signers, random.Random(SEED))  # noqa: S311 — nothing secret is drawn
    drawn = sorted(int(days * crowd.chance.random() ** 2) for _ in range(signers["number"]))
    for day, of_day in groupby(enumerate(drawn), key=lambda pair: pair[1]):
        at = since + day * DAY
        made = [_signature(crowd, number, at) for number, _day in of_day]
        Signature.objects.bulk_create(one for one, _name in made)
        confirmed = [(one, name) for one, name in made if one.state == State.CONFIRMED]
        PublicName.objects.bulk_create(
            PublicName(signature=one, roll=roll, name=name, country=one.country, shown_from=(at + DAY).date())
            for one, name in confirmed
            if one.visibility == Visibility.PUBLIC
        )
        CountEvent.objects.bulk_create(step for one, _name in made for step in step_of(one, State(one.state), 1))
        count_up(at=at)
        note_milestones(campaign, count_of(campaign.roll).total, at=at)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who signs, and by what it is drawn who they are."""

    roll: Roll
    key: bytes
    signers: Table
    chance: random.Random


def _signature(crowd: Crowd, number: int, at: datetime) -> tuple[Signature, str]:
    """Make one invented signature, sealed like any other; nobody has its link."""
    roll, key, signers, chance = crowd.roll, crowd.key, crowd.signers, crowd.chance
    name = f"{chance.choice(signers['given'])} {chance.choice(signers['family'])}"
    mail, token = f"signer{number}@signers.example", new_token()
    country = _drawn(signers["countries"], chance)
    visibility = Visibility.COUNTED if country in roll.danger and chance.random() < 0.9 else _drawn(CHOSEN, chance)  # noqa: PLR2004
    state, is_kept = State(_drawn(BECAME, chance)), visibility is not Visibility.COUNTED
    consents = [consent.value for consent in Consent if chance.random() < 0.3]  # noqa: PLR2004
    sealed = {"name": name, "mail": mail, "country": country, "postcode": "", "visibility": visibility.value, "consents": consents}
    is_empty = state in {State.WITHDRAWN, State.BOUNCED} or (state is State.CONFIRMED and not is_kept)
    signature = Signature(
        roll=roll,
        tag=tag_of(key, "address", mail),
        person=tag_of(key, "person", name),
        token=token_hash(token),
        state=state,
        visibility=visibility,
        country=country,
        language=chance.choice(roll.languages),
        signed_on=at.date(),
        confirmed_on=at.date() if state is State.CONFIRMED else None,
        blob=b"" if is_empty else seal_signature(roll.recipient, sealed),
        own=b"" if is_empty else seal_own(token, {"name": name, "country": country}),
    )
    return signature, name


def _drawn(shares: Mapping[T, int], chance: random.Random) -> T:
    return chance.choices(list(shares), weights=list(shares.values()))[0]


def _tell_words(desk: Desk, campaign: Campaign, told: Table, today: datetime) -> None:
    """Let people who do not exist say why they signed, argue, and ask; what a colleague looked at is shown."""
    month = today.date().replace(day=1)
    for row in told["argument"]:
        claim = desk.claims[row["claim"]].reference if "claim" in row else ""
        facts = {**row, "side": Side(row["side"]), "claim": claim}
        Argument.objects.create(campaign=campaign, month=month, state=WordState.SHOWN, decided_by=desk.nora, **facts)
    for row in told["reason"]:
        facts = {name: row[name] for name in ("language", "name", "country", "state", "text")}
        decided = None if row["state"] == WordState.HELD else desk.nora
        Reason.objects.create(campaign=campaign, month=month, owner=reason_owner(new_token()), decided_by=decided, **facts)
    for row in told["question"]:
        is_answered = bool(row["answer"])
        Question.objects.create(
            campaign=campaign,
            month=month,
            state=WordState.SHOWN if is_answered else WordState.HELD,
            answered_on=today.date() if is_answered else None,
            decided_by=desk.nora if is_answered else None,
            **row,
        )
    for row in told["update"]:
        update = CampaignUpdate.objects.create(campaign=campaign, published_at=today - row["days_ago"] * DAY, published_by=desk.jonas)
        for language, title in row["title"].items():
            UpdateText.objects.create(
                update=update, language=language, is_original=language == "en", title=title, text=row["text"][language]
            )
    for row in told["paper"]:
        PaperCount.objects.create(campaign=campaign, on=(today - 3 * DAY).date(), recorded_by=desk.jonas, checked_by=desk.nora, **row)
