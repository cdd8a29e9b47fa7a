"""What the forms of a campaign offer."""

from safeconduct.advocacy.access import post_for
from safeconduct.advocacy.queries.posts import find_posts, found_posts, posts_of_references
from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.people.models import Member, Organisation
from safeconduct.petitions.models import Campaign

Choices = list[tuple[str, str]]
NAMES = dict(DOCUMENT_LANGUAGES)
MOST_POSTS = 20


def post_choices(member: Member, crisis: Crisis, *, words: str, chosen: list[str], language: str) -> Choices:
    """Give the posts that were chosen already and those that hold the words, each with one line that names it.

    :raises Http404: if one that was chosen is not there for this member
    """
    rows = [post_for(member, crisis, reference) for reference in chosen[:MOST_POSTS]]
    known = found_posts(posts_of_references(row.reference for row in rows), language=language)
    found = find_posts(member, crisis, words, limit=MOST_POSTS, language=language)
    return list({post.reference: post.label for post in (*known, *found)}.items())


def text_languages(campaign: Campaign) -> Choices:
    """Give the languages that its text is written in, the original first."""
    original = campaign.publication.original
    codes = {original, *campaign.publication.titles.values_list("language", flat=True)}
    return [(code, NAMES.get(code, code)) for code in sorted(codes, key=lambda one: (one != original, one))]


def partner_choices(campaign: Campaign) -> Choices:
    """Give the other organisations that answer the crisis."""
    rows = Organisation.objects.filter(participations__crisis=campaign.crisis_id, participations__until__isnull=True, left_on__isnull=True)
    rows = rows.exclude(pk=campaign.organisation_id).order_by("name").distinct()
    return list(rows.values_list("reference", "name"))
