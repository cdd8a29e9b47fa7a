"""What the invented coalition publishes: a letter and its sibling, a press release, an urgent action. Nothing is sent to anybody."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from safeconduct.advocacy.actions.write_demand import write_demand
from safeconduct.advocacy.models import Demand, Post
from safeconduct.crises.models import Crisis
from safeconduct.demo.tables import Table, table
from safeconduct.demo.telling.annex import compare_annex, seal_annex
from safeconduct.demo.telling.bodies import Bodies
from safeconduct.demo.telling.cast import Cast
from safeconduct.evidence.models import Claim
from safeconduct.people.models import Member
from safeconduct.publications.actions.add_journalist import add_journalist
from safeconduct.publications.actions.add_part import add_part
from safeconduct.publications.actions.address_publication import address_publication
from safeconduct.publications.actions.approve_recipient import approve_recipient
from safeconduct.publications.actions.approve_version import approve_version
from safeconduct.publications.actions.begin_publication import begin_publication
from safeconduct.publications.actions.begin_sibling import begin_sibling
from safeconduct.publications.actions.describe_publication import describe_publication
from safeconduct.publications.actions.invite_organisation import invite_organisation
from safeconduct.publications.actions.keep_press_contact import keep_press_contact
from safeconduct.publications.actions.number_urgent_action import number_urgent_action
from safeconduct.publications.actions.offer_version import offer_version
from safeconduct.publications.actions.record_consent import record_consent
from safeconduct.publications.actions.release_version import release_version
from safeconduct.publications.actions.remove_part import remove_part
from safeconduct.publications.actions.set_deadline import set_deadline
from safeconduct.publications.actions.set_letterhead import set_letterhead
from safeconduct.publications.actions.set_part import PartFacts, set_part
from safeconduct.publications.actions.set_place import set_place
from safeconduct.publications.actions.set_title import set_title
from safeconduct.publications.actions.sign_on import Answer, sign_on
from safeconduct.publications.actions.weigh_harm import weigh_harm
from safeconduct.publications.actions.write_boilerplate import write_boilerplate
from safeconduct.publications.actions.write_part import write_part
from safeconduct.publications.models import Publication, Version
from safeconduct.publications.rules.agreeing import RecipientRole, SignOnAnswer
from safeconduct.publications.rules.kinds import Kind, Role, Secrecy
from safeconduct.publications.rules.urgent import ConsentBy

MARK = re.compile(r"\((claim|demand):([a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the texts are written: with which claims, demands and bodies by key, by whom. ``nora`` reads what ``jonas`` wrote."""

    crisis: Crisis
    cast: Cast
    claims: Mapping[str, Claim]
    demands: Mapping[str, Demand]
    bodies: Bodies
    at: datetime

    @property
    def jonas(self) -> Member:
        return self.cast.jonas

    @property
    def nora(self) -> Member:
        return self.cast.keyed["nora"].member

    def written(self, text: str) -> str:
        """Give the text with references in the place of keys."""
        return MARK.sub(lambda hit: f"({(self.claims if hit[1] == 'claim' else self.demands)[hit[2]].reference})", text)

    def post(self, name: str) -> Post:
        """Give a post by body and title: ``DK/foreign-minister``."""
        body, _, title = name.partition("/")
        return self.bodies.posts[body, title]


def tell_publications(desk: Desk) -> None:
    """Write everything, let the organisations sign, and release it; the sibling letter stays a draft to be tried out."""
    told = table("publications")
    _keep_press_room(desk, told)
    desk = with_own_demands(desk, told)
    for row in told["publication"]:
        publication = _write(desk, row)
        holders = [desk.cast.keyed[key] for key in row.get("annex", {}).get("holders", ())]
        if holders:
            seal_annex(publication, row["annex"], holders, at=_when(desk, row))
        version = _sign(desk, row, publication)
        if holders:
            compare_annex(version, row["annex"], holders[0], at=_when(desk, row))
        approve_version(version=version, by=desk.nora, at=_when(desk, row))
        release_version(version=version, by=desk.nora, at=_when(desk, row))
        if row["key"] == "letter":
            _begin_sibling(desk, publication, _when(desk, row))


def _keep_press_room(desk: Desk, told: Table) -> None:
    head = told["letterhead"]["campaign"]
    set_letterhead(lines=head["lines"], place=head["place"], foot=head["foot"], by=desk.nora, at=desk.at)
    for row in told["boilerplate"]:
        for language, text in row["text"].items():
            write_boilerplate(crisis=desk.crisis, language=language, text=text, by=desk.nora, at=desk.at)
    for row in told["contact"]:
        facts = {name: row[name] for name in ("name", "telephone", "mail", "languages", "zone", "days")}
        opens, closes = time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"])
        keep_press_contact(crisis=desk.crisis, **facts, opens=opens, closes=closes, by=desk.nora, at=desk.at)
    for row in told["journalist"]:
        add_journalist(**row, by=desk.nora, at=desk.at)


def with_own_demands(desk: Desk, told: Table) -> Desk:
    """Write the demands that belong to what is invented. They are not published, and stand beside nothing real."""
    own = {
        row["key"]: write_demand(
            crisis=desk.crisis,
            texts=row["text"],
            original="en",
            addressees=[desk.bodies.addressed(row["addressee"])],
            passage=None,
            demander_name=desk.jonas.organisation.name,
            fulfilled_when=row["fulfilled_when"],
            by=desk.jonas,
            at=desk.at,
        )
        for row in told["demand"]
    }
    return Desk(desk.crisis, desk.cast, desk.claims, {**desk.demands, **own}, desk.bodies, desk.at)


def _when(desk: Desk, row: Table) -> datetime:
    """Give the moment of the story; an urgent action is always of today, so that its deadline lies ahead."""
    return datetime.combine(date.fromisoformat(row["on"]), time(10), UTC) if "on" in row else desk.at


def _write(desk: Desk, row: Table) -> Publication:
    by, at = desk.jonas, _when(desk, row)
    publication = begin_publication(
        crisis=desk.crisis, kind=Kind(row["kind"]), original=row["original"], title=row["title"][row["original"]], by=by, at=at
    )
    write_text(desk, publication, row, at)
    if "place" in row:
        set_place(publication=publication, place=row["place"], by=desk.nora, at=at)
    for one in row.get("to", ()):
        _address(desk, publication, one, at)
    if row["kind"] == Kind.LETTER:
        describe_publication(publication=publication, is_for_everybody=True, by=by, at=at)
    if row["kind"] == Kind.URGENT_ACTION:
        _make_urgent(desk, publication, row, at)
    return publication


def write_text(desk: Desk, publication: Publication, row: Table, at: datetime) -> None:
    """Write title and parts in every language that the table has, in place of the parts that it began with."""
    for part in publication.parts.all():
        remove_part(part=part, by=desk.jonas, at=at)
    for language, title in row["title"].items():
        if language != row["original"]:
            set_title(publication=publication, language=language, text=title, by=desk.jonas, at=at)
    for part in row["part"]:
        _write_part(desk, publication, part, at)


def _write_part(desk: Desk, publication: Publication, row: Table, at: datetime) -> None:
    secrecy, demand = Secrecy(row.get("secrecy", Secrecy.PUBLIC)), desk.demands[row["demand"]] if "demand" in row else None
    part = add_part(publication=publication, role=Role(row["role"]), demand=demand, secrecy=secrecy, by=desk.jonas, at=at)
    for language, text in row["text"].items():
        write_part(part=part, language=language, text=desk.written(text), by=desk.jonas, at=at)
    if "speaker" in row:
        facts = PartFacts(Role.QUOTE, speaker=row["speaker"], approved_on=at.date(), approval_note=row["approved"])
        set_part(part=part, facts=facts, by=desk.jonas, at=at)


def _address(desk: Desk, publication: Publication, row: Table, at: datetime) -> None:
    post, role = desk.post(row["post"]), RecipientRole(row["role"])
    recipient = address_publication(publication=publication, post=post, role=role, language=row["language"], by=desk.jonas, at=at)
    holding = post.holdings.filter(since__lte=at.date().isoformat()).order_by("-since").first()
    approve_recipient(
        recipient=recipient,
        shown_holder=holding.holder if holding else "",
        salutation=row["salutation"],
        closing=row["closing"],
        by=desk.nora,
        at=at,
    )


def _make_urgent(desk: Desk, publication: Publication, row: Table, at: datetime) -> None:
    number_urgent_action(publication=publication, year=at.year, index=row["index"].format(year=at.year), by=desk.jonas, at=at)
    set_deadline(publication=publication, on=at.date() + timedelta(days=row["days"]), by=desk.jonas, at=at)
    consent = row["consent"]
    record_consent(
        publication=publication, given_by=ConsentBy(consent["by"]), given_on=at.date(), covers=consent["covers"], by=desk.jonas, at=at
    )
    weigh_harm(publication=publication, words=row["harm"], by=desk.jonas, at=at)


def _sign(desk: Desk, row: Table, publication: Publication) -> Version:
    """Offer the version and let those sign it who are asked to."""
    at = _when(desk, row)
    for key in row.get("invite", ()):
        invite_organisation(publication=publication, organisation=desk.cast.organisations[key], by=desk.jonas, at=at)
    version = offer_version(publication=publication, by=desk.jonas, at=at)
    for one in row.get("signs", ()):
        answer = Answer(SignOnAnswer.SIGNED, name=one["name"], title=one["title"])
        sign_on(version=version, answer=answer, by=desk.cast.keyed[one["member"]].member, at=at)
    return version


def _begin_sibling(desk: Desk, letter: Publication, at: datetime) -> None:
    sibling = begin_sibling(of=letter, title="Protection for men who have fled Chechnya: visas and residence", by=desk.jonas, at=at)
    address_publication(
        publication=sibling, post=desk.post("DK/immigration-minister"), role=RecipientRole.TO, language="da", by=desk.jonas, at=at
    )
