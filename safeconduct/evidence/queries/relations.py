"""What one claim can be to another, as a person chooses it. Claims that are one statement are joined, not related."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.evidence.models import RelationKind

JOIN = "same"

RELATION_CHOICES: list[tuple[str, str | Promise]] = [
    (JOIN, _("is the same statement: join them")),
    (RelationKind.BROADER.value, _("says more: it holds the other within it")),
    (RelationKind.NARROWER.value, _("says less: it lies within the other")),
    (RelationKind.DIFFERENT_POPULATION.value, _("counts other people or things")),
    (RelationKind.CONTRADICTS.value, _("contradicts it")),
    (RelationKind.UNRELATED.value, _("is another statement: do not ask again")),
]
