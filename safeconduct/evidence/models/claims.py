"""One assertion each, with hedge and bounds and no truth value; who says it, resting on what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from safeconduct.crises.models import Crisis
from safeconduct.evidence.models.passages import Passage
from safeconduct.evidence.models.sources import Source
from safeconduct.evidence.reading.shapes import Modality, Mode, OriginKind, Qualifier
from safeconduct.evidence.rules.standing import Standing
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member


class Claim(models.Model):
    """One proposition. The claim is never true or false here; what it rests on is its standing."""

    reference = ReferenceField(prefix="CL")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="claims")
    act = models.CharField(max_length=60, blank=True)  # code of the act lexicon
    affected = models.CharField(max_length=60, blank=True)  # a class of people, never a person
    place = models.CharField(max_length=12, blank=True)
    when = models.CharField(max_length=60, blank=True)  # EDTF
    when_verbatim = models.CharField(max_length=200, blank=True)
    modality = models.CharField(max_length=20, choices=[(m.value, m.value) for m in Modality], default=Modality.ASSERTED)
    is_negative = models.BooleanField(default=False)
    scope_note = models.TextField(blank=True)  # what it covers and what it does not
    # The quantity as it was said; see reading.shapes.Quantity.
    qualifier = models.CharField(max_length=24, choices=[(q.value, q.value) for q in Qualifier], blank=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    low_exclusive = models.BooleanField(default=False)
    high_exclusive = models.BooleanField(default=False)
    unit = models.CharField(max_length=40, blank=True)
    population = models.CharField(max_length=200, blank=True)  # counted among whom
    quantity_verbatim = models.CharField(max_length=200, blank=True)
    # Computed from the graph by actions/recount_standing.py, or set by an assessment.
    standing = models.CharField(max_length=24, choices=[(s.value, s.value) for s in Standing], default=Standing.UNASSESSED)
    count = models.JSONField(default=dict)  # the origin count behind the standing
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.TextField(blank=True)
    joined_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")  # the same statement
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("published_at", "published_by", label="claim_published_when_and_by"),
            both_or_neither("withdrawn_at", "withdrawn_by", label="claim_withdrawn_when_and_by"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.joined_into_id is None


class ClaimText(models.Model):
    """The claim as one sentence of ours in one language, hedge included. The original's words stay in the passage."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    text = models.TextField()
    is_original = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "language"], name="one_text_per_claim_and_language")]


class Origin(models.Model):
    """Where chains of attributions end: an interview set, a record, an insider, an inference."""

    reference = ReferenceField(prefix="OI")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in OriginKind], default=OriginKind.UNKNOWN)
    holder = models.ForeignKey(Source, models.PROTECT, null=True, related_name="origins")
    label = models.CharField(max_length=200)
    period = models.CharField(max_length=60, blank=True)  # EDTF
    overlap_group = models.CharField(max_length=60, blank=True)  # the same people may stand behind these
    note = models.TextField(blank=True)


class Attribution(models.Model):
    """Somebody says the claim: in this passage, or, where we have not read it, as somebody else reports."""

    reference = ReferenceField(prefix="AT")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="attributions")
    speaker = models.ForeignKey(Source, models.PROTECT, related_name="attributions")
    speaker_role = models.CharField(max_length=200, blank=True)
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, related_name="attributions")  # null: not read by us
    citation = models.CharField(max_length=400, blank=True)  # title, publisher, date of what we hold no copy of
    citation_address = models.URLField(max_length=2000, blank=True)
    mode = models.CharField(max_length=20, choices=[(m.value, m.value) for m in Mode], default=Mode.UNATTRIBUTED)
    hedge = models.CharField(max_length=300, blank=True)  # verbatim
    said = models.CharField(max_length=60, blank=True)  # EDTF
    is_coerced = models.BooleanField(default=False)
    # The number as this speaker gave it, so that drift along a chain shows.
    qualifier = models.CharField(max_length=24, blank=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    quantity_verbatim = models.CharField(max_length=200, blank=True)
    withdrawn_on = models.DateField(null=True)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    @property
    def is_report(self) -> bool:
        """Tell whether somebody read or catalogued it; otherwise we know of it only because another report rests on it."""
        return self.passage_id is not None or bool(self.citation)


class RestsOn(models.Model):
    """One edge of the graph: an attribution rests on another attribution, or on an origin."""

    attribution = models.ForeignKey(Attribution, models.CASCADE, related_name="rests")
    on_attribution = models.ForeignKey(Attribution, models.PROTECT, null=True, related_name="carries")
    on_origin = models.ForeignKey(Origin, models.PROTECT, null=True, related_name="carries")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(on_attribution__isnull=True, on_origin__isnull=False)
                | models.Q(on_attribution__isnull=False, on_origin__isnull=True),
                name="rests_on_one_thing",
            ),
            models.UniqueConstraint(fields=["attribution", "on_attribution"], name="one_edge_to_attribution"),
            models.UniqueConstraint(fields=["attribution", "on_origin"], name="one_edge_to_origin"),
        ]


class Denial(models.Model):
    """The accused, or somebody for them, denies the claim. It stands beside the claim and decides nothing."""

    reference = ReferenceField(prefix="DN")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="denials")
    speaker = models.ForeignKey(Source, models.PROTECT, related_name="denials")
    speaker_role = models.CharField(max_length=200, blank=True)
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, related_name="denials")  # null: not read by us
    citation = models.CharField(max_length=400, blank=True)  # title, publisher, date of what we hold no copy of
    citation_address = models.URLField(max_length=2000, blank=True)
    said = models.CharField(max_length=60, blank=True)  # EDTF
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(passage__isnull=False) | ~models.Q(citation=""), name="denial_is_read_or_cited")
        ]


class RelationKind(models.TextChoices):
    """How two claims stand to each other. Same statements are joined, not related."""

    BROADER = "broader", _("says more than")
    NARROWER = "narrower", _("says less than")
    DIFFERENT_POPULATION = "different-population", _("counts other people than")
    CONTRADICTS = "contradicts", _("contradicts")
    UNRELATED = "unrelated", _("is another statement than")  # a person looked; it is not asked again


class Relation(models.Model):
    """What a person found two claims to be to each other."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="relations")
    other = models.ForeignKey(Claim, models.CASCADE, related_name="relations_to")
    kind = models.CharField(max_length=24, choices=RelationKind.choices)
    is_credible = models.BooleanField(default=False)  # of a contradiction: credible enough to contest the claim
    reason = models.TextField(blank=True)
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "other", "kind"], name="one_relation_of_a_kind"),
            models.CheckConstraint(condition=~models.Q(claim=models.F("other")), name="no_relation_to_itself"),
        ]


class Assessment(models.Model):
    """A person sets a standing against the rule, with the reason in writing. Append-only; the latest counts."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="assessments")
    standing = models.CharField(max_length=24, choices=[(s.value, s.value) for s in Standing])
    reasoning = models.TextField()
    count = models.JSONField(default=dict)  # what the graph said at that moment
    assessed_at = models.DateTimeField()
    assessed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    valid_until = models.DateField(null=True)
