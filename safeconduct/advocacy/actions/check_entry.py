"""What every entry of the register must fulfil, and the sentences that refuse it."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Body, Demand, Post
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Level, Passage, Source
from safeconduct.evidence.rules.moments import normalise
from safeconduct.kit.refusals import Refused


class DateUnreadable(Refused):
    """The date is no date we can keep."""

    sentence = _("The date cannot be read. Write it as 2017-05-17, 2017-05 or 2017; leave it empty if it is not stated.")


class NoSource(Refused):
    """Neither a passage nor a source stands behind the entry."""

    sentence = _("Nothing stands behind this entry. Choose the passage that says it, or name the source that reports it.")


class OtherCrisis(Refused):
    """Two things belong to different crises."""

    sentence = _("These belong to different crises and cannot be joined. Nothing was changed.")


class PostElsewhere(Refused):
    """The post is not one of this body."""

    sentence = _("This post belongs to another body. Choose a post of the body that you named.")


class SourceIsPrivate(Refused):
    """The only source is a document that one organisation keeps to itself."""

    sentence = _(
        "This rests on a document that your organisation keeps to itself, so it cannot be published. "
        "Open the document to the coalition first, or name another source."
    )


class TextMissing(Refused):
    """There is no text in the original language."""

    sentence = _("There is no text. Write one sentence that says it, in the language you work in.")


class AlreadyWithdrawn(Refused):
    """The entry was withdrawn before."""

    sentence = _("This entry was withdrawn and can no longer be changed or published. Write a new one.")


class ReasonMissing(Refused):
    """A withdrawal says why."""

    sentence = _("Say in a sentence why it is withdrawn. Readers of the record need the reason.")


def written(texts: Mapping[str, str], original: str) -> dict[str, str]:
    """Give the texts that hold words, by language.

    :raises TextMissing: if the original is not among them
    """
    kept = {language: text.strip() for language, text in texts.items() if text.strip()}
    if original not in kept:
        raise TextMissing
    return kept


def readable(edtf: str) -> str:
    """Give the time in EDTF, or ``""`` where none is given.

    :raises DateUnreadable: if it is no time
    """
    try:
        return normalise(edtf) if edtf.strip() else ""
    except ValueError as unreadable:
        raise DateUnreadable from unreadable


def require_crisis(crisis: Crisis, things: Iterable[Body | Demand | Source | Passage | Post | None]) -> None:
    """Let nothing of one crisis into another.

    :raises OtherCrisis: if one of them belongs elsewhere
    """
    for thing in things:
        if thing is not None and _crisis_of(thing) != crisis.pk:
            raise OtherCrisis


def require_post(body: Body, post: Post | None) -> None:
    """See that the post is one of the body.

    :raises PostElsewhere: if it is not
    """
    if post is not None and post.body_id != body.pk:
        raise PostElsewhere


def require_publishable(passages: Iterable[Passage]) -> None:
    """See that what is published does not rest on what one organisation keeps to itself.

    :raises SourceIsPrivate: if all there is, is such a document
    """
    levels = [passage.document.level for passage in passages]
    if levels and all(level == Level.ORGANISATION for level in levels):
        raise SourceIsPrivate


def _crisis_of(thing: Body | Demand | Source | Passage | Post) -> int:
    match thing:
        case Passage():
            return thing.document.crisis_id
        case Post():
            return thing.body.crisis_id
        case _:
            return thing.crisis_id
