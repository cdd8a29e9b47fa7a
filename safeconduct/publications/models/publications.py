"""The working draft: one publication, its parts in all languages, who may see it; and the versions that are frozen out of it."""

from django.db import models

from safeconduct.advocacy.models import Demand
from safeconduct.crises.models import Crisis
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member, Organisation
from safeconduct.publications.rules.kinds import Kind, Role, Secrecy
from safeconduct.publications.words import KIND_NAMES, ROLE_NAMES, SECRECY_NAMES


class Publication(models.Model):
    """One thing that is written for others to read, from the first draft to its recall."""

    reference = ReferenceField(prefix="PU")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="publications")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="publications")  # the one that leads
    kind = models.CharField(max_length=16, choices=[(k.value, n) for k, n in KIND_NAMES.items()])
    original = models.CharField(max_length=8)  # language that the others are translated from
    # Letters on the same matter to other people know each other; updates know the urgent action that they go on from.
    sibling_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="siblings")
    updates = models.ForeignKey("self", models.PROTECT, null=True, related_name="updated_by")
    facts = models.JSONField(default=dict)  # what the kind adds, see rules.content.Content
    is_for_everybody = models.BooleanField(default=True)  # its public part gets a page once it is released
    sign_on_until = models.DateTimeField(null=True)
    embargo_until = models.DateTimeField(null=True)
    embargo_zone = models.CharField(max_length=40, blank=True)  # IANA; the hour is shown in it
    expires_on = models.DateField(null=True)  # last day on which it may be acted upon ("appeals before")
    released_at = models.DateTimeField(null=True)  # the first time
    released_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    recalled_at = models.DateTimeField(null=True)
    recalled_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    recalled_because = models.TextField(blank=True)  # for colleagues
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("released_at", "released_by", label="publication_released_when_and_by"),
            both_or_neither("recalled_at", "recalled_by", label="publication_recalled_when_and_by"),
            models.CheckConstraint(condition=models.Q(kind__in=[k.value for k in Kind]), name="publication_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.reference


class Title(models.Model):
    """The title, or subject, in one language."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="titles")
    language = models.CharField(max_length=8)
    text = models.CharField(max_length=300)
    made_from = models.CharField(max_length=16, blank=True)  # text_hash of the original it translates
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "language"], name="one_title_per_language")]


class Part(models.Model):
    """One part of the working draft."""

    reference = ReferenceField(prefix="PT")
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=16, choices=[(r.value, n) for r, n in ROLE_NAMES.items()])
    secrecy = models.CharField(max_length=10, choices=[(s.value, n) for s, n in SECRECY_NAMES.items()], default=Secrecy.PUBLIC)
    demand = models.ForeignKey(Demand, models.PROTECT, null=True, related_name="parts")
    speaker = models.CharField(max_length=200, blank=True)
    speaker_approved_on = models.DateField(null=True)  # the person quoted has agreed to these words
    speaker_approval_note = models.CharField(max_length=300, blank=True)  # how: "by mail to the press desk"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role=Role.DEMAND) | models.Q(demand__isnull=True), name="only_demand_parts_have_one")
        ]


class PartText(models.Model):
    """The words of a part in one language: Markdown without HTML, facts as links to their claims."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    text = models.TextField(blank=True)
    made_from = models.CharField(max_length=16, blank=True)  # text_hash of the original it translates; another one now: it has drifted
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "language"], name="one_part_text_per_language")]


class Version(models.Model):
    """A frozen state of the draft. What organisations sign, and what is released, is one of these, by its hash."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()  # rules.content.Content
    hash = models.CharField(max_length=64)
    change = models.TextField(
        blank=True
    )  # what is different from the one before, in a sentence for readers; of a correction it is published
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)  # a second person has read all of it
    approved_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    # What was printed on it when it was released: organisations that had signed, and what each claim was then.
    signatories = models.JSONField(default=list)
    is_correction = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="one_version_of_a_number"),
            both_or_neither("approved_at", "approved_by", label="version_approved_when_and_by"),
            both_or_neither("released_at", "released_by", label="version_released_when_and_by"),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("offered_by")), name="version_takes_two"
            ),
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True) | models.Q(approved_at__isnull=False), name="no_release_without_approval"
            ),
        ]


class ChangeText(models.Model):
    """What a correction puts right, in a sentence for readers, in one language."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="change_texts")
    language = models.CharField(max_length=8)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="one_change_text_per_language")]


class RecallText(models.Model):
    """What readers are told when it is recalled, in one language."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="recall_texts")
    language = models.CharField(max_length=8)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "language"], name="one_recall_text_per_language")]


class Comment(models.Model):
    """What somebody says about a draft, to a part of it or to the whole."""

    reference = ReferenceField(prefix="CO")
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="comments")
    part = models.ForeignKey(Part, models.SET_NULL, null=True, related_name="comments")
    language = models.CharField(max_length=8, blank=True)
    text = models.TextField()
    answers = models.ForeignKey("self", models.CASCADE, null=True, related_name="answered_by")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [both_or_neither("settled_at", "settled_by", label="comment_settled_when_and_by")]


class Allowance(models.Model):
    """A finding of the checks that a named member lets stand, with the reason: a weak claim stated as fact, a small number, a name.

    Never possible for what only the annex says.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="allowances")
    finding = models.CharField(max_length=64)  # the finding's own key: kind, place, language and words, hashed
    kind = models.CharField(max_length=24)
    words = models.CharField(max_length=300)  # as found; public or addressee's text only
    because = models.TextField()
    allowed_at = models.DateTimeField()
    allowed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "finding"], name="one_allowance_per_finding")]
