"""One response or deed, as its page at the desk shows it."""

from safeconduct.advocacy.access import answer_for, bodies_for
from safeconduct.advocacy.models import Deed
from safeconduct.advocacy.queries.entries import Entry, covering_texts, entry_of
from safeconduct.advocacy.queries.lines import Directory, Reader, TextLine
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member


def answer_line(member: Member, crisis: Crisis, reference: str, *, language: str) -> Entry:
    """Give the response or deed as a member sees it.

    :raises Http404: if the member may not see one with this reference
    """
    reader = Reader(language, member.organisation_id)
    answer = answer_for(member, crisis, reference)
    return entry_of(answer, Directory(bodies_for(member, crisis), reader), reader)


def public_words(member: Member, crisis: Crisis, reference: str) -> tuple[TextLine, ...]:
    """Give, by language, what the public reads instead of a deed's own words; empty where it reads those."""
    answer = answer_for(member, crisis, reference)
    return covering_texts(answer) if isinstance(answer, Deed) else ()
