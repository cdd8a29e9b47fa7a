"""What everybody may read of a petition: its text, to whom it goes, how far it is, and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import Http404

from safeconduct.advocacy.access import public_demands, whole_posts
from safeconduct.advocacy.models import Post
from safeconduct.advocacy.queries.posts import card_of
from safeconduct.evidence.queries.sentences import when_words
from safeconduct.kit.languages import text_in
from safeconduct.petitions.access import public_campaigns
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.standing import released_version, standing_of
from safeconduct.petitions.rules.kinds import End, StageKind
from safeconduct.petitions.rules.phases import Phase, phase_of
from safeconduct.petitions.words import END_NAMES, STAGE_NAMES
from safeconduct.publications.models import PartText
from safeconduct.publications.queries.published import Published, published
from safeconduct.publications.rules.content import Content, from_json, text_hash

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.publications.models import Version


@dataclass(frozen=True, slots=True)
class Said:
    """Words of ours in the reader's language, or in the nearest there is; empty where nothing is said."""

    text: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class To:
    """Whom it is addressed to: the post, its body, and who holds it today."""

    reference: str
    title: Said
    body: str
    holder: str
    code: str  # of the body on the board; "" where it has no page


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage on its way: reached on a day, or still ahead."""

    kind: str
    name: str
    day: str
    iso: str
    words: Said
    is_here: bool

    @property
    def is_reached(self) -> bool:
        return bool(self.iso)


@dataclass(frozen=True, slots=True)
class ThresholdShown:
    """A number of signatures and what happens then."""

    number: int
    consequence: Said
    reached: str


@dataclass(frozen=True, slots=True)
class DemandShown:
    """A demand of the register that the text makes."""

    reference: str
    words: Said


@dataclass(frozen=True, slots=True)
class Line:
    """A petition in a list."""

    reference: str
    slug: str
    title: str
    language: str
    lead: str
    to: tuple[To, ...]
    phase: Phase
    goal: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One petition as its page shows it. Of a recalled text ``text.sheet`` is ``None``."""

    campaign: Campaign
    reference: str
    slug: str
    text: Published
    phase: Phase
    to: tuple[To, ...]
    demands: tuple[DemandShown, ...]
    stages: tuple[StageShown, ...]
    thresholds: tuple[ThresholdShown, ...]
    starter: str
    organisation: str
    partners: tuple[str, ...]
    opened: str
    closes: str
    closed: str
    closed_because: str
    end_name: str
    ended: str
    end_words: Said
    has_drifted: bool  # the translation shown was made from other words than the original has now

    @property
    def title(self) -> str:
        return self.text.line.title

    @property
    def language(self) -> str:
        """The language that the text is shown in."""
        return self.text.line.language

    @property
    def begun_by(self) -> str:
        """Who is shown to have begun it: a person who may be named, else the organisation."""
        return self.starter or self.organisation

    @property
    def is_open(self) -> bool:
        return self.phase is Phase.OPEN

    @property
    def goal(self) -> int:
        return self.campaign.goal


def lines_of(crisis: Crisis, *, language: str, at: datetime) -> list[Line]:
    """Give the petitions that everybody may see, those that can be signed first."""
    found = []
    for campaign in public_campaigns(crisis):
        version = _readable(campaign, at)
        if version is None:
            continue
        text = published(campaign.publication, version, at=at, language=language)
        found.append(
            Line(
                reference=campaign.reference,
                slug=campaign.slug,
                title=text.line.title,
                language=text.line.language,
                lead=text.line.lead,
                to=tuple(_to(campaign, language, at.date())),
                phase=phase_of(standing_of(campaign, at=at), on=at.date()),
                goal=campaign.goal,
            )
        )
    return sorted(found, key=lambda line: line.phase is not Phase.OPEN)


def campaign_shown(campaign: Campaign, *, language: str, at: datetime) -> Shown:
    """Give one petition.

    :raises Http404: where its text is not to be read yet
    """
    version, on = _readable(campaign, at), at.date()
    if version is None:
        raise Http404
    text = published(campaign.publication, version, at=at, language=language)
    content = from_json(version.content)
    phase = phase_of(standing_of(campaign, at=at), on=on)
    return Shown(
        campaign=campaign,
        reference=campaign.reference,
        slug=campaign.slug,
        text=text,
        phase=phase,
        to=tuple(_to(campaign, language, on)),
        demands=tuple(_demands(campaign, content, language)),
        stages=tuple(_stages(campaign, language)),
        thresholds=tuple(
            ThresholdShown(one.number, said_in(one.consequence, language), _day(one.reached_on, language))
            for one in campaign.thresholds.order_by("number")
        ),
        starter=campaign.starter,
        organisation=campaign.organisation.name,
        partners=tuple(_partners(campaign)),
        opened=_day(campaign.opens_on, language),
        closes=_day(campaign.closes_on, language),
        closed=_day(campaign.closed_at.date() if campaign.closed_at else campaign.closes_on, language),
        closed_because=campaign.closed_because if campaign.closed_at else "",
        end_name=str(END_NAMES[End(campaign.end)]) if campaign.end else "",
        ended=_day(campaign.ended_on, language),
        end_words=said_in(campaign.end_words, language),
        has_drifted=text.sheet is not None and _has_drifted(content, text.line.language),
    )


def said_in(words: Mapping[str, str], language: str) -> Said:
    """Choose among words by language: the reader's, else English, else any."""
    for one in (language, "en", *sorted(words)):
        if words.get(one):
            return Said(words[one], one)
    return Said()


def _readable(campaign: Campaign, at: datetime) -> Version | None:
    """Give the version of the text that everybody may read at that moment; ``None`` where there is none, or an embargo holds it."""
    text = campaign.publication
    if not text.is_for_everybody or (text.embargo_until is not None and text.embargo_until > at):
        return None
    return released_version(campaign)


def _to(campaign: Campaign, language: str, on: date) -> Iterator[To]:
    ordered = {row.post_id: row.position for row in campaign.addressees.all()}
    posts = whole_posts(Post.objects.filter(pk__in=ordered))
    for post in sorted(posts, key=lambda one: (ordered[one.pk], one.pk)):
        card = card_of(post, language=language, on=on)
        yield To(post.reference, Said(card.title, card.title_language), card.body, card.holder_name, post.body.code)


def _stages(campaign: Campaign, language: str) -> Iterator[StageShown]:
    """Give all stages in their order; the last that was reached is where it is now."""
    reached = {StageKind(row.kind): row for row in campaign.stages.all()}
    here = max(reached, key=list(StageKind).index, default=None)
    for kind in StageKind:
        row = reached.get(kind)
        yield StageShown(
            kind=kind,
            name=str(STAGE_NAMES[kind]),
            day=_day(row.on, language) if row else "",
            iso=row.on.isoformat() if row else "",
            words=said_in(row.words, language) if row else Said(),
            is_here=kind is here,
        )


def _demands(campaign: Campaign, content: Content, language: str) -> Iterator[DemandShown]:
    """Give the public demands that the text makes, in its order."""
    named = [part.demand for part in content.parts if part.demand]
    rows = {row.reference: row for row in public_demands(campaign.crisis).filter(reference__in=named)}
    for reference in dict.fromkeys(named):
        text = text_in(rows[reference].texts.all(), language) if reference in rows else None
        if text is not None:
            yield DemandShown(reference, Said(text.text, text.language))


def _partners(campaign: Campaign) -> Iterable[str]:
    named = campaign.partners_named
    known = type(campaign.organisation).objects.filter(reference__in=named)
    return [row.name for row in known.order_by("name")]


def _has_drifted(content: Content, language: str) -> bool:
    """Tell whether a part shown in this language translates other words than the original of the same version has."""
    if language == content.original:
        return False
    made = PartText.objects.filter(part__reference__in=[part.id for part in content.parts], language=language)
    of_part = {row.part.reference: row for row in made.select_related("part")}
    for part in content.parts:
        row, original = of_part.get(part.id), part.texts.get(content.original, "")
        same = row is not None and row.text == part.texts.get(language)
        if row is not None and same and row.made_from and row.made_from != text_hash(original):
            return True
    return False


def _day(day: date | None, language: str) -> str:
    return when_words(day.isoformat(), language) if day else ""
