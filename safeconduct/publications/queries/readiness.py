"""What the release of a publication still lacks, gathered from everybody who has a say in it."""

from dataclasses import dataclass
from datetime import date

from safeconduct.publications.models import Publication, Version
from safeconduct.publications.queries.annexes import is_annex_clean
from safeconduct.publications.queries.checks import findings_of
from safeconduct.publications.queries.signing import answers_to
from safeconduct.publications.queries.states import facts_of, newest_version
from safeconduct.publications.queries.urgent import lacks_before_release
from safeconduct.publications.rules.agreeing import SignOnAnswer
from safeconduct.publications.rules.kinds import ADDRESSED
from safeconduct.publications.rules.states import WARNS, Given, Lack, blocks, lacks_of
from safeconduct.publications.words import LACK_SENTENCES


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: what, how many, said in a sentence, and whether it stops the release."""

    lack: Lack
    count: int
    sentence: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the newest version can go out, and what that still lacks."""

    version: Version | None
    missing: tuple[Missing, ...]
    is_ready: bool


def readiness_of(publication: Publication, on: date) -> Readiness:
    """Gather what the release lacks on that day, in the order in which people settle it."""
    version = newest_version(publication)
    lacks = lacks_of(_gathered(publication, version, on))
    missing = tuple(Missing(lack, count, str(LACK_SENTENCES[lack]) % {"count": count}, lack not in WARNS) for lack, count in lacks.items())
    return Readiness(version, missing, not blocks(lacks))


def _gathered(publication: Publication, version: Version | None, on: date) -> Given:
    recipients = publication.recipients.all()
    answers = answers_to(publication, version) if version is not None else []
    return Given(
        facts=facts_of(publication),
        findings=sum(finding.severity == "blocks" for finding in findings_of(publication)),
        urgent=tuple(lack.value for lack in lacks_before_release(publication, on)),
        needs_recipients=publication.kind in ADDRESSED,
        recipients=recipients.count(),
        recipients_unseen=recipients.filter(approved_at__isnull=True).count(),
        annex_is_unchecked=version is not None and not is_annex_clean(version),
        unanswered=sum(asked.answer is None for asked in answers),
        changes_asked=sum(asked.answer is not None and asked.answer.answer == SignOnAnswer.CHANGE_ASKED for asked in answers),
        crisis_is_public=publication.crisis.published_at is not None or not publication.is_for_everybody,
    )
