"""What the editor's forms offer."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.access import demands_for
from safeconduct.advocacy.rules import DemandKind
from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import DOCUMENT_LANGUAGES, text_in
from safeconduct.people.models import Member
from safeconduct.publications.models import Publication
from safeconduct.publications.rules.kinds import PARTS, Kind
from safeconduct.publications.words import KIND_NAMES, ROLE_NAMES, SECRECY_NAMES

Choices = list[tuple[str, str]]

# One sentence each: for what it is. An update begins on the page of its urgent action.
KIND_SENTENCES: dict[Kind, Promise] = {
    Kind.LETTER: _("To named offices: credit, facts, numbered demands, an offer to meet. Only they read it, unless you say otherwise."),
    Kind.OPEN_LETTER: _("The same, and everybody may read it. Organisations sign this exact text."),
    Kind.PRESS_RELEASE: _("The news first, then quotes, what is asked, background, notes to editors and whom to call."),
    Kind.URGENT_ACTION: _("A person is in danger now: what happened, what supporters can write to whom, until when. Needs consent."),
    Kind.PETITION_TEXT: _("Who asks whom for what, on one page, to be signed elsewhere."),
    Kind.FUND_APPEAL: _("What money is needed for, and how each sum helps."),
    Kind.DOSSIER: _("A longer text with its sources: what is known, from whom, and how well."),
}


@dataclass(frozen=True, slots=True)
class DemandChoice:
    """A demand that can be chosen: its reference and its sentence."""

    reference: str
    sentence: str
    is_relayed: bool


def kinds_offered() -> list[tuple[str, Promise, Promise]]:
    """Give the kinds that can be begun: code, name, and a sentence for what it is."""
    return [(kind.value, KIND_NAMES[kind], sentence) for kind, sentence in KIND_SENTENCES.items()]


def demand_choices(member: Member, crisis: Crisis, language: str) -> list[DemandChoice]:
    """Give the demands of the crisis that still stand, in the order in which they were written down."""
    chosen = []
    for row in demands_for(member, crisis).filter(withdrawn_at__isnull=True).order_by("pk"):
        text = text_in(row.texts.all(), language)
        chosen.append(DemandChoice(row.reference, text.text if text else row.reference, row.kind == DemandKind.RELAYED))
    return chosen


def role_choices(publication: Publication) -> list[tuple[str, Promise]]:
    """Give the parts that a publication of its kind can have."""
    return [(role.value, ROLE_NAMES[role]) for role in PARTS[Kind(publication.kind)]]


def secrecy_choices() -> list[tuple[str, Promise]]:
    """Give who can read a part."""
    return [(secrecy.value, name) for secrecy, name in SECRECY_NAMES.items()]


def new_languages(publication: Publication) -> Choices:
    """Give the languages that it does not have yet."""
    taken = {publication.original, *publication.titles.values_list("language", flat=True)}
    return [(code, name) for code, name in DOCUMENT_LANGUAGES if code not in taken and code != "und"]


def writing_languages() -> Choices:
    """Give the languages that something can be written in."""
    return [(code, name) for code, name in DOCUMENT_LANGUAGES if code != "und"]
