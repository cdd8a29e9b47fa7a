"""What is new on the board, for readers of feeds: deeds, words, verdicts and demands, by the moment at which they became public."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from safeconduct.advocacy.access import public_deeds, public_demands, public_responses, public_verdicts
from safeconduct.advocacy.models import Deed, Demand, Response
from safeconduct.advocacy.queries.entries import Entry, entry_of
from safeconduct.advocacy.queries.lines import Reader, chosen, texts_of
from safeconduct.advocacy.queries.naming import directory_for
from safeconduct.advocacy.queries.verdicts import VerdictLine, public_standing_verdicts
from safeconduct.crises.models import Crisis
from safeconduct.kit.feeds import FeedEntry, newest, tag_of

MOST = 50


@dataclass(frozen=True, slots=True)
class Where:
    """Where the public pages are: of a response or deed (code of its body, reference), of a demand, and of the site itself."""

    answer: Callable[[str, str], str]
    government: Callable[[str, str], str]  # code, anchor
    demand: Callable[[str], str]
    site: str


def board_entries(crisis: Crisis, *, language: str, on: date, where: Where, body: str = "", demand: str = "") -> tuple[FeedEntry, ...]:
    """Give the newest entries of the board; of one body (code) or one demand (reference) where given.

    What is known from helping people is in no feed: the moment at which it appears would say more than the quarter does.
    """
    narrowed: dict[str, str] = {**({"actor__code": body} if body else {}), **({"demand__reference": demand} if demand else {})}
    reader = Reader(language)
    answers: list[Response | Deed] = [
        *public_responses(crisis).filter(**narrowed).order_by("-published_at", "pk")[:MOST],
        *public_deeds(crisis, on).filter(**narrowed).order_by("-published_at", "pk")[:MOST],
    ]
    directory = directory_for(crisis, answers, reader)
    made = [_answered(crisis, row, entry_of(row, directory, reader), where) for row in answers]
    made += _given(crisis, body, demand, language=language, on=on, where=where)
    if not body:
        rows = public_demands(crisis).filter(**({"reference": demand} if demand else {}))
        made += [_demanded(crisis, row, language, where) for row in rows[:MOST]]
    return newest(made, MOST)


def feed_id(crisis: Crisis, site: str, *parts: str) -> str:
    """Give the id of a feed or an entry of this crisis: the same for ever, in every language its own."""
    return tag_of(site, crisis.opened_at.date(), "/".join((crisis.slug, *parts)))


def _answered(crisis: Crisis, row: Response | Deed, entry: Entry, where: Where) -> FeedEntry:
    became = _public_since(row)
    number = f" ({entry.quantity_words})" if entry.quantity_words else ""
    basis = f"{entry.grade_name}: {entry.reporter}" if entry.reporter else entry.grade_name
    day = entry.on_words or _("day not stated")
    return FeedEntry(
        id=feed_id(crisis, where.site, entry.text.language, entry.reference),
        title=f"{entry.actor.name}: {entry.type_name}{number}",
        link=where.answer(entry.actor.code, entry.reference),
        updated=max([became, *(_written(row, became))]),
        published=became,
        summary=f"{entry.text.text} {day}. {basis}.",
        language=entry.text.language,
        categories=(entry.actor.name, _("Deeds against people") if entry.is_negative else _("Deeds") if entry.is_deed else _("Words")),
    )


def _public_since(row: Response | Deed) -> datetime:
    """Give when everybody could first read it: when it was published, or the day until which it was held back."""
    published: datetime = row.published_at or row.recorded_at
    held = row.publish_after if isinstance(row, Deed) else None
    return max(published, datetime.combine(held, time(), UTC)) if held else published


def _written(row: Response | Deed, since: datetime) -> Iterable[datetime]:
    """Give when its words were written anew after it was public."""
    return (text.written_at for text in row.texts.all() if text.written_at > since)


def _given(crisis: Crisis, body: str, demand: str, *, language: str, on: date, where: Where) -> list[FeedEntry]:
    rows = public_verdicts(crisis).prefetch_related(None).order_by().values_list("reference", "confirmed_at")
    confirmed = {reference: at for reference, at in rows if at}
    lines = public_standing_verdicts(crisis, on=on, language=language, demand=demand)
    return [_verdict(crisis, line, confirmed[line.reference], where) for line in lines if not body or line.body.code == body]


def _verdict(crisis: Crisis, line: VerdictLine, at: datetime, where: Where) -> FeedEntry:
    said = f"{line.stated_name} · {line.shown_name} · {line.timing_name}"
    return FeedEntry(
        id=feed_id(crisis, where.site, line.reference),
        title=_("%(name)s: what two people found") % {"name": line.body.name},
        link=where.government(line.body.code, line.reference),
        updated=at,
        published=at,
        summary=f"{line.demand_text.text} {said} ({line.as_of_words})",
        categories=(line.body.name, _("Verdict")),
    )


def _demanded(crisis: Crisis, row: Demand, language: str, where: Where) -> FeedEntry:
    text = chosen(texts_of(row.texts.all()), language)
    at: datetime = row.published_at or row.created_at
    return FeedEntry(
        id=feed_id(crisis, where.site, text.language, row.reference),
        title=_("Demand: %(text)s") % {"text": text.text},
        link=where.demand(row.reference),
        updated=at,
        published=at,
        summary=text.text,
        language=text.language,
        categories=(_("Demand"),),
    )
